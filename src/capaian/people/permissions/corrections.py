"""Who may ask for a correction, read it and decide it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.kernel.words import N_
from capaian.people.models import Correction, Employee
from capaian.people.permissions.scope import manages, manages_units

OWN_ONLY = N_("Perbaikan data hanya dapat diminta dan ditarik oleh pegawai yang bersangkutan.")
NOT_YOURS = N_("Permintaan ini hanya terlihat oleh pegawai yang mengirimnya dan pengelola kinerja unitnya.")
MANAGERS_ONLY = N_("Permintaan ini diputuskan oleh pengelola kinerja instansi, atau pengelola kinerja unit yang bersangkutan.")
NOT_ONESELF = N_("Permintaan perbaikan data sendiri diputuskan oleh pengelola kinerja lain. Mintalah rekan pengelola.")
NO_QUEUE = N_("Daftar permintaan perbaikan data hanya terlihat oleh pengelola kinerja dan pengawas.")


def may_send_correction(actor: Actor, employee: Employee) -> Verdict:
    """Everybody, about themselves."""
    return ALLOWED if actor.employee_id == employee.pk else Denied(_(OWN_ONLY))


def may_withdraw_correction(actor: Actor, correction: Correction) -> Verdict:
    """Whoever sent it."""
    return ALLOWED if actor.employee_id == correction.employee_id else Denied(_(OWN_ONLY))


def may_read_correction(actor: Actor, correction: Correction, path: str) -> Verdict:
    """Whoever sent it, who manages the unit (by its path), and the inspector."""
    if actor.employee_id == correction.employee_id or manages(actor, path) or actor.has(Role.INSPECTOR):
        return ALLOWED
    return Denied(_(NOT_YOURS))


def may_decide_correction(actor: Actor, correction: Correction, paths: Sequence[str]) -> Verdict:
    """Who manages every unit it touches; never about oneself, nor for the one who asks."""
    if correction.employee_id in {actor.employee_id, actor.behalf_id}:
        return Denied(_(NOT_ONESELF))
    return ALLOWED if all(manages(actor, path) for path in paths) else Denied(_(MANAGERS_ONLY))


def may_see_queue(actor: Actor) -> Verdict:
    """Who manages some unit, and the inspector."""
    return ALLOWED if manages_units(actor) or actor.has(Role.INSPECTOR) else Denied(_(NO_QUEUE))
