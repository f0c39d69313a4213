"""Roles given, taken back, lent to a colleague and used on somebody's behalf. Each is recorded, and told to whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor, Role
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.notices import NoticeKind, notify
from capaian.foundation.permissions import Denied, require
from capaian.foundation.roles import LONGEST_LENDING, ROLES
from capaian.foundation.writing import action
from capaian.kernel.words import N_, say
from capaian.people.models import Agency, Delegation, Employee, RoleGrant, Unit
from capaian.people.permissions.roles import (
    beware,
    may_end_lending,
    may_grant_role,
    may_lend_role,
    may_take_back_role,
    may_use_lending,
    together,
)
from capaian.people.queries.identity import held_on
from capaian.people.queries.roles import is_last, roles_from, still_holds

DAY = timedelta(days=1)


@action
def grant_role(
    *, employee: Employee, role: Role, unit: Unit | None = None, start: date | None = None, end: date | None = None,
    reason: str, by: Actor, at: datetime,
) -> RoleGrant:
    """Give somebody a role. Raises Refused, or InvalidInput with everything that does not fit."""
    require(may_grant_role(by, employee, role))
    today = timezone.localdate(at)
    start = start or today
    _lock(by.agency_id)
    problems = [*_of_place(role, unit, by.agency_id), *_of_days(start, end, today), *_of_reason(reason)]
    if isinstance(verdict := together(role, roles_from(employee, today)), Denied):
        problems.append(Problem(verdict.reason, "role"))
    if employee.employed_until is not None and employee.employed_until < start:
        problems.append(Problem(_("%(name)s tidak lagi bekerja pada tanggal itu.") % {"name": employee.name}, "employee"))
    if not problems and _overlaps(employee, role, unit, start, end):
        problems.append(Problem(_("%(name)s sudah memegang peran ini pada masa itu.") % {"name": employee.name}, "role"))
    if problems:
        raise InvalidInput(problems)
    grant = RoleGrant.objects.create(
        employee=employee, role=role, unit=unit, start=start, end=end, reason=reason.strip(), granted_by=by.name,
    )
    audit.record(by=by, at=at, verb="role.grant", subject=grant, after=_of_grant(grant))
    _tell(employee, N_("Anda mendapat peran %(role)s"), role, reason, at)
    return grant


@action
def take_back_role(*, grant: RoleGrant, reason: str, by: Actor, at: datetime) -> None:
    """End a role at once: from today on it is no longer held. Raises Refused for the last holder where one must stay."""
    today = timezone.localdate(at)
    _lock(by.agency_id)
    grant.refresh_from_db()
    require(may_take_back_role(by, grant, last=is_last(grant, today)))
    if grant.end is not None and grant.end < today:
        raise Refused(_("Peran ini sudah berakhir."))
    if problems := _of_reason(reason):
        raise InvalidInput(problems)
    before = _of_grant(grant)
    grant.end = today - DAY
    grant.save(update_fields=["end"])
    audit.record(by=by, at=at, verb="role.take-back", subject=grant, before=before, after={**_of_grant(grant), "why": reason})
    _tell(grant.employee, N_("Peran %(role)s Anda dicabut"), Role(grant.role), reason, at)


@action
def lend_role(
    *, delegate: Employee, grant: RoleGrant, start: date, end: date, reason: str, by: Actor, at: datetime,
) -> Delegation:
    """Lend a role of one's own to a colleague for some days. Raises Refused, or InvalidInput with all that does not fit."""
    role, today = Role(grant.role), timezone.localdate(at)
    require(may_lend_role(by, delegate, role))
    if grant.employee_id != by.employee_id:
        raise Refused(_("Hanya peran Anda sendiri yang dapat dipinjamkan."))
    _lock(by.agency_id)
    problems = [*_of_days(start, end, today), *_of_reason(reason)]
    if end - start >= timedelta(days=LONGEST_LENDING):
        words = _("Peran dipinjamkan paling lama %(days)d hari (Kebijakan Capaian).") % {"days": LONGEST_LENDING}
        problems.append(Problem(words, "end"))
    if not RoleGrant.objects.filter(held_on(start), pk=grant.pk).exists() or (grant.end is not None and grant.end < end):
        problems.append(Problem(_("Anda sendiri tidak memegang peran ini selama masa itu."), "end"))
    held = roles_from(delegate, today)
    if isinstance(verdict := together(role, held), Denied):
        problems.append(Problem(verdict.reason, "delegate"))
    if delegate.employed_until is not None and delegate.employed_until < end:
        problems.append(Problem(_("%(name)s tidak bekerja sampai akhir masa itu.") % {"name": delegate.name}, "delegate"))
    meeting = Delegation.objects.filter(lender_id=by.employee_id, delegate=delegate, role=role, unit=grant.unit, ended_at=None)
    if meeting.filter(start__lte=end, end__gte=start).exists():
        problems.append(Problem(_("Peran ini sudah Anda pinjamkan kepada orang yang sama pada masa itu."), "delegate"))
    if problems:
        raise InvalidInput(problems)
    lending = Delegation.objects.create(
        lender_id=by.employee_id, delegate=delegate, role=role, unit=grant.unit, start=start, end=end, reason=reason.strip(),
    )
    audit.record(by=by, at=at, verb="delegation.make", subject=lending, after=_of_lending(lending))
    _tell(delegate, N_("Peran %(role)s dipinjamkan kepada Anda"), role, reason, at)
    return lending


@action
def end_lending(*, lending: Delegation, by: Actor, at: datetime) -> None:
    """Take a lent role back before its end."""
    require(may_end_lending(by, lending))
    lending = Delegation.objects.select_for_update().get(pk=lending.pk)
    if lending.ended_at is not None or lending.end < timezone.localdate(at):
        raise Refused(_("Peminjaman peran ini sudah berakhir."))
    lending.ended_at = at
    lending.save(update_fields=["ended_at"])
    audit.record(by=by, at=at, verb="delegation.end", subject=lending, after={"ended_at": at})
    _tell(lending.delegate, N_("Peminjaman peran %(role)s berakhir"), Role(lending.role), lending.reason, at)


@action
def use_lending(*, lending: Delegation, by: Actor, at: datetime) -> None:
    """Begin to act on somebody's behalf. What is kept of it stands in the session; this is its record."""
    today = timezone.localdate(at)
    require(may_use_lending(by, lending, today, still_holds=still_holds(lending, today)))
    audit.record(by=by, at=at, verb="delegation.use", subject=lending, after=_of_lending(lending))


def warning_of(grant: RoleGrant, day: date) -> str:
    """What should be known of a role just given, "" where there is nothing to say."""
    return beware(Role(grant.role), roles_from(grant.employee, day) - {Role(grant.role)})


def _lock(agency_id: int) -> None:
    """One at a time: two administrators must not take the last role from each other."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)


def _of_place(role: Role, unit: Unit | None, agency_id: int) -> list[Problem]:
    if ROLES[role].per_unit and (unit is None or unit.agency_id != agency_id):
        return [Problem(_("Pilih unit: peran ini berlaku untuk satu unit dan unit di bawahnya."), "unit")]
    if not ROLES[role].per_unit and unit is not None:
        return [Problem(_("Peran ini berlaku untuk seluruh instansi; kosongkan unitnya."), "unit")]
    return []


def _of_days(start: date, end: date | None, today: date) -> list[Problem]:
    if start < today:
        return [Problem(_("Mulai paling awal hari ini."), "start")]
    if end is not None and end < start:
        return [Problem(_("Tanggal akhir mendahului tanggal mulai."), "end")]
    return []


def _of_reason(reason: str) -> list[Problem]:
    return [] if reason.strip() else [Problem(_("Tulis alasannya: ia tercatat dan dibaca pengawas."), "reason")]


def _overlaps(employee: Employee, role: Role, unit: Unit | None, start: date, end: date | None) -> bool:
    rows = RoleGrant.objects.filter(Q(end__isnull=True) | Q(end__gte=start), employee=employee, role=role, unit=unit)
    return rows.filter(Q(start__isnull=True) | Q(start__lte=end)).exists() if end is not None else rows.exists()


def _of_grant(grant: RoleGrant) -> Mapping[str, object]:
    return {
        "employee": grant.employee_id, "role": str(grant.role), "unit": grant.unit_id, "start": grant.start, "end": grant.end,
        "reason": grant.reason,
    }


def _of_lending(lending: Delegation) -> Mapping[str, object]:
    return {
        "lender": lending.lender_id, "delegate": lending.delegate_id, "role": str(lending.role), "unit": lending.unit_id,
        "start": lending.start, "end": lending.end, "reason": lending.reason,
    }


def _tell(employee: Employee, title: str, role: Role, reason: str, at: datetime) -> None:
    notify(
        agency_id=employee.agency_id, user_ids=[employee.user_id], kind=NoticeKind.ROLE_CHANGED,
        title=say(title, role=str(ROLES[role].label)), text=reason, href=reverse("people:delegations"), at=at,
    )
