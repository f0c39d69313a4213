"""Browser journeys: a live server, the system's own Chromium, axe on every page, at a phone's and a desk's width.

Without a Chromium these tests are skipped and say so; where CAPAIAN_CI is 1 they fail instead. CAPAIAN_SHOTS names a
folder for screenshots; with CAPAIAN_GUIDE=1 the pictures that docs/guide shows are made anew (`make guide-pictures`).
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

# Playwright's synchronous calls run an event loop in this thread; Django would refuse to touch the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest.register_assert_rewrite("tests.system.steps")  # a step that fails shows both sides, as a test does

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)
WIDTHS = {390: 844, 1280: 900}
SHOWN = {390: 844, 1280: 1180}  # how much of a page the guide shows
# Only what is wrong comes back: all that was looked at would be a quarter of the work.
FORBIDDEN = """options => axe.run(options).then(
    answer => answer.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`)))"""
GUIDE = Path(__file__).parents[2] / "docs" / "guide"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.system)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all journeys of this process."""
    if CHROMIUM is None:
        message = "uji peramban dilewati: Chromium tidak terpasang"
        if os.environ.get("CAPAIAN_CI") == "1":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is there

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page_at(browser, live_server) -> Iterator[Callable]:
    """`page_at(390)` is a fresh browser of that width (`dark=True`: at night, `javascript=False`: without scripts).

    A script error, a refused resource (CSP) or a server error on the way fails the test.
    """
    contexts, problems = [], []

    def make(width: int, *, dark: bool = False, javascript: bool = True):
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": WIDTHS.get(width, 900)},
            color_scheme="dark" if dark else "light", locale="id-ID", java_script_enabled=javascript, reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
        page.on("response", lambda answer: problems.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def axe() -> Callable:
    """`axe(page)`: nothing that WCAG 2.2 AA forbids and a machine can see."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    only = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}  # the rest is not looked at

    def check(page) -> None:
        # As tall as the page, so that the fixed bar below hides no target that a person would simply scroll to.
        size = page.viewport_size
        page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.documentElement.scrollHeight")})
        if not page.evaluate("'axe' in window"):  # once per page that was loaded; a second width finds it there
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(FORBIDDEN, only)
        page.set_viewport_size(size)
        assert found == []

    return check


@pytest.fixture
def fits() -> Callable:
    """`fits(page)`: nothing sticks out sideways, and what is pressed is at least 44 px high (inline links excepted)."""

    def check(page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
        small = page.evaluate("""[...document.querySelectorAll(
            'button, .button, select, textarea, input.input, .choice, .seg label, nav a, summary')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5 && !e.matches('.choice .input'))
            .map(e => e.outerHTML.slice(0, 120))""")
        assert small == []

    return check


@pytest.fixture
def shot(request) -> Callable:
    """`shot(page, "home-390")` keeps a picture where CAPAIAN_SHOTS names a folder."""

    def keep(page, name: str, *, whole: bool = True) -> None:
        if folder := os.environ.get("CAPAIAN_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=whole)
        if os.environ.get("CAPAIAN_GUIDE") and name in pictures_of_the_guide():
            by_day(page, GUIDE / "images" / f"{name}.png")

    return keep


@cache
def pictures_of_the_guide() -> frozenset[str]:
    """The names of the pictures that the guide shows."""
    found = (re.findall(r"\(images/([\w-]+)\.png\)", page.read_text(encoding="utf-8")) for page in GUIDE.glob("*.md"))
    return frozenset(name for names in found for name in names)


def by_day(page, path: Path) -> None:
    """What is seen first, in daylight, in few colours: a picture for the guide."""
    from tests.system.pictures import small  # noqa: PLC0415

    size = page.viewport_size
    height = min(SHOWN[size["width"]], page.evaluate("document.documentElement.scrollHeight"))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": size["width"], "height": height})
    page.evaluate("scrollTo(0, 0)")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small(page.screenshot()))
    page.set_viewport_size(size)


@pytest.fixture
def look(shot, fits, axe) -> Callable:
    """`look(page, "home-390")`: a picture, then everything a page must be at any width."""

    def at(page, name: str) -> None:
        page.wait_for_function("document.documentElement && document.readyState === 'complete'")
        shot(page, name)
        fits(page)
        axe(page)

    return at


@pytest.fixture
def sign_in() -> Callable:
    """`sign_in(page, cast.ani)` goes through the real form."""
    from capaian.people.tests.factories import PASSWORD  # noqa: PLC0415

    def through_the_form(page, employee, password: str = PASSWORD) -> None:
        page.goto("/account/login/")
        page.get_by_label("NIP atau surel").fill(employee.nip)
        page.get_by_label("Kata sandi").fill(password)
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.wait_for_url("**/")

    return through_the_form


@pytest.fixture
def seat(live_server) -> Callable:
    """`seat(page, cast.ani)` is there already signed in, on the first screen: for journeys about something else.

    With `first=""` no page is opened yet.
    """
    from django.conf import settings  # noqa: PLC0415 - only once Django is set up
    from django.test import Client  # noqa: PLC0415

    def by_cookie(page, employee, *, first: str = "/", **_) -> None:
        client = Client()
        client.force_login(employee.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        if first:
            page.goto(first)

    return by_cookie


@pytest.fixture
def story(page_at, seat, look, monkeypatch) -> Callable:
    """`story("sofifi-capaian", 390)` is that region alone, seeded, on 21 November 2026, seen at that width."""
    from capaian.web.demonstration.organisation import PASSWORD  # noqa: PLC0415
    from tests.system.steps.people import Clock, Desk  # noqa: PLC0415
    from tests.system.steps.region import Region  # noqa: PLC0415

    def begin(code: str, width: int) -> Region:
        clock = Clock(monkeypatch, datetime(2026, 11, 21, 1, 14, tzinfo=UTC))
        return Region(Desk(page_at, seat, look, clock, name=code, width=width, password=PASSWORD), code)

    return begin
