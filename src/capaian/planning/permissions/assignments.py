"""Who gives, asks for, decides, ends and sees an assignment. The giver (Pimpinan) never rates by it: that is the appraiser."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.permissions.scope import manages, reads
from capaian.people.queries import appraises_on
from capaian.planning.models import Assignment, AssignmentForm
from capaian.planning.rules.assignments import ABROAD


def may_propose_assignment(
    actor: Actor, *, form: str, host: str, employee_id: int, unit_path: str, giver_id: int | None, leads: bool
) -> Verdict:
    """II.A.5.f: a Pimpinan appoints in the own name; one applies for oneself; what a leader outside the agency asks is
    recorded by the employee or a performance manager of the unit. Nobody gives an assignment to oneself."""
    if form == AssignmentForm.VOLUNTARY:
        mine = actor.employee_id == employee_id
        return ALLOWED if mine else Denied(_("Penugasan sukarela diajukan oleh pegawai yang bersangkutan."))
    if host in ABROAD:
        if actor.employee_id == employee_id or manages(actor, unit_path):
            return ALLOWED
        return Denied(_("Penugasan dari luar instansi dicatat oleh pegawai yang bersangkutan atau pengelola kinerja unitnya."))
    if giver_id != actor.employee_id or not leads:
        return Denied(_("Penunjukan dilakukan oleh pimpinan sendiri: kepala unit, ketua tim kerja atau pejabat penilai."))
    if employee_id == actor.employee_id:
        return Denied(_("Penugasan untuk diri sendiri diajukan sebagai penugasan sukarela."))
    return ALLOWED


def may_view_assignment(actor: Actor, assignment: Assignment) -> Verdict:
    """The employee, the giver, the appraiser of today, and who reads the unit by office."""
    if actor.employee_id in (assignment.employee_id, assignment.giver_id):
        return ALLOWED
    if reads(actor, assignment.unit_path) or _appraises(actor, assignment):
        return ALLOWED
    return Denied(
        _("Penugasan ini hanya dapat dibuka oleh pegawai, pimpinan pemberi tugas, pejabat penilai dan pengelola kinerja.")
    )


def may_decide_assignment(actor: Actor, assignment: Assignment) -> Verdict:
    """II.A.5.f.10-12: the appraiser of today approves or refuses."""
    if actor.employee_id != assignment.employee_id and _appraises(actor, assignment):
        return ALLOWED
    return Denied(_("Penugasan disetujui oleh pejabat penilai pegawai itu."))


def may_withdraw_assignment(actor: Actor, assignment: Assignment) -> Verdict:
    """Who gave it, or who asked for it or recorded it for oneself."""
    if _gave(actor, assignment):
        return ALLOWED
    return Denied(_("Penugasan ditarik kembali oleh yang mengusulkannya."))


def may_end_assignment(actor: Actor, assignment: Assignment) -> Verdict:
    """Who gave it, or the appraiser; where the giver is outside, the employee."""
    if _gave(actor, assignment) or _appraises(actor, assignment):
        return ALLOWED
    return Denied(_("Penugasan diakhiri oleh pimpinan pemberi tugas atau pejabat penilai."))


def may_take_assignment(actor: Actor, assignment: Assignment) -> Verdict:
    """The employee puts it into the own SKP."""
    if actor.employee_id == assignment.employee_id:
        return ALLOWED
    return Denied(_("Penugasan dimasukkan ke SKP oleh pegawai yang bersangkutan."))


def _gave(actor: Actor, assignment: Assignment) -> bool:
    if actor.employee_id == assignment.giver_id:
        return True
    asked = assignment.form == AssignmentForm.VOLUNTARY or assignment.giver_id is None
    return asked and (actor.employee_id == assignment.employee_id or manages(actor, assignment.unit_path))


def _appraises(actor: Actor, assignment: Assignment) -> bool:
    """Asked of the ledger once for an assignment in hand."""
    if not actor.appraises or actor.day is None:
        return False
    known: dict[int, bool] = assignment.__dict__.setdefault("appraised_by", {})
    if actor.employee_id not in known:
        known[actor.employee_id] = appraises_on(actor.employee_id, assignment.employee_id, actor.day)
    return known[actor.employee_id]
