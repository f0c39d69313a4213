"""What changed between two agreements, result by result and field by field; values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, TypeVar

from capaian.planning.rules.content import IndicatorContent, LineContent, PlanContent, ResultContent

_OF_RESULT = ("statement", "kind", "cascade", "source", "assigned_by", "placeholder")
_OF_INDICATOR = (
    "statement", "aspect", "target_text", "target", "target_high", "unit", "polarity", "measurement", "perspective", "control",
)

Keyed = TypeVar("Keyed", ResultContent, IndicatorContent)


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one thing: what it said and what it says; numbers stay numbers."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator that came, went (with `fields` empty) or says something else."""

    kind: Kind
    indicator: IndicatorContent  # as it is now, or as it was where it is gone
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A result that came, went or says something else, itself or in its indicators."""

    kind: Kind
    result: ResultContent
    fields: tuple[FieldChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of the expectations or of the annex. An empty side: there was, or is, no such line."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that is not as it was."""

    frame: tuple[FieldChange, ...] = ()
    results: tuple[ResultChange, ...] = ()
    expectations: tuple[LineChange, ...] = ()
    annex: tuple[LineChange, ...] = ()
    reordered: bool = False  # the same results or indicators in another order

    def __bool__(self) -> bool:
        return bool(self.frame or self.results or self.expectations or self.annex or self.reordered)

    @property
    def count(self) -> int:
        """How many things changed, for a sentence."""
        return len(self.frame) + len(self.results) + len(self.expectations) + len(self.annex) + self.reordered


def difference(before: PlanContent, after: PlanContent) -> Difference:
    """Art 14(2), Annex II.A p.26: the expectation develops during the year by agreement, so both see what would change.

    Results and indicators are the same where their `key` is; one without a key is new.
    """
    kept, added, removed = _matched(before.results, after.results)
    changed = [change for one, two in kept if (change := _of_result(one, two)) is not None]
    results = [
        *changed, *(ResultChange(Kind.ADDED, row) for row in added), *(ResultChange(Kind.REMOVED, row) for row in removed),
    ]
    return Difference(
        frame=_frame(before, after), results=tuple(results),
        expectations=lines_changed(before.expectations, after.expectations),
        annex=lines_changed(before.annex, after.annex),
        reordered=_reordered(before.results, after.results)
        or any(_reordered(one.indicators, two.indicators) for one, two in kept),
    )


def lines_changed(before: Sequence[LineContent], after: Sequence[LineContent]) -> tuple[LineChange, ...]:
    """Kebijakan Capaian: lines are compared within their place; a line that only moved up or down is told as taken out and
    put in, one that was reworded as one change."""
    found: list[LineChange] = []
    for place in dict.fromkeys(line.place for line in (*before, *after)):
        one = [_text(line) for line in before if line.place == place]
        two = [_text(line) for line in after if line.place == place]
        for tag, start, end, begin, until in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            gone, come = one[start:end], two[begin:until]
            longest = max(len(gone), len(come))
            gone, come = gone + [""] * (longest - len(gone)), come + [""] * (longest - len(come))
            found += [LineChange(place, was, now) for was, now in zip(gone, come, strict=True)]
    return tuple(found)


def _of_result(before: ResultContent, after: ResultContent) -> ResultChange | None:
    fields = [*_fields(before, after, _OF_RESULT)]
    hung = [(row.parent, row.parent_indicator, row.objective) for row in (before, after)]
    if hung[0] != hung[1]:  # the leader's own rewording is no change of this SKP
        fields.append(FieldChange("supports", before.supports, after.supports))
    kept, added, removed = _matched(before.indicators, after.indicators)
    indicators = [
        *(
            IndicatorChange(Kind.CHANGED, two, found)
            for one, two in kept if (found := _fields(one, two, _OF_INDICATOR))
        ),
        *(IndicatorChange(Kind.ADDED, row) for row in added), *(IndicatorChange(Kind.REMOVED, row) for row in removed),
    ]
    if not fields and not indicators:
        return None
    return ResultChange(Kind.CHANGED, after, tuple(fields), tuple(indicators))


def _frame(before: PlanContent, after: PlanContent) -> tuple[FieldChange, ...]:
    fields = [*_fields(before, after, ("approach", "start", "end"))]
    if before.appraiser != after.appraiser:
        fields.append(FieldChange("appraiser", before.appraiser_name, after.appraiser_name))
    return tuple(fields)


def _fields(before: object, after: object, names: Sequence[str]) -> tuple[FieldChange, ...]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(FieldChange(name, was, now) for name, was, now in pairs if was != now)


def _matched(
    before: Sequence[Keyed], after: Sequence[Keyed]
) -> tuple[list[tuple[Keyed, Keyed]], list[Keyed], list[Keyed]]:
    """(the same in both, only after, only before)."""
    was, now = {row.key: row for row in before}, {row.key for row in after}
    kept = [(was[row.key], row) for row in after if row.key is not None and row.key in was]
    return kept, [row for row in after if row.key is None or row.key not in was], [row for row in before if row.key not in now]


def _reordered(before: Sequence[Keyed], after: Sequence[Keyed]) -> bool:
    was, now = [row.key for row in before], [row.key for row in after]
    return [key for key in was if key in now] != [key for key in now if key in was]


def _text(line: LineContent) -> str:
    return f"{line.text} ({line.due_on})" if line.due_on else line.text
