"""The frame of every page: who is signed in and where one can go. Costs no query beyond the actor's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from capaian.foundation.actor import Actor, Role
from capaian.people.permissions.scope import administers, manages_agency, manages_units, oversees, reads_units
from capaian.web import demo

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def everyone(_actor: Actor) -> bool:
    return True


def appraisers(actor: Actor) -> bool:
    return actor.appraises


def role_keepers(actor: Actor) -> bool:
    return administers(actor) or manages_agency(actor) or actor.has(Role.INSPECTOR)


def account_keepers(actor: Actor) -> bool:
    return administers(actor) or manages_units(actor)


def inspectors(actor: Actor) -> bool:
    return actor.has(Role.INSPECTOR) or administers(actor)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation: its word, its URL name, who sees it, its drawing on the phone, what else belongs to it."""

    label: StrOrPromise
    url_name: str
    seen_by: Callable[[Actor], bool]
    icon: str = ""
    beside: tuple[str, ...] = ()


PLANNING = (
    "/needs/", "/plans/", "/objectives/", "/agreements/", "/matrices/", "/cascade/", "/coverage/", "/assignments/", "/links/",
    "/library/", "/hints/", "/skp/units/", "/skp/deadlines/", "/skp/documents/",
)
PLACES = (
    Place(_("Beranda"), "home", everyone, "M3 11 12 4l9 7v9h-6v-6H9v6H3z"),
    Place(_("SKP"), "planning:skp_list", everyone, "M6 3h9l4 4v14H6zM9.5 9h3M9.5 13h6M9.5 17h6"),
    Place(_("Rencana"), "planning:rooms", everyone, beside=PLANNING),
    Place(_("Progres"), "progress:current", everyone, "M4 5v14h16M8 15l4-5 3 3 5-7"),
    Place(_("Tim"), "evaluation:team", appraisers, "M5.5 7.5a3.5 3.5 0 1 1 7 0 3.5 3.5 0 0 1-7 0zM3 20c0-3.5 2.7-6 6-6s6 2.5 6 6"
                                                   "M16 4.5a3.2 3.2 0 0 1 0 6M18 14.5c2 1 3 3 3 5.5"),
    Place(_("Hasil"), "evaluation:results", everyone),
    Place(_("Kelola"), "evaluation:overview", reads_units, beside=("/organisation/",)),
    Place(_("Pegawai"), "people:directory", everyone, beside=("/units/",)),
)
# What an office needs now and then: behind the own name, so that the bar stays readable.
DESKS = (
    Place(_("Koreksi data"), "people:corrections", everyone),
    Place(_("Kesehatan data"), "people:ledger_health", lambda actor: oversees(actor) or manages_units(actor)),
    Place(_("Tim kerja"), "people:task_teams", everyone),
    Place(_("Impor"), "people:imports", manages_agency),
    Place(_("Pekerjaan"), "jobs:jobs", lambda actor: administers(actor) or manages_agency(actor)),
    Place(_("Peran"), "people:roles", role_keepers),
    Place(_("Akun pegawai"), "people:accounts", account_keepers, beside=("/account-links/",)),
    Place(_("Catatan"), "record:record", inspectors),
    Place(_("Peran pinjaman"), "people:delegations", everyone),
    Place(_("Data saya"), "record:my_data", everyone),
    Place(_("Akun saya"), "account_home", everyone),
)
ON_TABS = 4
"""As many as a thumb hits beside *Lainnya* on the narrowest phone (320 px: 64 px each)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as this person sees it now."""

    label: str
    href: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What `ui/page.html` draws around a screen; without an actor only the brand."""

    actor: Actor | None = None
    nav: tuple[Entry, ...] = ()
    desks: tuple[Entry, ...] = ()

    @property
    def tabs(self) -> tuple[Entry, ...]:
        """The places for the thumb: those that are drawn, an appraiser's team among them."""
        return tuple(entry for entry in self.nav if entry.icon)[:ON_TABS]

    @property
    def more(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.nav if entry not in self.tabs)

    @property
    def more_current(self) -> bool:
        """On the phone the desks, too, are under *Lainnya*."""
        return any(entry.current for entry in self.more) or self.desk_current

    @property
    def desk_current(self) -> bool:
        return any(entry.current for entry in self.desks)


def _under(path: str, address: str) -> bool:
    """`/progress/2026/11/` is under `/progress/`; under `/` is only the first screen itself."""
    return path == address if address == "/" else path.startswith(address)


def _home_of(path: str, addresses: Iterable[str]) -> str:
    """The nearest of the addresses that a path is under: the health of the ledger, not the people above it."""
    return max((address for address in addresses if _under(path, address)), key=len, default="")


def navigation(actor: Actor, path: str, places: tuple[Place, ...] = PLACES) -> tuple[Entry, ...]:
    """The places this person may go; a place whose module has no address yet is left out."""
    addresses = {place.url_name: address for place in (*PLACES, *DESKS, *places) if (address := _address(place))}
    home = _home_of(path, (*addresses.values(), *(beside for place in places for beside in place.beside)))
    return tuple(
        Entry(str(place.label), addresses[place.url_name], place.icon, home in {addresses[place.url_name], *place.beside})
        for place in places if place.url_name in addresses and place.seen_by(actor)
    )


def _address(place: Place) -> str:
    """Where the place is, or "" while its module has no address yet."""
    try:
        return reverse(place.url_name)
    except NoReverseMatch:
        return ""


def frame(request: HttpRequest) -> Frame:
    """The frame for this request; an account that is nobody's gets the bare one."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not hasattr(request, "actor"):
        return Frame()
    try:
        actor = request.actor
        return Frame(actor, navigation(actor, request.path), navigation(actor, request.path, DESKS))
    except PermissionDenied:
        return Frame()


def chrome(request: HttpRequest) -> dict[str, object]:
    """Template variables of every page; the frame is worked out only where it is drawn."""
    return {
        "demo": settings.DEMO,
        "mail_ready": settings.MAIL_READY,
        "provider": settings.OIDC["name"] if settings.OIDC else "",
        "frame": SimpleLazyObject(lambda: frame(request)),
        "demo_accounts": SimpleLazyObject(demo.accounts),
    }
