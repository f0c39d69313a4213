"""Which month may be filled when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.progress.rules.deadline import first_day, last_day, months_between, previous_month, why_closed

YEAR = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}


def test_a_month_opens_on_its_first_day_and_stays_open():
    november = date(2026, 11, 1)
    assert why_closed(november, today=date(2026, 10, 31), **YEAR).startswith("Bulan ini belum dimulai.")
    assert why_closed(november, today=date(2026, 11, 1), **YEAR) == ""
    assert why_closed(november, today=date(2027, 1, 20), **YEAR) == ""


def test_before_and_after_the_skp_nothing_is_recorded():
    today = date(2027, 3, 1)
    assert "sebelum masa SKP" in why_closed(date(2025, 12, 1), today=today, **YEAR)
    assert "sesudah masa SKP" in why_closed(date(2027, 1, 1), today=today, **YEAR)


def test_an_skp_that_begins_within_a_month_opens_that_month():
    span = {"start": date(2026, 6, 15), "end": date(2026, 9, 3)}
    today = date(2026, 12, 1)
    assert [why_closed(date(2026, month, 1), today=today, **span) == "" for month in (5, 6, 9, 10)] == [
        False, True, True, False,
    ]


@pytest.mark.parametrize(
    ("month", "last", "before"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), date(2025, 12, 1)),
        (date(2024, 2, 1), date(2024, 2, 29), date(2024, 1, 1)),
        (date(2026, 12, 1), date(2026, 12, 31), date(2026, 11, 1)),
    ],
)
def test_the_ends_of_a_month(month, last, before):
    assert last_day(month) == last
    assert previous_month(month) == before


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_months_are_counted_as_a_calendar_shows_them(one, other):
    start, end = sorted((one, other))
    day, count = first_day(end), 1
    while day > first_day(start):
        day, count = previous_month(day), count + 1
    assert months_between(start, end) == count
