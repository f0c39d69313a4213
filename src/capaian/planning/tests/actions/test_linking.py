from __future__ import annotations

from datetime import timedelta

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.actions import linking
from capaian.planning.duties import links
from capaian.planning.models import LinkProposal, ResultPlan, Skp
from capaian.planning.queries.todos import todos_for
from capaian.planning.tests import factories


@pytest.fixture
def waits(cast):
    """Ani planned first: her result has a placeholder. Budi's SKP has two results, submitted."""
    plan = factories.skp(cast.ani, state=workflow.AGREED, results=0)
    result = factories.result(plan, "Kunjungan rumah ibu hamil berisiko terlaksana")
    change(result, placeholder="kesehatan ibu hamil")
    return result


@pytest.fixture
def leader(cast):
    plan = factories.skp(cast.budi, state=workflow.SUBMITTED, results=0)
    factories.result(plan, "Tertib administrasi keuangan")
    factories.result(plan, "Meningkatnya kesehatan ibu hamil", ordinal=2)
    return plan


def change(record, **values):
    with writing("test"):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
    return record


def verbs():
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))


def test_the_likeliest_of_the_leaders_results_is_proposed_and_both_are_told(cast, at, waits, leader):
    assert linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at) == 1
    proposal = LinkProposal.objects.get()
    assert (proposal.result, proposal.parent.statement) == (waits, "Meningkatnya kesehatan ibu hamil")
    assert sorted(Notice.objects.values_list("recipient", flat=True)) == sorted([cast.ani.user_id, cast.budi.user_id])
    assert verbs() == ["link.propose"]
    assert linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at) == 0


@pytest.mark.parametrize("state", [workflow.DRAFT, workflow.CLOSED])
def test_a_draft_proposes_nothing(cast, at, waits, leader, state):
    change(leader, state=state)
    assert linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at) == 0


def test_a_leader_without_results_or_without_waiting_people_proposes_nothing(cast, at, waits):
    by = cast.actor(cast.budi)
    empty = factories.skp(cast.budi, state=workflow.SUBMITTED, results=0)
    assert linking.propose_links(skp=empty, by=by, at=at) == 0
    parent = factories.result(empty, "Apa saja")
    change(waits, parent=parent, placeholder="")
    assert linking.propose_links(skp=empty, by=by, at=at) == 0


def test_the_daily_duty_serves_who_was_late(cast, at, waits, leader):
    assert links.propose_daily(at) == 1
    assert links.propose_daily(at + timedelta(days=1)) == 0
    assert AuditEvent.objects.get().actor_name == "Capaian"


@pytest.mark.parametrize("first", ["ani", "budi"])
def test_when_both_have_confirmed_the_parent_is_set_even_where_agreed(cast, at, waits, leader, first):
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    second = {"ani": "budi", "budi": "ani"}[first]
    assert linking.confirm_links(proposals=[LinkProposal.objects.get()], by=cast.actor(getattr(cast, first)), at=at) == 0
    waits.refresh_from_db()
    assert (waits.parent, waits.placeholder) == (None, "kesehatan ibu hamil")
    assert linking.confirm_links(proposals=[LinkProposal.objects.get()], by=cast.actor(getattr(cast, second)), at=at) == 1
    waits.refresh_from_db()
    assert (waits.parent.statement, waits.placeholder) == ("Meningkatnya kesehatan ibu hamil", "")
    deed = AuditEvent.objects.get(verb="result.link")
    assert (deed.before["placeholder"], deed.after) == ("kesehatan ibu hamil", {"parent_id": waits.parent_id, "agreed": True})


def test_a_result_that_hung_below_an_objective_meanwhile_leaves_it(cast, at, waits, leader):
    change(waits, objective=factories.objective(cast.unit))
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    for person in (cast.ani, cast.budi):
        linking.confirm_links(proposals=[LinkProposal.objects.get()], by=cast.actor(person), at=at)
    waits.refresh_from_db()
    assert (waits.objective, waits.parent is None) == (None, False)


def test_a_working_copy_gets_the_link_too(cast, at, waits, leader):
    with writing("test"):
        copy = Skp.objects.create(
            employee=cast.ani, performance_year=waits.skp.performance_year, position=waits.skp.position,
            appraiser=cast.budi, start=waits.skp.start, end=waits.skp.end, amends=waits.skp, basis="change",
        )
        copied = ResultPlan.objects.create(skp=copy, statement=waits.statement, placeholder=waits.placeholder, origin=waits)
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    assert LinkProposal.objects.count() == 1  # not for the copy
    for person in (cast.ani, cast.budi):
        linking.confirm_links(proposals=[LinkProposal.objects.get()], by=cast.actor(person), at=at)
    copied.refresh_from_db()
    waits.refresh_from_db()
    assert (copied.parent_id, copied.placeholder) == (waits.parent_id, "")


def test_others_neither_confirm_nor_refuse_nor_choose(cast, at, waits, leader):
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    proposal, by = LinkProposal.objects.get(), cast.actor(cast.citra)
    for act in (
        lambda: linking.confirm_links(proposals=[proposal], by=by, at=at),
        lambda: linking.reject_link(proposal=proposal, by=by, at=at),
        lambda: linking.choose_link(result=waits, parent_id=proposal.parent_id, by=by, at=at),
    ):
        with pytest.raises(Refused):
            act()


def test_nothing_ticked_is_told(cast, at):
    with pytest.raises(InvalidInput, match="Pilih paling sedikit satu"):
        linking.confirm_links(proposals=[], by=cast.actor(cast.ani), at=at)


def test_what_was_settled_meanwhile_is_told(cast, at, waits, leader):
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    proposal = LinkProposal.objects.get()
    linking.reject_link(proposal=proposal, by=cast.actor(cast.ani), at=at)
    with pytest.raises(InvalidInput, match="sudah dikaitkan atau ditolak"):
        linking.confirm_links(proposals=[proposal], by=cast.actor(cast.budi), at=at)


def test_what_was_refused_is_not_proposed_again_but_the_next_best_is(cast, at, waits, leader):
    by = cast.actor(cast.ani)
    linking.propose_links(skp=leader, by=by, at=at)
    linking.reject_link(proposal=LinkProposal.objects.get(), by=by, at=at)
    assert LinkProposal.objects.get().rejected_by_name == cast.ani.name
    assert linking.propose_links(skp=leader, by=by, at=at) == 1
    linking.reject_link(proposal=LinkProposal.objects.get(rejected_at=None), by=by, at=at)
    assert linking.propose_links(skp=leader, by=by, at=at) == 0


def test_another_choice_replaces_what_was_proposed_and_counts_as_confirmed(cast, at, waits, leader):
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    other = leader.results.get(ordinal=1)
    made = linking.choose_link(result=waits, parent_id=other.pk, by=cast.actor(cast.ani), at=at)
    made.refresh_from_db()
    assert (made.parent, made.employee_at, made.leader_at) == (other, at, None)
    assert LinkProposal.objects.filter(rejected_at=None).count() == 1
    again = linking.choose_link(result=waits, parent_id=other.pk, by=cast.actor(cast.budi), at=at)
    waits.refresh_from_db()
    assert (again.pk, waits.parent) == (made.pk, other)
    with pytest.raises(Refused, match="sudah berinduk"):
        linking.choose_link(result=waits, parent_id=other.pk, by=cast.actor(cast.budi), at=at)


def test_only_what_is_offered_is_chosen(cast, at, waits, leader):
    stranger = factories.skp(cast.dewi, state=workflow.AGREED)
    with pytest.raises(InvalidInput, match="Pilih salah satu hasil kerja pimpinan"):
        linking.choose_link(result=waits, parent_id=stranger.results.get().pk, by=cast.actor(cast.ani), at=at)


def test_what_no_longer_counts_is_not_linked(cast, at, waits):
    change(waits, dropped_on=at.date())
    with pytest.raises(Refused, match="tidak berlaku"):
        linking.choose_link(result=waits, parent_id=1, by=cast.actor(cast.ani), at=at)


def test_no_result_comes_to_support_itself(cast, at, waits, leader):
    """Of two proposals that would close a circle together, none is linked."""
    by = cast.actor(cast.budi)
    above = leader.results.get(ordinal=1)
    with writing("test"):
        one = LinkProposal.objects.create(result=waits, parent=above, proposed_at=at, employee_at=at, leader_at=at)
        two = LinkProposal.objects.create(result=above, parent=waits, proposed_at=at, employee_at=at, leader_at=at)
    with pytest.raises(InvalidInput, match="itu sendiri menjadi induknya"):
        linking.confirm_links(proposals=[one, two], by=by, at=at)
    assert not ResultPlan.objects.filter(parent__isnull=False).exists()


def test_what_hangs_below_the_waiting_result_is_not_proposed(cast, at, waits, leader):
    for row in leader.results.all():
        change(row, parent=waits)
    assert linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at) == 0


def test_what_waits_is_told_on_the_home_page(cast, at, waits, leader):
    assert "/links/" not in [row["href"] for row in todos_for(cast.actor(cast.ani), at)]
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    hrefs = [[row["href"] for row in todos_for(cast.actor(person), at)] for person in (cast.ani, cast.budi, cast.citra)]
    assert ["/links/" in found for found in hrefs] == [True, True, False]
