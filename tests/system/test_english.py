"""A visitor who reads no Indonesian: one press, and the pages that matter are English and still fit a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PAGES = {
    "ani": {
        "/": "Good morning, Ani", "/skp/": "Performance plans (SKP) 2026", "planning:skp": "SKP 2026, Ani Lestari, A.Md.Kep.",
        "progress:month": "Progress January 2026", "evaluation:result": "Your predikat: Good",
    },
    "budi": {"evaluation:team_period": "Team evaluation, Quarter I 2026"},
}


@pytest.fixture
def world(transactional_db):
    from tests.house import world as worlds  # noqa: PLC0415 - builds on models

    return worlds.build()


@pytest.mark.parametrize("width", [390, 1280])
def test_one_press_turns_every_page(world, page_at, seat, look, width):
    from django.urls import reverse  # noqa: PLC0415

    for person, pages in PAGES.items():
        page = page_at(width, dark=person == "budi")
        seat(page, world.people[person])
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        for name, title in pages.items():
            address = name if name.startswith("/") else reverse(name, kwargs=world.arguments(name))
            page.goto(address)
            greeted = title.partition(",")[2] if name == "/" else title
            expect(page.get_by_role("heading", level=1)).to_contain_text(greeted.strip())
            look(page, f"english-{person}-{name.strip('/').replace(':', '-') or 'home'}-{width}")
