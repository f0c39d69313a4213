"""Signing in with more than a password: a passkey kept by a virtual device, and an app that makes codes."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

from capaian.people.models import Employee
from capaian.people.tests.factories import PASSWORD
from tests.system.steps.importing import GITA
from tests.system.steps.people import Office, box, follow, press, send, status_of, told

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
        send(page, "Lanjutkan")


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


def type_the_secret(page: Any) -> str:
    """The app shows a code for the secret of this page; typed here, the app is set up."""
    secret = page.locator("#totp-secret").inner_text().replace(" ", "")
    box(page, "Kode dari aplikasi").fill(totp_code(secret))
    send(page, "Pasang")
    told(page, "Aplikasi autentikator terpasang.")
    return str(secret)


def sign_in_with_code(page: Any, secret: str, at: float | None = None) -> None:
    """The second step, after the password."""
    box(page, "Kode").fill(totp_code(secret, at))
    send(page, "Masuk")


def totp_code(secret: str, at: float | None = None) -> str:
    """The six digits an app shows at a moment (seconds since 1970; now, if not said): RFC 6238.

    A code counts once; `at=time.time() + 30` is the next one, which is accepted already.
    """
    counter = int(time.time() if at is None else at) // PERIOD
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    place = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class Access:
    """How Gita comes in: the first time by a link, later with more than a password."""

    PASSWORD = "kapal pinisi berlayar pagi"

    def __init__(self, desk: Office, cast: Any) -> None:
        self.desk, self.cast = desk, cast
        self.gita = Employee.objects.get(nip=GITA)
        self.door = ""

    # -- the invitation -----------------------------------------------------------------------------------------------

    def when_citra_makes_a_link_for_her(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto(f"/people/{self.gita.pk}/account/")
        self.desk.look(page, "akun-orang")
        box(page, "Alasan").fill("Akun pertama untuk pegawai baru 2026")
        send(page, "Buat tautan")
        be_sure(page, PASSWORD)  # what was typed is not asked twice
        self.door = page.locator("#account-link").inner_text()
        told(page, "Juga dikirim ke gita@contoh.go.id.")
        self.desk.look(page, "tautan")

    def when_gita_opens_her_account(self) -> None:
        page = self.page = self.desk.browser(GITA)
        page.goto(self.door)
        self.desk.look(page, "buka-akun")
        self._choose("puskesmas")
        told(page, "Terlalu pendek: paling sedikit 12 karakter.")
        self._choose(self.PASSWORD)
        told(page, "Kata sandi disimpan. Silakan masuk.")

    def then_she_signs_in_and_the_link_is_used_up(self) -> None:
        self._sign_in()
        self.page.get_by_role("heading", name="Gita").first.wait_for()
        self.desk.seated[self.gita.pk] = self.page
        assert status_of(self.page, self.door)[0] == 404

    # -- two factors --------------------------------------------------------------------------------------------------

    def when_she_sets_up_an_app_with_recovery_codes(self) -> None:
        page = self.page = self.desk.of(self.gita)
        page.goto("/account/second-factor/")
        self.desk.look(page, "dua-langkah")
        follow(page, "Pasang")
        be_sure(page, self.PASSWORD)
        self.desk.look(page, "aplikasi")
        self.secret = type_the_secret(page)
        told(page, "Kode pemulihan")
        assert page.locator(".codes li").count() == 10
        self.code = page.locator(".codes li").first.inner_text()
        self.desk.look(page, "kode-pemulihan")

    def when_she_adds_a_passkey(self) -> None:
        enable_passkey(self.page, self.PASSWORD)
        self.page.goto("/account/passkeys/")
        told(self.page, "Laptop kantor")
        self.desk.look(self.page, "kunci-sandi")

    def then_she_signs_in_with_the_passkey(self) -> None:
        self._leave()
        self.desk.look(self.page, "masuk")
        sign_in_with_passkey(self.page)
        self.page.goto("/account/")
        self.desk.look(self.page, "akun")

    def then_she_signs_in_with_password_and_code(self) -> None:
        self._leave()
        self._sign_in(second=True)
        self.desk.look(self.page, "langkah-kedua")
        sign_in_with_code(self.page, self.secret, time.time() + PERIOD)  # the code of now was used to set up the app
        told(self.page, "Gita")

    def then_a_recovery_code_lets_her_in_on_another_device(self) -> None:
        """And from the first device she ends what the second one began."""
        other = self.desk.browser(GITA)
        self._sign_in(other, second=True)
        box(other, "Kode").fill(self.code)
        send(other, "Masuk")
        self.page.goto("/account/sessions/")
        told(self.page, "Perangkat ini")
        self.desk.look(self.page, "perangkat")
        send(self.page, "Keluar di semua tempat lain")
        other.goto("/skp/")
        other.get_by_role("heading", name="Masuk ke Capaian").wait_for()

    def _choose(self, password: str) -> None:
        self.page.get_by_label("Kata sandi baru", exact=True).fill(password)
        self.page.get_by_label("Kata sandi baru, sekali lagi").fill(password)
        send(self.page, "Simpan kata sandi")

    def _sign_in(self, page: Any = None, *, second: bool = False) -> None:
        page = page or self.page
        page.goto("/account/login/")
        page.get_by_label("NIP atau surel").fill(GITA)
        page.get_by_label("Kata sandi").fill(self.PASSWORD)
        send(page, "Masuk")
        if second:
            page.get_by_role("heading", name="Langkah kedua").wait_for()

    def _leave(self) -> None:
        self.page.goto("/account/")
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name="Keluar", exact=True).click()
        self.page.goto("/account/login/")
