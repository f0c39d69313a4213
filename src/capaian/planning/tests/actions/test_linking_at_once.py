"""Several propose links at the same moment: nobody is met by an error, and nothing is proposed twice."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.actions import linking
from capaian.planning.actions.results import remove_result
from capaian.planning.actions.skps import agree_skp, submit_skp
from capaian.planning.duties import links
from capaian.planning.models import LinkProposal, ResultPlan, Skp
from capaian.planning.tests import factories

postgresql = pytest.mark.postgresql  # SQLite lets one writer in at a time
pytestmark = pytest.mark.django_db(transaction=True)
WAITS_FOR_US = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture
def leader(cast):
    """Budi's plan, offered; Ani's result, which waits, came later."""
    plan = factories.skp(cast.budi, state=workflow.SUBMITTED)
    waits = factories.skp(cast.ani).results.get()
    with writing("test"):
        ResultPlan.objects.filter(pk=waits.pk).update(placeholder="kunjungan rumah")
    return plan


@pytest.fixture
def deeds(cast, at, leader):
    """What people and the worker do, by name; each reads for itself what it works on, as a request does."""
    budi, dewi, ani = (cast.actor(person) for person in (cast.budi, cast.dewi, cast.ani))
    announced = Skp.objects.get(pk=leader.pk)

    def offer_again():
        with writing("test"):
            Skp.objects.filter(pk=leader.pk).update(state=workflow.DRAFT)
        submit_skp(skp=Skp.objects.get(pk=leader.pk), by=budi, at=at)

    def of_ani():
        return ResultPlan.objects.select_related("skp__appraiser").get(skp__employee=cast.ani)

    return {
        "offer": offer_again,
        "agree": lambda: agree_skp(skp=Skp.objects.get(pk=leader.pk), by=dewi, at=at),
        "duty": lambda: links.propose_daily(at),
        "duty that read before": lambda: linking.propose_links(skp=announced, by=budi, at=at),
        "choose": lambda: linking.choose_link(result=of_ani(), parent_id=leader.results.get().pk, by=ani, at=at),
        "remove": lambda: remove_result(result=of_ani(), by=ani, at=at),
    }


def meet(first, second):
    """`second` begins when `first` is done but not stored yet, and goes on when it is; whatever they raised."""
    errors = []

    def run():
        try:
            second()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=run)
    with transaction.atomic():
        first()
        other.start()
        until = time.monotonic() + 20
        with connection.cursor() as cursor:
            while other.is_alive() and time.monotonic() < until and not cursor.execute(WAITS_FOR_US).fetchone()[0]:
                time.sleep(0.01)
    other.join()
    return errors


@postgresql
@pytest.mark.parametrize(("first", "second"), [
    ("offer", "duty that read before"), ("agree", "duty"), ("duty", "agree"), ("choose", "duty"), ("duty", "choose"),
])
def test_of_two_at_the_same_moment_one_proposes_and_both_succeed(deeds, first, second):
    assert meet(deeds[first], deeds[second]) == []
    assert LinkProposal.objects.count() == 1


@postgresql
@pytest.mark.parametrize(("first", "second"), [("remove", "agree"), ("agree", "remove"), ("remove", "duty"), ("duty", "remove")])
def test_a_result_taken_out_at_the_same_moment_is_in_nobodys_way(cast, deeds, first, second):
    assert meet(deeds[first], deeds[second]) == []
    assert not ResultPlan.objects.filter(skp__employee=cast.ani).exists()
    assert not LinkProposal.objects.exists()


def test_a_plan_that_was_taken_back_after_it_was_read_proposes_nothing(cast, at, leader):
    announced = Skp.objects.get(pk=leader.pk)
    with writing("test"):
        Skp.objects.filter(pk=leader.pk).update(state=workflow.DRAFT)
    assert linking.propose_links(skp=announced, by=cast.actor(cast.budi), at=at) == 0
