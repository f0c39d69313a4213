"""What the cascade lacks, counted per unit in SQL; `coverage_kept` keeps the counts for everybody who looks."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from capaian.planning.queries import coverage_sets as sets
from capaian.planning.queries.coverage_scope import Scope
from capaian.planning.rules.coverage import Kind

Counts = dict[str, dict[str, int]]  # kind → path of a unit → how many


def counts_for(scope: Scope) -> Counts:
    """Every kind by the path of the unit, in six queries."""
    found: Counts = {kind: {} for kind in Kind}
    waiting = ~Q(placeholder="")
    _gather(found, sets.hanging(scope), "skp__position__unit__path", {Kind.ORPHANS: ~waiting, Kind.WAITING: waiting})
    _gather(found, sets.uncarried(scope), "skp__position__unit__path", {Kind.UNCARRIED: Q()})
    _gather(found, sets.indicators(scope), "result__skp__position__unit__path", {Kind.INDICATORS: Q()})
    freed = Q(freed=True)
    _gather(found, sets.planless(scope), "position__unit__path", {Kind.WITHOUT: ~freed, Kind.EXEMPT: freed}, what="employee")
    _gather(found, sets.burdened(scope), "position__unit__path", {Kind.OVERLOADED: Q()})
    _gather(found, sets.bare_objectives(scope), "unit__path", {Kind.OBJECTIVES: Q()})
    return found


def _gather(found: Counts, rows: QuerySet[Any], path: str, kinds: dict[Kind, Q], what: str = "pk") -> None:
    numbers = {kind.value: Count(what, filter=wanted, distinct=what != "pk") if wanted else Count(what)
               for kind, wanted in kinds.items()}
    for row in rows.order_by().values(path).annotate(**numbers):
        for kind in kinds:
            if row[kind.value]:
                found[kind][row[path]] = row[kind.value]
