from __future__ import annotations

import time

import pytest
from django.test import Client

from capaian.people.tests.factories import PASSWORD

FRESH = "gerimis-di-pelabuhan-galala"
LOGIN = "/account/login/"


def sign_in(client: Client, employee, password: str = PASSWORD):
    """Through allauth's form, as a person does."""
    return client.post(LOGIN, {"login": employee.nip, "password": password})


def be_sure(client: Client) -> None:
    """As if the password had been typed again just now."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


@pytest.fixture
def ani(client, cast):
    """Ani's browser, signed in a moment ago and sure to be hers."""
    sign_in(client, cast.ani)
    be_sure(client)
    return client


def told(response) -> list[str]:
    """The messages on top of the page that a redirect led to."""
    return [str(message) for message in response.context["messages"]]
