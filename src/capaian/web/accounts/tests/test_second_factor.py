"""Codes of an app: set up, used once, a clock that is a little off, recovery codes; and who must have a second factor."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from capaian.foundation.actor import Role
from capaian.foundation.models import AuditEvent, User
from capaian.foundation.sealing import seal
from capaian.people.models import RoleGrant
from capaian.people.tests.factories import PASSWORD
from capaian.web.accounts.tests.conftest import be_sure, sign_in, told
from capaian.web.accounts.tests.devices import code

APP, CODE, CODES = "/account/second-factor/app/", "/account/second-factor/code/", "/account/recovery-codes/"
NOT_THAT = "Kode ini tidak cocok atau sudah dipakai. Pastikan jam ponsel Anda diatur otomatis, lalu ketik kode yang terbaru."


def enrol(client) -> str:
    """Set the app up; returns its secret."""
    secret = client.get(APP).context["form"].secret
    assert client.post(APP, {"code": code(secret, time.time())})["Location"] == CODES
    return secret


def second_step(client, cast, typed: str):
    """A fresh sign-in up to the code."""
    client.post("/account/logout/")
    assert sign_in(client, cast.ani)["Location"] == CODE
    return client.post(CODE, {"code": typed})


@pytest.mark.django_db(transaction=True)  # what is told and recorded waits for the commit
def test_the_app_is_set_up_from_a_picture_or_by_typing(ani, cast):
    cast.ani.user.email = "ani@contoh.example"
    cast.ani.user.save()
    page = ani.get(APP)
    shown = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in shown
    assert page.context["form"].secret_in_groups in shown
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert ani.post(APP, {"code": "000000"}).status_code == 422
    secret = enrol(ani)
    stored = Authenticator.objects.get(user=cast.ani.user, type="totp")
    assert secret not in str(stored.data)
    assert sorted(mailed.subject for mailed in mail.outbox) == ["[Capaian] Aplikasi autentikator dipasang pada akun Anda."]
    deed = AuditEvent.objects.get(verb="account.app.add")
    assert (deed.actor_id, deed.subject_id) == (cast.ani.pk, cast.ani.user.pk)
    assert ani.get(APP)["Location"] == "/account/second-factor/app/removal/"


def test_signing_in_asks_for_the_code_and_only_once_for_the_same(ani, cast):
    secret = enrol(ani)
    now = time.time()
    wrong = second_step(ani, cast, "000000")
    assert (wrong.status_code, wrong.context["form"].errors["code"]) == (422, [NOT_THAT])
    assert second_step(ani, cast, code(secret, now))["Location"] == "/"
    # allauth forgets a used code after 30 seconds, but with the tolerance it still counts: ours remembers it.
    cache.delete(f"allauth.mfa.totp.used?user={cast.ani.user.pk}&code={code(secret, now)}")
    assert second_step(ani, cast, code(secret, now)).status_code == 422


@pytest.mark.parametrize(("seconds", "lets_in"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_a_clock_may_be_half_a_minute_off(ani, cast, seconds, lets_in):
    secret = enrol(ani)
    answer = second_step(ani, cast, code(secret, time.time() + seconds))
    assert (answer.status_code == 302) is lets_in


def test_recovery_codes_are_seen_downloaded_used_once_and_renewed(ani, cast):
    enrol(ani)
    codes = ani.get(CODES).context["unused_codes"]
    assert len(codes) == 10
    file = ani.get(f"{CODES}file/")
    assert (file["Content-Type"], codes[0] in file.content.decode()) == ("text/plain", True)
    assert second_step(ani, cast, codes[0])["Location"] == "/"
    be_sure(ani)
    assert ani.get(CODES).context["unused_codes"] == codes[1:]
    assert second_step(ani, cast, codes[0]).status_code == 422
    second_step(ani, cast, codes[1])
    be_sure(ani)
    assert ani.get(f"{CODES}renewal/").context["unused_code_count"] == 8
    ani.post(f"{CODES}renewal/")
    assert set(ani.get(CODES).context["unused_codes"]).isdisjoint(codes)


def test_without_a_second_factor_there_are_no_codes(ani):
    assert ani.get(CODES).status_code == 404
    page = ani.post(f"{CODES}renewal/")
    assert page.status_code == 422
    assert "Pasang aplikasi autentikator atau kunci sandi lebih dahulu." in page.content.decode()


@pytest.mark.parametrize("path", [APP, f"{CODES}renewal/", "/account/passkeys/new/"])
def test_what_matters_is_asked_for_again(client, cast, path):
    sign_in(client, cast.ani)
    assert client.get(path)["Location"] == f"/account/reauthenticate/?next={quote(path, safe='')}"
    assert "Pastikan ini Anda" in client.get(client.get(path)["Location"]).content.decode()
    assert client.post("/account/reauthenticate/", {"password": "salah", "next": path}).status_code == 422
    assert client.post("/account/reauthenticate/", {"password": PASSWORD, "next": path})["Location"] == path


def test_the_app_is_taken_off(ani, cast):
    enrol(ani)
    assert "Lepas aplikasi autentikator?" in ani.get("/account/second-factor/app/removal/").content.decode()
    assert told(ani.post("/account/second-factor/app/removal/", follow=True)) == ["Aplikasi autentikator dilepas."]
    assert Authenticator.objects.filter(user=cast.ani.user).count() == 0
    assert AuditEvent.objects.get(verb="account.app.remove").actor_id == cast.ani.pk


def test_a_secret_sealed_under_another_key_lets_nobody_in_and_is_logged(ani, cast, settings, caplog):
    secret = enrol(ani)
    key, settings.SECRET_KEY = settings.SECRET_KEY, "another key"
    sealed = seal(secret)
    settings.SECRET_KEY = key
    Authenticator.objects.filter(type="totp").update(data={"secret": sealed})
    assert second_step(ani, cast, code(secret, time.time())).status_code == 422
    assert "was CAPAIAN_SECRET_KEY changed" in caplog.text


@pytest.fixture
def forced(settings):
    settings.SECOND_FACTOR_FORCED = True
    return settings


def test_a_strong_role_enrols_before_anything_else(client, cast, forced):
    sign_in(client, cast.citra)
    assert client.get("/")["Location"] == "/account/second-factor/needed/"
    assert client.post("/skp/")["Location"] == "/account/second-factor/needed/"
    page = client.get("/account/second-factor/needed/").content.decode()
    assert "Peran Anda (Pengelola kinerja instansi) membuka data banyak orang." in page
    answer = client.get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (403, "/account/second-factor/needed/")
    for name in ("account_home", "account_logout", "mfa_index", "mfa_list_webauthn", "account_change_password"):
        assert client.get(reverse(name)).status_code == 200
    be_sure(client)
    enrol(client)
    assert client.get("/").status_code == 200
    assert client.get("/account/second-factor/needed/")["Location"] == "/account/second-factor/"


def test_others_need_none(client, cast, forced):
    sign_in(client, cast.ani)
    assert client.get("/").status_code == 200


def test_which_roles_need_one_is_a_setting(client, cast, forced):
    forced.SECOND_FACTOR_ROLES = frozenset({Role.UNIT_MANAGER})
    sign_in(client, cast.citra)
    assert client.get("/").status_code == 200
    RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER, unit=cast.unit)
    client.logout()
    sign_in(client, cast.ani)
    assert client.get("/").status_code == 302


def test_the_last_factor_of_a_strong_role_stays(client, cast, forced):
    sign_in(client, cast.citra)
    be_sure(client)
    enrol(client)
    page = client.get("/account/second-factor/app/removal/").content.decode()
    assert "Peran Anda memerlukan verifikasi dua langkah." in page
    assert client.post("/account/second-factor/app/removal/").status_code == 422
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_whoever_is_enrolled_costs_no_query_more(client, cast, forced, django_assert_num_queries):
    """The first page asks once; from then on the session knows."""
    Authenticator.objects.create(user=cast.citra.user, type="totp", data={"secret": ""})
    client.force_login(cast.citra.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/gallery/")
    with django_assert_num_queries(4):
        client.get("/gallery/")


def test_an_account_that_is_nobodys_is_told_so_and_not_sent_to_enrol(client, db, forced):
    client.force_login(User.objects.create_user(username="tamu"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/").status_code == 403


def test_the_demonstration_says_what_production_insists_on(client, cast, settings):
    sign_in(client, cast.citra)
    page = client.get("/account/").content.decode()
    assert "Dalam peragaan ini tidak diwajibkan; di lingkungan sungguhan, peran Anda (Pengelola kinerja instansi)" in page
    settings.SECOND_FACTOR_FORCED = True
    assert "Peran Anda memerlukan verifikasi dua langkah." in client.get("/account/").content.decode()
