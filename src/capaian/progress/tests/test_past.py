from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.queries import past
from capaian.planning.tests import factories
from capaian.progress.models import MonthlyReport, Realization


def test_planning_is_given_last_years_figures(cast):
    plan = factories.skp(cast.ani, year=2025, state=workflow.AGREED).results.get().indicators.get()
    at = datetime(2025, 12, 31, tzinfo=UTC)
    with writing("test"):
        for month, value in ((11, 30), (12, 32)):
            report = MonthlyReport.objects.create(skp=plan.result.skp, month=date(2025, month, 1), state="accepted")
            Realization.objects.create(report=report, indicator=plan, value=Decimal(value), saved_at=at)
    empty = factories.skp(cast.budi, year=2025).results.get().indicators.get()
    assert past.realised_by([plan.pk, empty.pk], date(2025, 12, 31)) == {plan.pk: Decimal(62)}
