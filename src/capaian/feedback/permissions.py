"""Who may give and who may read feedback on an SKP (PermenPANRB 6/2022 Art 17-19).

`standing` is what somebody is to the person of the SKP: the givers of Art 18 that they may speak as. It comes
from the ledger of people (queries.standing_of); a permission asks no database.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.feedback.models import Giver
from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.planning import workflow as planning
from capaian.planning.models import Skp
from capaian.planning.permissions import may_view_skp

Standing = frozenset[str]


def may_read_feedback(actor: Actor, skp: Skp) -> Verdict:
    """All of it: whoever may read the plan."""
    return may_view_skp(actor, skp)


def may_open_feedback(actor: Actor, skp: Skp, standing: Standing) -> Verdict:
    """The page: who may read all of it, and who may give (these then see what they gave themselves)."""
    return ALLOWED if standing else may_read_feedback(actor, skp)


def may_give_feedback(actor: Actor, skp: Skp, giver: str, standing: Standing) -> Verdict:
    """As what one is to the person; a leader may also write down what stakeholders said. Never on oneself."""
    if skp.employee_id == actor.employee_id:
        return Denied(_("Umpan balik untuk SKP Anda diberikan oleh orang lain."))
    if skp.state != planning.AGREED:
        return Denied(_("SKP belum disepakati. Umpan balik diberikan selama pelaksanaan kinerja."))
    if not standing:
        return Denied(_("Umpan balik diberikan oleh pimpinan, rekan di unit yang sama, atau pegawai di bawahnya."))
    if giver not in standing:
        words = _("Anda tidak dapat memberi umpan balik sebagai “%(giver)s” untuk pegawai ini.")
        return Denied(words % {"giver": Giver(giver).label})
    return ALLOWED
