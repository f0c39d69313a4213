"""Who confirms a proposed link: the employee whose result it is, and the leader whose result it would support."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.planning import workflow
from capaian.planning.models import LinkProposal, ResultPlan
from capaian.planning.permissions.sides import appraises


class Side(StrEnum):
    EMPLOYEE = "employee"
    LEADER = "leader"


def side_of(actor: Actor, proposal: LinkProposal) -> Side | None:
    """On which side of a proposal somebody stands, if on any: a leader's place is taken by whoever appraises now."""
    if actor.employee_id == proposal.result.skp.employee_id:
        return Side.EMPLOYEE
    if actor.employee_id == proposal.parent.skp.employee_id or appraises(actor, proposal.result.skp):
        return Side.LEADER
    return None


def may_settle_link(actor: Actor, proposal: LinkProposal) -> Verdict:
    """Confirm or refuse: the two whom it concerns."""
    if side_of(actor, proposal) is not None:
        return ALLOWED
    return Denied(_("Kaitan ini dikonfirmasi oleh pegawai pemilik hasil kerja dan pimpinan pemilik hasil kerja di atasnya."))


def may_choose_link(actor: Actor, result: ResultPlan) -> Verdict:
    """Name another of the leader's results: the employee, or the appraiser."""
    if actor.employee_id != result.skp.employee_id and not appraises(actor, result.skp):
        return Denied(_("Kaitan hasil kerja dipilih oleh pegawai yang bersangkutan atau pejabat penilainya."))
    if result.parent_id is not None:
        return Denied(_("Hasil kerja ini sudah berinduk pada hasil kerja pimpinan."))
    if result.skp.state == workflow.CLOSED or result.dropped_on is not None:
        return Denied(_("Hasil kerja ini sudah tidak berlaku."))
    return ALLOWED
