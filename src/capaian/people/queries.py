"""Reading people: who somebody is, and who somebody's appraiser is on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from capaian.foundation.actor import Actor, Role
from capaian.foundation.models import User
from capaian.people.models import Employee, Posting, Reporting


def on(day: date) -> Q:
    """Ledger rows that hold on this day (start and end included)."""
    return Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gte=day))


def actor_for(user: User, day: date) -> Actor | None:
    """The person behind an account with today's roles, in two queries; None for an account that is nobody's."""
    held = Posting.objects.filter(on(day), employee=OuterRef("pk")).order_by("-start")
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


def appraiser_on(employee: Employee, day: date) -> Employee | None:
    """The formal appraiser of `employee` on a day (Art 1.9), or None where the ledger has none."""
    row = Reporting.objects.filter(on(day), employee=employee).select_related("appraiser").first()
    return row.appraiser if row else None


def posting_on(employee: Employee, day: date) -> Posting | None:
    """The post `employee` holds on a day, with its unit, or None."""
    return Posting.objects.filter(on(day), employee=employee).select_related("position__unit__agency").order_by("-start").first()


def appraisees_on(appraiser_id: int, day: date) -> QuerySet[Employee]:
    """The people this person appraises on a day, by name."""
    # As one short list: asked person by person, SQLite walks everybody there is.
    appraised = Reporting.objects.filter(on(day), appraiser_id=appraiser_id)
    return Employee.objects.filter(pk__in=appraised.values("employee_id")).order_by("name")
