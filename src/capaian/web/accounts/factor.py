"""The second factor: who must have one, and what this session knows about it."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from capaian.foundation import accounts
from capaian.foundation.actor import Actor
from capaian.foundation.devices import device
from capaian.foundation.roles import ROLES, Role

HAS_ONE = "second_factor"  # in the session: this account has one, so nothing need be asked of the database
SEEN = "seen_at"
SEEN_EVERY = 300  # seconds between two notes of when a session was used


def signed_in(request: HttpRequest, user: Any) -> None:
    """Begin to note when this session is used; remember whether a second factor was shown."""
    request.session[SEEN] = int(timezone.now().timestamp())
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, user)):
        request.session[HAS_ONE] = True


def note_use(request: HttpRequest) -> None:
    """Every few minutes: when and from where this session was used."""
    now = timezone.now()
    last = request.session.get(SEEN)
    if last is None or now.timestamp() - last < SEEN_EVERY:
        return
    from allauth.account.adapter import get_adapter  # noqa: PLC0415 - the adapter imports this module

    request.session[SEEN] = int(now.timestamp())
    accounts.was_seen(request.user, request.session.session_key or "", get_adapter().get_client_ip(request), now)  # type: ignore[arg-type]


def needing(actor: Actor) -> list[str]:
    """The names of this person's roles that need a second factor."""
    return [str(ROLES[role].label) for role in Role if role in actor.roles and role in settings.SECOND_FACTOR_ROLES]


def is_forced(request: HttpRequest) -> bool:
    """Whether this person's roles need one, here and now; never in the demonstration."""
    if not settings.SECOND_FACTOR_FORCED:
        return False
    try:
        return bool(needing(request.actor))  # type: ignore[attr-defined]
    except PermissionDenied:
        return False  # an account that is nobody's sees nothing anyway


def must_enrol(request: HttpRequest) -> bool:
    """Whether this person must set one up before anything else. Asks the database only until there is one."""
    if request.session.get(HAS_ONE) or not is_forced(request):
        return False
    if accounts.has_second_factor(request.user):  # type: ignore[arg-type]
        request.session[HAS_ONE] = True
        return False
    return True


def forget(request: HttpRequest) -> None:
    """A second factor was taken off: ask again."""
    request.session.pop(HAS_ONE, None)


def is_last_needed(request: HttpRequest, authenticator: Authenticator) -> bool:
    """Whether this is the only second factor of somebody whose role needs one."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=kinds).exclude(pk=authenticator.pk)
    return is_forced(request) and not others.exists()


def this_device(request: HttpRequest) -> str:
    """`Chrome di Android`."""
    return device(request.headers.get("User-Agent", ""))
