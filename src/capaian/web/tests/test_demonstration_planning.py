"""The first demonstration region shows planning at every stage."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.people.models import Employee, Unit
from capaian.planning import workflow
from capaian.planning.models import Assignment, MatrixCell, ResultPlan, RoleMatrix, Skp, SkpVersion
from capaian.web.demonstration import planning
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.regions import REGIONS
from capaian.web.demonstration.seed import seed_region

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def test_every_stage_of_planning_is_there_to_be_looked_at():
    region = REGIONS[0]
    seed_region(region.code, today=TODAY)
    people = Employee.objects.count()
    planning.of_first_region(region, Clock(TODAY))

    late = Unit.objects.get(name=planning.LATE_UNIT)
    assert Employee.objects.count() == people + 1 + len(planning.STAFF)
    states = list(Skp.objects.filter(position__unit=late).order_by("pk").values_list("state", flat=True))
    assert states == [workflow.DRAFT, workflow.SUBMITTED, workflow.ASKED, workflow.ADJUSTED]
    waiting = ResultPlan.objects.filter(skp__position__unit=late)
    assert all(plan.placeholder and plan.parent_id is None for plan in waiting)
    head = Employee.objects.get(postings__position__unit=late, postings__position__leads_unit=True)
    assert not Skp.objects.filter(employee=head).exists()

    matrix = RoleMatrix.objects.get()
    assert matrix.skp.employee.name == region.cast.appraiser
    assert MatrixCell.objects.filter(no_role=False).exists()
    agreed = Skp.objects.standing().filter(state=workflow.AGREED)
    assert SkpVersion.objects.filter(number=1).count() == agreed.count()
    assert SkpVersion.objects.filter(number__gt=1).count() == 1
    assert Skp.objects.filter(amends__isnull=False, state=workflow.SUBMITTED).count() == 1
    assert sorted(Assignment.objects.values_list("state", flat=True)) == [workflow.ACTIVE, workflow.PROPOSED]
