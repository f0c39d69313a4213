"""The cascade as a tree that folds: from the region's objectives down to results of heads and of their people.

Everybody of the agency sees objectives and the results of who leads (JPT and heads of independent units). Names and words of
other results are for the person, those above in the line of appraisers, heads and managers of the unit, and who oversees;
everybody sees the line above the own results. What one may not read is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import Http404
from django.urls import reverse

from capaian.foundation.actor import Actor
from capaian.people.models import Reporting
from capaian.people.permissions.scope import below
from capaian.people.queries import on
from capaian.planning.models import Objective, PlanKind, ResultPlan
from capaian.planning.permissions.cascade import reads_below
from capaian.planning.queries.coverage_scope import led_paths
from capaian.planning.queries.linking import standing_skp
from capaian.planning.rules.leading import LEADING

MOST_BELOW = 50
"""Of one level; what is beyond is searched instead of scrolled through."""
MOST_FOUND = 20
DEPTH = 8
"""Levels of results, and of objectives, that the way up is followed in one question."""
_CHAIN = 3  # appraiser, the appraiser's, and one more

OBJECTIVE, RESULT = "objective", "result"
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees of results: `of_results` as part of a query (None: all), and the units whose plans open."""

    actor: Actor
    year: int
    of_results: Q | None
    reach: tuple[str, ...] | None

    def opens(self, result: ResultPlan) -> bool:
        """Whether the plan behind a result may be opened from here."""
        skp = result.skp
        mine = self.actor.employee_id in (skp.employee_id, skp.appraiser_id)
        return mine or self.reach is None or skp.position.unit.path.startswith(self.reach or ("\0",))


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree. `people` are several where several carry the same result; `cascade` is "direct", "indirect" or
    "" below an objective; `carriers`: how many people have a result directly below; `hidden`: results below that one may
    not read; `more`: what is not shown for its number."""

    kind: str
    pk: int
    statement: str
    source: str = ""
    unit: str = ""
    people: tuple[str, ...] = ()
    cascade: str = ""
    across: bool = False
    team: str = ""
    carriers: int = 0
    href: str = ""
    opens: bool = False
    below: tuple[Node, ...] = ()
    more: int = 0
    hidden: int = 0
    is_open: bool = False
    is_meant: bool = False
    is_masked: bool = False


@dataclass(slots=True)
class Level:
    """What hangs directly below one node."""

    objectives: list[Any] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)
    total: int = 0
    seen: int = 0
    objectives_total: int = 0

    @property
    def hidden(self) -> int:
        return self.total - self.seen

    @property
    def more(self) -> int:
        shown: int = sum(row.seen for row in self.results)
        return self.seen - shown + self.objectives_total - len(self.objectives)


def sight_for(actor: Actor, day: date, year: int) -> Sight:
    """Two queries; one for who oversees the agency."""
    reach = reads_below(actor, led_paths(actor, day))
    if reach is None:
        return Sight(actor, year, None, None)
    me = actor.employee_id
    seen = Q(skp__position__group__in=LEADING) | Q(skp__employee=me) | Q(skp__appraiser=me) | Q(pk__in=_line_above(me, year))
    if reach:
        seen |= Q(skp__position__unit__in=below(reach, actor.agency_id).values("pk"))
    if actor.appraises:
        seen |= Q(skp__employee__in=_appraised_below(me, day))
    return Sight(actor, year, seen, reach)


def tree_for(sight: Sight, opened: Key | None = None) -> tuple[tuple[Node, ...], int]:
    """The roots, with the way down to `opened` unfolded, and how many roots are not shown. In as many queries at any depth.

    Http404 where `opened` is another agency's or of another year, or may not be read.
    """
    way = way_to(sight, opened) if opened else []
    rows = _objectives(sight).filter(parent__isnull=True)
    first = list(rows.order_by(*_ROOTS_FIRST)[:MOST_BELOW])
    more = rows.count() - MOST_BELOW if len(first) == MOST_BELOW else 0
    if more:
        shown = {row.pk for row in first}
        first += rows.filter(pk__in=[pk for kind, pk in way if kind == OBJECTIVE and pk not in shown])
    if not way and len(first) == 1:
        way = [(OBJECTIVE, first[0].pk)]
    levels = levels_for(sight, way)
    nodes = [_of_objective(row) for row in first]
    if way and way[0][0] == RESULT:  # hangs below nothing yet: shown beside the objectives, so that it is found
        nodes += [_of_result(sight, row) for row in _drawn(_seen(sight)).filter(pk=way[0][1])]
    return tuple(_unfolded(sight, node, levels, opened) for node in nodes), more


def below_for(sight: Sight, key: Key) -> Node:
    """One node's branch, for unfolding it where it stands. Http404 for another agency's."""
    kind, pk = key
    rows = _objectives(sight) if kind == OBJECTIVE else _results(sight)
    if not rows.filter(pk=pk).exists():
        raise Http404
    return _unfolded(sight, Node(kind, pk, ""), levels_for(sight, [key]), None)


def way_to(sight: Sight, key: Key) -> list[Key]:
    """The way from the root to a node, itself last. Two queries."""
    kind, pk = key
    way: list[Key] = []
    objective = pk if kind == OBJECTIVE else None
    if kind == RESULT:
        steps = ["__".join(["parent"] * depth) for depth in range(DEPTH)]
        names = [f"{step}__{name}" if step else name for step in steps for name in ("pk", "objective_id")]
        rows = _results(sight) if sight.of_results is None else _results(sight).filter(sight.of_results)
        found = rows.filter(pk=pk).values_list(*names).first()
        if found is None:
            raise Http404
        line = [pk for pk in found[::2] if pk is not None]
        way = [(RESULT, one) for one in reversed(line)]
        objective = next((one for one in found[1::2] if one is not None), None)
    if objective is None:
        return way
    names = ["pk", *("__".join(["parent"] * depth) + "_id" for depth in range(1, DEPTH))]
    above = _objectives(sight).filter(pk=objective).values_list(*names).first()
    if above is None:
        raise Http404
    return [*((OBJECTIVE, one) for one in reversed(above) if one is not None), *way]


def levels_for(sight: Sight, keys: Sequence[Key]) -> dict[Key, Level]:
    """What hangs below each of these nodes, in four queries however many they are; what is among `keys` itself is always
    shown, so that a way down is never cut."""
    levels = {key: Level() for key in keys}
    objectives = [pk for kind, pk in keys if kind == OBJECTIVE]
    results = [pk for kind, pk in keys if kind == RESULT]
    if objectives:
        _load_objectives(sight, objectives, levels)
    if keys:
        _load_results(sight, objectives, results, levels)
    return levels


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: `key` opens the way to it."""

    key: str
    statement: str
    note: str


def search_for(sight: Sight, words: str) -> list[Found]:
    """Objectives and readable results with all of these words, or of people with them. Two queries."""
    of_objectives, of_results = Q(), Q()
    for word in words.split()[:6]:
        of_objectives &= Q(statement__icontains=word)
        of_results &= Q(statement__icontains=word) | Q(skp__employee__name__icontains=word)
    rows = _results(sight) if sight.of_results is None else _results(sight).filter(sight.of_results)
    objectives = _objectives(sight).filter(of_objectives).order_by("statement", "pk")[:MOST_FOUND]
    results = rows.filter(of_results).select_related("skp__employee").order_by("statement", "pk")[:MOST_FOUND]
    return [
        *(Found(f"{OBJECTIVE}-{row.pk}", row.statement, row.unit.name) for row in objectives),
        *(Found(f"{RESULT}-{row.pk}", row.statement, row.skp.employee.name) for row in results),
    ]


_KIND_FIRST = Case(
    When(plan__kind=PlanKind.RPJMD, then=Value(0)), When(plan__kind=PlanKind.RENSTRA, then=Value(1)), default=Value(2)
)
_ROOTS_FIRST = (_KIND_FIRST, "unit__path", "ordinal", "pk")


def _objectives(sight: Sight) -> QuerySet[Any]:
    """Objectives that count in the year: of its agreements, and of plans that span it."""
    spans = Q(plan__first_year__lte=sight.year, plan__last_year__gte=sight.year)
    rows = Objective.objects.filter(
        Q(performance_year__year=sight.year) | spans, unit__agency_id=sight.actor.agency_id
    ).select_related("unit", "plan")
    results = ResultPlan.objects.filter(standing_skp(), objective=OuterRef("pk"), dropped_on__isnull=True)
    inside = Objective.objects.filter(parent=OuterRef("pk"))
    return rows.annotate(opens=Exists(inside) | Exists(results), carriers=_people_of(results))


def _results(sight: Sight) -> QuerySet[Any]:
    """Standing results of the agency and year."""
    rows: QuerySet[Any] = ResultPlan.objects.filter(
        standing_skp(), dropped_on__isnull=True, skp__performance_year__year=sight.year,
        skp__performance_year__agency=sight.actor.agency_id,
    )
    return rows


def _people_of(results: QuerySet[Any]) -> Subquery:
    """How many people these results are of, as part of a query."""
    counted = results.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("skp__employee", distinct=True))
    return Subquery(counted.values("n"))


def _load_objectives(sight: Sight, parents: list[int], levels: Mapping[Key, Level]) -> None:
    rows = _objectives(sight).filter(parent__in=parents)
    place = Window(RowNumber(), partition_by=[F("parent_id")], order_by=[_KIND_FIRST, "unit__path", "ordinal", "pk"])
    total = Window(Count("pk"), partition_by=[F("parent_id")])
    ranked = rows.annotate(place=place, of=total).filter(Q(place__lte=MOST_BELOW) | Q(pk__in=parents))
    for row in ranked.order_by("place"):
        level = levels[OBJECTIVE, row.parent_id]
        level.objectives.append(row)
        level.objectives_total = row.of


def _load_results(sight: Sight, objectives: list[int], parents: list[int], levels: Mapping[Key, Level]) -> None:
    rows = _seen(sight).filter(Q(objective__in=objectives) | Q(parent__in=parents))
    counted = rows.order_by().values("objective_id", "parent_id").annotate(
        total=Count("pk"), readable=Count("pk", filter=Q(seen=True))
    )
    for one in counted:
        level = levels[_above(one["objective_id"], one["parent_id"])]
        level.total, level.seen = one["total"], one["readable"]
    place = Window(
        RowNumber(), partition_by=[F("parent_id"), F("objective_id"), F("seen")],
        order_by=["skp__position__unit__path", "kind", "statement", "pk"],
    )
    shown = rows.annotate(place=place).filter(Q(place__lte=MOST_BELOW, seen=True) | Q(pk__in=parents))
    for row in _drawn(shown).order_by("place"):
        levels[_above(row.objective_id, row.parent_id)].results.append(row)


def _seen(sight: Sight) -> QuerySet[Any]:
    """Results with `seen`: whether this person may read them."""
    seen: Any = Value(True)
    if sight.of_results is not None:
        seen = Case(When(sight.of_results, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows: QuerySet[Any] = _results(sight).annotate(seen=seen)
    return rows


def _drawn(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With what a line of the tree shows."""
    inside = ResultPlan.objects.filter(standing_skp(), parent=OuterRef("pk"), dropped_on__isnull=True)
    drawn: QuerySet[Any] = rows.annotate(opens=Exists(inside), carriers=_people_of(inside))
    return drawn.select_related(
        "skp__employee", "skp__position__unit", "parent__skp__position__unit", "objective__unit", "assignment__team"
    )


def _above(objective_id: int | None, parent_id: int | None) -> Key:
    return (RESULT, parent_id) if parent_id is not None else (OBJECTIVE, objective_id or 0)


def _unfolded(sight: Sight, node: Node, levels: Mapping[Key, Level], opened: Key | None) -> Node:
    """The node with everything below it that was loaded."""
    node = replace(node, is_meant=(node.kind, node.pk) == opened)
    level = levels.get((node.kind, node.pk))
    if level is None:
        return node
    inside = [_of_objective(row) for row in level.objectives] + _together(_of_result(sight, row) for row in level.results)
    return replace(
        node, below=tuple(_unfolded(sight, one, levels, opened) for one in inside), more=level.more, hidden=level.hidden,
        is_open=bool(inside or level.hidden),
    )


def _of_objective(row: Any) -> Node:
    year = row.performance_year_id is not None
    href = f"{reverse('planning:objective_list')}?unit={row.unit_id}"
    source = "" if year or row.plan is None else row.plan.get_kind_display()
    return Node(
        OBJECTIVE, row.pk, row.statement, source=source, unit=row.unit.name, carriers=row.carriers or 0, href=href,
        opens=row.opens,
    )


def _of_result(sight: Sight, row: Any) -> Node:
    if not row.seen:
        return Node(RESULT, row.pk, "", opens=row.opens, carriers=row.carriers or 0, is_masked=True)
    unit = row.skp.position.unit
    above = row.parent.skp.position.unit if row.parent else row.objective.unit if row.objective else unit
    href = f"{reverse('planning:skp', args=[row.skp_id])}#result-{row.pk}" if sight.opens(row) else ""
    return Node(
        RESULT, row.pk, row.statement, unit=unit.name, people=(row.skp.employee.name,),
        cascade=row.cascade if row.parent_id else "", across=not unit.path.startswith(above.path),
        team=row.assignment.team.name if row.assignment and row.assignment.team else "", carriers=row.carriers or 0, href=href,
        opens=row.opens,
    )


def _together(nodes: Iterable[Node]) -> list[Node]:
    """Those who carry the same result, with nothing below, as one line with several people."""
    found: dict[object, Node] = {}
    for node in nodes:
        key: object = node.pk if node.opens or node.is_masked else (node.statement.casefold(), node.cascade, node.unit, node.team)
        same = found.get(key)
        found[key] = node if same is None else replace(same, people=(*same.people, *node.people), href="")
    return list(found.values())


def _line_above(employee_id: int, year: int) -> list[int]:
    """The results above somebody's own, at any distance. One query."""
    steps = ["__".join(["parent"] * depth) + "_id" for depth in range(1, DEPTH)]
    rows = ResultPlan.objects.standing().filter(standing_skp(), skp__employee=employee_id, skp__performance_year__year=year)
    return sorted({pk for line in rows.values_list(*steps) for pk in line if pk is not None})


def _appraised_below(employee_id: int, day: date) -> QuerySet[Any]:
    """Those whom somebody appraises, and whom these appraise, and once more; as part of a query."""
    held = Reporting.objects.filter(on(day))
    direct = held.filter(appraiser=employee_id).values("employee")
    found, step = Q(appraiser=employee_id), direct
    for _level in range(_CHAIN - 1):
        found |= Q(appraiser__in=step)
        step = held.filter(appraiser__in=step).values("employee")
    rows: QuerySet[Any] = held.filter(found).values("employee")
    return rows
