from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from capaian.foundation.ui import numbers

MORNING = datetime(2026, 11, 20, 23, 14, tzinfo=UTC)


@pytest.mark.parametrize(("value", "text"), [
    (Decimal("88.31"), "88,31"), (Decimal("88.310"), "88,31"), (Decimal("88.00"), "88"), (104, "104"),
    (Decimal(1250000), "1.250.000"),
    (Decimal("-3.5"), "−3,5"), (Decimal("-0.001"), "0"), (Decimal("0.005"), "0"), (Decimal("1E+3"), "1.000"),
    (0, "0"), (None, "—"), ("", "—"),
])
def test_numbers_are_written_the_indonesian_way(value, text):
    assert numbers.number(value) == text


def test_a_missing_percentage_is_a_dash_and_never_zero():
    assert (numbers.percent(None), numbers.percent(Decimal("104.0")), numbers.percent(Decimal("66.67"), 1)) == (
        "—", "104\u00a0%", "66,7\u00a0%",
    )


@pytest.mark.parametrize(("zone", "text"), [
    ("Asia/Jakarta", "21 November 2026 06.14 WIB"), ("Asia/Makassar", "21 November 2026 07.14 WITA"),
    ("Asia/Jayapura", "21 November 2026 08.14 WIT"),
])
def test_moments_are_told_by_the_clock_of_the_agency(zone, text):
    with timezone.override(ZoneInfo(zone)):
        assert numbers.long_moment(MORNING) == text


def test_dates_and_months():
    with timezone.override(ZoneInfo("Asia/Jayapura")):
        assert (numbers.long_date(MORNING), numbers.month(MORNING)) == ("21 November 2026", "November 2026")
    assert (numbers.long_date(date(2026, 8, 1)), numbers.month(date(2026, 8, 1))) == ("1 Agustus 2026", "Agustus 2026")
    assert (numbers.long_date(None), numbers.month(None), numbers.long_moment(None)) == ("—", "—", "—")
    assert numbers.long_moment(datetime(2026, 8, 1, 8, 5)) == "1 Agustus 2026 08.05"  # noqa: DTZ001 - a naive one on purpose


@pytest.mark.parametrize(("name", "initials", "called"), [
    ("Siti Aminah, A.Md.Kep.", "SA", "Siti"), ("dr. Budi Hartono", "BH", "dr. Budi"),
    ("Prof. Dr. Andi, M.Si.", "A", "Prof. Dr. Andi"),
    ("Sukarni", "S", "Sukarni"), ("", "?", ""), ("dr.", "D", "dr."),
])
def test_people_are_called_by_name_with_title(name, initials, called):
    assert (numbers.initials(name), numbers.calling_name(name)) == (initials, called)
