"""Every kind of notice in one table: what it is called, and how soon it is mailed to whoever has chosen nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from capaian.foundation.models.notice import Delivery

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NoticeKind(StrEnum):
    """The values are stable names in the database."""

    CORRECTION_SENT = "correction-sent"
    CORRECTION_DECIDED = "correction-decided"
    CORRECTION_OVERDUE = "correction-overdue"
    LEDGER_CHANGED = "ledger-changed"
    PLAN_OFFERED = "plan-offered"
    PLAN_RETURNED = "plan-returned"
    PLAN_AGREED = "plan-agreed"
    PLAN_TALKED = "plan-talked"
    PLAN_REMINDER = "plan-reminder"
    PLAN_CHANGE = "plan-change"
    REPORT_RETURNED = "report-returned"
    REPORT_ACCEPTED = "report-accepted"
    EVALUATION_PUBLISHED = "evaluation-published"
    FEEDBACK_GIVEN = "feedback-given"
    ROLE_CHANGED = "role-changed"
    ACCOUNT_CHANGED = "account-changed"
    JOB_FINISHED = "job-finished"
    LINK_PROPOSED = "link-proposed"
    ASSIGNMENT_ASKED = "assignment-asked"
    ASSIGNMENT_DECIDED = "assignment-decided"
    LIBRARY_OFFERED = "library-offered"
    LIBRARY_DECIDED = "library-decided"


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What the house knows of a kind. `mailed`: how soon, for people who never opened their settings."""

    label: StrOrPromise
    mailed: Delivery


KINDS: dict[NoticeKind, KindFacts] = {
    NoticeKind.CORRECTION_SENT: KindFacts(_("Permintaan perbaikan data masuk"), Delivery.AT_ONCE),
    NoticeKind.CORRECTION_DECIDED: KindFacts(_("Permintaan perbaikan data diputuskan"), Delivery.AT_ONCE),
    NoticeKind.CORRECTION_OVERDUE: KindFacts(_("Permintaan perbaikan data lewat batas waktu"), Delivery.AT_ONCE),
    NoticeKind.LEDGER_CHANGED: KindFacts(_("Atasan, unit atau jabatan berubah"), Delivery.DAILY),
    NoticeKind.PLAN_OFFERED: KindFacts(_("SKP diajukan kepada Anda"), Delivery.DAILY),
    NoticeKind.PLAN_RETURNED: KindFacts(_("SKP dikembalikan"), Delivery.DAILY),
    NoticeKind.PLAN_AGREED: KindFacts(_("SKP disepakati"), Delivery.DAILY),
    NoticeKind.PLAN_TALKED: KindFacts(_("Pertanyaan, jawaban atau penyesuaian dalam dialog SKP"), Delivery.DAILY),
    NoticeKind.PLAN_REMINDER: KindFacts(_("Giliran Anda pada SKP"), Delivery.DAILY),
    NoticeKind.PLAN_CHANGE: KindFacts(_("SKP yang disepakati diubah atau berakhir"), Delivery.DAILY),
    NoticeKind.REPORT_RETURNED: KindFacts(_("Progres dikembalikan"), Delivery.DAILY),
    NoticeKind.REPORT_ACCEPTED: KindFacts(_("Progres diterima"), Delivery.NEVER),
    NoticeKind.EVALUATION_PUBLISHED: KindFacts(_("Hasil evaluasi kinerja terbit"), Delivery.AT_ONCE),
    NoticeKind.FEEDBACK_GIVEN: KindFacts(_("Umpan balik diterima"), Delivery.DAILY),
    NoticeKind.ROLE_CHANGED: KindFacts(_("Peran diberikan atau dipinjamkan"), Delivery.AT_ONCE),
    NoticeKind.ACCOUNT_CHANGED: KindFacts(_("Perubahan pada akun"), Delivery.AT_ONCE),
    NoticeKind.JOB_FINISHED: KindFacts(_("Pekerjaan selesai atau gagal"), Delivery.NEVER),
    NoticeKind.LINK_PROPOSED: KindFacts(_("Kaitan hasil kerja diusulkan"), Delivery.DAILY),
    NoticeKind.ASSIGNMENT_ASKED: KindFacts(_("Penugasan menunggu persetujuan Anda"), Delivery.DAILY),
    NoticeKind.ASSIGNMENT_DECIDED: KindFacts(_("Penugasan diputuskan"), Delivery.DAILY),
    NoticeKind.LIBRARY_OFFERED: KindFacts(_("Indikator kamus menunggu persetujuan Anda"), Delivery.DAILY),
    NoticeKind.LIBRARY_DECIDED: KindFacts(_("Indikator kamus diputuskan"), Delivery.DAILY),
}


def label_of(kind: str) -> StrOrPromise:
    """What a kind is called; a kind that was taken out of the table keeps its bare name."""
    facts = KINDS.get(NoticeKind(kind)) if kind in set(NoticeKind) else None
    return facts.label if facts else kind
