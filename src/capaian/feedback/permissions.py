"""Who may give and who may read feedback on an SKP (PermenPANRB 6/2022 Art 17-19).

`standing` is what somebody is to the person of the SKP: the givers of Art 18 that they may speak as. It comes
from the ledger of people (queries.standing_of); a permission asks no database.
"""

from __future__ import annotations

from capaian.feedback.models import Giver
from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.planning import workflow as planning
from capaian.planning.models import Skp

Standing = frozenset[str]


def may_read_feedback(actor: Actor, skp: Skp) -> Verdict:
    """All of it: the person, the appraiser, and who watches over the agency's process."""
    watches = actor.has(Role.PERFORMANCE_MANAGER) or actor.has(Role.INSPECTOR)
    if watches or actor.employee_id in {skp.employee_id, skp.appraiser_id}:
        return ALLOWED
    return Denied("Umpan balik ini hanya terlihat oleh pegawainya, pejabat penilainya, dan pengelola kinerja instansi.")


def may_open_feedback(actor: Actor, skp: Skp, standing: Standing) -> Verdict:
    """The page: who may read all of it, and who may give (these then see what they gave themselves)."""
    return ALLOWED if standing else may_read_feedback(actor, skp)


def may_give_feedback(actor: Actor, skp: Skp, giver: str, standing: Standing) -> Verdict:
    """As what one is to the person; a leader may also write down what stakeholders said. Never on oneself."""
    if skp.employee_id == actor.employee_id:
        return Denied("Umpan balik untuk SKP Anda diberikan oleh orang lain.")
    if skp.state != planning.AGREED:
        return Denied("SKP belum disepakati. Umpan balik diberikan selama pelaksanaan kinerja.")
    if not standing:
        return Denied("Umpan balik diberikan oleh pimpinan, rekan di unit yang sama, atau pegawai di bawahnya.")
    if giver not in standing:
        return Denied(f"Anda tidak dapat memberi umpan balik sebagai “{Giver(giver).label}” untuk pegawai ini.")
    return ALLOWED
