from __future__ import annotations
import pytest
from django.urls import reverse

PAGES = ("account_home", "account_change_password", "account_email", "mfa_index", "mfa_list_webauthn", "usersessions_list", "account_reauthenticate")

@pytest.mark.parametrize("name", PAGES)
def test_pages(client_as, cast, name):
    r = client_as(cast.ani).get(reverse(name))
    assert r.status_code == 200
