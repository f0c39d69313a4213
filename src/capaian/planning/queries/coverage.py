"""What the cascade lacks, counted per unit in SQL; `coverage_kept` keeps the counts for everybody who looks."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value

from capaian.planning.queries.coverage_lists import UNIT_OF, rows_of
from capaian.planning.queries.coverage_scope import Scope
from capaian.planning.rules.coverage import Held, Kind


def counts_for(scope: Scope) -> tuple[Held, ...]:
    """What each unit lacks by kind, in the order of the units. One query, however many kinds and units."""
    first, *rest = (_grouped(scope, kind) for kind in Kind)
    own: dict[tuple[str, int], dict[str, int]] = {}
    for kind, unit, path, number in first.union(*rest, all=True):
        own.setdefault((path, unit), {})[kind] = number
    return tuple(Held(unit, path, kinds) for (path, unit), kinds in sorted(own.items()))


def _grouped(scope: Scope, kind: Kind) -> QuerySet[Any]:
    place = UNIT_OF[kind]
    rows = rows_of(scope, kind).order_by().annotate(
        lacking=Value(kind.value, output_field=CharField()), in_unit=F(place), at_path=F(f"{place}__path")
    )
    counted = rows.values("lacking", "in_unit", "at_path").annotate(number=Count("pk"))
    found: QuerySet[Any] = counted.values_list("lacking", "in_unit", "at_path", "number")
    return found
