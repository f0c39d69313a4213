"""What an offer asks of the database does not grow with the SKP, nor with the people who wait below it."""

from __future__ import annotations

import pytest

from capaian.foundation.writing import writing
from capaian.people.tests import factories as people
from capaian.planning.actions.skps import submit_skp
from capaian.planning.models import LinkProposal, Skp
from capaian.planning.tests import factories

pytestmark = pytest.mark.django_db
# In each number: six of savepoints and of the agency's first audit row, one for who appraises today.


def known(actor):
    """As a request has found out already who acts."""
    assert actor.agency_id
    return actor


def read(skp):
    """As a request has it in hand."""
    return Skp.objects.select_related("employee", "appraiser", "dialogue_with", "performance_year", "position").get(pk=skp.pk)


@pytest.mark.parametrize("results", [1, 8])
def test_an_offer_of_who_leads_nobody(cast, at, results, django_assert_num_queries):
    skp, by = read(factories.skp(cast.ani, results=results)), known(cast.actor(cast.ani))
    with django_assert_num_queries(19):
        submit_skp(skp=skp, by=by, at=at)


@pytest.mark.parametrize("staff", [1, 14])
def test_an_offer_of_a_superior_for_whom_everybody_waited(cast, at, staff, django_assert_num_queries):
    for number in range(staff):
        person = people.employee(cast.unit, f"Perawat {number}", f"1990{number:02d}012015032999", appraiser=cast.budi)
        waits = factories.skp(person, results=2)
        with writing("test"):
            waits.results.update(placeholder="kunjungan rumah")
    skp, by = read(factories.skp(cast.budi, results=2)), known(cast.actor(cast.budi))
    with django_assert_num_queries(32):
        submit_skp(skp=skp, by=by, at=at)
    assert LinkProposal.objects.count() == 2 * staff
