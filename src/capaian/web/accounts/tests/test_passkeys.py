"""Passkeys, with the whole protocol on both sides: set up, named, taken off, and signing in by one press."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from capaian.foundation.models import AuditEvent
from capaian.web.accounts.tests.conftest import be_sure, sign_in
from capaian.web.accounts.tests.devices import Device, plain

NEW, LIST, ENTER = "/account/passkeys/new/", "/account/passkeys/", "/account/passkeys/login/"


def add(client, device: Device, name: str = "Laptop kantor"):
    options = plain(client.get(NEW).context["js_data"]["creation_options"])
    return client.post(NEW, {"name": name, "passwordless": "on", "credential": device.create(options)})


def enter(client, device: Device, **more: str):
    options = client.get(ENTER, headers={"Accept": "application/json"}).json()["request_options"]
    return client.post(ENTER, {"credential": device.get(options), **more})


def test_a_passkey_signs_in_without_name_and_password(ani, cast):
    device = Device()
    assert add(ani, device)["Location"] == "/account/recovery-codes/"
    assert AuditEvent.objects.get(verb="account.passkey.add").actor_id == cast.ani.pk
    ani.post("/account/logout/")
    assert enter(ani, device)["Location"] == "/"
    assert ani.get("/").context["frame"].actor.name == cast.ani.name
    ani.post("/account/logout/")
    assert enter(ani, device, next="/skp/")["Location"] == "/skp/"
    ani.post("/account/logout/")
    assert enter(ani, device, next="https://lain.example/")["Location"] == "/"


def test_the_page_carries_what_the_script_needs_within_the_policy(ani):
    page = ani.get(NEW).content.decode()
    assert '<script id="passkey-options" type="application/json">' in page
    assert "data-passkey" in page
    user = plain(ani.get(NEW).context["js_data"])["creation_options"]["publicKey"]
    assert (user["user"]["displayName"], user["rp"]["name"]) == ("Ani Lestari, A.Md.Kep.", "Capaian")


def test_a_passkey_is_also_the_second_step(ani, cast):
    device = Device()
    add(ani, device)
    ani.post("/account/logout/")
    assert sign_in(ani, cast.ani)["Location"] == "/account/second-factor/code/"
    page = ani.get("/account/second-factor/code/")
    options = plain(page.context["js_data"]["request_options"])
    assert ani.post("/account/second-factor/code/", {"credential": device.get(options)})["Location"] == "/"


def test_a_passkey_makes_sure_before_what_matters(ani, cast):
    device = Device()
    add(ani, device)
    ani.post("/account/logout/")
    enter(ani, device)
    again = "/account/passkeys/reauthenticate/"
    options = plain(ani.get(f"{again}?next={NEW}").context["js_data"]["request_options"])
    assert ani.post(again, {"credential": device.get(options), "next": NEW})["Location"] == NEW
    assert ani.get(NEW).status_code == 200


def test_another_device_and_an_old_answer_open_nothing(ani, cast):
    device = Device()
    add(ani, device)
    ani.post("/account/logout/")
    stranger = Device()
    stranger.user = device.user
    assert enter(ani, stranger)["Location"] == "/account/login/"
    options = ani.get(ENTER, headers={"Accept": "application/json"}).json()["request_options"]
    answer = device.get(options)
    assert ani.post(ENTER, {"credential": answer})["Location"] == "/"
    ani.post("/account/logout/")
    assert ani.post(ENTER, {"credential": answer})["Location"] == "/account/login/"
    assert ani.get("/").status_code == 302


@pytest.mark.parametrize("credential", ["", "{}", "nonsense", json.dumps({"response": {"userHandle": "x"}})])
def test_what_is_no_passkey_leads_back_to_the_door(client, cast, credential):
    client.get(ENTER, headers={"Accept": "application/json"})
    assert client.post(ENTER, {"credential": credential})["Location"] == "/account/login/"


def test_passkeys_are_named_and_taken_off_by_their_owner_only(ani, cast):
    add(ani, Device())
    key = Authenticator.objects.get(type="webauthn")
    assert "Laptop kantor" in ani.get(LIST).content.decode()
    assert ani.post(f"{LIST}{key.pk}/", {"name": ""}).status_code == 422
    assert ani.post(f"{LIST}{key.pk}/", {"name": "Ponsel"})["Location"] == LIST
    assert "Ponsel" in ani.get(f"{LIST}{key.pk}/removal/").content.decode()
    budi = Client()
    sign_in(budi, cast.budi)
    be_sure(budi)
    assert [budi.get(f"{LIST}{key.pk}/").status_code, budi.post(f"{LIST}{key.pk}/removal/").status_code] == [404, 404]
    assert ani.post(f"{LIST}{key.pk}/removal/")["Location"] == LIST
    assert Authenticator.objects.count() == 0


def test_an_unnamed_passkey_is_called_after_its_device(ani):
    page = ani.get(NEW, headers={"User-Agent": "Mozilla/5.0 (Linux; Android 10; K) Chrome/131 Mobile Safari/537.36"})
    assert page.context["form"].initial["name"] == "Perangkat ini, Chrome di Android"
