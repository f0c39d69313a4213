"""The facts of an SKP for `rules.completeness`."""

from __future__ import annotations

from capaian.planning.models import AnnexSection, ResultKind, Skp
from capaian.planning.rules.completeness import Finding, IndicatorPlan, PlanFacts, ResultFacts, check_plan


def findings_of(skp: Skp) -> tuple[Finding, ...]:
    """What is missing in this SKP, blocks and warnings, in the order of the page. Free where it was prefetched."""
    return check_plan(_facts(skp))


def _facts(skp: Skp) -> PlanFacts:
    results = sorted(skp.results.all(), key=lambda result: (result.kind != ResultKind.MAIN, result.ordinal, result.pk))
    sections = [item.section for item in skp.annex_items.all()]
    return PlanFacts(
        results=tuple(
            ResultFacts(
                key=result.pk,
                statement=result.statement,
                is_main=result.kind == ResultKind.MAIN,
                hangs=result.parent_id is not None or result.objective_id is not None,
                indicators=tuple(
                    IndicatorPlan(
                        key=row.pk, statement=row.statement, target_text=row.target_text, target=row.target,
                        target_high=row.target_high, unit=row.unit,
                    )
                    for row in sorted(result.indicators.all(), key=lambda row: (row.ordinal, row.pk))
                ),
            )
            for result in results
        ),
        annex={section.value: sections.count(section) for section in AnnexSection},
    )
