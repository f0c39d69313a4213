"""Who may look whom up. Colleagues know each other by name, post and unit; the NIP carries a birth date (UU 27/2022)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.permissions.scope import administers, manages, manages_agency, manages_units


def may_see_every_nip(actor: Actor) -> bool:
    """Whether the office needs the NIP of everybody: managing the agency's people, their accounts, or inspecting."""
    return manages_agency(actor) or administers(actor) or actor.has(Role.INSPECTOR)


def may_see_nip(actor: Actor, *, employee_id: int, unit_path: str) -> bool:
    """One's own, by office everybody's, and as a unit's performance manager that of the people of the unit."""
    return employee_id == actor.employee_id or may_see_every_nip(actor) or bool(unit_path and manages(actor, unit_path))


def may_export_people(actor: Actor, unit_path: str) -> Verdict:
    """A list of people with NIP leaves the system only by those who manage or inspect them."""
    if may_see_every_nip(actor) or manages(actor, unit_path):
        return ALLOWED
    return Denied(_(
        "Daftar pegawai beserta NIP hanya dapat diunduh oleh pengelola kinerja unit ini, pengelola kinerja instansi, "
        "pengelola sistem dan pengawas."
    ))


def may_see_any_nip(actor: Actor) -> bool:
    """Whether searching by NIP finds anybody but oneself."""
    return may_see_every_nip(actor) or manages_units(actor)
