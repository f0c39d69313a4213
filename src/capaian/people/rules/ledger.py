"""Rows of the ledger as values: who appraises one person from when to when, without a database and without a clock.

A row's `who` is the appraiser (or, for postings, the post). Days are whole; start and end are both included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

DAY = timedelta(days=1)

EXEMPTING = {
    "state-official": "PermenPANRB 6/2022, Lampiran II.C.8.a",
    "suspended": "PermenPANRB 6/2022, Lampiran II.C.8.b",
    "unpaid-leave": "PermenPANRB 6/2022, Lampiran II.C.8.c",
    "pre-retirement": "PermenPANRB 6/2022, Lampiran II.C.8.d",
    "appraised-outside": "PermenPANRB 6/2022, Lampiran IV.A.12",
}
"""Circumstances in which a person needs no appraiser here. Study leave (II.B, IV.A.16) and long leave are not among them."""

REMOVING = frozenset({"state-official", "suspended", "unpaid-leave", "pre-retirement"})
"""Circumstances in which a person cannot appraise others either (berhalangan tetap, IV.A.2)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included; no end means for good."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a span ends before it starts")

    @property
    def last(self) -> date:
        return self.end or date.max

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.last

    def meet(self, other: Span) -> Span | None:
        """The days that both have, or None."""
        start, last = max(self.start, other.start), min(self.last, other.last)
        return Span(start, None if last == date.max else last) if start <= last else None


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch of the ledger; `key` is its number in the database, None for one that is not there yet."""

    who: int
    start: date
    end: date | None = None
    basis: str = "superior"
    decree: str = ""
    key: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def on(self, span: Span) -> Row:
        """The same on other days, as a row that is not in the database yet."""
        return replace(self, start=span.start, end=span.end, key=None)

    def says(self, other: Row) -> bool:
        """Whether both say the same of their days."""
        return (self.who, self.basis, self.decree) == (other.who, other.basis, other.decree)


@dataclass(frozen=True, slots=True)
class Change:
    """On the days of `span` it was `before` (None: nobody), from now on it is `after`."""

    span: Span
    before: int | None
    after: int | None


def exempts(kind: str) -> str:
    """II.C.8, IV.A.12: the article by which a circumstance leaves a person without appraiser here; "" where it does not."""
    return EXEMPTING.get(kind, "")


def row_on(rows: Iterable[Row], day: date) -> Row | None:
    """Art 1.9: the row that holds on a day; at most one does."""
    return next((row for row in rows if day in row.span), None)


def carve(rows: Iterable[Row], span: Span) -> tuple[Row, ...]:
    """II.C.8: take the days of a span out of the rows; what lies before and after stays, so the old appraiser resumes."""
    kept: list[Row] = []
    for row in rows:
        rest = minus([row.span], [span])
        kept += [replace(row.on(piece), key=row.key if number == 0 else None) for number, piece in enumerate(rest)]
    return _joined(kept)


def splice(rows: Sequence[Row], new: Row) -> tuple[Row, ...]:
    """II.C.7, IV.A.2-6: put a row in; on its days it replaces the others, which are cut, split or gone.

    A bounded row leaves what comes after it as it was: the day after, the old appraiser is back (IV.A.6).
    """
    if any(replace(row, key=None) == replace(new, key=None) for row in rows):
        return _joined(rows)
    return _joined([*carve(rows, new.span), new])


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Kebijakan Capaian: days count once; the spans without the days that are taken, in order."""
    left = sorted(spans, key=lambda span: span.start)
    for gone in taken:
        rest: list[Span] = []
        for span in left:
            if span.meet(gone) is None:
                rest.append(span)
                continue
            if span.start < gone.start:
                rest.append(Span(span.start, gone.start - DAY))
            if gone.end is not None and gone.end < span.last:
                rest.append(Span(gone.end + DAY, span.end))
        left = rest
    return tuple(left)


def gaps(employment: Span, rows: Iterable[Row], exemptions: Iterable[Span]) -> tuple[Span, ...]:
    """Art 1.9, II.C.8: the employed days on which nobody appraises and no circumstance says why."""
    return minus([employment], [*(row.span for row in rows), *exemptions])


def overlapping(rows: Sequence[Row]) -> tuple[Span, ...]:
    """Art 1.9: the days that two rows claim at once; there should be none."""
    inorder = sorted(rows, key=lambda row: row.start)
    met = (one.span.meet(two.span) for number, one in enumerate(inorder) for two in inorder[number + 1:])
    return tuple(span for span in met if span is not None)


def changes(before: Sequence[Row], after: Sequence[Row]) -> tuple[Change, ...]:
    """Kebijakan Capaian: what a change does is told before it is saved: stretch by stretch who was and who will be."""
    starts = sorted({edge for row in (*before, *after) for edge in (row.start, row.end and row.end + DAY) if edge})
    found: list[Change] = []
    for start, following in zip_longest(starts, starts[1:]):
        one = Change(Span(start, following and following - DAY), _who_on(before, start), _who_on(after, start))
        last = found[-1] if found else None
        if one.before == one.after:
            continue
        if last and (last.before, last.after) == (one.before, one.after) and last.span.last + DAY == start:
            found[-1] = replace(last, span=Span(last.span.start, one.span.end))
        else:
            found.append(one)
    return tuple(found)


def _who_on(rows: Iterable[Row], day: date) -> int | None:
    row = row_on(rows, day)
    return row.who if row else None


def _joined(rows: Iterable[Row]) -> tuple[Row, ...]:
    """In order; neighbours that say the same become one."""
    joined: list[Row] = []
    for row in sorted(rows, key=lambda row: row.start):
        last = joined[-1] if joined else None
        if last and last.end and last.says(row) and last.end + DAY == row.start:
            joined[-1] = replace(last, end=row.end, key=last.key if last.key is not None else row.key)
        else:
            joined.append(row)
    return tuple(joined)
