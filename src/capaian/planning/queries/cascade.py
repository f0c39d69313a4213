"""What a planned result may hang below: results of the appraiser's SKP, objectives of the unit and the units above."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from capaian.people.models import Unit
from capaian.planning.models import Objective, ResultPlan, Skp
from capaian.planning.rules.cascade import would_loop

_DEPTH = 12  # a tree of units deeper than this is a mistake in the ledger, not an organisation


@dataclass(frozen=True, slots=True)
class ParentOption:
    """One choice of the select: `value` is `result:<id>` or `objective:<id>`, `group` heads it."""

    value: str
    label: str
    group: str


def parent_options_for(skp: Skp, result: ResultPlan | None = None) -> list[ParentOption]:
    """The choices for a result of this SKP; what hangs below `result` itself is left out."""
    rows = list(
        ResultPlan.objects.filter(skp__employee_id=skp.appraiser_id, skp__performance_year_id=skp.performance_year_id)
        .exclude(skp_id=skp.pk)
        .order_by("skp_id", "kind", "ordinal", "pk")
    )
    above = parents_above([row.pk for row in rows]) if result is not None else {}
    options = [
        ParentOption(f"result:{row.pk}", row.statement, _("Hasil kerja %(name)s") % {"name": skp.appraiser.name})
        for row in rows
        if result is None or not would_loop(result.pk, row.pk, above)
    ]
    objectives = (
        Objective.objects.filter(unit_id__in=_line_of_units(skp.position.unit), performance_year_id=skp.performance_year_id)
        .select_related("unit")
        .order_by("unit__name", "ordinal", "pk")
    )
    options.extend(
        ParentOption(f"objective:{row.pk}", row.statement, _("Sasaran %(unit)s") % {"unit": row.unit.name}) for row in objectives
    )
    return options


def parents_above(results: list[int]) -> dict[int, int | None]:
    """The parent of each of these results and of everything above them, one query per level."""
    found: dict[int, int | None] = {}
    wanted = set(results)
    while wanted:
        rows = dict(ResultPlan.objects.filter(pk__in=wanted).values_list("pk", "parent_id"))
        found.update(rows)
        wanted = {parent for parent in rows.values() if parent is not None} - found.keys()
    return found


def _line_of_units(unit: Unit) -> list[int]:
    """The unit and the units above it, nearest first."""
    line = [unit.pk]
    step = Unit.objects.select_related("parent__parent__parent").get(pk=unit.pk).parent
    while step is not None and len(line) < _DEPTH:
        line.append(step.pk)
        step = step.parent
    return line
