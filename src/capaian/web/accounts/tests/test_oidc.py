"""Signing in through the office's provider: a real one, started here, and the whole dance with it."""

from __future__ import annotations

import warnings
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core import mail

from capaian.foundation.models import AuditEvent, User
from capaian.web.accounts.oidc import Client, OidcAdapter, Provider
from capaian.web.accounts.tests.conftest import LOGIN, sign_in

with warnings.catch_warnings(record=True):  # authlib insists on showing its plans for a later version when it is imported
    from oidc_provider_mock import User as Person
    from oidc_provider_mock import run_server_in_thread

ENTER, BACK = "/account/oidc/", "/account/oidc/callback/"


@pytest.fixture(scope="module")
def server():
    """The provider knows Ani by NIP, one person without account here, and one without NIP."""
    people = [
        Person(sub="a-1", claims={"nip": "199012312015032999", "name": "Ani"}),
        Person(sub="c-3", claims={"nip": "196001011980011999"}), Person(sub="d-4", claims={"name": "Tanpa NIP"}),
        Person(sub="e-5", claims={"nip": "admin"}),
    ]
    with run_server_in_thread(user_claims=people, require_nonce=True) as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture
def provider(server, settings):
    settings.OIDC = {"issuer": server, "client_id": "capaian", "secret": "rahasia", "name": "ASN Digital", "nip_claim": "nip"}
    return server


def leave(client, **more: str) -> str:
    """Press the button; where the page leads."""
    page = client.post(ENTER, more)
    assert f'<meta http-equiv="refresh" content="0;url={page.context["href"].replace("&", "&amp;")}">' in page.content.decode()
    return page.context["href"]


def agree(href: str, sub: str) -> str:
    """Sign in there as somebody; the address one comes back by."""
    answer = requests.post(href, data={"sub": sub}, allow_redirects=False, timeout=5)
    return answer.headers["Location"].removeprefix("http://testserver")


def dance(client, sub: str, **more: str):
    return client.get(agree(leave(client, **more), sub))


def test_the_button_is_there_only_where_a_provider_is_named(client, db, settings):
    assert "ASN Digital" not in client.get(LOGIN).content.decode()
    assert [client.post(ENTER).status_code, client.get(BACK).status_code, client.get(ENTER).status_code] == [404, 404, 405]
    settings.OIDC = {"issuer": "https://sso.contoh.go.id", "client_id": "x", "secret": "", "name": "ASN Digital"}
    assert "Masuk dengan ASN Digital" in client.get(LOGIN).content.decode()


def test_the_provider_opens_the_account_of_the_nip_it_vouches_for(client, cast, provider):
    cast.ani.user.email = "ani@contoh.example"
    cast.ani.user.save()
    assert dance(client, "a-1")["Location"] == "/"
    assert client.get("/").context["frame"].actor.name == cast.ani.name
    link = SocialAccount.objects.get()
    assert (link.user, link.provider, link.uid, sorted(link.extra_data)) == (cast.ani.user, "oidc", "a-1", ["nip", "nonce"])
    assert AuditEvent.objects.get(verb="account.provider.connect").actor_id == cast.ani.pk
    assert [letter.subject for letter in mail.outbox] == ["[Capaian] Akun Anda dihubungkan dengan akun masuk instansi."]
    client.post("/account/logout/")
    assert dance(client, "a-1", next="/skp/")["Location"] == "/skp/"
    assert SocialAccount.objects.count() == 1
    client.post("/account/logout/")
    assert dance(client, "a-1", next="https://lain.example/")["Location"] == "/"


@pytest.mark.parametrize("sub", ["c-3", "d-4", "e-5"])
def test_whoever_has_no_account_is_refused_plainly_and_none_is_made(client, cast, provider, sub):
    User.objects.create_user(username="admin")  # a technical account is never a civil servant's
    answer = dance(client, sub)
    assert answer.status_code == 403
    assert "NIP Anda belum mempunyai akun di Capaian. Hubungi pengelola kinerja instansi Anda." in answer.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count(), client.get("/").status_code) == (6, 0, 302)


def test_state_nonce_and_pkce_are_sent(client, cast, provider):
    asked = parse_qs(urlsplit(leave(client, scope="admin", auth_params="prompt=none")).query)
    assert {"state", "nonce", "code_challenge", "code_challenge_method"} <= asked.keys()
    assert (asked["code_challenge_method"], sorted(asked["scope"][0].split()), asked["redirect_uri"]) == (
        ["S256"], ["email", "openid", "profile"], [f"http://testserver{BACK}"],
    )
    assert "prompt" not in asked


def test_an_answer_to_another_request_opens_nothing(client, cast, provider):
    """Somebody else's answer, brought into this browser: its state is unknown here."""
    address = agree(leave(client.__class__()), "a-1")
    client.get(LOGIN)
    assert client.get(address).status_code == 401
    assert client.get("/").status_code == 302


def test_an_answer_counts_once(client, cast, provider):
    address = agree(leave(client), "a-1")
    client.get(address)
    client.post("/account/logout/")
    assert client.get(address).status_code == 401


def test_a_token_with_another_nonce_opens_nothing(client, cast, provider):
    """The state is right, the token was made for another request."""
    href = leave(client)
    nonce = parse_qs(urlsplit(href).query)["nonce"][0]
    answer = client.get(agree(href.replace(nonce, "of-another-request"), "a-1"))
    assert (answer.status_code, "tidak cocok dengan permintaan ini" in answer.content.decode()) == (403, True)


def test_a_corrected_nip_moves_the_connection(client, cast, provider):
    """Whatever was connected before, the NIP that the provider vouches for today decides."""
    SocialAccount.objects.create(user=cast.budi.user, provider="oidc", uid="a-1", extra_data={})
    dance(client, "a-1")
    assert client.get("/").context["frame"].actor.name == cast.ani.name
    assert SocialAccount.objects.get().user == cast.ani.user


def test_somebody_else_at_the_same_browser_takes_over_wholly(client, cast, provider):
    sign_in(client, cast.budi)
    dance(client, "a-1", process="connect")
    assert client.get("/").context["frame"].actor.name == cast.ani.name
    assert [link.user for link in SocialAccount.objects.all()] == [cast.ani.user]


def test_a_closed_account_stays_closed(client, cast, provider):
    User.objects.filter(pk=cast.ani.user.pk).update(is_active=False)
    assert dance(client, "a-1")["Location"] == "/account/inactive/"
    assert "Akun ini ditutup" in client.get("/account/inactive/").content.decode()


def test_changing_ones_mind_there_changes_nothing_here(client, cast, provider):
    href = leave(client)
    answer = requests.post(href, data={"action": "deny"}, allow_redirects=False, timeout=5)
    state = parse_qs(urlsplit(href).query)["state"][0]
    back = client.get(f"{BACK}?{urlsplit(answer.headers['Location']).query}&state={state}")
    assert back["Location"] == "/account/oidc/cancelled/"
    assert "Anda membatalkan masuk di sana." in client.get(back["Location"]).content.decode()


def test_a_provider_that_is_away_is_told_in_our_frame(client, cast, settings):
    settings.OIDC = {"issuer": "http://127.0.0.1:9", "client_id": "x", "secret": "", "name": "ASN Digital", "nip_claim": "nip"}
    answer = client.post(ENTER)
    assert (answer.status_code, "tidak menjawab sebagaimana mestinya" in answer.content.decode()) == (503, True)


@pytest.mark.parametrize("answer", [{}, {"id_token": ""}])
def test_an_answer_without_id_token_is_none(answer):
    with pytest.raises(OAuth2Error, match="no ID token"):
        Client(None, "oidc").complete_login(None, None, None, response=answer)


def test_a_token_about_nobody_is_none(provider):
    with pytest.raises(OAuth2Error, match="names nobody"):
        Provider(None, app=OidcAdapter().list_apps(None)[0]).extract_uid({"id_token": {}})
