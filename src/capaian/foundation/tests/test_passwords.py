"""Passwords known from breaches: a list of one's own, the same question to a server, and neither by default."""

from __future__ import annotations

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from capaian.foundation import passwords

LEAKED = "kuda-baterai-stapler-benar"
FRESH = "gerimis-di-pelabuhan-galala"


def sha1(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture
def breach_list(tmp_path, settings):
    """Two thousand hashes in their order, some with a count, some lines ended as on Windows."""
    names = [LEAKED, *(f"bocor-{number}" for number in range(2_000))]
    lines = [f"{digest}{':' + str(count) if count % 3 else ''}" for count, digest in enumerate(sorted(map(sha1, names)))]
    path = tmp_path / "sha1.txt"
    path.write_bytes("\r\n".join(lines).encode())
    settings.BREACHED_PASSWORDS = str(path)
    return path, names


def test_nobody_is_asked_unless_the_agency_chose_so():
    assert passwords.is_breached("password") is False


def test_every_line_of_the_list_is_found_and_nothing_else(breach_list):
    path, names = breach_list
    assert [name for name in names if not passwords.listed(path, sha1(name))] == []
    assert [number for number in range(300) if passwords.listed(path, sha1(f"segar-{number}"))] == []


def test_a_list_of_nothing_knows_nothing(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    assert passwords.listed(tmp_path / "empty", sha1(LEAKED)) is False


def test_a_leaked_password_is_refused_in_plain_words(breach_list):
    validate_password(FRESH)
    with pytest.raises(ValidationError) as told:
        validate_password(LEAKED)
    assert told.value.messages == [
        "Kata sandi ini ada dalam daftar kata sandi yang pernah bocor di tempat lain. Pilih yang lain."
    ]
    assert "bocor" in passwords.BreachedPasswordValidator().get_help_text()


def test_a_list_that_is_gone_keeps_nobody_from_working(settings, caplog):
    settings.BREACHED_PASSWORDS = "/nowhere/sha1.txt"
    assert passwords.is_breached(LEAKED) is False
    assert "cannot be read" in caplog.text


@pytest.fixture
def range_server(settings):
    """The real protocol on localhost: knows one password, answers with padding, remembers what it was asked."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{sha1(LEAKED)[5:]}:42\r\n{sha1(FRESH)[5:]}:0\r\n".encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.BREACH_CHECK_ONLINE, settings.BREACH_RANGE_URL = True, f"http://127.0.0.1:{server.server_port}/range/"
    yield asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_server_is_told_five_letters_of_the_hash(range_server):
    assert passwords.is_breached(LEAKED) is True
    assert passwords.is_breached(FRESH) is False  # a padding line counts zero
    assert range_server == [f"/range/{sha1(LEAKED)[:5]}", f"/range/{sha1(FRESH)[:5]}"]


def test_a_server_that_is_away_keeps_nobody_from_working(settings, caplog):
    settings.BREACH_CHECK_ONLINE, settings.BREACH_RANGE_URL = True, "http://127.0.0.1:9/range/"
    assert passwords.is_breached(LEAKED) is False
    assert "accepted without it" in caplog.text
    assert LEAKED not in caplog.text


def test_djangos_complaints_are_told_in_our_words():
    with pytest.raises(ValidationError) as told:
        validate_password("password")
    assert passwords.in_our_words(told.value).messages == [
        "Terlalu pendek: paling sedikit 12 karakter.", "Kata sandi ini terlalu umum, jadi mudah ditebak. Pilih yang lain.",
    ]
    other = ValidationError([ValidationError("Lain", code="other")])
    assert passwords.in_our_words(other).messages == ["Lain"]
