"""Links by which people open their account or get back into it: made by somebody who answers for it, used once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation import accounts, audit, tenancy
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.models import User
from capaian.foundation.notices import NoticeKind, notify
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.kernel.words import N_, say
from capaian.people.models import Employee, Invitation
from capaian.people.permissions.accounts import may_make_link
from capaian.people.queries.accounts import AT_ONCE, holders_of, is_open, state_of
from capaian.people.rules.accounts import LinkState

SHORTEST_REASON = 10
LONGEST_REASON = 300
ACCOUNT_PAGE = "/account/"
ENDED = N_("Masa kerja orang ini sudah berakhir, jadi akunnya tidak dibuka lagi.")
ELSEWHERE = N_("NIP ini sudah dipakai akun pada instansi lain. Pengelola sistem instansi itu perlu melepasnya lebih dahulu.")
GONE = N_("Tautan ini tidak berlaku lagi: sudah dipakai, dicabut, atau lewat waktunya. Minta tautan baru.")


@dataclass(frozen=True, slots=True)
class Made:
    """A new link. The token is known here and nowhere else: the database keeps its hash."""

    link: Invitation
    token: str


@action
def make_link(*, employee: Employee, reason: str, clear_second_factor: bool = False, by: Actor, at: datetime) -> Made:
    """Make a link for one person and take back those made before. Raises Refused, or InvalidInput for a missing reason."""
    require(may_make_link(by, holders_of([employee], timezone.localdate(at))[employee.pk]))
    reason = _reason(reason)
    _insist_usable(employee, at)
    made = _made(employee, reason, clear_second_factor and is_open(employee), by, at)
    if made.link.purpose == Invitation.Purpose.RESET:
        notify(
            agency_id=by.agency_id, user_ids=[employee.user_id], kind=NoticeKind.ACCOUNT_CHANGED, href=ACCOUNT_PAGE, at=at,
            title=say("%(name)s membuat tautan kata sandi baru untuk akun Anda", name=by.name),
            text=say("Alasan: %(reason)s. Tidak memintanya? Beri tahu pengelola sistem instansi Anda.", reason=reason),
        )
    return made


@action
def invite_people(*, people: Sequence[Employee], reason: str, by: Actor, at: datetime) -> list[Made]:
    """Make links for people without an account, at most AT_ONCE of them; who has one by now, or may do more, is left out."""
    if len(people) > AT_ONCE:
        raise InvalidInput([Problem(_("Paling banyak %(most)s orang sekaligus.") % {"most": AT_ONCE}, "employee")])
    reason = _reason(reason)
    holders = holders_of(people, timezone.localdate(at))
    return [
        _made(person, reason, False, by, at) for person in people
        if may_make_link(by, holders[person.pk]) and not is_open(person) and _why_not(person, at) == ""
    ]


@action
def revoke_link(*, link: Invitation, by: Actor, at: datetime) -> None:
    """Take a link back. Raises Refused where it opens nothing any more."""
    require(may_make_link(by, holders_of([link.employee], timezone.localdate(at))[link.employee_id]))
    row = _locked(link)
    if state_of(row, at) is not LinkState.LIVE:
        raise Refused(_(GONE))
    _revoke(row, by, at)


@action
def use_link(*, link: Invitation, password: str, by: Actor, at: datetime) -> User:
    """Open the account, or give it a new password; every session that began before ends. `by` is the person it is for.

    Raises Refused where the link opens nothing any more, or the person no longer works here.
    """
    row = _locked(link)
    employee = row.employee
    if by.employee_id != employee.pk or state_of(row, at) is not LinkState.LIVE:
        raise Refused(_(GONE))
    _insist_usable(employee, at)
    row.used_at = at
    row.save(update_fields=["used_at"])
    user = employee.user or _open(employee, by, at)
    accounts.set_password(user, password)
    accounts.know_email(user, employee.email or user.email)
    audit.record(by=by, at=at, verb="account.link.use", subject=employee, after={"purpose": row.purpose, "link": row.pk})
    if row.clears_second_factor:
        cleared = accounts.clear_second_factors(user)
        audit.record(by=by, at=at, verb="account.second-factor.clear", subject=employee,
                     after={"cleared": cleared, "made_by": row.made_by_name, "link": row.pk})
    notify(
        agency_id=by.agency_id, user_ids=[user.pk], kind=NoticeKind.ACCOUNT_CHANGED, href=ACCOUNT_PAGE, at=at,
        title=say("Kata sandi akun Anda disimpan lewat tautan dari %(name)s", name=row.made_by_name),
        text=N_("Bukan Anda? Beri tahu pengelola sistem instansi Anda."),
    )
    return user


def sync_email(*, employee: Employee) -> bool:
    """Let the account know the address that the agency's records name. Called by who changes Employee.email; no deed of
    its own. An address that the person has proven to be theirs stays."""
    return employee.user is not None and bool(employee.email) and accounts.know_email(employee.user, employee.email)


def sync_emails(*, employee_ids: Sequence[int]) -> int:
    """The same for many, after an import: one query finds those whose address differs. Returns how many changed."""
    people = Employee.objects.filter(pk__in=employee_ids, user__isnull=False).exclude(email="")
    differing = people.exclude(email__iexact=F("user__email")).select_related("user")
    return accounts.know_emails((employee.user, employee.email) for employee in differing if employee.user)


def _made(employee: Employee, reason: str, clears: bool, by: Actor, at: datetime) -> Made:
    for row in employee.invitations.filter(used_at=None, revoked_at=None, expires_at__gt=at):
        _revoke(row, by, at)
    token = accounts.new_token()
    link = Invitation.objects.create(
        employee=employee, purpose=Invitation.Purpose.RESET if is_open(employee) else Invitation.Purpose.OPEN,
        token_hash=accounts.digest(token), made_at=at, made_by_id=by.employee_id, made_by_name=by.name, reason=reason,
        expires_at=at + timedelta(hours=settings.LINK_HOURS), clears_second_factor=clears,
    )
    audit.record(by=by, at=at, verb="account.link.make", subject=employee, after={
        "purpose": link.purpose, "reason": reason, "expires_at": link.expires_at, "clears_second_factor": clears, "link": link.pk,
    })
    return Made(link, token)


def _revoke(row: Invitation, by: Actor, at: datetime) -> None:
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    audit.record(by=by, at=at, verb="account.link.revoke", subject=row.employee, after={"link": row.pk})


def _locked(link: Invitation) -> Invitation:
    """The link as stored, locked until the transaction ends: of two who use it at once, one is told it is gone."""
    return Invitation.objects.select_for_update(of=("self",)).select_related("employee__user").get(pk=link.pk)


def _reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        words = _("Tulis alasannya dalam %(least)s sampai %(most)s huruf, misalnya “Ponsel hilang, datang sendiri ke BKD”.")
        raise InvalidInput([Problem(words % {"least": SHORTEST_REASON, "most": LONGEST_REASON}, "reason")])
    return reason


def _insist_usable(employee: Employee, at: datetime) -> None:
    if why := _why_not(employee, at):
        raise Refused(_(why))


def _why_not(employee: Employee, at: datetime) -> str:
    """Why no account is opened for this person; "" where nothing speaks against it."""
    if employee.employed_until is not None and employee.employed_until < timezone.localdate(at):
        return ENDED
    return ELSEWHERE if employee.user is None and _is_taken(employee) else ""


def _is_taken(employee: Employee) -> bool:
    """Whether the account of this NIP is somebody's in another agency, or a technical one."""
    user = accounts.account_named(employee.nip)
    if user is None:
        return False
    with tenancy.everywhere():
        return user.is_staff or user.is_superuser or Employee.objects.filter(user=user).exists()


def _open(employee: Employee, by: Actor, at: datetime) -> User:
    user = accounts.account_named(employee.nip) or accounts.make_account(employee.nip, employee.name, employee.email)
    employee.user = user
    employee.save(update_fields=["user"])
    audit.record(by=by, at=at, verb="account.open", subject=employee, after={"account": user.pk})
    return user
