"""Who chooses how an SKP is written, and who says whether a promise of its annex was kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.planning import workflow
from capaian.planning.models import Skp
from capaian.planning.permissions.sides import appraises
from capaian.planning.permissions.skp import may_edit_skp
from capaian.planning.rules.leading import LEADING


def may_choose_approach(actor: Actor, skp: Skp) -> Verdict:
    """Art 9(3), II.A.7: the leader chooses, until the SKP is agreed. Not while the employee decides about an adjustment: nobody
    agrees to what changes meanwhile."""
    if skp.employee_id == actor.employee_id or not appraises(actor, skp):
        return Denied(_("Pendekatan kuantitatif atau kualitatif dipilih pejabat penilai."))
    if skp.state not in workflow.OPEN_STATES:
        return Denied(_("Pendekatan hanya dapat diganti sebelum SKP disepakati."))
    if skp.state == workflow.ADJUSTED:
        return Denied(_("Penyesuaian menunggu tanggapan pegawai. Pendekatan diganti setelah itu."))
    return ALLOWED


def may_take_agreement(actor: Actor, skp: Skp) -> Verdict:
    """II.A.2.a.3: who leads a unit takes its performance agreement over, while drafting."""
    if not (skp.position.group in LEADING and skp.position.leads_unit):
        return Denied(_("Perjanjian kinerja diambil alih dalam SKP pimpinan unit."))
    return may_edit_skp(actor, skp)


def may_tell_promise(actor: Actor, skp: Skp) -> Verdict:
    """Art 11: both parties may say whether the promised support came, once the SKP is agreed."""
    if skp.employee_id != actor.employee_id and not appraises(actor, skp):
        return Denied(_("Yang mencatat apakah dukungan terpenuhi ialah pegawai pemilik SKP dan pejabat penilainya."))
    if skp.state != workflow.AGREED:
        return Denied(_("Janji dukungan dicatat setelah SKP disepakati."))
    return ALLOWED
