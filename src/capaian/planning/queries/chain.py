"""The chain of objectives upward and downward, and where an objective stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from capaian.foundation.actor import Actor
from capaian.people.models import Unit
from capaian.planning.models import Objective, ObjectiveIndicator, PlanKind, StrategicPlan, YearTarget
from capaian.planning.rules.objectives import AGREEMENT, Place

DEEPEST = 20
MOST_PARENTS = 200


def place_of(objective: Objective) -> Place:
    """Where an objective stands; its plan or year is fetched with it."""
    if objective.plan is not None:
        plan = objective.plan
        return Place(plan.kind, plan.pk, plan.first_year, plan.last_year)
    year = objective.performance_year.year if objective.performance_year else 0
    return Place(AGREEMENT, None, year, year)


def objectives_above(pks: Sequence[int]) -> dict[int, int | None]:
    """The parent of each of these objectives and of everything above them, one query per level."""
    found: dict[int, int | None] = {}
    wanted = set(pks)
    while wanted:
        rows = dict(Objective.objects.filter(pk__in=wanted).values_list("pk", "parent_id"))
        found.update(rows)
        wanted = {parent for parent in rows.values() if parent is not None} - found.keys()
    return found


def line_above(objective: Objective) -> list[Objective]:
    """The objectives above this one, the uppermost first."""
    pks = list(objectives_above([objective.pk]).keys())[1:][:DEEPEST]
    rows = whole(Objective.objects.filter(pk__in=pks)).in_bulk()
    line: list[Objective] = []
    step = objective.parent_id
    while step is not None and step in rows and rows[step] not in line:
        line.insert(0, rows[step])
        step = rows[step].parent_id
    return line


def below(objective: Objective) -> QuerySet[Objective]:
    """What serves this objective directly; `carried` counts results."""
    rows = whole(Objective.objects.filter(parent=objective)).annotate(carried=Count("results"))
    year = F("performance_year__year").asc(nulls_first=True)
    return rows.order_by(year, "unit__name", "ordinal", "pk")


def whole(rows: QuerySet[Objective]) -> QuerySet[Objective]:
    """With unit, plan, year, indicators and their yearly targets."""
    targets = Prefetch("year_targets", YearTarget.objects.order_by("year"))
    indicators = ObjectiveIndicator.objects.order_by("ordinal", "pk").prefetch_related(targets)
    beside = rows.select_related("unit", "plan__unit", "performance_year", "parent")
    return beside.prefetch_related(Prefetch("indicators", indicators))


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in a tree: `depth` from 0; `parent` in words where it hangs outside of the tree."""

    objective: Objective
    depth: int


def as_tree(objectives: Iterable[Objective]) -> list[Branch]:
    """Objectives with what serves them right below; one whose parent is not among them stands at the root."""
    rows = list(objectives)
    there = {one.pk for one in rows}
    children: dict[int | None, list[Objective]] = {}
    for one in rows:
        children.setdefault(one.parent_id if one.parent_id in there else None, []).append(one)
    found: list[Branch] = []
    waiting = [(one, 0) for one in reversed(children.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        found.append(Branch(one, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(one.pk, []))]
    return found


def parents_to_choose_for(actor: Actor, place: Place, unit: Unit, objective: Objective | None = None) -> list[Objective]:
    """What an objective in this place may serve: of its own plan, of plans above, of units above in the same year."""
    running = Q(plan__first_year__lte=place.last_year, plan__last_year__gte=place.first_year)
    wanted = running & Q(plan__kind=PlanKind.RPJMD)
    if place.kind == PlanKind.RPJMD:
        wanted = Q(plan_id=place.plan)
    elif place.kind == PlanKind.RENSTRA:
        wanted |= Q(plan_id=place.plan)
    else:
        line = [pk for pk in _line_of(unit) if pk]
        wanted |= running & Q(plan__unit_id__in=line) | Q(performance_year__year=place.first_year, unit_id__in=line)
    rows = Objective.objects.filter(wanted, unit__agency_id=actor.agency_id).select_related("unit", "plan", "performance_year")
    if objective is not None:
        rows = rows.exclude(pk=objective.pk)
    kind = F("plan__kind").asc(nulls_last=True)
    return list(rows.order_by(kind, "unit__path", "ordinal", "pk")[:MOST_PARENTS])


def _line_of(unit: Unit) -> list[int]:
    """The unit and all above it, by the codes of its path."""
    codes = unit.path.strip("/").split("/")
    return list(Unit.objects.filter(agency_id=unit.agency_id, code__in=codes).values_list("pk", flat=True))


def plans_for(actor: Actor) -> QuerySet[StrategicPlan]:
    """The plans of one's agency: the region's first, then the offices' by name, the latest first."""
    return (
        StrategicPlan.objects.filter(agency_id=actor.agency_id).select_related("unit")
        .annotate(reach=Count("objectives")).order_by("-last_year", "-kind", "unit__name", "pk")
    )
