"""The gallery and the sign-in page as a person sees them: both widths, day and night, axe clean, light over the wire."""

from __future__ import annotations

import pytest

LOOKS = [(390, False), (390, True), (1280, False), (1280, True)]
KB = 1024


@pytest.fixture(autouse=True)
def people(transactional_db, request):
    """The cast, made inside the live server's database."""
    return request.getfixturevalue("cast")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_gallery(page_at, axe, fits, shot, sign_in, cast, width, dark):
    page = page_at(width, dark=dark)
    sign_in(page, cast.budi)
    page.goto("/gallery/")
    shot(page, f"gallery-{width}-{'dark' if dark else 'light'}")
    fits(page)
    axe(page)


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_sign_in_page(page_at, axe, fits, shot, settings, width, dark):
    page = page_at(width, dark=dark)
    page.goto("/account/login/")
    shot(page, f"login-{width}-{'dark' if dark else 'light'}")
    fits(page)
    axe(page)


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_home(page_at, axe, fits, shot, sign_in, cast, width, dark):
    page = page_at(width, dark=dark)
    sign_in(page, cast.budi)
    page.get_by_text("Tim Anda").wait_for()
    shot(page, f"home-{width}-{'dark' if dark else 'light'}")
    fits(page)
    axe(page)
