from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from capaian.foundation import jobs
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Job, Notice
from capaian.foundation.writing import writing
from capaian.people.models import Posting, Reporting
from capaian.people.tests import factories as people
from capaian.planning import actions, workflow
from capaian.planning.actions import bulk
from capaian.planning.models import Skp, SkpStatus, SkpVersion
from capaian.planning.queries import unit_plans
from capaian.planning.tests import factories

DAY = date(2026, 1, 21)


@pytest.fixture
def year(cast):
    return factories.performance_year(cast.agency)


def staff(cast, number):
    return people.employee(cast.unit, f"Pegawai {number}", f"19911231201503{number:04}", appraiser=cast.budi)


def test_drafts_are_opened_for_everybody_who_can_have_one(cast, at, year):
    away, lost, alone = (staff(cast, number) for number in (1, 2, 3))
    away.circumstances.create(kind="unpaid-leave", start=date(2026, 1, 1))
    Posting.objects.filter(employee=lost).update(end=date(2026, 1, 22))
    Reporting.objects.filter(employee=alone).delete()
    factories.skp(cast.ani)
    outcome = bulk.start_skps(unit=cast.unit, by=cast.actor(cast.budi), at=at)
    assert [(left.employee, left.reason.partition(":")[0]) for left in outcome.left] == [
        (away, "Tidak diminta SKP"), (alone, "Pejabat penilainya belum tercatat untuk hari ini."),
    ]
    assert ({skp.employee for skp in outcome.skps}, outcome.had) == ({cast.budi, lost}, 1)
    skp = Skp.objects.get(employee=lost)
    assert (skp.state, skp.appraiser, skp.appraiser_position.title, skp.end) == (
        workflow.DRAFT, cast.budi, "Kepala Puskesmas Galala", date(2026, 1, 22),
    )
    assert SkpStatus.objects.get(record=skp).by_name == cast.budi.name
    assert AuditEvent.objects.filter(verb="skp.start").count() == 2
    assert list(Notice.objects.values_list("recipient_id", "kind")) == [(lost.user_id, "plan-reminder")]


def test_a_post_that_is_missing_is_told(cast, at, year):
    Posting.objects.filter(employee=cast.ani).delete()
    outcome = bulk.start_skps(employees=[cast.ani], by=cast.actor(cast.budi), at=at)  # her appraiser
    assert [left.reason for left in outcome.left] == ["Jabatannya belum tercatat untuk hari ini."]
    with pytest.raises(Refused, match="tidak termasuk pegawai yang Anda pimpin"):
        bulk.start_skps(employees=[cast.ani], by=cast.actor(cast.citra), at=at)


@pytest.mark.parametrize(("person", "allowed"), [("ani", False), ("budi", True), ("citra", True), ("dewi", True), ("eko", False)])
def test_who_opens_the_drafts_of_a_unit(cast, at, year, person, allowed):
    by = cast.actor(getattr(cast, person))
    if allowed:
        assert len(bulk.start_skps(unit=cast.unit, by=by, at=at).skps) == 2
    else:
        with pytest.raises(Refused):
            bulk.start_skps(unit=cast.unit, by=by, at=at)
        assert not Skp.objects.exists()


def test_people_of_several_units_at_once(cast, at, year):
    by = cast.actor(cast.citra)
    assert len(bulk.start_skps(employees=[cast.ani, cast.budi], by=by, at=at).skps) == 2
    assert bulk.start_skps(employees=[], by=by, at=at).skps == []
    assert len(bulk.start_skps(employees=[cast.citra], by=by, at=at).skps) == 1  # one's own
    assert not Notice.objects.filter(recipient=cast.citra.user).exists()


def test_a_year_that_is_not_opened_is_refused(cast, at):
    with pytest.raises(Refused, match="Tahun kinerja 2026 belum dibuka"):
        bulk.start_skps(unit=cast.unit, by=cast.actor(cast.budi), at=at)


@pytest.mark.parametrize("number", [2, 6])
def test_opening_drafts_takes_the_same_queries_for_any_number(cast, at, year, django_assert_num_queries, number):
    for one in range(number):
        staff(cast, one)
    by = cast.actor(cast.citra)
    with django_assert_num_queries(19):
        bulk.start_skps(unit=cast.unit, by=by, at=at)


def test_many_are_opened_as_a_job(cast, at, year, monkeypatch, clock_at):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    staff(cast, 1).circumstances.create(kind="unpaid-leave", start=date(2026, 1, 1))
    with pytest.raises(Refused):
        bulk.start_unit(unit=cast.unit, by=cast.actor(cast.ani), at=at)
    job = bulk.start_unit(unit=cast.unit, by=cast.actor(cast.budi), at=at)
    assert isinstance(job, Job)
    jobs.run_queued()
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert "2 konsep SKP dibuka" in job.message
    assert "Pegawai 1 (Tidak diminta SKP" in job.message
    assert Skp.objects.count() == 2
    monkeypatch.setattr(bulk, "AT_ONCE", 200)
    assert bulk.start_unit(unit=cast.unit, by=cast.actor(cast.budi), at=at).had == 2


@pytest.fixture
def clock_at(at, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at)


@pytest.mark.parametrize("number", [2, 6])
def test_agreeing_takes_the_same_queries_for_any_number(cast, at, django_assert_num_queries, number):
    skps = [factories.skp(staff(cast, one), state=workflow.SUBMITTED) for one in range(number)]
    rows = [(skp, None) for skp in Skp.objects.select_related("employee__agency", "position", "appraiser", "performance_year")
            .filter(pk__in=[skp.pk for skp in skps])]
    budi = cast.actor(cast.budi)
    with django_assert_num_queries(26):
        assert actions.agree_skps(skps=rows, by=budi, at=at) == number
    assert SkpVersion.objects.count() == number


def test_whoever_is_on_turn_is_reminded_once_a_day(cast, at):
    drafting, offered, agreed, mute, new = (staff(cast, number) for number in range(1, 6))
    factories.skp(drafting)
    skp = factories.skp(offered, state=workflow.SUBMITTED)
    factories.skp(agreed, state=workflow.AGREED)
    mute.user.delete()
    everybody = list(unit_plans.people_of(cast.unit, DAY).exclude(pk__in=[cast.ani.pk, cast.budi.pk]))
    citra = cast.actor(cast.citra)
    outcome = bulk.remind(employees=everybody, by=citra, at=at)
    assert (outcome.sent, outcome.already, outcome.unreachable, outcome.idle) == (3, 0, 1, 1)
    assert set(Notice.objects.values_list("recipient_id", "title", "href")) == {
        (drafting.user_id, "Pengingat: SKP 2026 Anda menunggu Anda", f"/skp/{Skp.objects.get(employee=drafting).pk}/"),
        (cast.budi.user_id, "Pengingat: SKP Pegawai 2 menunggu Anda", f"/skp/{skp.pk}/"),
        (new.user_id, "Pengingat: SKP 2026 Anda belum dimulai", "/skp/"),
    }
    again = bulk.remind(employees=everybody, by=citra, at=at + timedelta(hours=1))
    assert (again.sent, again.already) == (0, 3)
    assert bulk.remind(employees=everybody, by=citra, at=at + timedelta(days=1)).sent == 3
    assert AuditEvent.objects.filter(verb="skp.remind").count() == 12


def test_who_reminds_whom(cast, at):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    for person in (cast.ani, cast.budi, cast.dewi, cast.citra):
        assert bulk.remind(employees=[cast.ani], by=cast.actor(person), at=at).idle == 0
    with pytest.raises(Refused, match="Ani Lestari"):
        bulk.remind(employees=[cast.ani], by=cast.actor(cast.eko), at=at)
    with pytest.raises(InvalidInput, match="Pilih paling sedikit satu"):
        bulk.remind(employees=[], by=cast.actor(cast.budi), at=at)
    Posting.objects.all().delete()
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(dialogue_with=cast.citra, dialogue_since=DAY)
    assert bulk.remind(employees=[cast.ani], by=cast.actor(cast.citra), at=at).sent == 1
    with pytest.raises(Refused):
        bulk.remind(employees=[cast.ani], by=cast.actor(cast.dewi), at=at)


def test_a_new_appraiser_is_reminded_before_the_dialogue_went_over(cast, at):
    """II.C.7: whom the ledger names today decides, so that one is on turn; nobody is asked one by one."""
    factories.skp(cast.ani, state=workflow.SUBMITTED)
    Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.dewi, start=date(2026, 1, 20))
    assert bulk.remind(employees=[cast.ani], by=cast.actor(cast.citra), at=at).sent == 1
    assert Notice.objects.get().recipient_id == cast.dewi.user_id
    (row,) = unit_plans.rows_for(
        cast.actor(cast.citra, DAY), unit_plans.with_states(unit_plans.people_of(cast.unit, DAY).filter(pk=cast.ani.pk), DAY))
    assert row["turn"].name == cast.dewi.name


def test_who_returns_to_a_former_post_begins_anew(cast, at, year):
    """II.C.6: the plan of the former time ended with it."""
    skp = factories.skp(cast.ani, state=workflow.AGREED)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(closed_on=date(2026, 1, 5), end=date(2026, 1, 4))
    Posting.objects.filter(employee=cast.ani).update(start=date(2026, 1, 10))
    outcome = bulk.start_skps(employees=[cast.ani], by=cast.actor(cast.budi), at=at)
    assert [skp.start for skp in outcome.skps] == [date(2026, 1, 10)]


def test_who_is_freed_is_not_reminded(cast, at):
    cast.ani.circumstances.create(kind="pre-retirement", start=date(2026, 1, 1))
    assert bulk.remind(employees=[cast.ani], by=cast.actor(cast.budi), at=at).idle == 1
