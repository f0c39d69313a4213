"""The gallery, the sign-in page and home as a person sees them: both widths, day and night, axe clean, light over the wire."""

from __future__ import annotations

from typing import NamedTuple

import pytest

KB = 1024


class Look(NamedTuple):
    width: int
    dark: bool

    def named(self, screen: str) -> str:
        return f"{screen}-{self.width}-{'dark' if self.dark else 'light'}"


@pytest.fixture(params=[Look(390, False), Look(390, True), Look(1280, False), Look(1280, True)], ids=lambda at: at.named("at"))
def at(request) -> Look:
    return request.param


@pytest.fixture
def page(page_at, at):
    return page_at(at.width, dark=at.dark)


@pytest.fixture(params=[390, 1280])
def by_day(request, page_at):
    page = page_at(request.param)
    page.width = request.param
    return page


def test_gallery(page, at, look, seat, cast):
    seat(page, cast.budi)
    page.goto("/gallery/")
    look(page, at.named("gallery"))


def test_sign_in_page(page, at, look):
    page.goto("/account/login/")
    look(page, at.named("login"))


def test_home(page, at, look, seat, cast):
    seat(page, cast.budi)
    page.get_by_text("Tim Anda").wait_for()
    look(page, at.named("home"))


def test_a_wrong_password_is_told_and_the_nip_is_kept(by_day, look, cast):
    by_day.goto("/account/login/")
    by_day.get_by_label("NIP atau surel").fill(cast.ani.nip)
    by_day.get_by_label("Kata sandi").fill("bukan-kata-sandinya")
    by_day.get_by_role("button", name="Masuk", exact=True).click()
    by_day.get_by_role("alert").wait_for()
    assert by_day.get_by_label("NIP atau surel").input_value() == cast.ani.nip
    look(by_day, f"login-wrong-{by_day.width}")


def test_an_account_that_is_nobodys_is_told_who_can_help(by_day, look, cast):
    from capaian.foundation.models import User  # noqa: PLC0415
    from capaian.people.tests.factories import PASSWORD  # noqa: PLC0415

    User.objects.create_user(username="tamu", password=PASSWORD)
    by_day.goto("/account/login/")
    by_day.get_by_label("NIP atau surel").fill("tamu")
    by_day.get_by_label("Kata sandi").fill(PASSWORD)
    by_day.get_by_role("button", name="Masuk", exact=True).click()
    by_day.get_by_text("belum terhubung dengan data pegawai").wait_for()
    look(by_day, f"nobody-{by_day.width}")


def test_the_menus_open_with_the_keyboard(by_day, look, seat, cast):
    seat(by_day, cast.ani)
    name = "Lainnya" if by_day.width == 390 else "Akun: Ani Lestari"
    by_day.get_by_role("button", name=name).press("Enter")
    by_day.get_by_role("button", name="Keluar").filter(visible=True).wait_for()
    look(by_day, f"menu-{by_day.width}")
    by_day.keyboard.press("Escape")
    assert by_day.get_by_role("button", name="Keluar").filter(visible=True).count() == 0


def test_a_lost_connection_is_told_and_heals(page_at, seat, shot, cast):
    page = page_at(390)
    seat(page, cast.ani)
    page.goto("/gallery/")
    page.context.set_offline(True)
    page.get_by_text("Anda sedang luring.").wait_for()
    shot(page, "offline-390", whole=False)
    page.context.set_offline(False)
    page.get_by_text("Anda sedang luring.").wait_for(state="hidden")


def test_a_part_that_did_not_come_can_be_asked_for_again(page_at, seat, look, cast):
    page = page_at(390)
    page.route("**/standing/", lambda route: route.abort())
    seat(page, cast.budi)
    page.get_by_text("Sebagian halaman belum termuat.").wait_for()
    look(page, "failed-390")
    page.unroute("**/standing/")
    page.get_by_role("button", name="Coba lagi").click()
    page.get_by_text("Tim Anda").wait_for()
    assert page.locator("#connection").is_visible() is False


def test_an_ended_session_is_told_and_the_page_stays(page_at, seat, cast):
    page = page_at(390)
    seat(page, cast.budi)
    page.get_by_text("Tim Anda").wait_for()
    page.context.clear_cookies()
    page.evaluate("htmx.ajax('GET', '/standing/', document.querySelector('[hx-get]'))")
    page.get_by_text("Sesi Anda berakhir.").wait_for()
    assert page.get_by_text("Tim Anda").is_visible()


def test_what_was_typed_is_not_called_saved_when_every_cookie_is_gone(page_at, seat, cast):
    """Without its cookies a page gets the 403 of an old form, which no part of the page shows by itself."""
    page = page_at(390)
    seat(page, cast.budi)
    page.get_by_text("Tim Anda").wait_for()
    page.context.clear_cookies()
    page.evaluate("htmx.ajax('POST', '/standing/', document.querySelector('[hx-get]'))")
    page.get_by_text("Sesi Anda berakhir.").wait_for()
    assert page.get_by_text("Tim Anda").is_visible()


def test_everything_answers_without_javascript(page_at, seat, cast):
    page = page_at(390, javascript=False)
    seat(page, cast.budi)
    assert page.get_by_role("link", name="Mulai").is_visible()
    page.get_by_role("link", name="Lihat capaian Anda").click()
    page.get_by_role("heading", name="Capaian Anda", level=1).wait_for()


@pytest.mark.parametrize("width", [320, 640])
def test_pages_stand_being_zoomed(page_at, fits, shot, seat, cast, width):
    """1280 px at 200 % is 640 px, at 400 % 320 px (WCAG 1.4.10): nothing needs scrolling sideways."""
    page = page_at(width)
    seat(page, cast.budi)
    for path in ("/", "/gallery/"):
        page.goto(path, wait_until="networkidle")
        shot(page, f"zoom-{width}{path.strip('/') and '-gallery'}")
        fits(page)


def test_pages_are_light_over_the_wire(page_at, seat, cast):
    """Bytes, not time: first visit at most 100 KB with stylesheet and htmx, any further one at most 15 KB."""
    page = page_at(390)
    seat(page, cast.budi)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    received: list[float] = []
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    def weight(path: str, *, fresh: bool) -> float:
        wire.send("Network.setCacheDisabled", {"cacheDisabled": fresh})
        received.clear()
        page.goto(path, wait_until="networkidle")
        return sum(received)

    for path in ("/", "/gallery/"):
        assert weight(path, fresh=True) <= 100 * KB, path
        assert weight(path, fresh=False) <= 15 * KB, path
