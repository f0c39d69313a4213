"""Who gives, takes back, lends and uses roles. What each role is stands in foundation.roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.foundation.roles import ROLES
from capaian.people.models import Delegation, Employee, RoleGrant
from capaian.people.permissions.scope import administers, manages_agency

_OFFICE = gettext_lazy("Peran hanya diatur oleh pengelola kinerja instansi dan pengelola sistem.")
_BORROWED = gettext_lazy("Peran tidak diatur atas nama orang lain. Selesaikan dulu peran pinjaman Anda.")
READS_ONLY = gettext_lazy("Pengawas membaca dan tidak pernah mengubah, jadi perannya tidak digabung dengan peran lain.")


def may_see_roles(actor: Actor) -> Verdict:
    """Who holds what: those who grant, and inspectors."""
    if administers(actor) or manages_agency(actor) or actor.has(Role.INSPECTOR):
        return ALLOWED
    return Denied(_("Daftar peran dibuka untuk pengelola kinerja instansi, pengelola sistem dan pengawas."))


def grantable(actor: Actor) -> tuple[Role, ...]:
    """The roles that this person gives and takes back; none while using a role on somebody's behalf."""
    if actor.behalf_id is not None:
        return ()
    return tuple(role for role, facts in ROLES.items() if actor.roles & set(facts.granted_by))


def may_grant_roles(actor: Actor) -> Verdict:
    """Whether the form opens at all."""
    if actor.behalf_id is not None and (administers(actor) or manages_agency(actor)):
        return Denied(str(_BORROWED))
    return ALLOWED if grantable(actor) else Denied(str(_OFFICE))


def may_grant_role(actor: Actor, employee: Employee, role: Role) -> Verdict:
    """Never to oneself; administrators and inspectors are made by administrators only."""
    if not (verdict := may_grant_roles(actor)):
        return verdict
    if employee.agency_id != actor.agency_id:
        return Denied(_("Peran hanya diberikan kepada pegawai instansi Anda sendiri."))
    if employee.pk == actor.employee_id:
        return Denied(_("Peran untuk diri sendiri diberikan oleh orang lain."))
    if role not in grantable(actor):
        words = _("Peran %(role)s hanya diberikan oleh pengelola sistem.") if ROLES[role].granted_by else _(
            "Peran %(role)s tidak diberikan: setiap pegawai memilikinya.")
        return Denied(words % {"role": ROLES[role].label})
    return ALLOWED


def may_take_back_role(actor: Actor, grant: RoleGrant, *, last: bool) -> Verdict:
    """Whoever may give it; `last`: nobody else of the agency holds it without end."""
    if not (verdict := may_grant_roles(actor)):
        return verdict
    facts = ROLES[Role(grant.role)]
    if Role(grant.role) not in grantable(actor):
        return Denied(_("Peran %(role)s hanya dicabut oleh pengelola sistem.") % {"role": facts.label})
    if last and facts.last_stays:
        words = _("%(name)s adalah pemegang terakhir peran %(role)s. Berikan dulu peran ini kepada orang lain.")
        return Denied(words % {"name": grant.employee.name, "role": facts.label})
    return ALLOWED


def together(role: Role, held: Iterable[Role]) -> Verdict:
    """Whether one person may hold this role beside these: who checks does not also do."""
    for other in held:
        if other in ROLES[role].apart or role in ROLES[other].apart:
            return Denied(str(READS_ONLY))
    return ALLOWED


def beware(role: Role, held: Iterable[Role]) -> str:
    """What should be known of these roles in one person, "" where there is nothing to say."""
    met = [other for other in held if other in ROLES[role].careful or role in ROLES[other].careful]
    if not met:
        return ""
    return _("Orang ini kini memegang %(one)s dan %(other)s. Pengelola sistem tidak membaca penilaian; bila mungkin, "
             "pisahkan kedua peran.") % {"one": ROLES[role].label, "other": ROLES[met[0]].label}


def may_lend_role(actor: Actor, delegate: Employee, role: Role) -> Verdict:
    """One lends a role of one's own; whether it is one's own is the action's question to the ledger of grants."""
    if actor.behalf_id is not None:
        return Denied(_("Peran pinjaman tidak dipinjamkan lagi. Selesaikan dulu peran pinjaman Anda."))
    if delegate.agency_id != actor.agency_id:
        return Denied(_("Peran hanya dipinjamkan kepada pegawai instansi Anda sendiri."))
    if delegate.pk == actor.employee_id:
        return Denied(_("Pilih orang lain: peran dipinjamkan kepada rekan."))
    if not ROLES[role].delegable:
        return Denied(_("Peran %(role)s tidak dapat dipinjamkan.") % {"role": ROLES[role].label})
    return ALLOWED


def may_end_lending(actor: Actor, lending: Delegation) -> Verdict:
    """The lender, and whoever grants the role."""
    if actor.employee_id == lending.lender_id or Role(lending.role) in grantable(actor):
        return ALLOWED
    return Denied(_("Peminjaman ini hanya diakhiri oleh %(name)s atau pengelola peran.") % {"name": lending.lender.name})


def may_use_lending(actor: Actor, lending: Delegation, day: date, *, still_holds: bool) -> Verdict:
    """The delegate, on the days of the lending, while the lender holds the role."""
    if actor.employee_id != lending.delegate_id:
        return Denied(_("Peran ini dipinjamkan kepada orang lain."))
    if actor.has(Role.INSPECTOR):
        return Denied(str(READS_ONLY))
    if lending.ended_at is not None or day > lending.end or not still_holds:
        return Denied(_("Peminjaman peran dari %(name)s sudah berakhir.") % {"name": lending.lender.name})
    if day < lending.start:
        return Denied(_("Peminjaman peran dari %(name)s belum mulai.") % {"name": lending.lender.name})
    return ALLOWED
