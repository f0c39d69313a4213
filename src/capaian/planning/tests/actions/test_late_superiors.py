"""Nobody is blocked: with three of ten superiors late everybody else submits in January, and later no orphan is left.

With 6,000 people the same is measured by `python -m bench.cascade` (docs/performance.md); here are as many as a test affords.
"""

from __future__ import annotations

import pytest

from capaian.planning.models import LinkProposal, Skp
from capaian.planning.tests import late

PEOPLE = 150


@pytest.mark.django_db
def test_with_three_of_ten_superiors_late_everybody_submits_in_january_and_no_orphan_is_left():
    here = late.region(PEOPLE)
    late.january(here)
    waited = late.orphans(here)
    assert (late.not_submitted(here), waited > 0, LinkProposal.objects.count()) == (0, True, 0)
    assert Skp.objects.filter(employee__in=[one.employee.pk for one in here.late()], state="draft").count() == len(here.late())
    late.february(here)
    assert (late.orphans(here), LinkProposal.objects.count()) == (0, waited)
    linked = LinkProposal.objects.select_related("result", "parent").filter(result__skp__state="submitted")
    assert all(row.result.parent_id == row.parent_id for row in linked)
    assert all(row.parent.statement.split()[:3] == row.result.statement.split()[:3] for row in linked)
