"""An assignment in any state, for tests."""

from __future__ import annotations

from datetime import date

from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.models import Assignment, AssignmentForm, Host
from capaian.planning.tests import factories


def assignment(employee, giver=None, *, state: str = workflow.PROPOSED, statement: str = "Vaksinasi massal terlaksana", **values):
    """Given by `giver`, or without one by somebody of PMI."""
    outside = {"host": Host.OUTSIDE, "organisation": "PMI", "consent": "12/PMI/2026", "giver_name": "Rina", "giver_post": "Ketua"}
    inside = {"host": Host.UNIT, "giver_name": giver.name if giver else "", "giver_post": "Kepala"}
    with writing("factory"):
        made = Assignment.objects.create(**{
            "employee": employee, "performance_year": factories.performance_year(employee.agency), "giver": giver,
            "form": AssignmentForm.APPOINTMENT, "statement": statement, "start": date(2026, 2, 1), "state": state,
            **(inside if giver else outside), **values,
        })
        made.statuses.create(state=state, by_id=1, by_name="Uji", at="2026-01-20T01:00:00Z")
    return made
