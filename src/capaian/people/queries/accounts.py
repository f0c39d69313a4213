"""How accounts stand: whose they are, the links into them, and who has none yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.http import Http404
from django.utils import timezone

from capaian.foundation import accounts, tenancy
from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import require
from capaian.foundation.roles import ROLES
from capaian.people.models import Employee, Invitation, Posting, RoleGrant, Unit
from capaian.people.permissions.accounts import Holder, may_invite_unit, may_make_link, may_see_accounts
from capaian.people.permissions.scope import administers, below, managed_paths, manages_agency
from capaian.people.queries.identity import held_on, lendings_on
from capaian.people.queries.ledger import DEFINITIVE_FIRST, employed_on, named, on
from capaian.people.rules.accounts import LinkState, Power, link_state

AT_ONCE = 100
LINKS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Link:
    """A link into an account, as it stands at a moment."""

    row: Invitation
    state: LinkState


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account: whether it was ever opened, its second factors, the links into it, the newest first."""

    employee: Employee
    holder: Holder
    is_open: bool
    factors: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def email(self) -> str:
        """Where a link would be mailed."""
        own = self.employee.user.email if self.employee.user else ""
        return own or self.employee.email


def get_account_for(actor: Actor, employee_id: int, at: datetime) -> Account:
    """Somebody's account. Raises Http404 in another agency, Refused for who may not open it."""
    employee = Employee.objects.filter(agency_id=actor.agency_id, pk=employee_id).select_related("user").first()
    if employee is None:
        raise Http404
    holder = holders_of([employee], timezone.localdate(at))[employee.pk]
    require(may_make_link(actor, holder))
    links = (Link(row, state_of(row, at)) for row in employee.invitations.order_by("-made_at", "-pk")[:LINKS_SHOWN])
    factors = accounts.second_factors(employee.user) if employee.user else []
    return Account(employee, holder, is_open(employee), tuple(factors), tuple(links))


def get_link_for(actor: Actor, link_id: int, at: datetime) -> Link:
    """A link into an account of the own agency. Raises as `get_account_for`."""
    row = Invitation.objects.filter(employee__agency_id=actor.agency_id, pk=link_id).select_related("employee__user").first()
    if row is None:
        raise Http404
    require(may_make_link(actor, holders_of([row.employee], timezone.localdate(at))[row.employee_id]))
    return Link(row, state_of(row, at))


def state_of(row: Invitation, at: datetime) -> LinkState:
    return link_state(used_at=row.used_at, revoked_at=row.revoked_at, expires_at=row.expires_at, at=at)


def is_open(employee: Employee) -> bool:
    """Whether this person can sign in by password already. An import makes accounts that nobody has opened yet."""
    return employee.user is not None and employee.user.has_usable_password()


# The same as a condition; who signs in through the office's provider only has opened the account as well.
UNOPENED = Q(user__isnull=True) | Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX, user__last_login__isnull=True)


def holders_of(people: Iterable[Employee], day: date) -> dict[int, Holder]:
    """Where these people work and what they may do on a day, in three queries. A role lent to them counts as theirs: whoever
    could open the account could use it."""
    ids = [person.pk for person in people]
    paths: dict[int, str] = {}
    posts = Posting.objects.filter(on(day), employee_id__in=ids).order_by(DEFINITIVE_FIRST, "-start")
    for employee_id, path in posts.values_list("employee_id", "position__unit__path"):
        paths.setdefault(employee_id, path)
    powers: dict[int, list[Power]] = {}
    granted = RoleGrant.objects.filter(held_on(day), employee_id__in=ids).values_list("employee_id", "role", "unit__path")
    lent = lendings_on(day).filter(delegate_id__in=ids).values_list("delegate_id", "role", "unit__path")
    for employee_id, role, path in (*granted, *lent):
        if path or not ROLES[Role(role)].per_unit:
            powers.setdefault(employee_id, []).append(Power(role, path or ""))
    return {one: Holder(one, paths.get(one, ""), tuple(powers.get(one, ()))) for one in ids}


def live_link(digest: str, at: datetime) -> Invitation | None:
    """The link of this digest if it still opens something. Asked by somebody who is nobody yet: every agency is looked at."""
    with tenancy.everywhere():
        row = Invitation.objects.filter(token_hash=digest).select_related("employee__user", "employee__agency").first()
    return row if row is not None and state_of(row, at) is LinkState.LIVE else None


def actor_of(link: Invitation) -> Actor:
    """Whoever uses a link acts as the person it was made for."""
    person = link.employee
    return Actor(user_id=person.user_id or 0, employee_id=person.pk, agency_id=person.agency_id, name=person.name)


class Show(StrEnum):
    """Which accounts a list shows; the values stand in addresses."""

    EVERY = ""
    NONE = "none"
    LINK = "link"
    WEAK = "weak"


def accounts_for(actor: Actor, show: Show, search: str, at: datetime) -> QuerySet[Employee]:
    """The accounts of the people this person may open them for, by name, each with `unit_now`, `has_link` and
    `has_factor`. Raises Refused for who opens none. `search` is words of a name, or the beginning of a NIP."""
    require(may_see_accounts(actor))
    day = timezone.localdate(at)
    held = Posting.objects.filter(on(day), employee=OuterRef("pk")).order_by(DEFINITIVE_FIRST, "-start")
    rows = Employee.objects.filter(employed_on(day), agency_id=actor.agency_id)
    if not administers(actor) and not manages_agency(actor):
        inside = below(managed_paths(actor), actor.agency_id).values("pk")
        rows = rows.filter(pk__in=Posting.objects.filter(on(day), position__unit__in=inside).values("employee_id"))
    for word in search.split()[:6]:
        rows = rows.filter(named(word))
    if show is Show.NONE:
        rows = rows.filter(UNOPENED)
    if show is Show.LINK:
        rows = rows.filter(with_live_link(at))
    if show is Show.WEAK:
        strong = RoleGrant.objects.filter(held_on(day), employee=OuterRef("pk"), role__in=settings.SECOND_FACTOR_ROLES)
        rows = rows.filter(Exists(strong)).exclude(accounts.with_second_factor("user"))
    return rows.select_related("user").order_by("name", "pk").annotate(
        unit_now=Subquery(held.values("position__unit__name")[:1]), has_link=with_live_link(at),
        has_factor=accounts.with_second_factor("user"),
        is_unopened=Case(When(UNOPENED, then=True), default=False, output_field=BooleanField()),
    )


@dataclass(frozen=True, slots=True)
class Unopened:
    """People of a unit, and of the units below, without an account: how many, how many of them hold a live link, and the
    next of the others."""

    unit: Unit
    count: int
    waiting: int
    people: tuple[Employee, ...]


def unopened_for(actor: Actor, unit_id: int, at: datetime) -> Unopened:
    """Who has no account yet in a unit. Raises Http404 in another agency, Refused for who may not open accounts there."""
    unit = Unit.objects.filter(agency_id=actor.agency_id, pk=unit_id).first()
    if unit is None:
        raise Http404
    require(may_invite_unit(actor, unit.path))
    people = without_account(unit, timezone.localdate(at))
    free = people.exclude(with_live_link(at))
    count = people.count()
    return Unopened(unit, count, count - free.count(), tuple(free.order_by("name", "pk")[:AT_ONCE]))


def with_live_link(at: datetime) -> Exists:
    """People who hold a link that still opens something."""
    return Exists(Invitation.objects.filter(employee=OuterRef("pk"), used_at=None, revoked_at=None, expires_at__gt=at))


def without_account(unit: Unit, day: date) -> QuerySet[Employee]:
    """The people who work in the unit or below it on a day and have not opened an account."""
    inside = below((unit.path,), unit.agency_id).values("pk")
    here = Posting.objects.filter(on(day), position__unit__in=inside).values("employee_id")
    return Employee.objects.filter(
        employed_on(day), UNOPENED, agency_id=unit.agency_id, pk__in=here
    ).select_related("user")
