"""Who somebody is: the person behind an account, with today's roles."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from capaian.foundation.actor import Actor, Role
from capaian.foundation.models import User
from capaian.people.models import Employee, Posting, Reporting
from capaian.people.queries.ledger import DEFINITIVE_FIRST, on


def actor_for(user: User, day: date) -> Actor | None:
    """The person behind an account with today's roles, in two queries; None for an account that is nobody's."""
    held = Posting.objects.filter(on(day), employee=OuterRef("pk")).order_by(DEFINITIVE_FIRST, "-start")
    employee = (
        Employee.objects.filter(user=user)
        .select_related("agency")
        .annotate(
            appraises=Exists(Reporting.objects.filter(on(day), appraiser=OuterRef("pk"))),
            post_title=Subquery(held.values("position__title")[:1]),
            post_unit=Subquery(held.values("position__unit__name")[:1]),
        )
        .prefetch_related("role_grants")
        .first()
    )
    if employee is None:
        return None
    return Actor(
        user_id=user.pk,
        employee_id=employee.pk,
        agency_id=employee.agency_id,
        name=employee.name,
        roles=frozenset({Role.EMPLOYEE, *(Role(grant.role) for grant in employee.role_grants.all())}),
        appraises=employee.appraises,
        post=post_line(employee.post_title, employee.post_unit),
        agency=employee.agency.name,
        time_zone=employee.agency.time_zone,
    )


def post_line(title: str | None, unit: str | None) -> str:
    """`Perawat Mahir · Puskesmas Galala`; the unit once only where the title names it already."""
    if not title or not unit or title.endswith(unit):
        return title or ""
    return f"{title} · {unit}"
