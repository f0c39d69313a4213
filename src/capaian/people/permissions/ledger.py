"""Who may change the ledger, and who may read the course of another person's posts and appraisers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.kernel.words import N_
from capaian.people.permissions.scope import manages, reads, reads_units

MANAGERS_ONLY = N_("Jabatan dan pejabat penilai hanya diubah oleh pengelola kinerja instansi, atau pengelola kinerja unit itu.")
NOT_ONESELF = N_(
    "Jabatan, penilai dan keadaan sendiri dicatat oleh pengelola kinerja lain. Bila Anda satu-satunya, pengelola sistem dapat "
    "menunjuk yang kedua."
)
UNITS_ONLY = N_("Susunan unit kerja hanya diubah oleh pengelola kinerja instansi, atau pengelola kinerja unit di atasnya.")
TEAMS_ONLY = N_("Tim kerja hanya diubah oleh pengelola kinerja instansi, atau pengelola kinerja unit tim itu.")
HEALTH_ONLY = N_("Keadaan buku penugasan hanya terlihat oleh pengelola kinerja dan pengawas.")


def may_change_ledger(actor: Actor, unit_path: str) -> Verdict:
    """Performance managers of the agency, and those of the unit of this path ("": a person without a post)."""
    return ALLOWED if manages(actor, unit_path) else Denied(_(MANAGERS_ONLY))


def may_change_person(actor: Actor, employee_id: int, unit_path: str) -> Verdict:
    """As the ledger of the person's unit, but nobody chooses the own appraiser, nor that of the colleague whose role they use."""
    if employee_id in (actor.employee_id, actor.behalf_id):
        return Denied(_(NOT_ONESELF))
    return may_change_ledger(actor, unit_path)


def may_change_units(actor: Actor, above_path: str) -> Verdict:
    """Performance managers of the agency; those of a unit within it. `above_path` is where the unit hangs ("": at the top)."""
    return ALLOWED if manages(actor, above_path) else Denied(_(UNITS_ONLY))


def may_change_team(actor: Actor, unit_path: str) -> Verdict:
    """As the ledger; a team of no unit is the whole agency's."""
    return ALLOWED if manages(actor, unit_path) else Denied(_(TEAMS_ONLY))


def may_read_course(actor: Actor, employee_id: int, unit_path: str, above: frozenset[int]) -> bool:
    """Posts, appraisers and circumstances by date: the person, who appraises upward of them on the day, the managers, and
    those who oversee. Other colleagues read name, post and unit only."""
    return actor.employee_id == employee_id or actor.employee_id in above or reads(actor, unit_path)


def may_see_health(actor: Actor) -> Verdict:
    """What the ledger lacks: whoever can mend it for some unit, and who oversees the agency."""
    return ALLOWED if reads_units(actor) else Denied(_(HEALTH_ONLY))
