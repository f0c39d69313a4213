"""Whom a correction concerns, and what they are told."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from capaian.foundation.actor import Actor
from capaian.foundation.documents.wording import long_date
from capaian.foundation.notices import NoticeKind, notify
from capaian.kernel.words import N_, say
from capaian.people.models import Correction, CorrectionSubject
from capaian.people.queries import corrections as queries

SUBJECT_WORDS = {
    CorrectionSubject.APPRAISER: N_("atasan"), CorrectionSubject.UNIT: N_("unit kerja"),
    CorrectionSubject.POSITION: N_("jabatan"),
}


def word(correction: Correction) -> str:
    """`atasan`, `unit kerja` or `jabatan`."""
    return SUBJECT_WORDS[CorrectionSubject(correction.subject)]


def href_of(correction: Correction) -> str:
    return reverse("people:correction_detail", args=[correction.pk])


def sent(correction: Correction, today: date, at: datetime) -> None:
    """Those who are to decide."""
    title = say("%(name)s meminta perbaikan %(subject)s", name=correction.employee.name, subject=word(correction))
    text = say("Tercatat: %(recorded)s · Menurut pegawai: %(claim)s · Putuskan paling lambat %(due)s",
               recorded=correction.recorded, claim=queries.claim_of(correction), due=long_date(correction.due_on))
    notify(agency_id=correction.employee.agency_id, kind=NoticeKind.CORRECTION_SENT, title=title, text=text, at=at,
           user_ids=[office.user_id for office in queries.deciders_of(correction, today)], href=href_of(correction))


def rejected(correction: Correction, reason: str, by: Actor, at: datetime) -> None:
    """The one who asked, with the reason."""
    title = say("Permintaan perbaikan %(subject)s Anda ditolak", subject=word(correction))
    _to_employee(correction, title, say("%(name)s: %(reason)s", name=by.name, reason=reason), at)


def _to_employee(correction: Correction, title: str, text: str, at: datetime) -> None:
    notify(agency_id=correction.employee.agency_id, user_ids=[correction.employee.user_id], title=title, text=text, at=at,
           kind=NoticeKind.CORRECTION_DECIDED, href=href_of(correction))


def approved(correction: Correction, at: datetime) -> None:
    """The one who asked. Whoever appraises this person from now on, or no longer does, is told by the ledger itself."""
    day = long_date(correction.effective_from)
    title = say("Permintaan perbaikan %(subject)s Anda disetujui", subject=word(correction))
    text = say("Berlaku mulai %(day)s: %(claim)s", day=day, claim=queries.claim_of(correction))
    _to_employee(correction, title, text, at)
