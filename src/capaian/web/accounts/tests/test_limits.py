"""Guessing is slowed down, in a cache that every process shares."""

from __future__ import annotations

import pytest

from capaian.foundation.models import CacheEntry
from capaian.people.tests.factories import PASSWORD
from capaian.web.accounts.tests.conftest import LOGIN, sign_in

TOO_MANY = "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."


@pytest.fixture(autouse=True)
def _limited(settings, db):
    settings.ACCOUNT_RATE_LIMITS = {"login": "8/m/ip", "login_failed": "60/m/ip,3/5m/key", "reset_password": "2/m/ip"}


def test_one_accounts_password_is_guessed_only_so_often(client, cast):
    for _attempt in range(3):
        assert sign_in(client, cast.ani, "salah").status_code == 422
    answer = sign_in(client, cast.ani, PASSWORD)
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [TOO_MANY])
    assert sign_in(client, cast.budi)["Location"] == "/"
    assert CacheEntry.objects.exists()  # counted where other processes see it


def test_one_place_tries_only_so_often(client, cast):
    for _attempt in range(8):
        client.post(LOGIN, {"login": "196001011980011999", "password": ""})
    answer = sign_in(client, cast.ani)
    assert (answer.status_code, "Terlalu banyak percobaan" in answer.content.decode()) == (429, True)
    assert sign_in(client.__class__(REMOTE_ADDR="103.28.12.7"), cast.ani)["Location"] == "/"


def test_letters_are_asked_for_only_so_often(client, cast):
    statuses = [client.post("/account/password/reset/", {"email": "ani@contoh.example"}).status_code for _attempt in range(3)]
    assert statuses == [302, 302, 429]


def test_behind_a_proxy_each_visitor_is_counted(client, cast, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _attempt in range(8):
        client.post(LOGIN, {"login": cast.ani.nip, "password": ""}, headers={"X-Forwarded-For": "1.2.3.4, 198.51.100.1"})
    # What the visitor wrote into the header itself counts for nothing.
    same = client.post(LOGIN, {"login": cast.ani.nip, "password": PASSWORD}, headers={"X-Forwarded-For": "9.9.9.9, 198.51.100.1"})
    other = client.post(LOGIN, {"login": cast.ani.nip, "password": PASSWORD}, headers={"X-Forwarded-For": "198.51.100.2"})
    assert [same.status_code, other.status_code] == [429, 302]
