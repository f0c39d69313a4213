"""Who may make a link into somebody's account, and who sees how an account stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.foundation.roles import ROLES
from capaian.kernel.words import N_
from capaian.people.permissions.scope import administers, manages, manages_units
from capaian.people.rules.accounts import Power, covers

OWN = N_("Akun sendiri diatur di halaman Akun saya.")
LENDER = N_("Anda sedang memakai peran orang ini, jadi akunnya dibukakan oleh pengelola lain.")
MANAGERS_ONLY = N_("Akun pegawai dibukakan oleh pengelola kinerja instansi, pengelola kinerja unitnya, atau pengelola sistem.")
STRONGER = N_("Orang ini memegang peran yang tidak Anda pegang. Pengelola sistem instansi Anda dapat membantunya.")


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose account it is: the person, where the person works ("": nowhere), and what the person may do."""

    employee_id: int
    unit_path: str
    powers: tuple[Power, ...]


def powers_of(actor: Actor) -> tuple[Power, ...]:
    """What this person may do, as the rule compares it: roles of the whole agency, and roles for units."""
    whole = (Power(role) for role in actor.roles if not ROLES[role].per_unit)
    return (*whole, *(Power(role, path) for role, path in actor.scopes))


def may_make_link(actor: Actor, holder: Holder) -> Verdict:
    """A performance manager of the agency or of the unit, for those who may do no more; the administrator for anybody.

    Never for oneself, nor for the colleague whose lent role is being used.
    """
    if holder.employee_id == actor.employee_id:
        return Denied(_(OWN))
    if holder.employee_id == actor.behalf_id:
        return Denied(_(LENDER))
    if administers(actor):
        return ALLOWED
    if not manages(actor, holder.unit_path):
        return Denied(_(MANAGERS_ONLY))
    return ALLOWED if covers(powers_of(actor), holder.powers) else Denied(_(STRONGER))


def may_see_accounts(actor: Actor) -> Verdict:
    """The list of accounts: who opens any at all."""
    return ALLOWED if administers(actor) or manages_units(actor) else Denied(_(MANAGERS_ONLY))


def may_invite_unit(actor: Actor, unit_path: str) -> Verdict:
    """Opening accounts for the people of a unit."""
    return ALLOWED if administers(actor) or manages(actor, unit_path) else Denied(_(MANAGERS_ONLY))
