"""When a notice is mailed: at once, in the day's summary, or never; not in the quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.foundation.models import Delivery
from capaian.foundation.notices.delivery import Pace, Waiting, Wishes, due, is_quiet, last_summary

WIT = ZoneInfo("Asia/Jayapura")
PACES = {"urgent": "at-once", "daily": "daily", "silent": "never"}
NIGHT = Wishes(quiet_from=time(21), quiet_until=time(5))


def wit(hour: int, minute: int = 0, day: int = 21) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=WIT).astimezone(UTC)


ANY = Wishes()


def due_at(now, *waiting, wishes=ANY):
    rows = [Waiting(number, kind, created) for number, (kind, created) in enumerate(waiting)]
    return due(rows, wishes=wishes, paces=PACES, now=now, zone=WIT)


def test_the_paces_are_those_of_the_settings():
    assert set(Pace) == set(Delivery.values)


def test_urgent_ones_go_at_once_and_the_others_with_the_summary_of_the_next_morning():
    told = [("urgent", wit(10)), ("daily", wit(10)), ("silent", wit(10)), ("unknown", wit(10))]
    assert due_at(wit(10, 1), *told) == (0,)
    assert due_at(wit(6, 59, day=22), *told) == (0,)
    assert due_at(wit(7, 0, day=22), *told) == (0, 1, 3)


@pytest.mark.parametrize(("delivery", "morning", "next_day"), [
    ("at-once", (0, 1), (0, 1)), ("daily", (), (0, 1)), ("never", (), ()),
])
def test_a_choice_holds_for_every_kind(delivery, morning, next_day):
    told = [("urgent", wit(10)), ("daily", wit(10))]
    assert due_at(wit(11), *told, wishes=Wishes(delivery)) == morning
    assert due_at(wit(8, day=22), *told, wishes=Wishes(delivery)) == next_day


def test_a_muted_kind_is_never_mailed():
    assert due_at(wit(11), ("urgent", wit(10)), wishes=Wishes(muted=frozenset({"urgent"}))) == ()


def test_the_hour_of_the_summary_is_the_agencys():
    chosen = Wishes("daily", digest_hour=16)
    assert due_at(wit(15, 59), ("urgent", wit(10)), wishes=chosen) == ()
    assert due_at(wit(16), ("urgent", wit(10)), wishes=chosen) == (0,)


def test_what_the_night_held_back_goes_when_it_ends():
    told = ("urgent", wit(23))
    assert due_at(wit(23, 30), told, wishes=NIGHT) == ()
    assert due_at(wit(4, 59, day=22), told, wishes=NIGHT) == ()
    assert due_at(wit(5, 0, day=22), told, wishes=NIGHT) == (0,)


def test_a_summary_that_falls_into_the_quiet_hours_comes_after_them():
    chosen = Wishes("daily", digest_hour=3, quiet_from=time(21), quiet_until=time(5))
    assert due_at(wit(3, day=22), ("urgent", wit(10)), wishes=chosen) == ()
    assert due_at(wit(5, day=22), ("urgent", wit(10)), wishes=chosen) == (0,)


@pytest.mark.parametrize(("moment", "start", "end", "quiet"), [
    (time(20, 59), time(21), time(5), False), (time(21), time(21), time(5), True), (time(0), time(21), time(5), True),
    (time(4, 59, 59), time(21), time(5), True), (time(5), time(21), time(5), False),
    (time(12), time(12), time(13), True), (time(13), time(12), time(13), False), (time(11, 59), time(12), time(13), False),
    (time(3), None, time(5), False), (time(3), time(1), None, False), (time(3), time(3), time(3), False),
])
def test_quiet_hours_may_reach_across_midnight(moment, start, end, quiet):
    assert is_quiet(moment, start, end) is quiet


@given(st.times(), st.times(), st.times())
def test_of_two_halves_of_a_day_exactly_one_is_quiet(moment, start, end):
    assert start == end or is_quiet(moment, start, end) != is_quiet(moment, end, start)


@given(st.datetimes(min_value=datetime(2026, 1, 2), max_value=datetime(2027, 1, 1)), st.integers(0, 23))  # noqa: DTZ001
def test_the_last_summary_is_less_than_a_day_ago(naive, hour):
    local = naive.replace(tzinfo=WIT)
    found = last_summary(local, hour)
    assert (found.hour, timedelta(0) <= local - found < timedelta(days=1)) == (hour, True)
