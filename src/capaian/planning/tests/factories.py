"""An SKP as simple as one can be, in any state; built on the cast of people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from capaian.foundation.writing import writing
from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee
from capaian.people.queries import appraiser_on, posting_on
from capaian.people.tests.factories import YEAR_START
from capaian.planning import workflow
from capaian.planning.models import Aspect, Indicator, Measurement, Objective, Polarity, ResultKind, ResultPlan, Skp


def performance_year(agency, year: int = 2026) -> PerformanceYear:
    return PerformanceYear.objects.get_or_create(agency=agency, year=year)[0]


def objective(unit, statement: str = "Menurunnya angka kesakitan demam berdarah", year: int = 2026) -> Objective:
    made = Objective.objects.create(unit=unit, performance_year=performance_year(unit.agency, year), statement=statement)
    made.indicators.create(statement="Insiden DBD per 100.000 penduduk", target_text="35")
    return made


def skp(employee: Employee, *, state: str = workflow.DRAFT, year: int = 2026, results: int = 1, parent=None) -> Skp:
    """An SKP with `results` main results of one indicator each (target 60 visits, higher is better, cumulative)."""
    posting = posting_on(employee, date(year, 1, 1)) or posting_on(employee, YEAR_START)
    appraiser = appraiser_on(employee, date(year, 1, 1)) or employee
    appraiser_posting = posting_on(appraiser, date(year, 1, 1))
    with writing("factory"):
        made = Skp.objects.create(
            employee=employee, performance_year=performance_year(employee.agency, year), position=posting.position,
            appraiser=appraiser, appraiser_position=appraiser_posting.position if appraiser_posting else None,
            start=date(year, 1, 1), end=date(year, 12, 31), state=state,
            agreed_on=date(year, 1, 20) if state == workflow.AGREED else None,
        )
        for number in range(1, results + 1):
            result(made, f"Kunjungan rumah ibu hamil berisiko terlaksana {number}", ordinal=number, parent=parent)
    return made


def result(
    skp: Skp, statement: str, *, ordinal: int = 1, kind: str = ResultKind.MAIN, parent=None, target: str | None = "60",
    target_high: str | None = None, polarity: str = Polarity.HIGHER, measurement: str = Measurement.CUMULATIVE,
) -> ResultPlan:
    with writing("factory"):
        plan = ResultPlan.objects.create(skp=skp, kind=kind, ordinal=ordinal, statement=statement, parent=parent)
        Indicator.objects.create(
            result=plan, aspect=Aspect.QUANTITY, statement="Jumlah kunjungan rumah", target_text=f"{target} kunjungan",
            target=Decimal(target) if target else None, target_high=Decimal(target_high) if target_high else None,
            unit="kunjungan", polarity=polarity, measurement=measurement,
        )
    return plan
