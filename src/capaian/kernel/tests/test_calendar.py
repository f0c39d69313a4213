from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.kernel.calendar import Deadline, WorkingCalendar, iso_day

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CALENDARS = st.dictionaries(DAYS, st.just("Libur"), max_size=40).map(WorkingCalendar)
PLAIN = WorkingCalendar(
    free={date(2026, 3, 19): "Hari Suci Nyepi", date(2026, 3, 20): "Cuti bersama Idulfitri"},
    fixed={"12-25": "Natal"}, decreed_years=frozenset({2026}),
)


def test_a_day_in_an_address():
    assert iso_day("2026-01-31") == date(2026, 1, 31)
    assert [iso_day(text) for text in ("", "31-01-2026", "2026-02-30", "besok")] == [None] * 4


def test_why_a_day_is_free():
    assert [PLAIN.why_free(date(2026, 3, day)) for day in (18, 19, 20, 21, 22, 23)] == [
        None, "Hari Suci Nyepi", "Cuti bersama Idulfitri", "Sabtu", "Minggu", None]
    assert PLAIN.why_free(date(2026, 12, 25)) is None  # decreed year: the decree alone speaks
    assert PLAIN.why_free(date(2025, 12, 25)) == "Natal"


def test_the_day_of_the_event_is_not_counted():
    assert PLAIN.add_working_days(date(2026, 3, 18), 0) == date(2026, 3, 18)
    assert PLAIN.add_working_days(date(2026, 3, 18), 1) == date(2026, 3, 23)
    assert PLAIN.add_working_days(date(2026, 3, 21), 1) == date(2026, 3, 23)
    assert PLAIN.working_days_between(date(2026, 3, 18), date(2026, 3, 23)) == 1
    assert PLAIN.working_days_between(date(2026, 3, 23), date(2026, 3, 18)) == -1


def test_a_clock_runs_forward():
    with pytest.raises(ValueError, match="forward"):
        PLAIN.add_working_days(date(2026, 1, 1), -1)


def test_a_deadline_in_a_year_without_decree_is_provisional():
    assert PLAIN.deadline(date(2026, 3, 18), 14) == Deadline(date(2026, 4, 9), provisional=False)
    assert PLAIN.deadline(date(2026, 12, 30), 14) == Deadline(date(2027, 1, 19), provisional=True)
    assert PLAIN.deadline(date(2025, 12, 30), 14).provisional is True


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_counting_back_gives_the_same_number(calendar, start, count):
    day = calendar.add_working_days(start, count)
    assert calendar.is_working_day(day)
    assert calendar.working_days_between(start, day) == count


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_two_clocks_in_a_row_are_one_long_clock(calendar, start, one, other):
    add = calendar.add_working_days
    assert add(add(start, one), other) == add(start, one + other)


@given(CALENDARS, DAYS, DAYS)
def test_a_later_event_never_has_an_earlier_deadline(calendar, one, other):
    early, late = sorted((one, other))
    assert calendar.add_working_days(early, 14) <= calendar.add_working_days(late, 14)


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_working_days_add_up(calendar, one, two, three):
    first, middle, last = sorted((one, two, three))
    between = calendar.working_days_between
    assert between(first, middle) + between(middle, last) == between(first, last)
    assert between(last, first) == -between(first, last)


@given(DAYS)
def test_without_holidays_a_week_has_five_working_days(start):
    assert WorkingCalendar().working_days_between(start, start + timedelta(days=7)) == 5
