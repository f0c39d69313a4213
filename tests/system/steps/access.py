"""Signing in with more than a password: a passkey kept by a virtual device, and an app that makes codes."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

from tests.system.steps.people import box, follow, press, told

PERIOD = 30


def virtual_device(page: Any) -> Any:
    """A device with a fingerprint reader that always agrees, for this page. Passkeys need the host `localhost`."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }})
    return session


def be_sure(page: Any, password: str) -> None:
    """Type the password again where the page asks for it."""
    if page.get_by_role("heading", name="Pastikan ini Anda").is_visible():
        page.get_by_label("Kata sandi").fill(password)
        with page.expect_navigation():
            press(page, "Lanjutkan")


def enable_passkey(page: Any, password: str, name: str = "Laptop kantor") -> Any:
    """Give this page a device and set up a passkey on it. Ends on the recovery codes where it is the first factor."""
    device = virtual_device(page)
    page.goto("/account/passkeys/new/")
    be_sure(page, password)
    box(page, "Nama kunci sandi").fill(name)
    with page.expect_navigation(url=lambda address: "/new/" not in address):
        press(page, "Pasang kunci sandi")
    told(page, "Kunci sandi terpasang.")
    return device


def sign_in_with_passkey(page: Any) -> None:
    """One press on the sign-in page: no NIP, no password."""
    page.goto("/account/login/")
    with page.expect_navigation(url=lambda address: "/login/" not in address):
        press(page, "Masuk dengan kunci sandi")


def enrol_totp(page: Any, password: str) -> str:
    """Set up an authenticator app by typing its secret; returns the secret. Ends on the recovery codes the first time."""
    page.goto("/account/second-factor/")
    follow(page, "Pasang")
    be_sure(page, password)
    secret = page.locator("#totp-secret").inner_text().replace(" ", "")
    box(page, "Kode dari aplikasi").fill(totp_code(secret))
    with page.expect_navigation():
        press(page, "Pasang")
    told(page, "Aplikasi autentikator terpasang.")
    return str(secret)


def sign_in_with_code(page: Any, secret: str, at: float | None = None) -> None:
    """The second step, after the password."""
    box(page, "Kode").fill(totp_code(secret, at))
    with page.expect_navigation():
        press(page, "Masuk")


def totp_code(secret: str, at: float | None = None) -> str:
    """The six digits an app shows at a moment (seconds since 1970; now, if not said): RFC 6238.

    A code counts once; `at=time.time() + 30` is the next one, which is accepted already.
    """
    counter = int(time.time() if at is None else at) // PERIOD
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    place = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
