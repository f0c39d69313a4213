"""The search itself: one index is walked in its order until a page is full; the others are only asked about each row.

Which index is walked decides the cost: the one with the fewest rows, as far as a bounded count can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from capaian.kernel.numbers import whole_number
from capaian.people.models import Affiliation, SearchWord
from capaian.people.rules.words import LAST

ENOUGH = 2_000
"""Counting stops here (a millisecond): where every index has more rows than this, a page fills quickly."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """People of an agency with all these words, of a unit (or below it), of a kind of employment."""

    agency_id: int
    words: tuple[str, ...]
    unit_id: int = 0  # 0: of any unit
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: which word was walked ("" = the unit), and its last row."""

    by: str
    word: str
    sort: str
    employee_id: int

    def __str__(self) -> str:
        return f"{self.by}.{self.word}.{self.sort}.{self.employee_id}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor that an address carries; None where it is none."""
        by, word, sort, last = (*text.split("."), "", "", "", "")[:4]
        number = whole_number(last)
        return cls(by, word, sort, number) if number is not None else None


def find(wanted: Wanted, after: Cursor | None, limit: int) -> tuple[list[int], str]:
    """The numbers of the next people, and the cursor behind the last of them ("" where there are no more)."""
    if not wanted.words and not wanted.unit_id:
        return [], ""
    by = after.by if after and (after.by in wanted.words or (after.by == "" and wanted.unit_id)) else _fewest(wanted)
    rows = _by_word(wanted, by, after) if by else _by_unit(wanted, after)
    found = list(rows[: limit + 1])
    ids = [employee_id for *_, employee_id in found[:limit]]
    return ids, str(Cursor(by, *found[limit - 1])) if len(found) > limit else ""


def _fewest(wanted: Wanted) -> str:
    """The word with the fewest rows; "" for the unit."""
    choices = [*wanted.words, *([""] if wanted.unit_id else [])]
    if len(choices) == 1:
        return choices[0]
    return min(choices, key=lambda by: (_rows(wanted, by)[:ENOUGH].count(), -len(by)))


def _beginning(word: str) -> Q:
    """Words that begin so: a range, because every database answers it from an index in its own order."""
    return Q(word__gte=word, word__lt=word + LAST)


def _rows(wanted: Wanted, by: str) -> QuerySet[Any]:
    if by:
        return SearchWord.objects.filter(_beginning(by), agency_id=wanted.agency_id).values("employee_id").order_by()
    return Affiliation.objects.filter(unit_id=wanted.unit_id).values("employee_id").order_by()


def _by_word(wanted: Wanted, by: str, after: Cursor | None) -> QuerySet[Any]:
    """In the order of the word found, then of names: what was typed whole comes before what only begins so."""
    rows = SearchWord.objects.filter(_beginning(by), agency_id=wanted.agency_id)
    earlier = SearchWord.objects.filter(employee=OuterRef("employee_id"), word__gte=by, word__lt=OuterRef("word"))
    rows = rows.filter(~Exists(earlier))  # who has two such words is listed once
    if after:
        rows = rows.filter(
            Q(word__gt=after.word) | Q(word=after.word, sort__gt=after.sort)
            | Q(word=after.word, sort=after.sort, employee_id__gt=after.employee_id),
            word__gte=after.word,
        )
    return _others(rows, wanted, by).order_by("word", "sort", "employee_id").values_list("word", "sort", "employee_id")


def _by_unit(wanted: Wanted, after: Cursor | None) -> QuerySet[Any]:
    """The people of the unit in the order of names."""
    rows = Affiliation.objects.filter(unit_id=wanted.unit_id)
    if after:
        rows = rows.filter(
            Q(sort__gt=after.sort) | Q(sort=after.sort, employee_id__gt=after.employee_id), sort__gte=after.sort
        )
    named = _others(rows, wanted, "").order_by("sort", "employee_id")
    return named.values_list("unit_id", "sort", "employee_id")


def _others(rows: QuerySet[Any], wanted: Wanted, by: str) -> QuerySet[Any]:
    """What else must hold of each row walked."""
    for word in wanted.words:
        if word != by:
            rows = rows.filter(Exists(SearchWord.objects.filter(_beginning(word), employee=OuterRef("employee_id"))))
    if by and wanted.unit_id:
        rows = rows.filter(Exists(Affiliation.objects.filter(employee=OuterRef("employee_id"), unit_id=wanted.unit_id)))
    return rows.filter(employee__kind=wanted.kind) if wanted.kind else rows
