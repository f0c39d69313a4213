"""Who holds which role, and who lent one to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor, Role
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import require
from capaian.foundation.roles import ROLES
from capaian.people.models import Delegation, Employee, RoleGrant
from capaian.people.permissions.roles import may_end_lending, may_see_roles
from capaian.people.queries.identity import held_on, lendings_on
from capaian.people.queries.ledger import employed_on, named

SHOWN = ("now", "coming", "past")


@dataclass(frozen=True, slots=True)
class GrantFilter:
    """What the address of the list says; unknown words count as nothing."""

    search: str = ""
    role: str = ""
    unit: str = ""
    show: str = "now"

    @classmethod
    def read(cls, query: dict[str, str]) -> GrantFilter:
        """From the address: ?role=inspector&q=ani&unit=dinas&show=past."""
        role, show = query.get("role", ""), query.get("show", "")
        return cls(
            search=query.get("q", "").strip()[:100], role=role if role in set(Role) else "",
            unit=query.get("unit", "").strip()[:100], show=show if show in SHOWN else "now",
        )


def grants_for(actor: Actor, wanted: GrantFilter, day: date) -> QuerySet[RoleGrant]:
    """Grants of the agency by name. Raises Refused for who neither grants nor inspects."""
    require(may_see_roles(actor))
    when = {
        "now": held_on(day), "coming": Q(start__gt=day), "past": Q(end__lt=day),
    }[wanted.show]
    rows = RoleGrant.objects.filter(when, employee__agency_id=actor.agency_id)
    if wanted.role:
        rows = rows.filter(role=wanted.role)
    if wanted.search:
        rows = rows.filter(named(wanted.search, "employee__"))
    if wanted.unit:
        rows = rows.filter(unit__name__icontains=wanted.unit)
    return rows.select_related("employee", "unit").order_by("employee__name", "role", "pk")


def get_grant_for(actor: Actor, pk: int) -> RoleGrant:
    """One grant of the agency; another agency's does not exist."""
    require(may_see_roles(actor))
    grant = RoleGrant.objects.filter(pk=pk, employee__agency_id=actor.agency_id).select_related("employee", "unit").first()
    if grant is None:
        raise Http404
    return grant


def is_last(grant: RoleGrant, day: date) -> bool:
    """Whether nobody else who works here holds this role today without an end."""
    others = RoleGrant.objects.filter(
        held_on(day), role=grant.role, employee__agency_id=grant.employee.agency_id, end__isnull=True,
    ).filter(employed_on(day, "employee__"))
    return not others.exclude(employee_id=grant.employee_id).exists()


def roles_from(employee: Employee, day: date) -> set[Role]:
    """Roles granted or lent to a person that hold on this day or later."""
    granted = RoleGrant.objects.filter(Q(end__isnull=True) | Q(end__gte=day), employee=employee).values_list("role", flat=True)
    lent = Delegation.objects.filter(delegate=employee, end__gte=day, ended_at=None).values_list("role", flat=True)
    return {Role(role) for role in (*granted, *lent)}


def own_grants_of(actor: Actor, day: date) -> list[RoleGrant]:
    """The granted roles that this person may lend."""
    rows = RoleGrant.objects.filter(held_on(day), employee_id=actor.employee_id).select_related("unit").order_by("role", "pk")
    return [row for row in rows if ROLES[Role(row.role)].delegable]


def lendings_for(actor: Actor) -> QuerySet[Delegation]:
    """What one lent and what was lent to one, the newest first."""
    mine = Q(lender_id=actor.employee_id) | Q(delegate_id=actor.employee_id)
    rows = Delegation.objects.filter(mine, lender__agency_id=actor.agency_id)
    return rows.select_related("lender", "delegate", "unit").order_by("-start", "-pk")


def _lending(actor: Actor, pk: int) -> Delegation:
    rows = Delegation.objects.filter(pk=pk, lender__agency_id=actor.agency_id)
    lending = rows.select_related("lender", "delegate", "unit").first()
    if lending is None:
        raise Http404
    return lending


def get_lending_to_end_for(actor: Actor, pk: int) -> Delegation:
    """One lending, for who may end it."""
    lending = _lending(actor, pk)
    require(may_end_lending(actor, lending))
    return lending


def get_lending_to_use_for(actor: Actor, pk: int) -> Delegation:
    """One lending, for its delegate; a colleague's stays a colleague's (the action says so)."""
    return _lending(actor, pk)


def still_holds(lending: Delegation, day: date) -> bool:
    """Whether the lender works here and holds the role on this day."""
    return lendings_on(max(day, lending.start)).filter(pk=lending.pk).exists()


def usable_lendings_of(actor: Actor, day: date) -> QuerySet[Delegation]:
    """What this person may use today on somebody's behalf."""
    return lendings_on(day).filter(delegate_id=actor.employee_id).order_by("end", "pk")


def todos_for(actor: Actor, day: date) -> list[dict[str, Any]]:
    """Roles that wait to be used, for the home page: one query, and only where there are any."""
    if not actor.lent or actor.behalf_id is not None:
        return []
    return [
        {
            "title": _("Peran pinjaman: %(role)s") % {"role": ROLES[Role(one.role)].label},
            "note": _("dari %(name)s · sampai %(day)s") % {"name": one.lender.name, "day": day_in_words(one.end)},
            "href": reverse("people:delegations"), "action": _("Buka"), "kind": "plain", "column": "todo",
        }
        for one in usable_lendings_of(actor, day)
    ]
