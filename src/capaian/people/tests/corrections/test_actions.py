"""Asking for a correction, and what each decision does to the ledger, the record and the people concerned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice, StoredFile
from capaian.foundation.tests.files import samples
from capaian.foundation.writing import writing
from capaian.people import workflow
from capaian.people.actions import corrections as actions
from capaian.people.actions.ledger import change_appraiser
from capaian.people.models import Correction, Position, Posting, Reporting, RoleGrant, Unit
from capaian.people.queries import corrections as queries
from capaian.people.queries.correction_effects import post_for, proposed_appraiser, unit_claimed
from capaian.people.reminders import remind_overdue
from capaian.people.tests.factories import YEAR_START, employee, unit

pytestmark = pytest.mark.django_db
WHY = "Sejak awal tahun saya bekerja di bawah Dewi, sesuai SK 800/1/2026."
NO = "SK yang dilampirkan bukan milik Anda."


def send(cast, at, **more):
    given = {"subject": "appraiser", "appraiser": cast.dewi, "effective_from": YEAR_START, "explanation": WHY, **more}
    return actions.send_correction(employee=cast.ani, **given, by=cast.actor(cast.ani), at=at)


def approve(cast, at, correction, seen=None, by=None, **more):
    if seen is None:
        seen = queries.recorded_of(correction.employee, correction.subject, correction.effective_from).key
    return actions.approve_correction(
        correction=correction, seen=seen, **more, by=by or cast.actor(cast.citra), at=at)


def told():
    return [(notice.recipient.username[:6], notice.kind) for notice in Notice.objects.order_by("pk").select_related("recipient")]


def problems(refused):
    return {problem.field: problem.reason for problem in refused.value.problems}


def rows(person):
    return [(row.appraiser.name[:4], row.start, row.end, row.basis)
            for row in Reporting.objects.filter(employee=person).order_by("start").select_related("appraiser")]


def test_a_request_says_what_was_recorded_by_when_it_is_decided_and_tells_the_manager(cast, at):
    correction = send(cast, at, proof=samples.upload("SK.pdf", samples.PDF))  # sent on a Wednesday
    correction.refresh_from_db()
    assert (correction.state, correction.recorded, correction.recorded_key) == (
        "submitted", "dr. Budi Hartono", f"appraiser:{cast.budi.pk}")
    assert (correction.due_on, correction.due_provisional) == (date(2026, 1, 23), False)
    assert told() == [(cast.citra.nip[:6], "correction-sent")]
    assert Notice.objects.get().href == f"/corrections/{correction.pk}/"
    event = AuditEvent.objects.get()
    assert (event.verb, event.after["proof"]) == ("correction.send", StoredFile.objects.get().sha256)
    assert [row.state for row in queries.history_of(correction)] == ["submitted"]


def test_the_nearest_manager_is_told_and_a_manager_never_about_oneself(cast, at):
    near = employee(cast.unit, "Fajar", "199001012015031999")
    RoleGrant.objects.create(employee=near, role=Role.UNIT_MANAGER, unit=cast.unit)
    send(cast, at)
    assert told() == [(near.nip[:6], "correction-sent")]
    Notice.objects.all().delete()
    actions.send_correction(employee=near, subject="appraiser", appraiser=cast.dewi, effective_from=YEAR_START, explanation=WHY,
                            by=cast.actor(near), at=at)
    assert told() == [(cast.citra.nip[:6], "correction-sent")]


def test_nobody_asks_for_somebody_else(cast, at):
    with pytest.raises(Refused, match="pegawai yang bersangkutan"):
        actions.send_correction(employee=cast.ani, subject="appraiser", appraiser=cast.dewi, effective_from=YEAR_START,
                                explanation=WHY, by=cast.actor(cast.budi), at=at)


def test_one_request_about_a_subject_waits_at_a_time(cast, at):
    first = send(cast, at)
    with pytest.raises(Refused, match="tentang atasan masih menunggu"):
        send(cast, at)
    send(cast, at, subject="position", appraiser=None, position_title="Perawat Penyelia")
    actions.withdraw_correction(correction=first, by=cast.actor(cast.ani), at=at)
    send(cast, at)


@pytest.mark.parametrize(("given", "field", "words"), [
    ({"appraiser": None}, "appraiser", "Pilih atasan Anda"),
    ({"appraiser": "eko"}, "appraiser", "Pilih atasan Anda"),
    ({"appraiser": "ani"}, "appraiser", "penilai diri sendiri"),
    ({"appraiser": "budi"}, "appraiser", "memang sudah tercatat"),
    ({"effective_from": date(2026, 3, 1)}, "effective_from", "paling lama 31 hari"),
    ({"explanation": " salah "}, "explanation", "paling sedikit 20 huruf"),
    ({"subject": "gaji"}, "subject", "Pilih apa yang keliru"),
    ({"subject": "unit", "unit": None}, "unit", "Pilih unit kerja Anda"),
    ({"subject": "position", "position_title": " "}, "position_title", "Tulis nama jabatan"),
    ({"subject": "position", "position_title": "perawat mahir"}, "position_title", "sudah tercatat"),
])
def test_a_claim_that_cannot_be_is_told_beside_its_field(cast, at, given, field, words):
    if isinstance(given.get("appraiser"), str):
        given = {**given, "appraiser": getattr(cast, given["appraiser"])}
    with pytest.raises(InvalidInput) as refused:
        send(cast, at, **given)
    assert words in problems(refused)[field]
    assert (Correction.objects.count(), Notice.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


def test_a_unit_must_be_here_open_and_another_one(cast, at):
    cases = {"Pilih unit kerja": Unit.objects.get(name="Dinas Lain"), "sudah tercatat": cast.unit}
    closed = unit(cast.agency, "Puskesmas Lama", parent=cast.office)
    closed.closed_on = YEAR_START
    closed.save()
    for words, wrong in {**cases, "sudah ditutup": closed}.items():
        with pytest.raises(InvalidInput) as refused:
            send(cast, at, subject="unit", unit=wrong)
        assert words in problems(refused)["unit"]


def test_whoever_has_left_or_is_below_cannot_be_ones_superior(cast, at):
    cast.citra.employed_until = date(2025, 12, 31)
    cast.citra.save()
    with pytest.raises(InvalidInput) as refused:
        send(cast, at, appraiser=cast.citra)
    assert "tidak bekerja di instansi ini" in problems(refused)["appraiser"]
    with pytest.raises(InvalidInput) as refused:
        actions.send_correction(employee=cast.dewi, subject="appraiser", appraiser=cast.ani, effective_from=YEAR_START,
                                explanation=WHY, by=cast.actor(cast.dewi), at=at)
    assert "berada di bawah Anda" in problems(refused)["appraiser"]


def test_a_wrong_file_is_told_and_nothing_is_sent(cast, at):
    with pytest.raises(InvalidInput) as refused:
        send(cast, at, proof=samples.upload("SK.pdf", samples.JPEG))
    assert "isinya foto JPEG" in problems(refused)["proof"]
    assert Correction.objects.count() == 0


def test_an_agency_may_choose_calendar_days(cast, at, monkeypatch):
    from capaian.foundation import policy  # noqa: PLC0415

    monkeypatch.setattr(policy, "_sources", [])
    policy.register(lambda agency_id, key, day: policy.Policy(3, "calendar-day", "Peraturan instansi"))
    assert send(cast, at).due_on == date(2026, 1, 24)


def test_approving_replaces_the_wrong_row_only_and_keeps_history(cast, at):
    change_appraiser(employee=cast.ani, appraiser=cast.citra, start=date(2026, 5, 1), by=cast.actor(cast.citra), at=at)
    correction = send(cast, at, effective_from=date(2026, 1, 10))
    Notice.objects.all().delete()
    moved = approve(cast, at, correction)
    assert rows(cast.ani) == [
        ("dr. ", YEAR_START, date(2026, 1, 9), "superior"),
        ("Dewi", date(2026, 1, 10), date(2026, 4, 30), "correction"),
        ("Citr", date(2026, 5, 1), None, "superior"),
    ]
    assert [each.employee_id for each in moved] == [cast.ani.pk]
    correction.refresh_from_db()
    assert correction.state == workflow.APPROVED
    assert [event.verb for event in AuditEvent.objects.order_by("pk")][-2:] == ["correction.approve", "ledger.change-appraiser"]
    changed = [(one.nip[:6], "ledger-changed") for one in (cast.ani, cast.dewi, cast.budi)]
    assert told() == [*changed, (cast.ani.nip[:6], "correction-decided")]


def test_a_gap_is_filled_up_to_whoever_comes_next(cast, at):
    Reporting.objects.filter(employee=cast.ani).update(start=date(2026, 1, 15))
    approve(cast, at, send(cast, at))
    assert rows(cast.ani) == [
        ("Dewi", YEAR_START, date(2026, 1, 14), "correction"), ("dr. ", date(2026, 1, 15), None, "superior"),
    ]
    Reporting.objects.filter(employee=cast.ani).delete()
    approve(cast, at, send(cast, at))
    assert rows(cast.ani) == [("Dewi", YEAR_START, None, "correction")]


def test_a_unit_is_corrected_by_a_transfer_to_the_right_post(cast, at):
    there = unit(cast.agency, "Puskesmas Oba", parent=cast.office)
    head = employee(there, "Gita", "198101012006012999", title="Kepala Puskesmas Oba", leads=True, appraiser=cast.dewi)
    correction = send(cast, at, subject="unit", unit=there, appraiser=None)
    assert (queries.claim_of(correction), correction.position_title) == ("Perawat Mahir · Puskesmas Oba", "Perawat Mahir")
    for missing in ({"position": None, "appraiser": head}, {"position": Position(unit=there, title="x"), "appraiser": None}):
        with pytest.raises(InvalidInput):
            approve(cast, at, correction, **missing)
    correction.refresh_from_db()
    post = post_for(correction, unit_claimed(correction, YEAR_START), "baru")
    assert (post.pk, post.title, post.group, proposed_appraiser(correction, there)) == (None, "Perawat Mahir", "functional", head)
    approve(cast, at, correction, position=post, appraiser=head)
    held = Posting.objects.get(employee=cast.ani, end=None)
    assert (held.position.unit, held.start, rows(cast.ani)[-1][0]) == (there, YEAR_START, "Gita")


def test_a_position_is_corrected_within_the_recorded_unit(cast, at):
    right = Position.objects.create(unit=cast.unit, title="Perawat Penyelia", group="functional")
    correction = send(cast, at, subject="position", appraiser=None, position_title="Perawat Penyelia")
    there = unit_claimed(correction, YEAR_START)
    assert (there, queries.claim_of(correction)) == (cast.unit, "Perawat Penyelia")
    assert post_for(correction, there, str(right.pk)) == right
    assert proposed_appraiser(correction, there) == cast.budi
    approve(cast, at, correction, position=right, appraiser=cast.budi)
    assert queries.recorded_of(cast.ani, "position", YEAR_START).words == "Perawat Penyelia · Puskesmas Galala"


def test_where_nothing_is_recorded_it_says_so(cast, at):
    Posting.objects.filter(employee=cast.ani).delete()
    Reporting.objects.filter(employee=cast.ani).delete()
    assert [queries.recorded_of(cast.ani, subject, YEAR_START).words for subject in ("appraiser", "unit")] == [
        "belum ada atasan yang tercatat", "belum ada jabatan yang tercatat"]
    correction = send(cast, at, subject="position", appraiser=None, position_title="Perawat Mahir")
    assert (unit_claimed(correction, YEAR_START), post_for(correction, None, "baru")) == (None, None)
    assert proposed_appraiser(correction, None) is None
    moved = send(cast, at, subject="unit", unit=cast.office, appraiser=None)
    assert (moved.position_title, queries.claim_of(moved), post_for(moved, cast.office, "baru").group) == (
        "", " · Dinas Kesehatan", "executor")


def test_whoever_decides_must_have_seen_what_the_ledger_says_now(cast, at):
    correction = send(cast, at)
    seen = queries.recorded_of(cast.ani, "appraiser", YEAR_START).key
    change_appraiser(employee=cast.ani, appraiser=cast.citra, start=YEAR_START, by=cast.actor(cast.citra), at=at)
    with pytest.raises(Refused, match="berubah sejak halaman ini dibuka"):
        approve(cast, at, correction, seen=seen)
    correction.refresh_from_db()
    assert (correction.state, rows(cast.ani)[0][0]) == ("submitted", "Citr")
    approve(cast, at, correction)


def test_what_the_ledger_refuses_leaves_the_request_open(cast, at):
    correction = send(cast, at)
    cast.dewi.employed_until = date(2026, 1, 2)
    cast.dewi.save()
    correction.refresh_from_db()
    correction.effective_from = date(2026, 1, 10)
    with writing("the appraiser leaves meanwhile"):
        correction.save()
    with pytest.raises(InvalidInput):
        approve(cast, at, correction)
    correction.refresh_from_db()
    assert correction.state == "submitted"


def test_rejecting_needs_a_useful_reason_and_tells_it(cast, at):
    correction = send(cast, at)
    Notice.objects.all().delete()
    citra = cast.actor(cast.citra)
    with pytest.raises(Refused, match="paling sedikit 20 huruf"):
        actions.reject_correction(correction=correction, reason="tidak", by=citra, at=at)
    actions.reject_correction(correction=correction, reason=NO, by=citra, at=at)
    assert NO in Notice.objects.get(recipient=cast.ani.user).text
    assert (correction.state, rows(cast.ani)[0][0]) == (workflow.REJECTED, "dr. ")
    with pytest.raises(Refused, match="statusnya"):
        approve(cast, at, correction)


def test_nobody_decides_about_oneself_nor_for_the_one_who_asks(cast, at):
    own = actions.send_correction(employee=cast.citra, subject="appraiser", appraiser=cast.budi, effective_from=YEAR_START,
                                  explanation=WHY, by=cast.actor(cast.citra), at=at)
    with pytest.raises(Refused, match="diputuskan oleh pengelola kinerja lain"):
        approve(cast, at, own)
    lent = replace(cast.actor(cast.budi), roles=frozenset({Role.PERFORMANCE_MANAGER}), behalf_id=cast.citra.pk)
    with pytest.raises(Refused, match="diputuskan oleh pengelola kinerja lain"):
        approve(cast, at, own, by=lent)
    with pytest.raises(Refused, match="pengelola kinerja instansi"):
        actions.reject_correction(correction=send(cast, at), reason=NO, by=cast.actor(cast.budi), at=at)
    with pytest.raises(Refused, match="pegawai yang bersangkutan"):
        actions.withdraw_correction(correction=own, by=cast.actor(cast.budi), at=at)


def test_a_rehearsal_says_what_would_change_and_changes_nothing(cast, at):
    correction = send(cast, at)
    (moved,) = actions.rehearse_approval(correction=correction, by=cast.actor(cast.citra), at=at)
    assert (moved.employee_id, [change.after for change in moved.changes]) == (cast.ani.pk, [cast.dewi.pk])
    assert (rows(cast.ani)[0][0], AuditEvent.objects.count()) == ("dr. ", 1)


def test_after_the_clock_the_higher_office_and_the_one_who_waits_are_told_once(cast, at):
    inspector = employee(cast.office, "Hadi", "197001011995031999", roles=(Role.INSPECTOR,))
    correction = send(cast, at)
    Notice.objects.all().delete()
    # 23 January is the last day; in Jayapura it ends nine hours before it does in Greenwich.
    assert remind_overdue(datetime(2026, 1, 23, 14, 59, tzinfo=UTC)) == 0
    assert remind_overdue(datetime(2026, 1, 24, 0, 1, tzinfo=UTC)) == 1
    assert told() == [(cast.citra.nip[:6], "correction-overdue"), (inspector.nip[:6], "correction-overdue"),
                      (cast.ani.nip[:6], "correction-overdue")]
    assert remind_overdue(at + timedelta(days=9)) == 0
    correction.refresh_from_db()
    assert correction.overdue_told_at is not None


def test_the_clock_runs_out_when_the_day_ends_where_the_agency_is(cast, at):
    send(cast, at)
    assert remind_overdue(datetime(2026, 1, 23, 15, 1, tzinfo=UTC)) == 1


def test_a_decision_in_the_same_moment_stops_the_reminder(cast, at):
    from capaian.people import reminders  # noqa: PLC0415

    late = at + timedelta(days=9)
    correction = send(cast, at)
    stale = Correction.objects.select_related("employee__agency").get(pk=correction.pk)
    actions.withdraw_correction(correction=correction, by=cast.actor(cast.ani), at=late)
    assert reminders._tell(stale, late) is False
    stale.due_on = late.date()
    assert reminders._tell(stale, late) is False
