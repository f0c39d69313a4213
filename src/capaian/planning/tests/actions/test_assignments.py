from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.people.models import Position, Posting, PostingKind, Reporting, TaskTeam, TeamMembership
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.actions import assignments as actions
from capaian.planning.actions.assignments import AssignmentDraft
from capaian.planning.models import Assignment
from capaian.planning.queries import assignments as queries
from capaian.planning.queries.todos import todos_for
from capaian.planning.tests import factories
from capaian.planning.tests.assigning import assignment

DAY = date(2026, 2, 1)


@pytest.fixture
def year(cast):
    return factories.performance_year(cast.agency)


def appointment(employee, giver, **values):
    work = {"form": "appointment", "statement": "Vaksinasi massal terlaksana", "start": DAY}
    return AssignmentDraft(**work, employee=employee, giver=giver, **values)


def outside(employee, **values):
    draft = AssignmentDraft(
        form="appointment", statement="Siaga bencana", start=DAY, employee=employee, host="outside", giver_name="Rina",
        giver_post="Ketua", organisation="PMI", consent="12/PMI/2026",
    )
    return replace(draft, **values)


def stored(row):
    return queries._placed(Assignment.objects.filter(pk=row.pk)).get()


def test_the_appraisers_own_appointment_holds_at_once(cast, at, year):
    [made] = actions.propose_assignment(draft=appointment(cast.ani, cast.budi), by=cast.actor(cast.budi), at=at)
    made.refresh_from_db()
    assert (made.state, made.host, made.giver_name, made.giver_post, made.main) == (
        workflow.ACTIVE, "unit", cast.budi.name, "Kepala Puskesmas Galala", False,
    )
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["assignment.propose", "assignment.approve"]
    assert Notice.objects.get().recipient == cast.ani.user


def test_another_leaders_appointment_waits_for_the_appraiser(cast, at, year):
    [made] = actions.propose_assignment(draft=appointment(cast.ani, cast.dewi), by=cast.actor(cast.dewi), at=at)
    assert (made.state, Notice.objects.get().recipient) == (workflow.PROPOSED, cast.budi.user)
    hrefs = [[row["href"] for row in todos_for(cast.actor(person), at)] for person in (cast.budi, cast.ani, cast.dewi)]
    assert ["/assignments/?show=decide" in found for found in hrefs] == [True, False, False]


def test_a_leader_of_another_unit_gives_work_across_units(cast, at, year):
    there = people.unit(cast.agency, "Dinas Pendidikan")
    head = people.employee(there, "Fajar", "197001012000011999", leads=True)
    [made] = actions.propose_assignment(draft=appointment(cast.ani, head), by=cast.actor(head), at=at)
    assert (made.state, made.host) == (workflow.PROPOSED, "agency")


def test_everybody_of_a_team_gets_one_and_only_ones_own_people_at_once(cast, at, year):
    team = TaskTeam.objects.create(agency=cast.agency, name="Tim Stunting", start=DAY)
    for person, leads in ((cast.budi, True), (cast.ani, False), (cast.citra, False)):
        TeamMembership.objects.create(team=team, employee=person, leads=leads, start=date(2026, 1, 1))
    draft = replace(appointment(None, cast.budi), team=team)
    made = actions.propose_assignment(draft=draft, by=cast.actor(cast.budi), at=at)
    assert {row.employee: row.state for row in made} == {cast.ani: workflow.ACTIVE, cast.citra: workflow.PROPOSED}
    with pytest.raises(Refused, match="ketua tim"):
        actions.propose_assignment(draft=replace(draft, giver=cast.dewi), by=cast.actor(cast.dewi), at=at)
    TeamMembership.objects.exclude(employee=cast.budi).delete()
    with pytest.raises(InvalidInput, match="belum punya anggota"):
        actions.propose_assignment(draft=draft, by=cast.actor(cast.budi), at=at)


def test_one_applies_for_oneself_and_waits(cast, at, year):
    draft = replace(appointment(cast.ani, cast.budi), form="voluntary", host="unit")
    [made] = actions.propose_assignment(draft=draft, by=cast.actor(cast.ani), at=at)
    assert made.state == workflow.PROPOSED


@pytest.mark.parametrize("who", ["ani", "citra"])
def test_what_an_outsider_asks_is_recorded_by_the_employee_or_a_manager(cast, at, year, who):
    [made] = actions.propose_assignment(draft=outside(cast.ani, giver=cast.dewi), by=cast.actor(getattr(cast, who)), at=at)
    assert (made.state, made.giver, made.giver_name, made.organisation) == (workflow.PROPOSED, None, "Rina", "PMI")


def test_a_plts_duty_is_main(cast, at, year):
    post = Position.objects.create(unit=cast.unit, title="Kepala TU", group="supervisor", leads_unit=False)
    Posting.objects.create(employee=cast.ani, position=post, kind=PostingKind.PLT, start=date(2026, 1, 1))
    [made] = actions.propose_assignment(draft=appointment(cast.ani, cast.budi), by=cast.actor(cast.budi), at=at)
    assert made.main is True


def test_who_may_not_propose_is_refused(cast, at, year):
    for draft, who in (
        (replace(appointment(cast.ani, cast.budi), form="voluntary", host="unit"), cast.budi),
        (outside(cast.ani), cast.budi),
        (appointment(cast.ani, cast.budi), cast.dewi),
        (appointment(cast.budi, cast.ani), cast.ani),
        (appointment(cast.budi, cast.budi), cast.budi),
        (appointment(cast.eko, cast.budi), cast.budi),
    ):
        with pytest.raises(Refused):
            actions.propose_assignment(draft=draft, by=cast.actor(who), at=at)


@pytest.mark.parametrize(("change", "fields"), [
    ({"employee": None}, ["employee"]),
    ({"statement": "x" * 1001}, ["statement"]),
    ({"start": date(2031, 1, 1)}, ["start"]),
    ({"end": date(2026, 1, 1)}, ["end"]),
])
def test_what_is_wrong_is_told_beside_its_field(cast, at, year, change, fields):
    with pytest.raises(InvalidInput) as told:
        actions.propose_assignment(draft=replace(appointment(cast.ani, cast.budi), **change), by=cast.actor(cast.budi), at=at)
    assert [problem.field for problem in told.value.problems] == fields
    assert not Assignment.objects.exists()


def test_without_the_letter_of_the_other_agency_nothing_is_proposed(cast, at, year):
    with pytest.raises(InvalidInput, match="surat persetujuan"):
        actions.propose_assignment(draft=outside(cast.ani, host="other-agency", consent=" "), by=cast.actor(cast.ani), at=at)
    draft = replace(outside(cast.ani), host="moon", form="voluntary", giver=cast.budi)
    with pytest.raises(InvalidInput, match="tidak dikenal"):
        actions.propose_assignment(draft=draft, by=cast.actor(cast.ani), at=at)


def test_the_same_twice_and_nobody_to_decide_are_told(cast, at, year):
    draft = appointment(cast.ani, cast.budi)
    actions.propose_assignment(draft=draft, by=cast.actor(cast.budi), at=at)
    with pytest.raises(InvalidInput, match="sudah ada"):
        actions.propose_assignment(draft=draft, by=cast.actor(cast.budi), at=at)
    Reporting.objects.filter(employee=cast.ani).delete()
    with pytest.raises(InvalidInput, match="belum tercatat"):
        actions.propose_assignment(draft=replace(draft, giver=cast.dewi), by=cast.actor(cast.dewi), at=at)


def test_the_appraiser_approves_and_says_which_kind(cast, at, year):
    row = assignment(cast.ani, cast.dewi)
    actions.approve_assignment(assignment=stored(row), main=True, by=cast.actor(cast.budi), at=at)
    row.refresh_from_db()
    assert (row.state, row.main) == (workflow.ACTIVE, True)
    assert set(Notice.objects.values_list("recipient", flat=True)) == {cast.ani.user_id, cast.dewi.user_id}
    with pytest.raises(Refused):
        actions.approve_assignment(assignment=stored(row), main=True, by=cast.actor(cast.budi), at=at)


def test_a_refusal_needs_a_reason_and_is_told(cast, at, year):
    row = assignment(cast.ani)
    for reason in ("Tidak.", "Beban kerja Ani sudah penuh sampai Juni"):
        try:
            actions.reject_assignment(assignment=stored(row), reason=reason, by=cast.actor(cast.budi), at=at)
        except Refused:
            assert reason == "Tidak."
    row.refresh_from_db()
    assert (row.state, Notice.objects.get().text) == (workflow.REJECTED, "Beban kerja Ani sudah penuh sampai Juni")


@pytest.mark.parametrize(("decide", "said"), [
    (actions.approve_assignment, {"main": False}), (actions.reject_assignment, {"reason": "x" * 20}),
])
def test_only_the_appraiser_decides(cast, at, year, decide, said):
    row = assignment(cast.ani, cast.dewi)
    for who in (cast.ani, cast.dewi, cast.citra):
        with pytest.raises(Refused, match="pejabat penilai"):
            decide(assignment=stored(row), **said, by=cast.actor(who), at=at)


def test_the_giver_withdraws_and_ends_and_others_do_not(cast, at, year):
    row = assignment(cast.ani, cast.dewi)
    with pytest.raises(Refused, match="yang mengusulkannya"):
        actions.withdraw_assignment(assignment=stored(row), by=cast.actor(cast.ani), at=at)
    actions.withdraw_assignment(assignment=stored(row), by=cast.actor(cast.dewi), at=at)
    other = assignment(cast.ani, cast.dewi, state=workflow.ACTIVE, end=date(2026, 6, 1))
    with pytest.raises(Refused, match="diakhiri oleh"):
        actions.end_assignment(assignment=stored(other), by=cast.actor(cast.ani), at=at)
    actions.end_assignment(assignment=stored(other), by=cast.actor(cast.budi), at=at)
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, other.state, other.end) == (workflow.WITHDRAWN, workflow.ENDED, date(2026, 2, 1))


@pytest.mark.parametrize("who", ["ani", "citra"])
def test_what_an_outsider_asked_is_ended_by_the_employee_or_a_manager(cast, at, year, who):
    row = assignment(cast.ani, state=workflow.ACTIVE, start=date(2026, 1, 5))
    actions.end_assignment(assignment=stored(row), by=cast.actor(getattr(cast, who)), at=at)
    row.refresh_from_db()
    assert row.end == date(2026, 1, 21)


def test_the_employee_takes_it_into_the_draft_once(cast, at, year):
    row, plan = assignment(cast.ani, cast.dewi, state=workflow.ACTIVE, main=True), factories.skp(cast.ani, results=0)
    made = actions.take_assignment(assignment=stored(row), skp=plan, by=cast.actor(cast.ani), at=at)
    assert (made.statement, made.kind, made.source, made.assignment, made.assigned_by) == (
        row.statement, "main", "assignment", row, "Kepala",
    )
    with pytest.raises(Refused, match="sudah ada di SKP"):
        actions.take_assignment(assignment=stored(row), skp=plan, by=cast.actor(cast.ani), at=at)


def test_only_the_employee_takes_and_only_what_is_active(cast, at, year):
    row, plan = assignment(cast.ani, cast.dewi), factories.skp(cast.ani, results=0)
    with pytest.raises(Refused, match="setelah disetujui"):
        actions.take_assignment(assignment=stored(row), skp=plan, by=cast.actor(cast.ani), at=at)
    with pytest.raises(Refused, match="pegawai yang bersangkutan"):
        actions.take_assignment(assignment=stored(row), skp=plan, by=cast.actor(cast.budi), at=at)


def test_leaders_are_the_appraiser_and_who_gives_approved_work(cast, at, year):
    plan = factories.skp(cast.ani)
    assignment(cast.ani, cast.dewi, state=workflow.ACTIVE)
    assignment(cast.ani, cast.dewi, state=workflow.ENDED, statement="Lain")
    assignment(cast.ani, cast.citra)
    assignment(cast.ani, state=workflow.ACTIVE)
    assert [leader.name for leader in queries.leaders_of(plan)] == [cast.budi.name, cast.dewi.name, "Rina"]
    found = [queries.is_leader_of(cast.actor(person), plan) for person in (cast.dewi, cast.citra, cast.ani)]
    assert found == [True, False, False]
    plan.appraiser_position = None
    assert queries.leaders_of(plan)[0].post == ""
