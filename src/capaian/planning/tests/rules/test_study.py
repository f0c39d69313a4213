"""The guidance for study leave (PermenPANRB 6/2022, Lampiran II.B.5-6)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from capaian.planning.rules.study import GUIDES, band_of, guide_for

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
    ("gpa", "name"), [("4.00", "Sangat baik"), ("3.51", "Sangat baik"), ("3.505", "Baik"), ("3.39", "Baik"), ("0", "Kurang")]
)
def test_band_of_a_gpa_at_an_a_accredited_university(gpa, name):
    """3.39 is the GPA of the example on p.237: within a band, and still short of what was agreed there."""
    assert band_of(GUIDES[3], Decimal(gpa)).name == name
