"""Who opened whose appraisal: noted while a page is made, written once when it has been sent, shown to that person.

Noting costs the page nothing: no query while it is made, one statement after it was sent, none at all where this process
has written the same before on that day. What cannot be written is logged and never breaks a page.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.models import Reading
from capaian.foundation.tenancy import scoped_to
from capaian.kernel.words import N_

log = logging.getLogger(__name__)

THINGS: Mapping[str, str] = {
    "skp": N_("SKP"), "skp-pdf": N_("SKP sebagai PDF"), "report": N_("Progres bulanan"), "feedback": N_("Umpan balik"),
    "assessment": N_("Bahan penilaian"), "evaluation": N_("Hasil penilaian"), "evaluation-pdf": N_("Hasil penilaian sebagai PDF"),
    "file": N_("Berkas bukti"), "matrix": N_("Matriks peran dan hasil"),
    "export": N_("Ekspor hasil seluruh instansi"), "history": N_("Riwayat tindakan"),
}
EVERYBODY = 0
"""The subject of what shows everybody of an agency at once."""

REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Noted:
    """One opening, as it will be written."""

    actor: Actor
    subject_id: int
    thing: str
    thing_id: int
    label: str
    at: datetime
    day: date

    @property
    def key(self) -> tuple[int, int, str, int, date]:
        return self.actor.employee_id, self.subject_id, self.thing, self.thing_id, self.day


class _Memory:
    """What this process has written lately, so that a page opened again asks the database nothing."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._known: OrderedDict[object, None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def add(self, key: object) -> None:
        with self._lock:
            self._known[key] = None
            while len(self._known) > self.size:
                self._known.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._known.clear()


memory = _Memory(REMEMBERED)
_noted: ContextVar[list[Noted] | None] = ContextVar("capaian_readings", default=None)


def note_reading(actor: Actor, *, subject_id: int, thing: str, thing_id: int = 0, label: str = "") -> None:
    """Somebody opens what belongs to another person's appraisal (UU 27/2022 Art 31: processing is recorded).

    Nothing happens where it is the own, or where nobody collects (a command, a test of a query). Raises KeyError for a
    thing that has no name in THINGS.
    """
    noted = _noted.get()
    if noted is None or actor.employee_id == subject_id:
        return
    if thing not in THINGS:
        raise KeyError(thing)
    at = timezone.now()
    one = Noted(actor, subject_id, thing, thing_id, label[:200], at, timezone.localdate(at))
    if one.key not in memory:
        noted.append(one)


@contextmanager
def collecting() -> Iterator[list[Noted]]:
    """Within, openings are noted in the list; whoever collects writes them with `write`."""
    noted: list[Noted] = []
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def write(noted: list[Noted]) -> None:
    """Write what was noted in one statement, each once a day; never raises."""
    ones = {one.key: one for one in noted if one.key not in memory}
    if not ones:
        return
    try:
        with scoped_to(next(iter(ones.values())).actor.agency_id):
            Reading.objects.bulk_create([_row(one) for one in ones.values()], ignore_conflicts=True)
    except Exception:
        log.exception("%s readings could not be written", len(ones))
        return
    for key in ones:
        memory.add(key)


def _row(one: Noted) -> Reading:
    return Reading(
        agency_id=one.actor.agency_id, day=one.day, first_at=one.at, reader_id=one.actor.employee_id,
        reader_name=one.actor.name, reader_post=one.actor.post, behalf_name=one.actor.behalf_name, subject_id=one.subject_id,
        thing=one.thing, thing_id=one.thing_id, label=one.label,
    )


class ReadingsMiddleware:
    """Collects during the request and writes when the response was sent; a page that was refused showed nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with collecting() as noted:
            response = self.get_response(request)
        if noted and response.status_code < HTTPStatus.BAD_REQUEST:
            response._resource_closers.append(lambda: write(noted))  # type: ignore[attr-defined]  # closed after sending
        return response
