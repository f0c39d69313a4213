"""Accounts, below the screens: opening one, ending its sessions, taking its second factors off, tokens of links.

Signing in itself is allauth's. What is here are the few deeds that somebody else may do to an account.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef

from capaian.foundation.models import CacheEntry, User

LONG_GONE = timedelta(days=14)


def new_token() -> str:
    """256 random bits for an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. An attacker who times the lookup learns about the hash, which says nothing about the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def has_second_factor(user: User) -> bool:
    """Whether an app or a passkey is set up; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def with_second_factor(user: str) -> Exists:
    """The same as a condition: `user` names the field that leads to the account."""
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return Exists(factors.filter(user=OuterRef(user)))


def second_factors(user: User) -> list[str]:
    """The kinds that are set up, each once: `totp`, `webauthn`, `recovery_codes`."""
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True).distinct())


def clear_second_factors(user: User) -> int:
    """Take off every second factor; returns how many there were."""
    return int(Authenticator.objects.filter(user=user).delete()[0])


def end_session(user: User, pk: int) -> bool:
    """End one of this person's own sessions; False where there is none of that number (any more)."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is not None:
        session.end()
    return session is not None


def end_sessions(user: User) -> None:
    """Sign this account out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def was_seen(user: User, session_key: str, address: str, at: datetime) -> None:
    """Note when and from where a session was last used."""
    UserSession.objects.filter(user=user, session_key=session_key).update(last_seen_at=at, ip=address)


def forget_expired(now: datetime) -> None:
    """Counts of attempts whose time is over, and notes of sessions that ended by themselves long ago."""
    CacheEntry.objects.filter(expires__lt=now).delete()
    UserSession.objects.filter(last_seen_at__lt=now - LONG_GONE).delete()


def set_password(user: User, password: str) -> None:
    """A new password, which also ends every session that began with the old one."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)


def know_email(user: User, address: str) -> bool:
    """Take over the address the agency knows. One that the person has proven to be theirs stays; True where it changed."""
    return know_emails([(user, address)]) == 1


def know_emails(known: Iterable[tuple[User, str]]) -> int:
    """The same for many at once, in four statements; returns how many changed."""
    wanted = {user: address.strip().lower() for user, address in known}
    differing = [user for user, address in wanted.items() if user.email.lower() != address]
    proven = set(EmailAddress.objects.filter(user__in=differing, verified=True).values_list("user_id", flat=True))
    changed = [user for user in differing if user.pk not in proven]
    for user in changed:
        user.email = wanted[user]
    EmailAddress.objects.filter(user__in=changed, verified=False).delete()  # the former one opens nothing any more
    User.objects.bulk_update(changed, ["email"], batch_size=500)
    return len(changed)


def account_named(username: str) -> User | None:
    """The account of this name (a NIP), whoever it belongs to."""
    return User.objects.filter(username=username).first()


def make_account(username: str, name: str, email: str = "") -> User:
    """An account without a password: nobody can sign in with it yet."""
    user = User(username=username, first_name=name[:150], email=email.strip().lower())
    user.set_unusable_password()
    user.save()
    return user
