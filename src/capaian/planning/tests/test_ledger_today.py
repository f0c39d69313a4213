"""Where the ledger names another appraiser today than the SKP does, that one acts too (docs/adr/0013)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from capaian.foundation.errors import Refused
from capaian.people.models import Posting, Reporting
from capaian.people.queries import posting_on
from capaian.people.tests import factories as people
from capaian.planning import actions, permissions, workflow
from capaian.planning.queries import skps_for
from capaian.planning.queries.objectives import get_unit_for
from capaian.planning.queries.skps import skps_to_agree_for
from capaian.planning.tests import factories

PLT, BACK = date(2026, 5, 4), date(2026, 5, 18)


@pytest.fixture
def gani(cast):
    """A colleague who acts for Budi from 4 to 17 May."""
    gani = people.employee(cast.unit, "Gani Hamid", "199212312015031999", appraiser=cast.budi)
    Reporting.objects.filter(employee=cast.ani).update(end=date(2026, 5, 3))
    Reporting.objects.create(employee=cast.ani, appraiser=gani, start=PLT, end=date(2026, 5, 17), basis="acting")
    Reporting.objects.create(employee=cast.ani, appraiser=cast.budi, start=BACK)
    return gani


def test_the_plt_of_two_weeks_acts_beside_the_agreed_appraiser(cast, gani, at, django_assert_num_queries):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    acting, after, budi = cast.actor(gani, PLT), cast.actor(gani, BACK), cast.actor(cast.budi, PLT)
    ani = replace(cast.actor(cast.ani, PLT), appraises=True)
    with django_assert_num_queries(0):  # asked only where somebody else appraises today
        assert permissions.appraises(budi, skp)
        assert not permissions.appraises(after, skp)
        assert not permissions.appraises(ani, skp)
    assert permissions.appraises(acting, skp)
    assert permissions.may_view_skp(acting, skp)
    assert not permissions.may_view_skp(after, skp)
    assert not permissions.appraises(replace(acting, day=None), skp)
    assert list(skps_for(acting, 2026)) == [skp]
    assert list(skps_for(after, 2026)) == []
    assert skps_to_agree_for(acting, [(skp.pk, None)]) == [(skp, None)]
    with pytest.raises(Refused):
        actions.agree_skp(skp=skp, by=after, at=at)
    actions.agree_skp(skp=skp, by=acting, at=at)
    skp.refresh_from_db()
    assert (skp.state, skp.appraiser) == (workflow.AGREED, cast.budi)


def test_an_acting_post_beside_the_own_one_changes_no_home(cast, gani):
    Posting.objects.create(employee=gani, position=posting_on(cast.dewi, PLT).position, kind="plt", start=PLT, end=BACK)
    assert get_unit_for(cast.actor(gani, PLT), None, PLT) == cast.unit
    assert permissions.may_edit_objectives(cast.actor(gani, PLT), cast.office, PLT)
