"""Every state × verb × person: what happens, and what is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.people.models import Reporting
from capaian.planning import workflow as planning_workflow
from capaian.planning.tests import factories as planning
from capaian.progress import permissions, workflow
from capaian.progress.actions import (
    Entry,
    accept_report,
    accept_reports,
    return_report,
    submit_report,
    withdraw_report,
)
from capaian.progress.queries.reports import reviews_for
from capaian.progress.queries.todos import reviews_waiting
from capaian.progress.tests import factories

REASON = "Angka kunjungan belum cocok dengan register halaman 8."
VERBS = {
    "submit": lambda report, by, at: submit_report(report=report, by=by, at=at),
    "withdraw": lambda report, by, at: withdraw_report(report=report, by=by, at=at),
    "return": lambda report, by, at: return_report(report=report, reason=REASON, by=by, at=at),
    "accept": lambda report, by, at: accept_report(report=report, by=by, at=at),
}
# (state, verb) → the state after, when the right person does it; everything else is refused.
TABLE = {
    ("draft", "submit"): ("ani", "submitted"), ("returned", "submit"): ("ani", "submitted"),
    ("submitted", "withdraw"): ("ani", "draft"),
    ("submitted", "return"): ("budi", "returned"), ("submitted", "accept"): ("budi", "accepted"),
}


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED, results=2)


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "dewi", "eko"])
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", workflow.REPORT.labels)
def test_every_state_verb_and_person(cast, skp, at, state, verb, who):
    report = factories.report(skp, state=state)
    actor = cast.actor(getattr(cast, who))
    person, target = TABLE.get((state, verb), (None, None))
    if person == who:
        VERBS[verb](report, actor, at)
        report.refresh_from_db()
        assert report.state == target
        assert list(AuditEvent.objects.values_list("verb", "actor_id")) == [(f"report.{verb}", actor.employee_id)]
        newest = report.statuses.order_by("-pk").first()
        assert (newest.state, newest.by_id, newest.at) == (target, actor.employee_id, at)
    else:
        with pytest.raises(Refused):
            VERBS[verb](report, actor, at)
        report.refresh_from_db()
        assert report.state == state
        assert AuditEvent.objects.count() == 0


def test_nobody_accepts_their_own_month_even_as_head_of_the_tree(cast, at):
    """Somebody with nobody above them has themselves as appraiser on paper; the month stays unaccepted."""
    own = planning.skp(cast.dewi, state=planning_workflow.AGREED)
    assert own.appraiser_id == cast.dewi.pk
    report = factories.report(own, state=workflow.SUBMITTED)
    with pytest.raises(Refused):
        accept_report(report=report, by=cast.actor(cast.dewi), at=at)


def test_every_indicator_needs_a_figure_or_a_reason(cast, skp, at):
    ani = cast.actor(cast.ani)
    report = factories.report(skp, value=None)
    first, second = factories.indicators(skp)
    with pytest.raises(InvalidInput) as caught:
        submit_report(report=report, entries=[Entry(first, evidence_url="https://contoh.go.id/a")], by=ani, at=at)
    assert [(problem.field, problem.reason) for problem in caught.value.problems] == [
        (f"i{first.pk}-note", "Isi realisasinya, atau tulis di catatan mengapa belum ada."),
        (f"i{second.pk}-note", "Isi realisasinya, atau tulis di catatan mengapa belum ada."),
    ]
    report.refresh_from_db()
    assert (report.state, report.realizations.count(), AuditEvent.objects.count()) == ("draft", 0, 0)


def test_a_note_or_words_stand_for_a_missing_figure(cast, skp, at):
    first, second = factories.indicators(skp)
    entries = [Entry(first, note="Survei belum dirilis"), Entry(second, text="Rancangan disetujui")]
    report = submit_report(report=factories.report(skp, value=None), entries=entries, by=cast.actor(cast.ani), at=at)
    assert report.state == "submitted"
    assert [row.value for row in report.realizations.all()] == [None, None]


@pytest.mark.parametrize("reason", ["", "kurang lengkap", " " * 30])
def test_a_return_needs_a_useful_reason(cast, skp, at, reason):
    report = factories.report(skp, state=workflow.SUBMITTED)
    with pytest.raises(Refused, match="paling sedikit 20 huruf"):
        return_report(report=report, reason=reason, by=cast.actor(cast.budi), at=at)


def test_the_reason_is_kept_for_the_person(cast, skp, at):
    report = factories.report(skp, state=workflow.SUBMITTED)
    return_report(report=report, reason=REASON, by=cast.actor(cast.budi), at=at)
    assert report.statuses.order_by("-pk").first().reason == REASON
    assert AuditEvent.objects.get().after == {"state": "returned", "reason": REASON}


def test_several_are_accepted_at_once_or_none(cast, skp, at):
    budi = cast.actor(cast.budi)
    reports = [factories.report(skp, month=month, state=workflow.SUBMITTED) for month in (1, 2, 3)]
    withdraw_report(report=reports[2], by=cast.actor(cast.ani), at=at)
    with pytest.raises(Refused):
        accept_reports(reports=reports, by=budi, at=at)
    assert [report.lock().state for report in reports] == ["submitted", "submitted", "draft"]
    assert accept_reports(reports=reports[:2], by=budi, at=at + timedelta(minutes=1)) == 2
    assert [report.lock().state for report in reports] == ["accepted", "accepted", "draft"]


@pytest.mark.parametrize("number", [0, 21])
def test_none_or_too_many_are_refused(cast, skp, at, number):
    report = factories.report(skp, state=workflow.SUBMITTED)
    with pytest.raises(InvalidInput, match="Pilih 1 sampai 20"):
        accept_reports(reports=[report] * number, by=cast.actor(cast.budi), at=at)


def test_who_reads_a_report(cast, skp):
    report = factories.report(skp)
    readers = {who: bool(permissions.may_read_report(cast.actor(getattr(cast, who)), report))
               for who in ("ani", "budi", "citra", "dewi")}
    assert readers == {"ani": True, "budi": True, "citra": True, "dewi": True}


def test_who_reads_completeness(cast):
    readers = {who: bool(permissions.may_read_completeness(cast.actor(getattr(cast, who))))
               for who in ("ani", "budi", "citra")}
    assert readers == {"ani": False, "budi": False, "citra": True}


def test_the_person_is_told_what_became_of_the_month(cast, skp, at):
    budi = cast.actor(cast.budi)
    with override("en"):
        accept_reports(reports=[factories.report(skp, month=2, state="submitted")], by=budi, at=at)
        return_report(report=factories.report(skp, month=3, state="submitted"), reason=REASON, by=budi, at=at)
    told = Notice.objects.order_by("pk").values_list("recipient_id", "kind", "title", "text", "href")
    assert list(told) == [
        (cast.ani.user_id, "report-accepted", "Progres Februari 2026 diterima", "", "/progress/2026/2/"),
        (cast.ani.user_id, "report-returned", "Progres Maret 2026 dikembalikan dr. Budi Hartono", REASON, "/progress/2026/3/"),
    ]


def test_whom_the_ledger_names_today_reviews_too(cast, skp, at):
    """A Plt. of the day on which it is reviewed; before and after, nobody but the appraiser of the SKP."""
    day = at.date()
    Reporting.objects.filter(employee=cast.ani).update(end=day - timedelta(days=1))
    Reporting.objects.create(employee=cast.ani, appraiser=cast.citra, start=day, end=day, basis="acting")
    report = factories.report(skp, state="submitted")
    assert list(reviews_for(cast.actor(cast.citra, day))) == [report]
    assert reviews_waiting(cast.actor(cast.citra, day)) == 1
    assert list(reviews_for(cast.actor(cast.citra, day + timedelta(days=1)))) == []
    accept_report(report=report, by=cast.actor(cast.citra, day), at=at)
    assert report.state == "accepted"
