"""The guidance for study leave (PermenPANRB 6/2022, Lampiran II.B.5-6)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from capaian.governance.schemes import load
from capaian.planning.rules.study import GUIDES, PACES, Level, Pace, band_of, guide_for

DAY = date(2026, 7, 1)


@pytest.mark.parametrize(("level", "university", "programme", "printed"), [
    ("bachelor", "A", "C", ["3.51-4.00", "3.01-3.50", "2.76-3.00", "0-2.75"]),
    ("bachelor", "B", "A", ["3.61-4.00", "3.10-3.60", "2.76-3.09", "0-2.75"]),
    ("bachelor", "C", "B", ["3.71-4.00", "3.20-3.70", "2.76-3.19", "0-2.75"]),
    ("graduate", "A", "C", ["3.51-4.00", "3.20-3.50", "3.00-3.19", "0-2.99"]),
    ("graduate", "B", "B", ["3.61-4.00", "3.25-3.60", "3.00-3.24", "0-2.99"]),
    ("graduate", "C", "A", ["3.71-4.00", "3.30-3.70", "3.00-3.29", "0-2.99"]),
    ("bachelor", None, None, ["3.51-4.00", "3.01-3.50", "2.76-3.00", "0-2.75"]),
    ("graduate", None, None, ["3.51-4.00", "3.20-3.50", "3.00-3.19", "0-2.99"]),
])  # fmt: skip
def test_guide_for_gives_the_printed_row(level, university, programme, printed):
    guide = guide_for(level, DAY, university=university, programme=programme)
    assert guide is not None
    assert [f"{band.low}-{band.high}" for band in guide.bands] == printed


def test_guide_for_has_no_row_below_the_minimum_or_before_its_time():
    assert guide_for("graduate", DAY, university="C", programme="C") is None
    assert guide_for("graduate", DAY, university="A") is None
    assert guide_for("graduate", date(2022, 2, 6)) is None


@pytest.mark.parametrize(
    ("gpa", "name"),
    [("4.00", "Sangat baik"), ("3.51", "Sangat baik"), ("3.505", "Baik"), ("3.39", "Baik"), ("0", "Kurang/ Misconduct")]
)
def test_band_of_a_gpa_at_an_a_accredited_university(gpa, name):
    """3.39 is the GPA of the example on p.237: within a band, and still short of what was agreed there."""
    assert band_of(GUIDES[3], Decimal(gpa)).name == name


def test_the_words_of_today_stand_beside_those_of_the_guidance():
    """II.B.5 prints A, B and C; BAN-PT converts them to Unggul, Baik Sekali and Baik, in this order."""
    assert [(guide.university_words, guide.programme_words) for guide in GUIDES[:3]] == [
        ("A atau Unggul", "C atau Baik"), ("B atau Baik Sekali", "C atau Baik"), ("C atau Baik", "B atau Baik Sekali"),
    ]
    assert (GUIDES[-1].university_words, GUIDES[-1].programme_words) == ("", "")


def test_graduation_is_expected_as_the_law_words_it():
    """II.B.7: lebih cepat, tepat waktu, adanya perpanjangan."""
    assert list(PACES.values()) == ["Lebih cepat", "Tepat waktu", "Adanya perpanjangan"]
    assert set(PACES) == set(Pace)


def test_the_scheme_says_the_same_as_the_guidance():
    """II.B.5-6, p.63: the bands stand in the scheme as well, for other readers; they are one."""
    rows = load("permenpanrb-6-2022").get("studyleave.gpa_bands", DAY).value
    levels = {"s1": Level.BACHELOR, "postgraduate": Level.GRADUATE}
    assert [(guide.level, guide.university, guide.programme, *(band.low for band in guide.bands[:3])) for guide in GUIDES] == [
        (levels[row["level"]], row["accreditation"], row["programme"], row["sangat_baik_from"], row["baik_from"],
         row["butuh_perbaikan_from"])
        for row in rows
    ]
