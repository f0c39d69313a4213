"""Upward from a person: stand-ins, superiors, circles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.people.rules.ledger import Row, overlapping, row_on, splice
from capaian.people.rules.lines import (
    DEEPEST,
    Line,
    Person,
    Standing,
    circle_from,
    circles,
    fill,
    give_back,
    hand_over,
    line_on,
    line_up,
    upward,
)
from capaian.people.tests.rules.test_ledger import day, row, span

ANI, BUDI, DEWI, SEKDA, FAJAR = 10, 11, 12, 13, 14
ACTING = frozenset({"acting"})


def ledger(**changed: Person):
    held = {
        ANI: Person([row(BUDI, 0)]), BUDI: Person([row(DEWI, 0)]), DEWI: Person([row(SEKDA, 0)]),
        SEKDA: Person(outside=[span(0)], exempt=[span(0)]), FAJAR: Person(),
    }
    held |= {globals()[name.upper()]: person for name, person in changed.items()}
    return held.__getitem__


def test_the_superior_is_the_appraisers_appraiser_of_that_day():
    assert line_on(ANI, day(5), ledger()) == Line(BUDI, DEWI, "superior")
    assert line_on(DEWI, day(5), ledger()) == Line(SEKDA, None, "superior", Standing.OUTSIDE)
    assert line_on(SEKDA, day(5), ledger()) == Line(None, None, "", Standing.OUTSIDE)
    assert line_on(FAJAR, day(5), ledger()) == Line(None, None, "", Standing.NOBODY)
    assert line_on(ANI, day(5), ledger(ani=Person(exempt=[span(0)]))) == Line(None, None, "", Standing.EXEMPT)


def test_whoever_is_away_for_good_is_passed_over_step_by_step():
    away = ledger(budi=Person([row(DEWI, 0, 2)], away=[span(3)]))
    assert line_on(ANI, day(5), away) == Line(DEWI, SEKDA, "superior", passed=(BUDI,))
    both = ledger(budi=Person([row(DEWI, 0, 2)], away=[span(3)]), dewi=Person([row(SEKDA, 0)], away=[span(0)]))
    assert line_on(ANI, day(5), both) == Line(SEKDA, None, "superior", Standing.OUTSIDE, (BUDI, DEWI))
    assert line_on(BUDI, day(2), both) == Line(SEKDA, None, "superior", Standing.OUTSIDE, (DEWI,))
    nobody = ledger(budi=Person(away=[span(0)]))
    assert line_on(ANI, day(5), nobody) == Line(None, None, "", Standing.NOBODY, (BUDI,))


def test_a_circle_is_told_and_does_not_hang():
    two = ledger(budi=Person([row(ANI, 0)]))
    assert line_on(ANI, day(1), two) == Line(BUDI, None, "superior", Standing.CIRCLE)
    gone = ledger(budi=Person([row(DEWI, 0)], away=[span(0)]), dewi=Person([row(BUDI, 0)], away=[span(0)]))
    assert line_on(ANI, day(1), gone) == Line(None, None, "", Standing.CIRCLE, (BUDI, DEWI))
    assert circle_from(ANI, span(0), lambda one: two(one).rows) == (ANI, BUDI)
    assert circle_from(FAJAR, span(0), lambda one: {FAJAR: [row(ANI, 0)]}.get(one, two(one).rows)) == ()
    assert circle_from(ANI, span(0), lambda one: ledger()(one).rows) == ()
    apart = {ANI: [row(BUDI, 0, 4)], BUDI: [row(ANI, 5)]}
    assert circle_from(ANI, span(0), apart.__getitem__) == ()
    endless = circle_from(0, span(0), lambda one: [row(one + 1, 0)])
    assert endless == ()
    assert DEEPEST > 20


def test_everybody_above_a_person():
    assert line_up(ANI, day(1), ledger()) == (BUDI, DEWI, SEKDA)
    assert line_up(SEKDA, day(1), ledger()) == ()
    assert line_up(ANI, day(1), ledger(budi=Person([row(ANI, 0)]))) == (BUDI,)


def test_the_place_of_an_official_is_taken_upward():
    assert upward(BUDI, span(3, 9), ledger()) == (row(DEWI, 3, 9, "upward"),)
    away = ledger(dewi=Person([row(SEKDA, 0)], away=[span(5, 6)]))
    assert upward(BUDI, span(3, 9), away) == (
        row(DEWI, 3, 4, "upward"), row(SEKDA, 5, 6, "upward"), row(DEWI, 7, 9, "upward"),
    )
    on_leave = ledger(budi=Person([row(DEWI, 0, 2), row(FAJAR, 8)]))
    assert upward(BUDI, span(3, 9), on_leave) == (row(DEWI, 3, 7, "upward"), row(FAJAR, 8, 9, "upward"))
    assert upward(SEKDA, span(3), ledger()) == ()
    circle = ledger(budi=Person([row(DEWI, 0)], away=[span(0)]), dewi=Person([row(BUDI, 0)], away=[span(0)]))
    assert upward(BUDI, span(0), circle) == ()


def test_a_stand_in_appraises_only_where_the_official_did():
    rows = [row(BUDI, 0, 9), row(FAJAR, 10, 12), row(BUDI, 13)]
    assert hand_over(rows, BUDI, [row(DEWI, 5, 15, "acting")]) == (
        row(BUDI, 0, 4), row(DEWI, 5, 9, "acting"), row(FAJAR, 10, 12), row(DEWI, 13, 15, "acting"), row(BUDI, 16),
    )
    assert hand_over(rows, SEKDA, [row(DEWI, 5, 15)]) == tuple(rows)


def test_the_definitive_order_comes_back_early():
    rows = splice([row(BUDI, 0)], row(DEWI, 5, 15, "acting"))
    assert give_back(rows, DEWI, ACTING, span(10, 15)) == (row(BUDI, 0, 4), row(DEWI, 5, 9, "acting"), row(BUDI, 10))
    assert give_back(rows, DEWI, ACTING, span(5, 15)) == (row(BUDI, 0),)
    assert give_back(rows, FAJAR, ACTING, span(5, 15)) == rows
    assert give_back([row(BUDI, 0, 4), row(DEWI, 5, basis="acting")], DEWI, ACTING, span(8)) == (
        row(BUDI, 0, 4), row(DEWI, 5, basis="acting"),
    )
    assert fill([row(BUDI, 0, 4)], span(5)) == (row(BUDI, 0),)
    assert fill([row(BUDI, 0, 4), row(DEWI, 9)], span(5, 8)) == (row(BUDI, 0, 4), row(DEWI, 5))
    assert fill([row(BUDI, 0, 4)], span(9, 12)) == (row(BUDI, 0, 4), row(BUDI, 9, 12))
    assert fill([row(BUDI, 9, 12)], span(0, 4)) == (row(BUDI, 9, 12),)


def test_every_circle_of_a_day_is_found_once():
    assert circles({ANI: BUDI, BUDI: ANI, DEWI: SEKDA, FAJAR: ANI}) == ((ANI, BUDI),)
    assert circles({3: 1, 1: 2, 2: 3, 9: 8, 8: 9}) == ((1, 2, 3), (8, 9))
    assert circles({ANI: BUDI, BUDI: DEWI}) == ()


PEOPLE = st.integers(1, 6)
MOVES = st.lists(st.tuples(PEOPLE, PEOPLE, st.integers(0, 30), st.none() | st.integers(0, 15)), max_size=15)
AWAY = st.dictionaries(PEOPLE, st.tuples(st.integers(0, 30), st.integers(0, 15)), max_size=3)


@settings(max_examples=50)
@given(MOVES, AWAY, PEOPLE, st.integers(0, 50))
def test_the_superior_is_derivable_for_any_day(moves, away, person, number):
    """There is a superior, or a reason why there is none; never somebody who is away, never oneself, never a hang."""
    rows: dict[int, tuple[Row, ...]] = {}
    for who, appraiser, start, length in moves:
        if who != appraiser:
            new = row(appraiser, start, None if length is None else start + length)
            kept = splice(rows.get(who, ()), new)
            if not circle_from(who, new.span, lambda one: kept if one == who else rows.get(one, ())):  # noqa: B023
                rows[who] = kept
    gone = {who: [span(start, start + length)] for who, (start, length) in away.items()}
    find = lambda one: Person(rows.get(one, ()), away=gone.get(one, ()))  # noqa: E731
    line = line_on(person, day(number), find)
    assert person not in (line.appraiser, line.superior)
    assert line.ends is not Standing.CIRCLE
    assert (line.superior is None) == (line.ends is not Standing.FOUND)
    for one in (line.appraiser, line.superior):
        assert one is None or not any(day(number) in each for each in gone.get(one, ()))
    assert circles({who: found.who for who, held in rows.items() if (found := row_on(held, day(number)))}) == ()


@settings(max_examples=50)
@given(MOVES, st.integers(0, 30), st.integers(0, 15))
def test_a_stand_in_of_any_span_leaves_and_the_old_order_is_back(moves, start, length):
    rows: tuple[Row, ...] = ()
    for _who, appraiser, begin, extent in moves:
        rows = splice(rows, row(appraiser, begin, None if extent is None else begin + extent))
    deputy = row(99, start, start + length, "acting")
    held = hand_over(rows, 1, [deputy])
    assert overlapping(held) == ()
    for number in range(60):
        was, now = row_on(rows, day(number)), row_on(held, day(number))
        stands_in = was is not None and was.who == 1 and day(number) in deputy.span
        assert (now and now.who) == (99 if stands_in else was and was.who)
