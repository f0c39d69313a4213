from __future__ import annotations

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import writing
from capaian.people.models import Posting, TaskTeam, TeamMembership
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.actions.amendments import discard_amendment, open_amendment
from capaian.planning.actions.indicators import remove_indicator
from capaian.planning.actions.matrix import add_person, start_matrix
from capaian.planning.actions.matrix_sending import Sent, send_roles, settle_changes, take_roles
from capaian.planning.actions.results import remove_result
from capaian.planning.actions.successions import close_skp
from capaian.planning.models import Assignment, MatrixCell, ResultPlan, Skp
from capaian.planning.queries.matrix import columns_of
from capaian.planning.queries.matrix_sending import sendings_of, sendings_to, waiting_roles
from capaian.planning.queries.todos import todos_for
from capaian.planning.tests import factories
from capaian.planning.tests.amending import REASON
from capaian.planning.tests.matrix_world import AT, colleague, led_by_budi, led_by_dewi, row_of, write


@pytest.fixture
def matrix(cast):
    return led_by_budi(cast)


@pytest.fixture
def skp(cast):
    return factories.skp(cast.ani, results=0)


def give(cast, matrix, text, column=0, to=None):
    row = row_of(matrix, to or cast.ani)
    write(matrix, cast.actor(matrix.skp.employee), {(row.pk, columns_of(matrix)[column].key): text})


def send(cast, matrix):
    return send_roles(matrix=matrix, by=cast.actor(matrix.skp.employee), at=AT)


def test_roles_become_results_below_the_leaders_result_once(cast, matrix, skp):
    give(cast, matrix, "[L] Ibu terpantau\nKelas ibu terlaksana")
    give(cast, matrix, "-", column=1)
    assert send(cast, matrix) == Sent(1, 2)
    above = matrix.skp.results.get(ordinal=1)
    rows = ResultPlan.objects.filter(skp=skp).order_by("ordinal")
    assert [(one.statement, one.parent, one.parent_indicator, one.cascade, one.source, one.assigned_by) for one in rows] == [
        ("Ibu terpantau", above, None, "direct", "matrix", ""), ("Kelas ibu terlaksana", above, None, "indirect", "matrix", ""),
    ]
    assert send(cast, matrix) == Sent(0, 0)
    told = Notice.objects.get()
    assert (told.recipient, told.href) == (cast.ani.user, f"/skp/{skp.pk}/")
    assert told.title == f"2 peran dari matriks {cast.budi.name} masuk ke konsep SKP Anda"
    assert AuditEvent.objects.filter(verb="result.add").count() == 2
    assert AuditEvent.objects.filter(verb="matrix.send").count() == 1


def test_of_a_head_the_indicator_is_named_too(cast):
    matrix = led_by_dewi(cast)
    factories.skp(cast.budi, results=0)
    give(cast, matrix, "Puskesmas siap", to=cast.budi)
    send(cast, matrix)
    made = ResultPlan.objects.get(skp__employee=cast.budi)
    indicator = matrix.skp.results.get().indicators.get()
    assert (made.parent, made.parent_indicator) == (matrix.skp.results.get(), indicator)


def test_only_the_leader_sends(cast, matrix):
    for who, reason in ((cast.citra, "SKP oleh dr. Budi"), (cast.ani, "SKP oleh dr. Budi"), (cast.eko, "instansi lain")):
        with pytest.raises(Refused, match=reason):
            send_roles(matrix=matrix, by=cast.actor(who), at=AT)


@pytest.mark.parametrize(
    ("state", "obstacle"), [(None, "no-skp"), (workflow.AGREED, "agreed"), (workflow.SUBMITTED, "not-draft")]
)
def test_what_is_no_draft_is_left_alone(cast, matrix, state, obstacle):
    if state:
        factories.skp(cast.ani, results=0, state=state)
    give(cast, matrix, "Ibu terpantau")
    assert send(cast, matrix) == Sent(0, 0)
    sending = sendings_of(matrix, AT.date())[0]
    assert (sending.obstacle, len(sending.waiting), sending.ready) == (obstacle, 1, ())


def test_a_draft_submitted_meanwhile_is_left_alone(cast, matrix, skp, monkeypatch):
    give(cast, matrix, "Ibu terpantau")

    def late(self):
        with writing("test"):
            Skp.objects.filter(pk=self.pk).update(state=workflow.SUBMITTED)
        return Skp.objects.get(pk=self.pk)

    monkeypatch.setattr(Skp, "lock", late)
    assert send(cast, matrix) == Sent(0, 0)


def test_somebody_elses_employee_needs_an_approved_assignment(cast, matrix):
    stranger = people.employee(cast.office, "Fajar", "199101012015031996", appraiser=cast.citra)
    add_person(matrix=matrix, employee=stranger, by=cast.actor(cast.budi), at=AT)
    theirs = factories.skp(stranger, results=0)
    give(cast, matrix, "Data terhubung", to=stranger)
    assert send(cast, matrix) == Sent(0, 0)
    with pytest.raises(InvalidInput, match="dapat diambil"):
        take_roles(skp=theirs, cells=[MatrixCell.objects.get().pk], by=cast.actor(stranger), at=AT)
    with writing("test"):
        given = Assignment.objects.create(
            employee=stranger, performance_year=theirs.performance_year, form="appointment", giver=cast.budi, giver_name="Budi",
            giver_post="Kepala", statement="Data", state=workflow.ACTIVE, start=people.YEAR_START,
        )
    assert send(cast, matrix) == Sent(1, 1)
    made = ResultPlan.objects.get(skp=theirs)
    assert (made.assignment, made.assigned_by) == (given, "Kepala Puskesmas Galala")


def test_an_assignment_to_the_team_approves_its_roles(cast):
    team = TaskTeam.objects.create(agency=cast.agency, name="Tim Stunting", start=people.YEAR_START)
    stranger = people.employee(cast.office, "Fajar", "199101012015031996", appraiser=cast.citra)
    for person, leads in ((cast.ani, True), (stranger, False)):
        TeamMembership.objects.create(team=team, employee=person, leads=leads, start=people.YEAR_START)
    matrix = start_matrix(skp=factories.skp(cast.ani), by=cast.actor(cast.ani), at=AT)
    theirs = factories.skp(stranger, results=0)
    give(cast, matrix, "Data terhubung", to=stranger)
    assert send(cast, matrix) == Sent(0, 0)
    with writing("test"):
        Assignment.objects.create(
            employee=stranger, performance_year=theirs.performance_year, form="appointment", team=team, giver_name="Ani",
            giver_post="Ketua Tim", statement="Data", state=workflow.ACTIVE, start=people.YEAR_START,
        )
    assert send(cast, matrix) == Sent(1, 1)


def test_the_employee_takes_what_is_ticked(cast, matrix, skp):
    ani = cast.actor(cast.ani)
    give(cast, matrix, "Ibu terpantau\nKelas ibu terlaksana")
    assert waiting_roles(skp) == 2
    second = MatrixCell.objects.get(ordinal=2)
    assert take_roles(skp=skp, cells=[second.pk, 999], by=ani, at=AT) == 1
    assert skp.results.get().statement == "Kelas ibu terlaksana"
    assert waiting_roles(skp) == 1
    with pytest.raises(InvalidInput, match="Centang"):
        take_roles(skp=skp, cells=[second.pk], by=ani, at=AT)
    assert send(cast, matrix) == Sent(1, 1)
    assert waiting_roles(skp) == 0


def test_what_was_declined_is_not_put_back_but_can_be_taken(cast, matrix, skp):
    give(cast, matrix, "Ibu terpantau")
    send(cast, matrix)
    with writing("test"):
        skp.results.get().delete()
    assert send(cast, matrix) == Sent(0, 0)
    sending = sendings_of(matrix, AT.date())[0]
    assert (len(sending.declined), sending.declined[0].now) == (1, "")
    assert take_roles(skp=skp, cells=[MatrixCell.objects.get().pk], by=cast.actor(cast.ani), at=AT) == 1


def test_a_role_changed_later_is_a_difference_to_settle(cast, matrix, skp):
    ani = cast.actor(cast.ani)
    give(cast, matrix, "Ibu terpantau\nKelas ibu terlaksana")
    send(cast, matrix)
    give(cast, matrix, "Ibu terpantau sampai nifas\n[L] Kelas ibu hamil terlaksana")
    assert waiting_roles(skp) == 2
    assert send(cast, matrix) == Sent(0, 0)
    assert list(skp.results.order_by("ordinal").values_list("statement", flat=True)) == ["Ibu terpantau", "Kelas ibu terlaksana"]
    first, second = MatrixCell.objects.order_by("ordinal")
    assert settle_changes(skp=skp, answers={first.pk: "matrix", second.pk: "?"}, by=ani, at=AT) == 1
    assert settle_changes(skp=skp, answers={second.pk: "mine"}, by=ani, at=AT) == 1
    assert list(skp.results.order_by("ordinal").values_list("statement", flat=True)) == [
        "Ibu terpantau sampai nifas", "Kelas ibu terlaksana",
    ]
    (offer,) = sendings_to(skp, AT.date())
    assert (len(offer.changed), len(offer.adjusted), len(offer.done), waiting_roles(skp)) == (0, 1, 2, 0)
    assert AuditEvent.objects.filter(verb="matrix.settle").count() == 2
    assert offer.roles[0].above == matrix.skp.results.get(ordinal=1).statement


def test_in_the_working_copy_of_an_amendment_the_copy_is_changed(cast, matrix, skp):
    give(cast, matrix, "Ibu terpantau")
    send(cast, matrix)
    result = skp.results.get()
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(state=workflow.AGREED)
        copy = Skp.objects.create(
            employee=cast.ani, performance_year=skp.performance_year, position=skp.position, appraiser=skp.appraiser,
            start=skp.start, end=skp.end, amends=skp, basis="change",
        )
    give(cast, matrix, "Ibu terpantau sampai nifas")
    cell = MatrixCell.objects.get().pk
    assert settle_changes(skp=copy, answers={cell: "matrix"}, by=cast.actor(cast.ani), at=AT) == 0
    with writing("test"):
        copied = ResultPlan.objects.create(skp=copy, statement="Ibu terpantau", origin=result)
    assert settle_changes(skp=copy, answers={cell: "matrix"}, by=cast.actor(cast.ani), at=AT) == 1
    copied.refresh_from_db()
    result.refresh_from_db()
    assert (copied.statement, result.statement) == ("Ibu terpantau sampai nifas", "Ibu terpantau")


@pytest.fixture
def changing(cast, matrix, skp):
    """An agreed SKP with two roles of the matrix, a change of it in hand, and both roles reworded in the matrix since."""
    give(cast, matrix, "Ibu terpantau\nKelas ibu terlaksana\nNifas terpantau")
    send(cast, matrix)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(state=workflow.AGREED)
    agreed = Skp.objects.get(pk=skp.pk)
    copied = open_amendment(skp=agreed, basis="change", reason=REASON, by=cast.actor(cast.ani), at=AT)
    give(cast, matrix, "Ibu terpantau sampai nifas\nKelas ibu hamil terlaksana\nNifas terpantau\nBalita terpantau")
    return copied


@pytest.mark.parametrize("door", ["discard", "close"])
def test_a_change_that_is_given_up_takes_back_what_it_settled(cast, skp, changing, door):
    ani, how = cast.actor(cast.ani), {"by": cast.actor(cast.ani), "at": AT}
    first, second, third, fourth = MatrixCell.objects.order_by("ordinal")
    assert settle_changes(skp=changing, answers={first.pk: "matrix", second.pk: "mine"}, **how) == 2
    assert take_roles(skp=changing, cells=[fourth.pk], **how) == 1
    if door == "discard":
        discard_amendment(amendment=changing, **how)
    else:
        Posting.objects.filter(employee=cast.ani).update(end=AT.date())
        close_skp(skp=skp, end=AT.date(), **how)
    states = [role.state for role in sendings_to(skp, AT.date())[0].roles]
    assert states == ["changed", "adjusted", "taken", "waiting"]
    assert sorted(AuditEvent.objects.filter(verb="matrix.unsettle").values_list("subject_id", flat=True)) == [first.pk, fourth.pk]
    assert AuditEvent.objects.filter(verb="matrix.unsettle", actor_name=ani.name).count() == 2
    assert third.pk not in AuditEvent.objects.filter(verb="matrix.unsettle").values_list("subject_id", flat=True)


def test_a_column_with_roles_is_not_deleted_under_them(cast, matrix):
    first, second = matrix.skp.results.order_by("ordinal")
    how = {"by": cast.actor(cast.budi), "at": AT}
    give(cast, matrix, "Ibu terpantau")
    give(cast, matrix, "-", column=1)
    with pytest.raises(Refused, match="1 peran pegawai"):
        remove_result(result=first, **how)
    remove_result(result=second, **how)
    assert len(columns_of(matrix)) == 1
    above = led_by_dewi(cast)
    indicator = above.skp.results.get().indicators.get()
    give(cast, above, "Puskesmas siap", to=cast.budi)
    with pytest.raises(Refused, match="1 peran pegawai"):
        remove_indicator(indicator=indicator, by=cast.actor(cast.dewi), at=AT)


def test_only_the_owner_takes_and_only_while_drafting(cast, matrix, skp):
    with pytest.raises(Refused, match="pemilik SKP"):
        take_roles(skp=skp, cells=[], by=cast.actor(cast.budi), at=AT)
    agreed = factories.skp(colleague(cast), results=0, state=workflow.AGREED)
    with pytest.raises(Refused, match="sedang disusun"):
        settle_changes(skp=agreed, answers={}, by=cast.actor(agreed.employee), at=AT)
    assert sendings_to(skp, AT.date()) == []


def test_of_two_posts_the_leaders_own_appraisee_is_meant(cast, matrix, skp):
    """Somebody who was transferred within the year has two SKPs: the roles enter the one with this leader."""
    with writing("test"):
        Skp.objects.create(
            employee=cast.ani, performance_year=skp.performance_year, position=cast.citra.postings.get().position,
            appraiser=cast.dewi, start="2026-07-01", end="2026-12-31",
        )
    give(cast, matrix, "Ibu terpantau")
    assert sendings_of(matrix, AT.date())[0].skp == skp


def test_roles_that_wait_for_a_draft_are_told_on_the_home_page(cast, matrix, skp):
    asked = cast.actor(cast.ani), AT
    assert f"/matrices/roles/{skp.pk}/" not in [row["href"] for row in todos_for(*asked)]
    give(cast, matrix, "Ibu terpantau")
    told = next(row for row in todos_for(*asked) if row["href"] == f"/matrices/roles/{skp.pk}/")
    assert told["title"] == "1 peran dari matriks menunggu SKP Anda"
