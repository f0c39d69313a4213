"""Who may do what with role-result matrices (form A.1.5)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import TeamMembership
from capaian.people.permissions.scope import manages, oversees
from capaian.people.queries import appraisees_on, on
from capaian.planning import workflow
from capaian.planning.models import RoleMatrix, Skp

_ELSEWHERE = gettext_lazy("Data ini milik instansi lain.")


def may_start_matrix(actor: Actor, skp: Skp, day: date) -> Verdict:
    """II.A.5 (p.46): whose SKP it is, also while that is a draft, or who manages the unit; only of somebody who leads."""
    if skp.employee.agency_id != actor.agency_id:
        return Denied(str(_ELSEWHERE))
    if actor.employee_id != skp.employee_id and not manages(actor, skp.position.unit.path):
        return Denied(_("Matriks pembagian peran dibuat oleh pimpinan pemilik SKP ini atau pengelola kinerja."))
    if skp.amends_id is not None or skp.state in (workflow.CLOSED, workflow.MERGED, workflow.DISCARDED):
        return Denied(_("Matriks dibuat dari SKP yang berlaku, bukan dari perubahan SKP atau SKP yang sudah ditutup."))
    if not leads_somebody(skp, day):
        return Denied(_("Matriks pembagian peran dibuat oleh yang memimpin unit, menilai pegawai, atau mengetuai tim kerja."))
    return ALLOWED


def may_view_matrix(actor: Actor, matrix: RoleMatrix) -> Verdict:
    """The leader, everybody in it, the leader's appraiser, and who reads appraisals by office."""
    if matrix.unit.agency_id != actor.agency_id:
        return Denied(str(_ELSEWHERE))
    if actor.employee_id in (matrix.skp.employee_id, matrix.skp.appraiser_id):
        return ALLOWED
    if oversees(actor) or manages(actor, matrix.unit.path):
        return ALLOWED
    if matrix.rows.filter(employee_id=actor.employee_id).exists():
        return ALLOWED
    return Denied(_("Matriks ini hanya dapat dibuka oleh pimpinan dan pegawai di dalamnya, atasan pimpinan, dan pengelola "
                    "kinerja."))


def may_edit_matrix(actor: Actor, matrix: RoleMatrix) -> Verdict:
    """The leader; performance managers of the agency or of the unit."""
    if matrix.unit.agency_id != actor.agency_id:
        return Denied(str(_ELSEWHERE))
    if actor.employee_id == matrix.skp.employee_id or manages(actor, matrix.unit.path):
        return ALLOWED
    return Denied(_("Matriks ini diubah oleh %(name)s atau pengelola kinerja.") % {"name": matrix.skp.employee.name})


def may_send_roles(actor: Actor, matrix: RoleMatrix) -> Verdict:
    """II.A.5.f.2 (p.45): roles are given by the Pimpinan; nobody gives them in the leader's place."""
    if matrix.unit.agency_id != actor.agency_id:
        return Denied(str(_ELSEWHERE))
    if actor.employee_id == matrix.skp.employee_id:
        return ALLOWED
    words = _("Peran dikirim ke SKP oleh %(name)s. Pegawai juga dapat mengambilnya sendiri.")
    return Denied(words % {"name": matrix.skp.employee.name})


def may_take_roles(actor: Actor, skp: Skp) -> Verdict:
    """II.A.7 (p.50-54): the employee takes the roles over into the own draft, and adjusts them there."""
    if actor.employee_id != skp.employee_id:
        return Denied(_("Hanya pegawai pemilik SKP yang dapat mengambil peran dari matriks."))
    if skp.state != workflow.DRAFT:
        return Denied(_("Peran dari matriks diambil selama SKP sedang disusun."))
    return ALLOWED


def leads_somebody(skp: Skp, day: date) -> bool:
    """Whether somebody is there to share roles with: a unit led, people appraised, or a task team led."""
    if skp.position.leads_unit or appraisees_on(skp.employee_id, day).exists():
        return True
    return TeamMembership.objects.filter(on(day), employee_id=skp.employee_id, leads=True).exists()
