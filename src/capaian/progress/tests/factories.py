"""A month of an SKP as simple as one can be, in any state."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from capaian.foundation.writing import writing
from capaian.planning.models import Indicator, Skp
from capaian.progress import workflow
from capaian.progress.models import MonthlyReport, Realization

MOMENT = datetime(2026, 1, 20, 2, 0, tzinfo=UTC)


def indicators(skp: Skp) -> list[Indicator]:
    return list(Indicator.objects.filter(result__skp=skp).order_by("pk"))


def report(
    skp: Skp, *, month: int = 1, state: str = workflow.DRAFT, value: str | None = "5", note: str = "", url: str = "",
) -> MonthlyReport:
    """The month's report; every indicator has `value` (None and no note: no realisation at all)."""
    with writing("factory"):
        made = MonthlyReport.objects.create(skp=skp, month=date(skp.start.year, month, 1), state=state)
        made.statuses.create(state=state, by_id=skp.employee_id, by_name=skp.employee.name, at=MOMENT)
    if value is not None or note:
        for indicator in indicators(skp):
            realization(made, indicator, value, note=note, url=url)
    return made


def realization(
    report: MonthlyReport, indicator: Indicator, value: str | None, *, note: str = "", url: str = "", text: str = ""
) -> Realization:
    with writing("factory"):
        return Realization.objects.create(
            report=report, indicator=indicator, value=None if value is None else Decimal(value), note=note,
            evidence_url=url, text=text, saved_at=MOMENT,
        )
