"""Deeds on an account that no screen shows: forgetting, and the rules of its address (see also web/accounts/tests)."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.utils import timezone

from capaian.foundation import accounts
from capaian.foundation.models import CacheEntry


def test_what_is_over_is_forgotten(cast):
    now = timezone.now()
    cache.set("today", 1, timeout=3600)
    CacheEntry.objects.create(cache_key="long ago", value="", expires=now - timedelta(hours=1))
    for name, days in (("old", 15), ("new", 1)):
        UserSession.objects.create(user=cast.ani.user, ip="127.0.0.1", session_key=name, last_seen_at=now - timedelta(days=days))
    accounts.forget_expired(now)
    assert list(CacheEntry.objects.values_list("cache_key", flat=True)) == [":1:today"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["new"]


def test_a_token_is_kept_as_its_digest_only():
    token = accounts.new_token()
    assert len(token) == 43
    assert (len(accounts.digest(token)), token in accounts.digest(token)) == (64, False)


def test_recovery_codes_alone_are_no_second_factor(cast):
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    Authenticator.objects.create(user=cast.ani.user, type="recovery_codes", data={})
    assert (accounts.has_second_factor(cast.ani.user), accounts.second_factors(cast.ani.user)) == (False, ["recovery_codes"])
    Authenticator.objects.create(user=cast.ani.user, type="totp", data={})
    assert accounts.has_second_factor(cast.ani.user) is True
