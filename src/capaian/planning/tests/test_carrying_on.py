"""What the worker does every day goes on with the next one where one fails, and says in the end what failed."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest

from capaian.foundation.models import Notice
from capaian.foundation.writing import writing
from capaian.people.models import Posting, Reporting
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.actions import handing
from capaian.planning.duties import handovers, ledger, links
from capaian.planning.duties.carrying_on import Unfinished
from capaian.planning.models import LinkProposal, ResultPlan, Skp
from capaian.planning.queries.house import HOUSE, HOUSE_ID, houses
from capaian.planning.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def logged(caplog):
    caplog.set_level(logging.ERROR)
    return caplog


@pytest.fixture
def leaders(cast):
    """Budi, with Ani who waits; Dewi, with Budi who waits; somebody of Eko's agency, with Eko who waits."""
    other = people.employee(cast.eko.postings.get().position.unit, "Fajar", "197001012000011999")
    Reporting.objects.create(employee=cast.eko, appraiser=other, start=date(2020, 1, 1))
    made = [factories.skp(person, state=workflow.SUBMITTED) for person in (cast.budi, cast.dewi, other)]
    plans = [factories.skp(cast.ani), made[0], factories.skp(cast.eko)]
    with writing("test"):
        ResultPlan.objects.filter(skp__in=plans).update(placeholder="kunjungan rumah")
    return made


def failing(monkeypatch, place, name, fails):
    """From now on the action `name` fails where `fails` says so of its arguments."""
    act = getattr(place, name)

    def broken(**arguments):
        if fails(**arguments):
            raise ValueError("broken")
        return act(**arguments)

    monkeypatch.setattr(place, name, broken)


def test_all_leaders_of_all_agencies_are_served(at, leaders):
    assert (links.propose_daily(at), links.propose_daily(at + timedelta(days=1))) == (3, 0)


def test_one_leader_that_fails_keeps_links_from_nobody_else(at, leaders, monkeypatch, logged):
    failing(monkeypatch, links, "propose_links", lambda skp, **_: skp.pk == leaders[0].pk)
    with pytest.raises(Unfinished, match=f"^1 failed: links below SKP {leaders[0].pk}$"):
        links.propose_daily(at)
    assert set(LinkProposal.objects.values_list("parent__skp", flat=True)) == {leaders[1].pk, leaders[2].pk}
    assert f"links below SKP {leaders[0].pk}: failed, the duty goes on" in logged.text


def test_one_agency_that_fails_keeps_links_from_no_other(cast, at, leaders, monkeypatch):
    read = links.leaders_to_link

    def broken(agency_id):
        if agency_id == cast.agency.pk:
            raise ValueError("broken")
        return read(agency_id)

    monkeypatch.setattr(links, "leaders_to_link", broken)
    with pytest.raises(Unfinished, match=f"links of agency {cast.agency.pk}"):
        links.propose_daily(at)
    assert LinkProposal.objects.get().parent.skp == leaders[2]


def test_leaders_for_whom_nothing_can_be_proposed_are_in_nobodys_way(cast, at, leaders):
    with writing("test"):
        leaders[0].results.update(dropped_on=at.date())  # nothing can be offered to Ani, and Budi himself waits no more
    assert links.propose_daily(at) == 1
    assert LinkProposal.objects.get().parent.skp == leaders[2]


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_duty_asks_as_much_however_many_wait_below_a_leader(cast, at, waiting, django_assert_num_queries):
    factories.skp(cast.budi, state=workflow.SUBMITTED)
    for number in range(waiting):
        person = people.employee(cast.unit, f"Perawat {number}", f"19900{number}012015032999", appraiser=cast.budi)
        plan = factories.skp(person)
        with writing("test"):
            plan.results.update(placeholder="kunjungan rumah")
    links.propose_daily(at - timedelta(days=1))
    with writing("test"):
        LinkProposal.objects.all().delete()
    with django_assert_num_queries(26):
        assert links.propose_daily(at) == waiting


def test_one_skp_that_cannot_be_closed_keeps_no_other_from_it(cast, at, monkeypatch):
    skps = [factories.skp(person, state=workflow.AGREED) for person in (cast.ani, cast.citra)]
    Posting.objects.filter(employee__in=[cast.ani, cast.citra]).update(end=at.date() - timedelta(days=1))
    failing(monkeypatch, ledger, "close_skp", lambda skp, **_: skp.pk == skps[0].pk)
    with pytest.raises(Unfinished, match=f"^1 failed: closing SKP {skps[0].pk}$"):
        ledger.follow_ledger(at)
    assert list(Skp.objects.filter(closed_on__isnull=False)) == [skps[1]]


def test_one_new_appraiser_of_whom_nobody_can_be_told_keeps_the_others_from_nothing(cast, at, monkeypatch):
    skps = [factories.skp(person, state=workflow.AGREED) for person in (cast.ani, cast.citra)]
    Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.dewi)
    Reporting.objects.filter(employee=cast.citra).update(appraiser=cast.budi)
    failing(monkeypatch, ledger, "tell_clarification", lambda skps, **_: skps[0].employee == cast.ani)
    with pytest.raises(Unfinished, match=f"^1 failed: clarification of SKP {skps[0].pk}$"):
        ledger.follow_ledger(at)
    told = Notice.objects.filter(title__startswith="Klarifikasi").values_list("recipient_id", flat=True)
    assert set(told) == {cast.citra.user_id, cast.budi.user_id}


@pytest.fixture
def passing(cast):
    """SKPs of Ani and Citra, and one of Eko's agency, each with another appraiser in the ledger."""
    other = people.employee(cast.eko.postings.get().position.unit, "Fajar", "197001012000011999")
    skps = [factories.skp(person, state=workflow.SUBMITTED) for person in (cast.ani, cast.citra, cast.eko)]
    for person, appraiser in ((cast.ani, cast.dewi), (cast.citra, cast.budi), (cast.eko, other)):
        Reporting.objects.filter(employee=person).delete()
        Reporting.objects.create(employee=person, appraiser=appraiser, start=date(2020, 1, 1))
    return skps


def gone_over(skps):
    """Which of them name the appraiser of the ledger."""
    return [skp for skp in Skp.objects.filter(pk__in=[one.pk for one in skps]).order_by("pk")
            if Reporting.objects.get(employee=skp.employee).appraiser == skp.appraiser]


@pytest.mark.parametrize("broken", [0, 1])
def test_one_dialogue_that_cannot_go_over_keeps_no_other_from_it(at, passing, monkeypatch, logged, broken):
    """Whether those before it in the same call had gone over already, or not."""
    keep = handing.note

    def failing_note(verb, skp, *given, **named):
        if skp.pk == passing[broken].pk:
            raise ValueError("broken")
        keep(verb, skp, *given, **named)

    monkeypatch.setattr(handing, "note", failing_note)
    with pytest.raises(Unfinished, match=f"^1 failed: dialogue of SKP {passing[broken].pk}$"):
        handovers.hand_over_dialogues(at)
    others = [skp for skp in passing if skp != passing[broken]]
    assert gone_over(passing) == others
    assert Notice.objects.filter(title__startswith="Dialog SKP 2026 Anda").count() == 2  # each of the others is told once
    assert f"dialogue of SKP {passing[broken].pk}: failed, the duty goes on" in logged.text
    monkeypatch.setattr(handing, "note", keep)
    assert handovers.hand_over_dialogues(at) == 1  # an hour later only that one is left


def test_a_part_that_fails_alone_brings_no_other_part_to_fall(at, passing, monkeypatch):
    monkeypatch.setattr(handovers, "AT_ONCE", 1)
    failing(monkeypatch, handovers, "hand_over", lambda skps, **_: skps[0].pk == passing[0].pk)
    with pytest.raises(Unfinished, match=f"^1 failed: dialogue of SKP {passing[0].pk}$"):
        handovers.hand_over_dialogues(at)
    assert gone_over(passing) == passing[1:]


def test_one_agency_that_fails_keeps_the_dialogues_of_no_other(cast, at, passing, monkeypatch):
    read = handovers.skps_to_hand_over

    def broken(agency_id, day):
        if agency_id == cast.agency.pk:
            raise ValueError("broken")
        return read(agency_id, day)

    monkeypatch.setattr(handovers, "skps_to_hand_over", broken)
    with pytest.raises(Unfinished, match=f"^1 failed: dialogues of agency {cast.agency.pk}$"):
        handovers.hand_over_dialogues(at)
    assert gone_over(passing) == passing[2:]


def test_the_house_acts_by_the_clock_of_each_agency(cast):
    cast.agency.time_zone = "Asia/Makassar"
    cast.agency.save()
    zones = {one.agency_id: one.time_zone for one in houses()}
    assert zones == {cast.agency.pk: "Asia/Makassar", cast.eko.agency_id: "Asia/Jayapura"}
    assert {(one.name, one.user_id, one.employee_id) for one in houses()} == {(HOUSE, 0, HOUSE_ID)}
