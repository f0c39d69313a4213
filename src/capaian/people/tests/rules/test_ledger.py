"""The ledger as values: whatever is done to it, every day stays accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.people.models import CircumstanceKind
from capaian.people.rules.ledger import (
    EXEMPTING,
    REMOVING,
    Change,
    Row,
    Span,
    carve,
    changes,
    exempts,
    gaps,
    minus,
    overlapping,
    row_on,
    splice,
)

BUDI, DEWI, EKO = 1, 2, 3
FIRST = date(2026, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def span(start: int, end: int | None = None) -> Span:
    return Span(day(start), None if end is None else day(end))


def row(who: int, start: int, end: int | None = None, basis: str = "superior", key: int | None = None) -> Row:
    return Row(who, day(start), None if end is None else day(end), basis, key=key)


def said(rows) -> list[Row]:
    return [replace(one, key=None) for one in rows]


def test_a_bounded_row_splits_and_the_old_appraiser_is_back_the_day_after():
    rows = splice([row(BUDI, 0, key=7)], row(DEWI, 10, 23, "acting"))
    assert rows == (row(BUDI, 0, 9, key=7), row(DEWI, 10, 23, "acting"), row(BUDI, 24))
    assert (row_on(rows, day(23)).who, row_on(rows, day(24)).who) == (DEWI, BUDI)
    assert splice(rows, row(BUDI, 10, 23)) == (row(BUDI, 0, key=7),)  # taken back: one row again


def test_an_open_row_replaces_everything_from_its_day():
    rows = splice([row(BUDI, 0, 9), row(DEWI, 10, 20), row(EKO, 21)], row(DEWI, 5))
    assert rows == (row(BUDI, 0, 4), row(DEWI, 5))
    assert splice([], row(DEWI, 5)) == (row(DEWI, 5),)


def test_saying_what_is_already_said_changes_nothing():
    rows = (row(BUDI, 0, 9, key=1), row(DEWI, 10, key=2))
    assert splice(rows, row(BUDI, 0, 9)) == rows
    assert splice(rows, row(BUDI, 3, 5)) == rows
    assert splice(rows, row(DEWI, 10, 12)) == rows


def test_days_carved_out_are_nobodys():
    assert carve([row(BUDI, 0, key=1)], span(5, 9)) == (row(BUDI, 0, 4, key=1), row(BUDI, 10))
    assert carve([row(BUDI, 0, key=1)], span(5)) == (row(BUDI, 0, 4, key=1),)
    assert carve([row(BUDI, 5, 9, key=1)], span(0, 7)) == (row(BUDI, 8, 9, key=1),)
    assert gaps(span(0, 12), [row(BUDI, 0, 4), row(BUDI, 10)], []) == (span(5, 9),)
    assert gaps(span(0, 12), [row(BUDI, 0, 4), row(BUDI, 10)], [span(5, 9)]) == ()
    assert gaps(span(0), [row(BUDI, 3, 4)], []) == (span(0, 2), span(5))
    assert minus([span(4, 6), span(0, 1)], []) == (span(0, 1), span(4, 6))


def test_what_changes_is_told_stretch_by_stretch():
    before = [row(BUDI, 0)]
    after = splice(before, row(DEWI, 10, 23, "acting"))
    assert changes(before, after) == (Change(span(10, 23), BUDI, DEWI),)
    assert changes([], after[:1]) == (Change(span(0, 9), None, BUDI),)
    assert changes(before, carve(before, span(5))) == (Change(span(5), BUDI, None),)
    assert changes([row(BUDI, 0, 4, "import"), row(BUDI, 5)], [row(DEWI, 0)]) == (Change(span(0), BUDI, DEWI),)
    assert changes([row(BUDI, 0, 4), row(DEWI, 5, 6), row(BUDI, 7, 8)], [row(DEWI, 0, 8)]) == (
        Change(span(0, 4), BUDI, DEWI), Change(span(7, 8), BUDI, DEWI),
    )
    assert changes(before, before) == ()


def test_two_rows_on_one_day_are_found():
    assert overlapping([row(DEWI, 3, 8), row(BUDI, 0, 4)]) == (span(3, 4),)
    assert overlapping([row(BUDI, 0, 4), row(DEWI, 5)]) == ()


def test_a_span_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="ends before"):
        span(3, 2)


def test_which_circumstances_exempt_and_by_which_article():
    kinds = set(CircumstanceKind.values)
    assert set(EXEMPTING) <= kinds
    assert set(EXEMPTING) > REMOVING
    assert exempts("unpaid-leave") == "PermenPANRB 6/2022, Lampiran II.C.8.c"
    assert {kind for kind in kinds if not exempts(kind)} == {"study-leave", "long-leave"}


SPANS = st.builds(
    lambda start, length: span(start, None if length is None else start + length),
    st.integers(0, 40), st.none() | st.integers(0, 20),
)
ROWS = st.builds(lambda who, days, basis: Row(who, days.start, days.end, basis), st.integers(1, 4), SPANS,
                 st.sampled_from(["superior", "acting"]))
STEPS = st.lists(st.tuples(st.just("splice"), ROWS) | st.tuples(st.just("exempt"), SPANS), max_size=12)


def applied(steps) -> tuple[tuple[Row, ...], list[Span]]:
    """As the actions do it: an exemption takes its days out of the rows, and no row is put onto exempt days."""
    rows: tuple[Row, ...] = ()
    exempt: list[Span] = []
    for verb, value in steps:
        if verb == "splice":
            rows = splice(rows, value)
        else:
            exempt += minus([value], exempt)
        for taken in exempt:
            rows = carve(rows, taken)
    return rows, exempt


@settings(max_examples=50)
@given(STEPS)
def test_every_employed_day_is_accounted_for_exactly_once(steps):
    rows, exempt = applied(steps)
    missing = gaps(span(0), rows, exempt)
    assert overlapping(rows) == ()
    for number in range(80):
        one = day(number)
        claims = sum(one in each for each in (*(held.span for held in rows), *exempt, *missing))
        assert claims == 1, one


@settings(max_examples=50)
@given(STEPS, ROWS)
def test_splice_is_idempotent_and_only_touches_its_days(steps, new):
    rows, _exempt = applied(steps)
    once = splice(rows, new)
    assert said(splice(once, new)) == said(once)
    assert overlapping(once) == ()
    for number in range(80):
        one = day(number)
        wanted = new if one in new.span else row_on(rows, one)
        assert (row_on(once, one) and row_on(once, one).who) == (wanted and wanted.who)


@settings(max_examples=50)
@given(STEPS, ROWS)
def test_what_changed_is_exactly_the_difference(steps, new):
    before, _exempt = applied(steps)
    after = splice(before, new)
    told = changes(before, after)
    for number in range(80):
        was, now = (each and each.who for each in (row_on(before, day(number)), row_on(after, day(number))))
        here = [(each.before, each.after) for each in told if day(number) in each.span]
        assert here == ([(was, now)] if was != now else [])
