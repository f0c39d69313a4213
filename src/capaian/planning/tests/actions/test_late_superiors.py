"""Nobody is blocked: with three of ten superiors late everybody else submits in January, and later no orphan is left.

Once with a few people, which fails within seconds, and once with an agency of 6,000 of whom each presses the own buttons.
"""

from __future__ import annotations

import pytest

from capaian.foundation.models import Notice
from capaian.foundation.notices import NoticeKind
from capaian.planning.duties import links
from capaian.planning.models import LinkProposal, ResultPlan, Skp
from capaian.planning.tests import late

FEW = 150
AGENCY = 6_000


@pytest.mark.django_db
@pytest.mark.parametrize("people", [FEW, pytest.param(AGENCY, marks=pytest.mark.large)])
def test_with_three_of_ten_superiors_late_everybody_submits_in_january_and_no_orphan_is_left(people):
    here = late.region(people)
    superiors = [one for one in here.people if one.level in (1, 2)]
    assert (len(here.people) >= people, len(here.late()) >= 0.3 * len(superiors)) == (True, True)

    late.january(here)
    waited = late.orphans(here)
    assert (late.not_submitted(here), waited > people / 4, LinkProposal.objects.count()) == (0, True, 0)
    assert Skp.objects.filter(employee__in=[one.employee.pk for one in here.late()], state="draft").count() == len(here.late())

    late.february(here)
    assert (late.orphans(here), late.astray(here), LinkProposal.objects.count()) == (0, 0, waited)
    linked = LinkProposal.objects.select_related("result", "parent")
    assert all(row.result.parent_id == row.parent_id for row in linked)
    assert all(row.parent.statement.split()[:3] == row.result.statement.split()[:3] for row in linked)
    assert links.propose_daily(late.AFTER) == 0  # nothing is left to the duty

    told = Notice.objects.filter(kind=NoticeKind.LINK_PROPOSED).values_list("recipient_id", flat=True)
    below = {one.employee.user_id for one in here.people if one.above in here.late() and not one.late}
    assert set(told) == below | {one.employee.user_id for one in here.late()}
    assert ResultPlan.objects.count() == 2 * (len(here.people) - 1)  # all but the secretary, who is appraised outside
