"""No secret reaches a log, whatever is posted, whatever breaks; every line names its request."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.test import Client

from capaian.foundation.logs import HIDDEN, JsonFormatter, LineFormatter, request_id, without_secrets
from capaian.people.tests import factories as people

SECRET = "Rahasia-Besar-99"
TOKEN = "q8Zk2mN4vB6xC1dF3gH5jK7lP9wR0tY2"


@pytest.fixture
def lines():
    """Everything that any logger says, as it would stand in the log."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.parametrize("said", [
    f"password={SECRET}", f"{{'password': '{SECRET}', 'x': 1}}", f'{{"new_password": "{SECRET} dan"}}', f"kata_sandi: {SECRET}",
    f"Authorization: Bearer {SECRET}", f"token={TOKEN}&x=1", f"Not Found: /account/link/{TOKEN}/", f"sessionid={SECRET}; a=b",
    f"postgres://capaian:{SECRET}@db:5432/x", f"argon2$argon2id$v=19${SECRET}", f"csrfmiddlewaretoken={SECRET}",
    f"client_secret='{SECRET}'", f"code={SECRET}", f"b'password': b'{SECRET}'",
])
def test_a_secret_is_taken_out_of_what_was_said(said):
    found = without_secrets(said)
    assert HIDDEN in found
    assert SECRET not in found
    assert TOKEN not in found


@pytest.mark.parametrize("said", [
    "job 12 (people.import) failed", 'File "/usr/lib/python3.11/site-packages/django/core/handlers/exception.py", line 55',
    "nip 199012312015032999", "the recurring duty audit-anchors failed", "2026-11-21T01:02:03.456+00:00",
])
def test_what_is_no_secret_stays(said):
    assert without_secrets(said) == said


def test_posting_secrets_leaves_none_in_the_log(db, lines):
    cast = people.cast()
    browser = Client(raise_request_exception=False, headers={"accept-language": "id"})
    browser.post("/account/login/", {"login": cast.ani.nip, "password": SECRET})
    browser.post("/account/login/", {"login": cast.ani.nip, "password": people.PASSWORD})
    browser.post("/account/password/", {"oldpassword": people.PASSWORD, "password1": SECRET, "password2": SECRET + "x"})
    browser.get(f"/account/link/{TOKEN}/")
    browser.get(f"/account/password/reset/1-{TOKEN}/")
    browser.get(f"/tidak-ada/?token={TOKEN}")
    logging.getLogger("django.request").error("Not Found: %s", f"/account/link/{TOKEN}/")
    session = browser.cookies["sessionid"].value
    text = lines.getvalue()
    for secret in (SECRET, people.PASSWORD, TOKEN, session, cast.ani.user.password):
        assert secret not in text
    assert HIDDEN in text


def test_a_view_that_breaks_over_a_secret_does_not_tell_it(db, lines, monkeypatch):
    def breaks(_request):
        raise ValueError(f"cannot use password={SECRET} with token {TOKEN}")

    monkeypatch.setattr("capaian.web.views.desk", lambda *_: breaks(None))
    browser = Client(raise_request_exception=False)
    cast = people.cast()
    browser.force_login(cast.ani.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/").status_code == 500
    text = lines.getvalue()
    assert "Internal Server Error: /" in text
    assert "ValueError: cannot use password=" in text
    assert SECRET not in text
    assert TOKEN not in text


def test_a_line_names_its_request():
    record = logging.LogRecord("capaian.x", logging.WARNING, __file__, 1, "one of %s", (3,), None)
    record.created = 1_767_600_123.4
    token = request_id.set("a1")
    try:
        assert LineFormatter().format(record) == "2026-01-05T08:02:03.400Z WARNING capaian.x [a1] one of 3"
        assert json.loads(JsonFormatter().format(record)) == {
            "at": "2026-01-05T08:02:03.400Z", "level": "WARNING", "logger": "capaian.x", "request_id": "a1",
            "message": "one of 3",
        }
    finally:
        request_id.reset(token)
    token = request_id.set("")
    assert " [-] " in LineFormatter().format(record)
    request_id.reset(token)
