"""An agency that has adopted a scheme and opened its year, without surprises."""

from __future__ import annotations

from datetime import date

from capaian.governance.models import EvaluationPeriod, PerformanceYear, PeriodKind, SchemeAdoption
from capaian.governance.schemes import load
from capaian.kernel.periods import quarter
from capaian.people.models import Agency


def adoption(agency: Agency, scheme_id: str = "sofifi-capaian-2026", start: date = date(2026, 1, 1)) -> SchemeAdoption:
    return SchemeAdoption.objects.create(
        agency=agency, scheme_id=scheme_id, scheme_hash=load(scheme_id).hash, start=start)


def year(agency: Agency, number: int = 2026) -> PerformanceYear:
    return PerformanceYear.objects.get_or_create(agency=agency, year=number)[0]


def quarter_period(agency: Agency, ordinal: int = 4, number: int = 2026) -> EvaluationPeriod:
    span = quarter(number, ordinal)
    return EvaluationPeriod.objects.create(
        performance_year=year(agency, number), kind=PeriodKind.QUARTER, ordinal=ordinal, start=span.start, end=span.end,
        window_start=span.start, window_end=span.end)
