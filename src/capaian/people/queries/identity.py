"""Who somebody is: the person behind an account, with today's roles, and the role of a colleague used on their behalf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor, Role
from capaian.foundation.errors import Refused
from capaian.foundation.language import day_in_words
from capaian.foundation.models import Notice, User
from capaian.foundation.roles import ROLES
from capaian.people.models import Delegation, Employee, Posting, Reporting, RoleGrant
from capaian.people.queries.ledger import DEFINITIVE_FIRST, employed_on, on


def held_on(day: date) -> Q:
    """Role grants that hold on this day; without a start they hold from before our records."""
    return (Q(start__isnull=True) | Q(start__lte=day)) & (Q(end__isnull=True) | Q(end__gte=day))


def actor_for(user: User, day: date, capacity: int | None = None) -> Actor | None:
    """The person behind an account with today's roles, in two queries; None for an account that is nobody's.

    `capacity` is the delegation this person chose to use: a third query, asked anew each time, so that what was taken
    back or has ended is gone at once. Raises Refused where the person no longer works here.
    """
    held = Posting.objects.filter(on(day), employee=OuterRef("pk")).order_by(DEFINITIVE_FIRST, "-start")
    employee = (
        Employee.objects.filter(user=user)
        .select_related("agency")
        .annotate(
            appraises=Exists(Reporting.objects.filter(on(day), appraiser=OuterRef("pk"))),
            lent=Exists(Delegation.objects.filter(on(day), delegate=OuterRef("pk"), ended_at=None)),
            unread=Exists(Notice.objects.filter(recipient=user, read_at=None)),
            post_title=Subquery(held.values("position__title")[:1]),
            post_unit=Subquery(held.values("position__unit__name")[:1]),
        )
        .prefetch_related(
            Prefetch("role_grants", RoleGrant.objects.filter(held_on(day)).select_related("unit"), to_attr="granted")
        )
        .first()
    )
    if employee is None:
        return None
    if employee.employed_until is not None and employee.employed_until < day:
        words = _("Masa kerja Anda pada instansi ini berakhir pada %(day)s, jadi akun ini tidak dapat dipakai lagi. "
                  "Bila itu keliru, hubungi pengelola kinerja instansi Anda.")
        raise Refused(words % {"day": day_in_words(employee.employed_until)})
    actor = Actor(
        user_id=user.pk,
        employee_id=employee.pk,
        agency_id=employee.agency_id,
        name=employee.name,
        roles=frozenset({Role.EMPLOYEE, *(Role(grant.role) for grant in employee.granted)}),
        appraises=employee.appraises,
        day=day,
        post=post_line(employee.post_title, employee.post_unit),
        agency=employee.agency.name,
        time_zone=employee.agency.time_zone,
        scopes=tuple((Role(grant.role), grant.unit.path) for grant in employee.granted if grant.unit is not None),
        lent=employee.lent,
        unread=employee.unread,
    )
    return actor if capacity is None else _with_capacity(actor, capacity, day)


def lendings_on(day: date) -> QuerySet[Delegation]:
    """Roles lent on this day whose lender still works here and holds them."""
    theirs = RoleGrant.objects.filter(held_on(day), employee=OuterRef("lender"), role=OuterRef("role"))
    still = theirs.filter(Q(unit__isnull=True) | Q(unit=OuterRef("unit")))
    return Delegation.objects.filter(
        Exists(still), on(day), employed_on(day, "lender__"), ended_at=None
    ).select_related("lender", "unit")


def _with_capacity(actor: Actor, capacity: int, day: date) -> Actor:
    """The same person with the lent role added; without it where the lending no longer holds."""
    lent = lendings_on(day).filter(pk=capacity, delegate_id=actor.employee_id, lender__agency_id=actor.agency_id).first()
    if lent is None or actor.has(Role.INSPECTOR) or not ROLES[Role(lent.role)].delegable:
        return actor
    role = Role(lent.role)
    return replace(
        actor, roles=actor.roles | {role}, scopes=(*actor.scopes, *(((role, lent.unit.path),) if lent.unit else ())),
        behalf_id=lent.lender_id, behalf_name=lent.lender.name, capacity_id=lent.pk, capacity_until=lent.end,
    )


def post_line(title: str | None, unit: str | None) -> str:
    """`Perawat Mahir · Puskesmas Galala`; the unit once only where the title names it already."""
    if not title or not unit or title.endswith(unit):
        return title or ""
    return f"{title} · {unit}"
