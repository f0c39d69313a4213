"""Self-service correction: an employee says that the ledger is wrong, a manager decides within a clock, history stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation import audit, files
from capaian.foundation.actor import Actor
from capaian.foundation.calendar import deadline
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.policy import policy_for
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.kernel.calendar import Deadline
from capaian.kernel.words import say
from capaian.people.actions import corrections_telling as telling
from capaian.people.actions import ledger
from capaian.people.models import Correction, CorrectionSubject, Employee, Position, Reporting, ReportingBasis, Unit
from capaian.people.permissions import corrections as permissions
from capaian.people.queries import corrections as queries
from capaian.people.queries.ledger import on, posting_on
from capaian.people.queries.ledger_rows import ledger_above, not_employed
from capaian.people.rules.corrections import LEAST_EXPLANATION, reaches, why_not_from


@action
def send_correction(
    *, employee: Employee, subject: str, effective_from: date, explanation: str, appraiser: Employee | None = None,
    unit: Unit | None = None, position_title: str = "", proof: File[bytes] | None = None, by: Actor, at: datetime,
) -> Correction:
    """Ask for a correction of the own superior, unit or position from a day on; the managers of the unit are told.

    Raises Refused (somebody else's data; one about this subject still waits) and InvalidInput with what is wrong.
    """
    require(permissions.may_send_correction(by, employee))
    today = timezone.localdate(at)
    problems = _why_wrong(employee, subject, effective_from, explanation, today)
    problems += _why_not_claimed(
        employee, subject, effective_from, appraiser=appraiser, unit=unit, title=position_title)
    if problems:
        raise InvalidInput(problems)
    held = posting_on(employee, effective_from)
    said = queries.recorded_of(employee, subject, effective_from)
    due = _due(by.agency_id, today)
    correction = Correction(
        employee=employee, subject=subject, effective_from=effective_from, recorded=said.words[:300], recorded_key=said.key,
        appraiser=appraiser if subject == CorrectionSubject.APPRAISER else None,
        unit=unit if subject == CorrectionSubject.UNIT else None, explanation=explanation.strip(), sent_at=at,
        due_on=due.day, due_provisional=due.provisional,
        proof=files.store(proof, by=by, at=at, field="proof") if proof is not None else None,
    )
    if subject != CorrectionSubject.APPRAISER:
        correction.position_title = position_title.strip() or (held.position.title if held else "")
    _keep(correction, by, at)
    telling.sent(correction, today, at)
    return correction


def _keep(correction: Correction, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            correction.save()
    except IntegrityError as error:  # also of two tabs at once
        words = _("Permintaan Anda tentang %(subject)s masih menunggu keputusan. Tarik kembali dahulu bila ingin mengubahnya.")
        raise Refused(words % {"subject": telling.word(correction)}) from error
    correction.statuses.create(state=correction.state, by_id=by.employee_id, by_name=by.name, at=at)
    audit.record(by=by, at=at, verb="correction.send", subject=correction, after={
        "subject": correction.subject, "from": correction.effective_from.isoformat(), "recorded": correction.recorded_key,
        "appraiser": correction.appraiser_id, "unit": correction.unit_id, "title": correction.position_title,
        "proof": correction.proof.sha256 if correction.proof else "", "due": correction.due_on.isoformat(),
    })


def _due(agency_id: int, today: date) -> Deadline:
    policy = policy_for(agency_id, "clock.correction_decided", today)
    if policy.unit == "working-day":
        return deadline(agency_id, today, policy.value)
    return Deadline(today + timedelta(days=policy.value), provisional=False)


def _why_wrong(employee: Employee, subject: str, day: date, explanation: str, today: date) -> list[Problem]:
    problems = []
    if subject not in CorrectionSubject.values:
        problems.append(Problem(_("Pilih apa yang keliru."), "subject"))
    ahead = policy_for(employee.agency_id, "correction.days_ahead", today).value
    if reason := why_not_from(day, today=today, days_ahead=ahead, employed_from=employee.employed_from,
                              employed_until=employee.employed_until):
        problems.append(Problem(told(reason), "effective_from"))
    if len(explanation.strip()) < LEAST_EXPLANATION:
        words = _("Jelaskan paling sedikit %(least)s huruf: apa yang keliru dan dari mana Anda tahu.")
        problems.append(Problem(words % {"least": LEAST_EXPLANATION}, "explanation"))
    return problems


def _why_not_claimed(
    employee: Employee, subject: str, day: date, *, appraiser: Employee | None, unit: Unit | None, title: str
) -> list[Problem]:
    """What is wrong with the claim itself: nothing named, another agency's, oneself, what the ledger says already."""
    if subject == CorrectionSubject.APPRAISER:
        reason = _why_not_appraiser(employee, day, appraiser)
        return [Problem(reason, "appraiser")] if reason else []
    held = posting_on(employee, day)
    if subject == CorrectionSubject.UNIT:
        reason = _why_not_unit(employee, day, unit, held.position.unit_id if held else None)
        return [Problem(reason, "unit")] if reason else []
    if not title.strip():
        return [Problem(_("Tulis nama jabatan Anda seperti pada surat keputusan."), "position_title")]
    if held is not None and held.position.title.casefold() == title.strip().casefold():
        return [Problem(_("Jabatan ini sudah tercatat pada tanggal itu."), "position_title")]
    return []


def _why_not_appraiser(employee: Employee, day: date, appraiser: Employee | None) -> str:
    if appraiser is None or appraiser.agency_id != employee.agency_id:
        return _("Pilih atasan Anda dari pegawai instansi ini.")
    if appraiser.pk == employee.pk:
        return _("Anda tidak dapat menjadi penilai diri sendiri.")
    if any(day in span for span in not_employed(appraiser)):
        return _("%(name)s tidak bekerja di instansi ini pada tanggal itu.") % {"name": appraiser.name}
    if queries.recorded_of(employee, CorrectionSubject.APPRAISER, day).key == f"appraiser:{appraiser.pk}":
        return _("Pada tanggal itu %(name)s memang sudah tercatat sebagai atasan Anda.") % {"name": appraiser.name}
    if reaches(appraiser.pk, employee.pk, day, ledger_above([appraiser.pk]).rows):
        return _("%(name)s berada di bawah Anda pada tanggal itu, jadi tidak dapat menilai Anda.") % {"name": appraiser.name}
    return ""


def _why_not_unit(employee: Employee, day: date, unit: Unit | None, held_unit_id: int | None) -> str:
    if unit is None or unit.agency_id != employee.agency_id:
        return _("Pilih unit kerja Anda dari unit instansi ini.")
    if unit.closed_on is not None and unit.closed_on <= day:
        return _("%(unit)s sudah ditutup pada tanggal itu.") % {"unit": unit.name}
    return _("Unit ini sudah tercatat pada tanggal itu.") if unit.pk == held_unit_id else ""


@action
def withdraw_correction(*, correction: Correction, by: Actor, at: datetime) -> Correction:
    """Take it back while nobody has decided. Raises Refused otherwise."""
    require(permissions.may_withdraw_correction(by, correction))
    transition(correction, verb="withdraw", by=by, at=at)
    return correction


@action
def reject_correction(*, correction: Correction, reason: str, by: Actor, at: datetime) -> Correction:
    """Leave the ledger as it is, with a reason of at least 20 letters. Raises Refused."""
    require(permissions.may_decide_correction(by, correction, queries.paths_of(correction, timezone.localdate(at))))
    transition(correction, verb="reject", by=by, at=at, reason=reason)
    telling.rejected(correction, reason.strip(), by, at)
    return correction


@action
def approve_correction(
    *, correction: Correction, seen: str, position: Position | None = None, appraiser: Employee | None = None,
    by: Actor, at: datetime,
) -> tuple[ledger.Moved, ...]:
    """Change the ledger as claimed, from the day claimed; returns whose appraiser changed.

    `seen` is what the ledger said on the page that was decided on: where another change was quicker, nothing is done.
    For a unit or position, `position` is the right post (an unsaved one is made) and `appraiser` who appraises there.
    Raises Refused, and InvalidInput as the ledger's own actions do.
    """
    require(permissions.may_decide_correction(by, correction, queries.paths_of(correction, timezone.localdate(at))))
    transition(correction, verb="approve", by=by, at=at)
    now = queries.recorded_of(correction.employee, correction.subject, correction.effective_from)
    if now.key != seen:
        raise Refused(_("Catatan berubah sejak halaman ini dibuka. Muat ulang, periksa lagi, lalu putuskan."))
    moved = _apply(correction=correction, position=position, appraiser=appraiser, by=by, at=at)
    telling.approved(correction, at)
    return moved


def rehearse_approval(
    *, correction: Correction, position: Position | None = None, appraiser: Employee | None = None, by: Actor, at: datetime,
) -> Sequence[ledger.Moved]:
    """What approving would change; nothing is kept. Raises as `approve_correction`."""
    require(permissions.may_decide_correction(by, correction, queries.paths_of(correction, timezone.localdate(at))))
    return ledger.rehearse(_apply, correction=correction, position=position, appraiser=appraiser, by=by, at=at)


def _apply(
    *, correction: Correction, position: Position | None, appraiser: Employee | None, by: Actor, at: datetime
) -> tuple[ledger.Moved, ...]:
    common: dict[str, Any] = {
        "employee": correction.employee, "start": correction.effective_from, "by": by, "at": at,
        "decree": say("Permintaan perbaikan data nomor %(number)s", number=correction.pk),
    }
    if correction.subject == CorrectionSubject.APPRAISER:
        if correction.appraiser is None:  # pragma: no cover - send_correction insists
            raise Refused(_("Permintaan ini tidak menyebut atasan."))
        return tuple(ledger.change_appraiser(
            appraiser=correction.appraiser, end=_last_day_of_wrong_row(correction), basis=ReportingBasis.CORRECTION, **common))
    problems = []
    if position is None:
        problems.append(Problem(_("Pilih jabatan yang benar."), "position"))
    if appraiser is None:
        problems.append(Problem(_("Pilih siapa yang menilai pada jabatan itu."), "appraiser"))
    if position is None or appraiser is None:
        raise InvalidInput(problems)
    return tuple(ledger.transfer(position=position, appraiser=appraiser, **common))


def _last_day_of_wrong_row(correction: Correction) -> date | None:
    """Only the row that is called wrong is replaced: what begins after it (a transfer, a Plt.) was never in question."""
    wrong = Reporting.objects.filter(on(correction.effective_from), employee=correction.employee).first()
    if wrong is not None:
        return wrong.end
    later = Reporting.objects.filter(employee=correction.employee, start__gt=correction.effective_from).order_by("start").first()
    return later.start - timedelta(days=1) if later else None
