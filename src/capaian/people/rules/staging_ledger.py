"""What a row of the file says about somebody's posts and appraiser, put into the ledger rows that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from capaian.people.rules.ledger import DAY, Row, Span, changes, minus, row_on


@dataclass(frozen=True, slots=True)
class Fact:
    """From `start` on it is `who`; `end` and `decree` only where the file names them."""

    who: int
    start: date
    end: date | None = None
    decree: str = ""


def stated(rows: Sequence[Row], fact: Fact, *, basis: str) -> tuple[Row, ...]:
    """Kebijakan Capaian: the rows after a fact of the file. What they say already is left as it is, to the letter.

    Where they say the same on the fact's first day, only an end or a decree that the file names is taken over: the file
    speaks of a state and not of a change. Otherwise the fact takes the place of the others on its days (II.C.7).

    Neighbours that say the same are not joined, as an action would: the file would else find one row where it named two.
    """
    here = row_on(rows, fact.start)
    if here is None or here.who != fact.who:
        span = Span(fact.start, fact.end)
        return _in_order([*_without(rows, span), Row(fact.who, fact.start, fact.end, basis, fact.decree)])
    told = replace(here, decree=fact.decree or here.decree)
    others = [row for row in rows if row is not here]
    if fact.end is None or fact.end == here.end:
        return _in_order([*others, told])
    if fact.end < here.span.last:
        return _in_order([*others, replace(told, end=fact.end)])
    grown = replace(told, end=fact.end)
    return _in_order([*_without(others, Span(here.span.last + DAY, fact.end)), grown])


def acting(rows: Sequence[Row], fact: Fact, *, basis: str) -> tuple[Row, ...]:
    """IV.A.3: acting posts stand beside each other: the same post is continued or ended, another one is added."""
    same = [row for row in rows if row.who == fact.who]
    return _in_order([*(row for row in rows if row.who != fact.who), *stated(same, fact, basis=basis)])


def same_ledger(before: Sequence[Row], after: Sequence[Row]) -> bool:
    """Kebijakan Capaian: whether nothing would be told differently: neither who on any day, nor by which decree."""
    return _in_order(before) == _in_order(after)


def told_change(before: Sequence[Row], after: Sequence[Row]) -> tuple[int | None, int | None]:
    """Kebijakan Capaian: who was and who will be, of the first stretch that differs; (None, None) where none does."""
    found = changes(before, after)
    return (found[0].before, found[0].after) if found else (None, None)


def _without(rows: Sequence[Row], span: Span) -> list[Row]:
    """The rows on the other days; what is left of one keeps its key once."""
    kept: list[Row] = []
    for row in rows:
        pieces = minus([row.span], [span])
        kept += [replace(row.on(piece), key=row.key if number == 0 else None) for number, piece in enumerate(pieces)]
    return kept


def _in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.start, row.who, row.span.last)))
