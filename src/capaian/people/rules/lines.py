"""From one person upward: who stands in, who is the superior of whom, and whether a line runs in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from capaian.people.rules.ledger import DAY, Row, Span, carve, minus, row_on, splice

DEEPEST = 60
"""No line of superiors is longer; one that seems to be runs in a circle."""


class Standing(StrEnum):
    """How a line of superiors ends for a person on a day."""

    FOUND = "found"
    OUTSIDE = "outside"  # appraised by a head of region or minister
    EXEMPT = "exempt"
    NOBODY = "nobody"  # a gap in the ledger
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Person:
    """What the ledger holds of a person: rows, the days without need of an appraiser, the days of being away for good
    (which also are the days of not being employed)."""

    rows: Sequence[Row] = ()
    exempt: Sequence[Span] = ()
    outside: Sequence[Span] = ()
    away: Sequence[Span] = ()
    unemployed: Sequence[Span] = ()

    def trimmed(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows without the days on which this person needs no appraiser."""
        for span in (*self.exempt, *self.unemployed):
            rows = carve(rows, span)
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class Line:
    """Appraiser and appraiser's superior of a day. `passed` are superiors who were away; `ends` says why one is missing."""

    appraiser: int | None
    superior: int | None
    basis: str = ""
    ends: Standing = Standing.FOUND
    passed: tuple[int, ...] = field(default=())


Find = Callable[[int], Person]


def line_on(person: int, day: date, find: Find) -> Line:
    """IV.A.2: the appraiser of a day and that appraiser's own; one who is away for good is passed over, step by step."""
    row = row_on(find(person).rows, day)
    first, passed, ends = _above(person, day, find)
    if first is None:
        return Line(None, None, "", ends, passed)
    second, also, ends = _above(first, day, find)
    if second == person:
        second, ends = None, Standing.CIRCLE
    return Line(first, second, row.basis if row else "", ends, (*passed, *also))


def line_up(person: int, day: date, find: Find) -> tuple[int, ...]:
    """Art 1.9, IV.A.2: everybody above a person on a day, from the appraiser to the top."""
    line: list[int] = []
    one, _passed, _ends = _above(person, day, find)
    while one is not None and one not in line and one != person:
        line.append(one)
        one, _passed, _ends = _above(one, day, find)
    return tuple(line)


def _above(person: int, day: date, find: Find) -> tuple[int | None, tuple[int, ...], Standing]:
    known = find(person)
    row = row_on(known.rows, day)
    if row is None:
        for spans, standing in ((known.outside, Standing.OUTSIDE), (known.exempt, Standing.EXEMPT)):
            if any(day in span for span in spans):
                return None, (), standing
        return None, (), Standing.NOBODY
    passed: list[int] = []
    one: int | None = row.who
    while one is not None and any(day in span for span in find(one).away):
        if one in passed or one == person:
            return None, tuple(passed), Standing.CIRCLE
        passed.append(one)
        one = _last_known(find(one).rows, day)
    return one, tuple(passed), Standing.NOBODY if one is None else Standing.FOUND


def _last_known(rows: Iterable[Row], day: date) -> int | None:
    """Who appraised on the day, or last before it: somebody on leave keeps the superior of before."""
    begun = [row for row in rows if row.start <= day]
    return max(begun, key=lambda row: row.start).who if begun else None


def upward(official: int, span: Span, find: Find, seen: frozenset[int] = frozenset()) -> tuple[Row, ...]:
    """IV.A.2: who takes the place of an official who is away: the official's own superior, step by step upward."""
    pieces: list[Row] = []
    rows = sorted(find(official).rows, key=lambda row: row.start)
    known = [(row, met) for row in rows if (met := row.span.meet(span))]
    blank = minus([span], [met for _row, met in known])
    known += [(row, piece) for piece in blank for row in _before(rows, piece)]
    for row, days in known:
        gone = [met for away in find(row.who).away if (met := away.meet(days))]
        pieces += [Row(row.who, piece.start, piece.end, "upward") for piece in minus([days], gone)]
        if row.who not in seen and len(seen) < DEEPEST:
            for piece in gone:
                pieces += upward(row.who, piece, find, seen | {official})
    return tuple(sorted(pieces, key=lambda row: row.start))


def _before(rows: Sequence[Row], span: Span) -> Sequence[Row]:
    """The last row before a span, as a list of one; nothing where there is none."""
    return [row for row in rows if row.end is not None and row.end < span.start][-1:]


def hand_over(rows: Sequence[Row], official: int, deputies: Iterable[Row]) -> tuple[Row, ...]:
    """IV.A.2-3: on the days on which `official` appraises, the deputies of these days do; other days stay as they are."""
    result = tuple(rows)
    for deputy in deputies:
        for row in rows:
            met = row.span.meet(deputy.span)
            if row.who == official and met is not None:
                result = splice(result, deputy.on(met))
    return result


def give_back(rows: Sequence[Row], deputy: int, bases: frozenset[str], span: Span) -> tuple[Row, ...]:
    """IV.A.6: what a deputy appraised in the span goes back to whoever comes after, or else to whoever was before."""
    result = tuple(rows)
    for row in rows:
        met = row.span.meet(span)
        if row.who == deputy and row.basis in bases and met is not None:
            result = fill(carve(result, met), met)
    return result


def fill(rows: Sequence[Row], span: Span) -> tuple[Row, ...]:
    """IV.A.6: days without appraiser go to whoever appraises right after them, or else to the last one before them."""
    result = tuple(rows)
    for blank in minus([span], [row.span for row in rows]):
        after = row_on(rows, blank.end + DAY) if blank.end else None
        for neighbour in [after] if after else _before(rows, blank):
            result = splice(result, Row(neighbour.who, blank.start, blank.end, neighbour.basis, neighbour.decree))
    return result


def circle_from(person: int, span: Span, rows_of: Callable[[int], Sequence[Row]]) -> tuple[int, ...]:
    """Art 1.9: the line upward from a person that comes back to the person on some day of the span; () where none does."""
    return _climb((person,), span, rows_of)


def _climb(path: tuple[int, ...], span: Span, rows_of: Callable[[int], Sequence[Row]]) -> tuple[int, ...]:
    if len(path) > DEEPEST:
        return ()
    for row in rows_of(path[-1]):
        met = row.span.meet(span)
        if met is None:
            continue
        if row.who == path[0]:
            return path
        if row.who not in path and (found := _climb((*path, row.who), met, rows_of)):
            return found
    return ()


def circles(appraiser_of: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """Art 1.9: every circle of people who appraise one another on a day, each beginning with its smallest number."""
    done: set[int] = set()
    found: list[tuple[int, ...]] = []
    for start in sorted(appraiser_of):
        path: list[int] = []
        one: int | None = start
        while one is not None and one not in done and one not in path:
            path.append(one)
            one = appraiser_of.get(one)
        if one is not None and one not in done:
            ring = path[path.index(one):]
            least = ring.index(min(ring))
            found.append((*ring[least:], *ring[:least]))
        done.update(path)
    return tuple(sorted(found))
