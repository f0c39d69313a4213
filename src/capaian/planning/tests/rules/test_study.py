"""The guidance for study leave (PermenPANRB 6/2022, Lampiran II.B.5-6)."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.governance.schemes import load
from capaian.planning.rules.study import GUIDES, PACES, Level, Pace

DAY = date(2026, 7, 1)


@pytest.mark.parametrize(("row", "level", "university", "programme", "printed"), [
    (0, "bachelor", "A", "C", ["3.51-4.00", "3.01-3.50", "2.76-3.00", "0-2.75"]),
    (1, "bachelor", "B", "C", ["3.61-4.00", "3.10-3.60", "2.76-3.09", "0-2.75"]),
    (2, "bachelor", "C", "B", ["3.71-4.00", "3.20-3.70", "2.76-3.19", "0-2.75"]),
    (3, "graduate", "A", "C", ["3.51-4.00", "3.20-3.50", "3.00-3.19", "0-2.99"]),
    (4, "graduate", "B", "C", ["3.61-4.00", "3.25-3.60", "3.00-3.24", "0-2.99"]),
    (5, "graduate", "C", "B", ["3.71-4.00", "3.30-3.70", "3.00-3.29", "0-2.99"]),
    (6, "bachelor", None, None, ["3.51-4.00", "3.01-3.50", "2.76-3.00", "0-2.75"]),
    (7, "graduate", None, None, ["3.51-4.00", "3.20-3.50", "3.00-3.19", "0-2.99"]),
])  # fmt: skip
def test_the_guidance_is_as_printed(row, level, university, programme, printed):
    """II.B.5-6, p.63; abroad no accreditation is asked for."""
    guide = GUIDES[row]
    assert (guide.level, guide.university, guide.programme) == (level, university, programme)
    assert [f"{band.low}-{band.high}" for band in guide.bands] == printed


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
