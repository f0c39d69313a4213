"""What a bad link, a bad form or a bad frame could do, and does not."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings as chosen
from django.test import Client

from capaian.people.tests.factories import PASSWORD
from capaian.web.accounts.tests.conftest import LOGIN, sign_in

ELSEWHERE = (
    "https://lain.example/", "//lain.example/", "\\\\lain.example", "/\\lain.example", "https:lain.example",
    "javascript:alert(1)",
    "http://testserver@lain.example/", "\thttps://lain.example", "/%0d%0aSet-Cookie:%20a=b\r\nSet-Cookie: a=b",
)


def stays(response) -> bool:
    """The redirect leads to this site, in one header line."""
    place = response["Location"]
    return place.startswith("/") and not place.startswith(("//", "/\\")) and "\r" not in place and "\n" not in place


@pytest.mark.parametrize("target", ELSEWHERE)
def test_after_signing_in_one_stays_here(client, cast, target):
    answer = client.post(LOGIN, {"login": cast.ani.nip, "password": PASSWORD, "next": target})
    assert (answer.status_code, stays(answer), "a" in answer.cookies) == (302, True, False)
    assert stays(client.get(f"{LOGIN}?next={target}"))


@pytest.mark.parametrize("target", ELSEWHERE)
def test_after_leaving_or_being_sure_one_stays_here(client, cast, target):
    sign_in(client, cast.ani)
    assert stays(client.post("/account/reauthenticate/", {"password": PASSWORD, "next": target}))
    assert stays(client.post("/language/setlang/", {"language": "id", "next": target}))
    assert stays(client.post("/account/logout/", {"next": target}))


def test_signing_in_begins_a_new_session(client, cast):
    """A session that somebody planted is not the one that is signed in."""
    client.get("/account/password/reset/")
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies[chosen.SESSION_COOKIE_NAME] = planted = session.session_key
    client.get(LOGIN)
    token = client.cookies["csrftoken"].value
    sign_in(client, cast.ani)
    assert client.cookies[chosen.SESSION_COOKIE_NAME].value != planted
    assert client.cookies["csrftoken"].value != token
    thief = Client()
    thief.cookies[chosen.SESSION_COOKIE_NAME] = planted
    assert thief.get("/").status_code == 302


def test_a_form_from_elsewhere_signs_nobody_in(cast):
    strict = Client(enforce_csrf_checks=True)
    for path in (LOGIN, "/account/logout/", "/account/passkeys/login/", "/account/oidc/", "/account/password/reset/"):
        answer = strict.post(path, {"login": cast.ani.nip, "password": PASSWORD})
        assert (answer.status_code, "terlalu lama terbuka" in answer.content.decode()) == (403, True)
    assert strict.get("/").status_code == 302


def test_an_old_form_is_told_in_our_frame_and_htmx_as_a_notice(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ani.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = strict.post("/account/password/", {})
    assert (page.status_code, cast.ani.name in page.content.decode()) == (403, True)
    notice = strict.post("/account/password/", {}, headers={"HX-Request": "true"})
    assert (notice.status_code, notice["HX-Retarget"]) == (403, "#notices")
    assert notice.content.decode().startswith('<div class="notice bad" role="alert">')
    nobody = Client(enforce_csrf_checks=True).post("/account/password/", {}, headers={"HX-Request": "true"})
    assert (nobody.status_code, nobody.content) == (401, b"")


def test_no_other_site_puts_us_into_a_frame(client, db):
    page = client.get(LOGIN)
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["Referrer-Policy"] == "same-origin"


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client, cast):
    cookie = sign_in(client, cast.ani).cookies[chosen.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_behind_https_cookies_travel_by_https_only():
    code = (
        "from capaian.config.settings import local as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.ALLAUTH_TRUSTED_PROXY_COUNT, "
        "s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN, s.SECOND_FACTOR_FORCED, sorted(s.SECOND_FACTOR_ROLES))"
    )
    environment = {**os.environ, "CAPAIAN_HTTPS": "1", "CAPAIAN_SECRET_KEY": "x", "CAPAIAN_DEMO": "0"}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "True True True 1 False True ['inspector', 'performance-manager', 'system-administrator']"


def test_account_pages_are_kept_by_nobody(ani):
    for path in ("/account/password/", "/account/second-factor/", "/account/sessions/"):
        assert "no-store" in ani.get(path)["Cache-Control"]


def test_the_whole_account_is_on_one_page(ani, cast):
    page = ani.get("/account/").content.decode()
    for place in ("email/", "password/", "second-factor/", "passkeys/", "sessions/", "logout/"):
        assert f'/account/{place}"' in page
    assert cast.ani.nip in page
    assert ani.post("/account/").status_code == 405
