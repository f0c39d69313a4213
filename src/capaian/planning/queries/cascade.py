"""What a planned result may hang below: results of the appraiser's SKP, objectives of the unit and the units above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from capaian.people.models import Unit
from capaian.planning.models import Indicator, Objective, ResultPlan, Skp
from capaian.planning.queries.family import leads
from capaian.planning.rules.cascade import would_loop

_DEPTH = 12  # a tree of units deeper than this is a mistake in the ledger, not an organisation


@dataclass(frozen=True, slots=True)
class ParentOption:
    """One choice of the select: `value` is `result:<id>`, `indicator:<id>` or `objective:<id>`, `group` heads it. `links`
    are the fields of a result that hangs there."""

    value: str
    label: str
    group: str
    links: Mapping[str, int] = field(default_factory=dict)


def parent_options_for(skp: Skp, result: ResultPlan | None = None) -> list[ParentOption]:
    """The choices for a result of this SKP; what hangs below `result` itself is left out, what it hangs below now is in."""
    options = [*_of_leader(skp, result), *_of_organisation(skp)]
    return options + [option for option in _kept(result) if option.value not in {it.value for it in options}]


def _of_leader(skp: Skp, result: ResultPlan | None) -> list[ParentOption]:
    """The appraiser's results of the year; of who leads a unit each with its indicators, the columns of matrix A.1.5."""
    plans = Skp.objects.standing().filter(employee_id=skp.appraiser_id, performance_year_id=skp.performance_year_id)
    rows = list(
        ResultPlan.objects.standing()
        .filter(skp__in=plans.exclude(pk=skp.pk))
        .select_related("skp__position")
        .prefetch_related(Prefetch("indicators", Indicator.objects.standing().order_by("ordinal", "pk")))
        .order_by("skp_id", "kind", "ordinal", "pk")
    )
    above = parents_above([row.pk for row in rows]) if result is not None else {}
    group = _("Hasil kerja %(name)s") % {"name": skp.appraiser.name}
    return [
        option
        for row in rows
        if result is None or not would_loop(result.pk, row.pk, above)
        for option in _below(row, group)
    ]


def _below(row: ResultPlan, group: str) -> list[ParentOption]:
    options = [ParentOption(f"result:{row.pk}", row.statement, group, {"parent_id": row.pk})]
    if not leads(row.skp):
        return options
    return options + [
        ParentOption(
            f"indicator:{it.pk}", _("— indikator: %(statement)s") % {"statement": it.statement}, group,
            {"parent_id": row.pk, "parent_indicator_id": it.pk},
        )
        for it in row.indicators.all()
    ]


def _kept(result: ResultPlan | None) -> list[ParentOption]:
    """What a result hangs below now: also a leader of another unit, whose matrix or assignment it came from."""
    if result is None or result.parent is None:
        return []
    group = _("Terkait saat ini")
    if result.parent_indicator is not None:
        links = {"parent_id": result.parent.pk, "parent_indicator_id": result.parent_indicator.pk}
        return [ParentOption(f"indicator:{result.parent_indicator.pk}", result.parent_indicator.statement, group, links)]
    return [ParentOption(f"result:{result.parent.pk}", result.parent.statement, group, {"parent_id": result.parent.pk})]


def _of_organisation(skp: Skp) -> list[ParentOption]:
    objectives = (
        Objective.objects.filter(unit_id__in=line_of_units(skp.position.unit), performance_year_id=skp.performance_year_id)
        .select_related("unit")
        .order_by("unit__name", "ordinal", "pk")
    )
    return [
        ParentOption(
            f"objective:{row.pk}", row.statement, _("Sasaran %(unit)s") % {"unit": row.unit.name}, {"objective_id": row.pk}
        )
        for row in objectives
    ]


def parents_above(results: list[int]) -> dict[int, int | None]:
    """The parent of each of these results and of everything above them, one query per level."""
    found: dict[int, int | None] = {}
    wanted = set(results)
    while wanted:
        rows = dict(ResultPlan.objects.filter(pk__in=wanted).values_list("pk", "parent_id"))
        found.update(rows)
        wanted = {parent for parent in rows.values() if parent is not None} - found.keys()
    return found


def line_of_units(unit: Unit) -> list[int]:
    """The unit and the units above it, nearest first."""
    line = [unit.pk]
    step = Unit.objects.select_related("parent__parent__parent").get(pk=unit.pk).parent
    while step is not None and len(line) < _DEPTH:
        line.append(step.pk)
        step = step.parent
    return line
