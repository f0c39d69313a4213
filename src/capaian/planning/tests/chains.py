"""A chain as short as one can be: the region's plan, the office's plan, needs and an agreement; built on the cast."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from capaian.foundation.writing import writing
from capaian.planning.models import (
    Need,
    NeedsAnalysis,
    Objective,
    PerformanceAgreement,
    PlanKind,
    Sector,
    StrategicPlan,
)
from capaian.planning.tests import factories

WHEN = datetime(2026, 1, 5, tzinfo=UTC)
CRITERIA = [{"slug": "urgency", "label": "Mendesak", "weight": 60}, {"slug": "reach", "label": "Banyak warga", "weight": 40}]


def analysis(agency, unit=None, title="Kebutuhan 2026") -> NeedsAnalysis:
    return NeedsAnalysis.objects.create(
        agency=agency, performance_year=factories.performance_year(agency), unit=unit, title=title, method="USG",
        criteria=CRITERIA, made_by_name="Citra", made_at=WHEN,
    )


def need(of: NeedsAnalysis, statement="Air bersih", urgency=5, reach=5, **facts) -> Need:
    scores = {slug: score for slug, score in (("urgency", urgency), ("reach", reach)) if score}
    return Need.objects.create(analysis=of, sector=Sector.INFRASTRUCTURE, statement=statement, scores=scores, **facts)


def plan(agency, unit=None, title="Renstra Dinas Kesehatan", first=2025, last=2027) -> StrategicPlan:
    kind = PlanKind.RENSTRA if unit else PlanKind.RPJMD
    return StrategicPlan.objects.create(agency=agency, kind=kind, unit=unit, title=title, first_year=first, last_year=last)


def goal(
    of: StrategicPlan, unit, statement="Warga sehat", code="S1", parent=None, targets=((2025, "48"), (2026, "35")),
) -> Objective:
    made = Objective.objects.create(unit=unit, plan=of, statement=statement, code=code, parent=parent)
    indicator = made.indicators.create(statement="Insiden DBD", target_text="35", unit="per 100.000", baseline=Decimal(50))
    for year, text in targets:
        indicator.year_targets.create(year=year, target_text=text, target=Decimal(text))
    return made


def agreement(unit, *, whole=True, state="draft") -> PerformanceAgreement:
    with writing("factory"):
        return PerformanceAgreement.objects.create(
            unit=unit, performance_year=factories.performance_year(unit.agency), state=state,
            first_party=unit.positions.filter(leads_unit=True).first() if whole else None,
            second_party="Hj. Siti Rahma, M.Si" if whole else "", second_party_post="Bupati Contoh" if whole else "",
        )
