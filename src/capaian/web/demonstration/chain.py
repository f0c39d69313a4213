"""Seeding the strategic chain: the region's plan, a plan per office, what is promised this year, and the agreements.

The plans and their yearly targets are fictional; the figures of the year, and what they rest on, are those of the region
(`regions/`), with their published source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from capaian.governance.models import PerformanceYear
from capaian.people.models import Agency, Unit
from capaian.planning import workflow
from capaian.planning.models import (
    BudgetLine,
    Objective,
    ObjectiveIndicator,
    PerformanceAgreement,
    PerformanceAgreementStatus,
    PlanKind,
    StrategicPlan,
    YearTarget,
)
from capaian.planning.rules.objectives import number_in
from capaian.web.demonstration.organisation import Holder
from capaian.web.demonstration.shapes import Region

SPAN = 5
SECOND_PARTY = ("Hj. Nurlela Sangaji, M.Si. (peragaan)", "Kepala Daerah")
MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a key indicator begins at, its unit, and the targets that lead to it year by year (the last is the plan's)."""

    unit: str
    baseline: str
    targets: tuple[str, ...]
    polarity: str = "higher"
    formula: str = ""


FIGURES: Mapping[str, Figures] = {
    "Persentase rumah tangga dengan akses air minum layak": Figures(
        "%", "78.90", ("78,9", "85", "88", "91", "94"),
        formula="rumah tangga dengan akses air minum layak ÷ seluruh rumah tangga × 100",
    ),
    "Angka kelulusan": Figures("%", "98", ("98", "100", "100", "100", "100"), formula="murid lulus ÷ murid kelas akhir × 100"),
    "Insiden demam berdarah per 100.000 penduduk": Figures(
        "per 100.000", "48", ("48", "35", "30", "26", "22"), "lower", "kasus setahun ÷ jumlah penduduk × 100.000",
    ),
}
"""Where an indicator is not named here, its plan repeats the year's target and says nothing of a baseline."""


def of_region(region: Region, holders: Sequence[Holder], year: PerformanceYear) -> None:
    """The chain above the objectives that the offices already have, and their agreements: all fixed but the last office's."""
    agency, heads = year.agency, [one for one in holders if one.office and one.post == one.office.head]
    top = StrategicPlan.objects.create(
        agency=agency, kind=PlanKind.RPJMD, title=f"RPJMD {region.place} {year.year - 1}–{year.year + SPAN - 2} (peragaan)",
        first_year=year.year - 1, last_year=year.year + SPAN - 2, document="Peraturan Daerah Nomor 2 (peragaan)",
    )
    goals = list(Objective.objects.filter(unit__in=[head.unit for head in heads], performance_year=year).order_by("pk"))
    above = Objective.objects.create(
        unit=_root(heads[0]), plan=top, code="R1", statement=f"Terpenuhinya kebutuhan dasar warga {region.place}",
        source="Visi daerah (peragaan)",
    )
    _indicators(above, goals)
    for number, head in enumerate(heads, start=1):
        _office(agency, above, head, year, number)
        _agreement(head, year, number, fixed=number < len(heads))


def _root(head: Holder) -> Unit:
    """The uppermost unit: the region's own objectives hang there."""
    unit = head.unit
    while unit.parent is not None:
        unit = unit.parent
    return unit


def _office(agency: Agency, above: Objective, head: Holder, year: PerformanceYear, number: int) -> None:
    """An office's plan with an objective behind each of the year's, below the region's objective."""
    top = StrategicPlan.objects.get(objectives=above)
    plan = StrategicPlan.objects.create(
        agency=agency, kind=PlanKind.RENSTRA, unit=head.unit, first_year=top.first_year, last_year=top.last_year,
        title=f"Renstra {head.unit.name} {top.first_year}–{top.last_year} (peragaan)",
    )
    for ordinal, goal in enumerate(Objective.objects.filter(unit=head.unit, performance_year=year).order_by("ordinal"), start=1):
        goal.parent = Objective.objects.create(
            unit=head.unit, plan=plan, parent=above, code=f"S{number}.{ordinal}", statement=goal.statement, source=goal.source,
            ordinal=ordinal,
        )
        _indicators(goal.parent, [goal])
        goal.code = f"S{number}.{ordinal}-{year.year}"
        goal.save()
        for indicator in goal.indicators.all():
            known = FIGURES.get(indicator.statement)
            if known:
                indicator.unit, indicator.polarity, indicator.formula = known.unit, known.polarity, known.formula
                indicator.baseline, indicator.baseline_year = Decimal(known.baseline), top.first_year
                indicator.target = number_in(known.targets[1])
                indicator.save()


def _indicators(objective: Objective, goals: Sequence[Objective]) -> None:
    """The key indicators of the year's goals with the targets that lead to them, on an objective of a plan."""
    rows = ObjectiveIndicator.objects.filter(objective__in=goals).order_by("objective_id", "ordinal")
    first_year = objective.plan.first_year if objective.plan else 0
    for ordinal, one in enumerate(rows, start=1):
        known = FIGURES.get(one.statement, Figures("", "", (one.target_text,) * SPAN))
        indicator = ObjectiveIndicator.objects.create(
            objective=objective, statement=one.statement, target_text=known.targets[-1], unit=known.unit, ordinal=ordinal,
            polarity=known.polarity, formula=known.formula, target=number_in(known.targets[-1], known.unit),
            baseline=Decimal(known.baseline) if known.baseline else None, baseline_year=first_year if known.baseline else None,
        )
        YearTarget.objects.bulk_create(
            YearTarget(indicator=indicator, year=first_year + place, target_text=text, target=number_in(text, known.unit))
            for place, text in enumerate(known.targets)
        )


def _agreement(head: Holder, year: PerformanceYear, number: int, *, fixed: bool) -> None:
    state = workflow.FIXED if fixed else workflow.DRAFT
    agreement = PerformanceAgreement.objects.create(
        unit=head.unit, performance_year=year, state=state, first_party=head.position, second_party=SECOND_PARTY[0],
        second_party_post=SECOND_PARTY[1], number=f"050/{number:02d}/PK/{year.year}",
        fixed_on=date(year.year, 1, 12) if fixed else None,
    )
    PerformanceAgreementStatus.objects.create(
        record=agreement, state=state, by_id=head.employee.pk, by_name=head.employee.name,
        at=datetime(year.year, 1, 12 if fixed else 5, 3, tzinfo=UTC),
    )
    goals = Objective.objects.filter(unit=head.unit, performance_year=year).order_by("ordinal")
    BudgetLine.objects.bulk_create(
        BudgetLine(
            agreement=agreement, objective=goal, program=f"Program untuk {goal.statement[:1].lower()}{goal.statement[1:]}",
            amount=(900 + 350 * place) * MILLION, source="APBD", ordinal=place,
        )
        for place, goal in enumerate(goals, start=1)
    )
