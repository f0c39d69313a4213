"""What the lines of the tree are drawn from: the objectives and results directly below some nodes, in few plain queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from capaian.planning.models import Objective, PlanKind
from capaian.planning.queries.tree_sight import Sight

MOST_BELOW = 50
"""Of one level; what is beyond is searched instead of scrolled through."""

OBJECTIVE, RESULT = "objective", "result"
Key = tuple[str, int]
Row = Mapping[str, Any]

_KIND_FIRST = Case(
    When(plan__kind=PlanKind.RPJMD, then=Value(0)), When(plan__kind=PlanKind.RENSTRA, then=Value(1)), default=Value(2)
)
_OBJECTIVES_FIRST = (_KIND_FIRST, "unit__path", "ordinal", "pk")
_OF_OBJECTIVE = (
    "pk", "parent_id", "statement", "unit_id", "unit__name", "performance_year_id", "plan__kind",
)
_RESULTS_FIRST = ("skp__position__unit__path", "kind", "statement", "pk")
_OF_RESULT = (
    "pk", "parent_id", "objective_id", "statement", "cascade", "skp_id", "skp__employee_id", "skp__appraiser_id",
    "skp__employee__name", "skp__position__unit__name", "skp__position__unit__path", "parent__skp__position__unit__path",
    "objective__unit__path", "assignment__team__name",
)


@dataclass(slots=True)
class Below:
    """How much hangs directly below one node: results, those of them one may read, the people they are of."""

    results: int = 0
    seen: int = 0
    people: int = 0


@dataclass(slots=True)
class Level:
    """What hangs directly below one node, and how many objectives there are in all."""

    objectives: list[Row] = field(default_factory=list)
    results: list[Row] = field(default_factory=list)
    objectives_total: int = 0

    def rest(self, seen: int) -> int:
        """What is not shown for its number, of the results one may read and the objectives."""
        return seen - len(self.results) + self.objectives_total - len(self.objectives)


def roots_of(sight: Sight, way: Sequence[Key]) -> tuple[list[Row], int]:
    """The objectives at the top, those on the way always, and how many are not shown. One query; three where they are many."""
    top = sight.objectives().filter(parent__isnull=True)
    rows = list(_drawn_objectives(top)[: MOST_BELOW + 1])
    if len(rows) <= MOST_BELOW:
        return rows, 0
    shown = rows[:MOST_BELOW]
    on_the_way = [pk for kind, pk in way[:1] if kind == OBJECTIVE and pk not in {row["pk"] for row in shown}]
    return shown + list(_drawn_objectives(top.filter(pk__in=on_the_way))), top.count() - MOST_BELOW


def alone(sight: Sight, way: Sequence[Key]) -> list[Row]:
    """A result that hangs below nothing yet: shown beside the objectives, so that it is found. One query, if there is one."""
    if not way or way[0][0] != RESULT:
        return []
    return list(_drawn_results(sight.readable().filter(pk=way[0][1])))


def levels_of(sight: Sight, keys: Sequence[Key]) -> dict[Key, Level]:
    """What hangs below each of these nodes; what is among `keys` itself is always shown, so that a way down is never cut. One
    query for objectives and one for results; one more of each where a level is longer than the tree shows."""
    levels = {key: Level() for key in keys}
    objectives = [pk for kind, pk in keys if kind == OBJECTIVE]
    results = [pk for kind, pk in keys if kind == RESULT]
    if objectives:
        _load_objectives(sight, objectives, levels)
    if keys:
        rows = sight.readable().filter(Q(objective__in=objectives) | Q(parent__in=results))
        for row in _cut(_drawn_results(rows), rows, len(keys), results, _RESULTS_FIRST)[0]:
            levels[above(row)].results.append(row)
    return levels


def counts_below(sight: Sight, keys: Collection[Key]) -> dict[Key, Below]:
    """How much hangs below each of these nodes. One query, none for nothing."""
    found: dict[Key, Below] = defaultdict(Below)
    objectives = [pk for kind, pk in keys if kind == OBJECTIVE]
    results = [pk for kind, pk in keys if kind == RESULT]
    if not keys:
        return found
    rows = sight.results().filter(Q(objective__in=objectives) | Q(parent__in=results)).order_by()
    numbers = {"results": Count("pk"), "people": Count("skp__employee", distinct=True)}
    if sight.of_results is not None:
        numbers["seen"] = Count("pk", filter=sight.of_results)
    for row in rows.values("objective_id", "parent_id").annotate(**numbers):
        found[above(row)] = Below(row["results"], row.get("seen", row["results"]), row["people"])
    return found


def above(row: Row) -> Key:
    """What a result hangs below."""
    return (RESULT, row["parent_id"]) if row["parent_id"] is not None else (OBJECTIVE, row["objective_id"] or 0)


def _load_objectives(sight: Sight, parents: list[int], levels: Mapping[Key, Level]) -> None:
    rows = sight.objectives().filter(parent__in=parents)
    shown, totals = _cut(_drawn_objectives(rows), rows, len(parents), parents, _OBJECTIVES_FIRST)
    for row in shown:
        levels[OBJECTIVE, row["parent_id"]].objectives.append(row)
    if totals is None:
        totals = Counter(dict(rows.order_by().values_list("parent_id").annotate(total=Count("pk"))))
    for parent in parents:
        levels[OBJECTIVE, parent].objectives_total = totals[parent]


def _cut(
    drawn: QuerySet[Any], rows: QuerySet[Any], levels: int, kept: list[int], order: tuple[Any, ...]
) -> tuple[list[Row], Counter[Any] | None]:
    """The first of each level, with how many there are where everything was read. Asked plainly first: the rows are numbered
    by the database only where there are more than fit."""
    found = list(drawn[: MOST_BELOW * levels + 1])
    if len(found) > MOST_BELOW * levels:
        by = [F("parent_id")] if rows.model is Objective else [F("parent_id"), F("objective_id")]
        place = Window(RowNumber(), partition_by=by, order_by=list(order))
        first = rows.order_by().annotate(place=place).filter(Q(place__lte=MOST_BELOW) | Q(pk__in=kept)).values("pk")
        return list(drawn.filter(pk__in=first)), None
    totals: Counter[Any] = Counter()
    shown = []
    for row in found:
        level = row["parent_id"] if rows.model is Objective else above(row)
        totals[level] += 1
        if totals[level] <= MOST_BELOW or row["pk"] in kept:
            shown.append(row)
    return shown, totals


def _drawn_objectives(rows: QuerySet[Any]) -> QuerySet[Any]:
    inside = Exists(Objective.objects.filter(parent=OuterRef("pk")))
    drawn: QuerySet[Any] = rows.order_by(*_OBJECTIVES_FIRST).values(*_OF_OBJECTIVE, inside=inside)
    return drawn


def _drawn_results(rows: QuerySet[Any]) -> QuerySet[Any]:
    drawn: QuerySet[Any] = rows.order_by(*_RESULTS_FIRST).values(*_OF_RESULT)
    return drawn
