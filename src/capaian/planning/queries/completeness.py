"""The facts of an SKP for `rules.completeness`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from capaian.planning.models import (
    AnnexSection,
    Cascade,
    Indicator,
    LibraryVersion,
    MatrixCell,
    ObjectiveIndicator,
    ResultKind,
    ResultPlan,
    ResultSource,
    Skp,
)
from capaian.planning.queries.family import leads, least_control, measured
from capaian.planning.rules.completeness import Finding, IndicatorPlan, PlanFacts, ResultFacts, check_plan


def skps_to_offer(pks: Iterable[int]) -> QuerySet[Skp]:
    """SKPs as stored, locked until the transaction ends, with everything that `findings_of` reads, in four queries however
    many they are and however much they hold."""
    rows: QuerySet[Skp] = Skp.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).select_related("position")
    results = ResultPlan.objects.standing().prefetch_related(Prefetch("indicators", Indicator.objects.standing()))
    return rows.prefetch_related(Prefetch("results", results), "annex_items").order_by("pk")


def findings_of(skp: Skp) -> tuple[Finding, ...]:
    """What is missing in this SKP, blocks and warnings, in the order of the page. Free where it was prefetched, but for one
    query each where key indicators, definitions or leaders' indicators are named, and one for who leads a unit."""
    return check_plan(facts_of(skp))


def keys_of(skp: Skp) -> dict[int, str]:
    """The key indicators of the performance agreement that this SKP must take over (number → words); none where the post does
    not lead its unit."""
    if not (leads(skp) and skp.position.leads_unit):
        return {}
    rows = ObjectiveIndicator.objects.filter(
        objective__unit_id=skp.position.unit_id, objective__performance_year_id=skp.performance_year_id
    ).order_by("objective__ordinal", "objective_id", "ordinal", "pk")
    return dict(rows.values_list("pk", "statement"))


def facts_of(skp: Skp) -> PlanFacts:
    """The SKP as `check_plan` reads it; what an amendment dropped is left out."""
    rows = [row for row in skp.results.all() if row.dropped_on is None]
    results = sorted(rows, key=lambda result: (result.kind != ResultKind.MAIN, result.ordinal, result.pk))
    indicators = {result.pk: _standing(result) for result in results}
    units = _Units(results, [it for rows in indicators.values() for it in rows])
    roles = _roles(results)
    levels = [it.control for rows in indicators.values() for it in rows]
    sections = [item.section for item in skp.annex_items.all()]
    return PlanFacts(
        results=tuple(_result(result, indicators[result.pk], units, roles.get(result.pk, ())) for result in results),
        annex={section.value: sections.count(section) for section in AnnexSection},
        measured=measured(skp), leading=leads(skp), keys=keys_of(skp), least_control=least_control(skp, levels),
    )


class _Units:
    """The units of what indicators take over, follow and represent: a query for each kind that occurs."""

    def __init__(self, results: Iterable[ResultPlan], indicators: Iterable[Indicator]) -> None:
        rows = list(indicators)
        self.of_key = _units(ObjectiveIndicator.objects.all(), (it.objective_indicator_id for it in rows))
        self.of_definition = _units(LibraryVersion.objects.all(), (it.definition_id for it in rows))
        self.of_parent = _units(Indicator.objects.all(), (result.parent_indicator_id for result in results))


def _units(rows: QuerySet[Any], keys: Iterable[int | None]) -> dict[int | None, str]:
    wanted = {key for key in keys if key is not None}
    return dict(rows.filter(pk__in=wanted).values_list("pk", "unit")) if wanted else {}


def _standing(result: ResultPlan) -> list[Indicator]:
    rows = [row for row in result.indicators.all() if row.dropped_on is None]
    return sorted(rows, key=lambda row: (row.ordinal, row.pk))


def _roles(results: Iterable[ResultPlan]) -> dict[int, tuple[str, ...]]:
    """What the matrix says of the results that were taken over from one: a query where there are any."""
    found: dict[int, tuple[str, ...]] = {}
    taken = [result.pk for result in results if result.source == ResultSource.MATRIX]
    cells = MatrixCell.objects.filter(result_id__in=taken).order_by("pk").values_list("result_id", "text") if taken else ()
    for key, text in cells:
        found[key] = (*found.get(key, ()), text)
    return found


def _result(
    result: ResultPlan, indicators: Iterable[Indicator], units: _Units, roles: tuple[str, ...]
) -> ResultFacts:
    return ResultFacts(
        key=result.pk, statement=result.statement, is_main=result.kind == ResultKind.MAIN,
        hangs=result.parent_id is not None or result.objective_id is not None,
        indicators=tuple(
            IndicatorPlan(
                key=row.pk, statement=row.statement, target_text=row.target_text, target=row.target,
                target_high=row.target_high, unit=row.unit, perspective=row.perspective, control=row.control,
                taken_from=row.objective_indicator_id, key_unit=units.of_key.get(row.objective_indicator_id, ""),
                defined_unit=units.of_definition.get(row.definition_id, ""),
            )
            for row in indicators
        ),
        waits=bool(result.placeholder), source=result.source, represents=result.cascade == Cascade.DIRECT,
        parent_unit=units.of_parent.get(result.parent_indicator_id, ""), roles=roles,
    )
