"""An agency's records as the rows of a file, streamed: what an import of the same file would find unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from capaian.kernel.batches import in_batches
from capaian.people.models import Employee, Position, Posting, PostingKind, Reporting, Unit
from capaian.people.queries.ledger import on
from capaian.people.queries.staging_compare import code_of, person_today, plain, position_today, unit_today
from capaian.people.rules.staging_shapes import ASSIGNMENTS, PEOPLE, POSITIONS, UNITS

Values = Mapping[str, str]
CHUNK = 2_000


def rows_of(sheet: str, agency_id: int, day: date) -> Iterator[Values]:
    """The rows of a sheet; assignments are those that hold on `day`."""
    return _ROWS[sheet](agency_id, day)


def _units(agency_id: int, _day: date) -> Iterator[Values]:
    for unit in Unit.objects.filter(agency_id=agency_id).select_related("parent").order_by("path").iterator(chunk_size=CHUNK):
        yield {"code": unit.code, **unit_today(unit)}


def _positions(agency_id: int, _day: date) -> Iterator[Values]:
    found = Position.objects.filter(unit__agency_id=agency_id).select_related("unit").order_by("pk")
    for position in found.iterator(chunk_size=CHUNK):
        yield {"code": code_of(position), **position_today(position)}


def _people(agency_id: int, _day: date) -> Iterator[Values]:
    for person in Employee.objects.filter(agency_id=agency_id).order_by("nip").iterator(chunk_size=CHUNK):
        yield {"nip": person.nip, **person_today(person)}


def _assignments(agency_id: int, day: date) -> Iterator[Values]:
    people = Employee.objects.filter(agency_id=agency_id).order_by("nip").values_list("pk", "nip")
    for some in in_batches(people.iterator(chunk_size=CHUNK), CHUNK):
        yield from _of_chunk(dict(some), day)


def _of_chunk(nips: Mapping[int, str], day: date) -> Iterator[Values]:
    posts: dict[int, list[Posting]] = {}
    for post in Posting.objects.filter(on(day), employee__in=nips).select_related("position").order_by("start", "pk"):
        posts.setdefault(post.employee_id, []).append(post)
    above = {one.employee_id: one for one in Reporting.objects.filter(on(day), employee__in=nips).select_related("appraiser")}
    for pk, nip in nips.items():
        held = posts.get(pk, [])
        led = above.get(pk)
        definitive = [post for post in held if post.kind == PostingKind.DEFINITIVE]
        if led and not definitive:
            yield {"nip": nip, **_above(led), "start": plain(led.start)}
        for post in held:
            row = {
                "nip": nip, "position": code_of(post.position), "kind": post.kind, "start": plain(post.start),
                "end": plain(post.end), "decree": post.decree,
            }
            yield row | _above(led) if led and definitive and post is definitive[0] else row


def _above(led: Reporting) -> dict[str, str]:
    return {"appraiser": led.appraiser.nip, "since": plain(led.start)}


_ROWS: dict[str, Callable[[int, date], Iterator[Values]]] = {
    UNITS: _units, POSITIONS: _positions, PEOPLE: _people, ASSIGNMENTS: _assignments,
}
