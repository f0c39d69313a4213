"""Several people at their own browsers, on one day of the story after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

# Every press of a finger or a mouse (a key has no `detail`), counted in the page itself and kept from page to page.
COUNT_PRESSES = """addEventListener('click', event => event.isTrusted && event.detail > 0 &&
    sessionStorage.setItem('presses', +(sessionStorage.getItem('presses') || 0) + 1), true)"""


PHONE, DESK = 390, 1280


class Clock:
    """The one clock of the server, set by the story instead of the machine."""

    def __init__(self, monkeypatch: Any, now: datetime) -> None:
        self.now = now
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def set(self, year: int, month: int, day: int, hour: int = 1, minute: int = 14) -> None:
        """A moment in UTC; 01.14 is 10.14 in the morning of Sofifi (WIT)."""
        self.now = datetime(year, month, day, hour, minute, tzinfo=UTC)


@dataclass
class Desk:
    """Who sits where: one browser per person, at one width, some by day and some by night."""

    page_at: Callable
    sign_in: Callable
    look_at: Callable
    clock: Clock
    name: str
    width: int
    javascript: bool = True
    password: str = ""
    seated: dict[Any, Any] = field(default_factory=dict)

    def of(self, person: Any) -> Any:
        """This person's page, signed in through the form the first time. Every second browser is a dark one."""
        if person.pk not in self.seated:
            dark = len(self.seated) % 2 == (self.width > 800)
            page = self.page_at(self.width, dark=dark, javascript=self.javascript)
            page.add_init_script(COUNT_PRESSES)
            self.sign_in(page, person, **({"password": self.password} if self.password else {}))
            self.seated[person.pk] = page
        return self.seated[person.pk]

    def look(self, page: Any, what: str) -> None:
        """A picture where one is wanted, and everything that every page must be."""
        self.look_at(page, f"{self.name}-{what}-{self.width}")

    def everybody_leaves(self) -> None:
        """A new day: sessions of weeks ago are over, so everybody signs in anew."""
        for page in self.seated.values():
            page.context.close()
        self.seated.clear()


@dataclass
class Office(Desk):
    """Some at a desk, some on a phone (by NIP); each page that is looked at is looked at as both see it.

    So a story is walked once, and what differs between the two, how a page is drawn, is still seen twice.
    """

    phones: frozenset[str] = frozenset()

    def of(self, person: Any) -> Any:
        if person.pk not in self.seated:
            self.seated[person.pk] = self.browser(person.nip)
            self.sign_in(self.seated[person.pk], person, first="")
        return self.seated[person.pk]

    def browser(self, nip: str) -> Any:
        """A browser of this person's, nobody signed in. Phones are dark."""
        phone = nip in self.phones
        page = self.page_at(PHONE if phone else DESK, dark=phone)
        page.add_init_script(COUNT_PRESSES)
        return page

    def look(self, page: Any, what: str) -> None:
        size = page.viewport_size
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": size["height"]})
            self.look_at(page, f"{self.name}-{what}-{width}")
        page.set_viewport_size(size)


def box(page: Any, label: str) -> Any:
    """The text box of this label, whether or not it says that it may stay empty."""
    return page.get_by_role("textbox", name=re.compile(rf"^{re.escape(label)}( \(boleh kosong\))?$"))


def select(page: Any, label: str) -> Any:
    return page.get_by_role("combobox", name=re.compile(rf"^{re.escape(label)}( \(boleh kosong\))?$"))


def worded(name: str) -> re.Pattern[str]:
    """Exactly these words, however a browser spaces the part that is only heard."""
    return re.compile(rf"^{re.escape(name).replace(':', r' ?:')}$")


def press(page: Any, name: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=name, exact=True).click()


def send(page: Any, name: str) -> None:
    """Press a button by its words and wait for the page that answers."""
    with page.expect_navigation():
        press(page, name)


def link(page: Any, name: str) -> Any:
    """The link of these words, wherever it is drawn at this width."""
    return page.get_by_role("link", name=worded(name)).filter(visible=True).first


def follow(page: Any, name: str) -> None:
    """Follow a link by its words until what it leads to has come: a click alone does not wait for it."""
    wanted = link(page, name)
    if wanted.evaluate("link => link.matches('[hx-get], [href*=\"#\"]')"):  # answered on this very page
        wanted.click()
        return
    with page.expect_navigation():
        wanted.click()


def told(page: Any, text: str) -> None:
    """These words are on the screen."""
    page.get_by_text(text).filter(visible=True).first.wait_for()


def presses(page: Any) -> int:
    """How often something was pressed since `presses_from_here`."""
    return int(page.evaluate("+(sessionStorage.getItem('presses') || 0)"))


def presses_from_here(page: Any) -> None:
    page.evaluate("sessionStorage.setItem('presses', 0)")


def status_of(page: Any, address: str) -> tuple[int, str]:
    """What this person is answered at an address: the status and the page."""
    answer = page.context.request.get(address)
    return answer.status, answer.text() if "html" in answer.headers["content-type"] else ""


def tab_to(page: Any, wanted: Any, *, back: bool = False, most: int = 80) -> None:
    """Move the focus there with the Tab key alone."""
    for _turn in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{wanted} cannot be reached with the Tab key")
