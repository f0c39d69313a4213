"""Who may do what with a monthly report. The appraiser is the one the SKP was agreed with, or whom the ledger names today."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.kernel.words import N_
from capaian.people.permissions.scope import reads_units
from capaian.planning import workflow as planning
from capaian.planning.models import Skp
from capaian.planning.permissions import appraises, may_view_skp
from capaian.progress import workflow
from capaian.progress.models import MonthlyReport

OWNER_ONLY = N_("Progres hanya dapat diisi dan dikirim oleh pegawai yang memiliki SKP ini.")
APPRAISER_ONLY = N_("Progres ini diperiksa oleh pejabat penilai kinerja pada SKP ini, bukan oleh Anda.")
NOT_AGREED = N_("SKP belum disepakati. Progres dapat diisi setelah Anda dan penilai menyepakatinya.")
ALREADY_SENT = N_("Progres ini sudah dikirim. Tarik kembali dahulu bila ada yang perlu diubah.")
ALREADY_ACCEPTED = N_("Progres ini sudah diterima penilai, jadi isinya tidak dapat diubah lagi.")


def _is_owner(actor: Actor, skp: Skp) -> bool:
    return skp.employee_id == actor.employee_id


def _is_appraiser(actor: Actor, skp: Skp) -> bool:
    return not _is_owner(actor, skp) and appraises(actor, skp)


def may_read_report(actor: Actor, report: MonthlyReport) -> Verdict:
    """Whoever may read the plan may read what became of it."""
    return may_view_skp(actor, report.skp)


def may_open_report(actor: Actor, skp: Skp) -> Verdict:
    """Only the person, and only under an agreed SKP."""
    if not _is_owner(actor, skp):
        return Denied(_(OWNER_ONLY))
    return ALLOWED if skp.state == planning.AGREED else Denied(_(NOT_AGREED))


def may_fill_report(actor: Actor, report: MonthlyReport) -> Verdict:
    """The person, while it is their turn."""
    if not (verdict := may_open_report(actor, report.skp)):
        return verdict
    if report.state == workflow.SUBMITTED:
        return Denied(_(ALREADY_SENT))
    return Denied(_(ALREADY_ACCEPTED)) if report.state == workflow.ACCEPTED else ALLOWED


def may_submit_report(actor: Actor, report: MonthlyReport) -> Verdict:
    """As filling: whoever may fill may send."""
    return may_fill_report(actor, report)


def may_withdraw_report(actor: Actor, report: MonthlyReport) -> Verdict:
    """The person; whether it still can be is the workflow's answer."""
    return ALLOWED if _is_owner(actor, report.skp) else Denied(_(OWNER_ONLY))


def may_accept_report(actor: Actor, report: MonthlyReport) -> Verdict:
    """The appraiser of the SKP."""
    return ALLOWED if _is_appraiser(actor, report.skp) else Denied(_(APPRAISER_ONLY))


def may_return_report(actor: Actor, report: MonthlyReport) -> Verdict:
    """As accepting."""
    return may_accept_report(actor, report)


def may_read_completeness(actor: Actor) -> Verdict:
    """Who has reported and who has not, in the units that one reads by office."""
    if reads_units(actor):
        return ALLOWED
    return Denied(_("Kelengkapan progres hanya terlihat oleh pengelola kinerja, tim evaluasi dan pengawas."))
