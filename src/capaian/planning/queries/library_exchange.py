"""The library as a file, and what somebody else's file would change in one's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.people.models import Agency
from capaian.planning import workflow
from capaian.planning.models import LibraryIndicator, LibraryVersion
from capaian.planning.permissions.library import may_import_library
from capaian.planning.queries.library import CHOICES, ShownChange, content_of, offered_versions, shown
from capaian.planning.rules.library import difference, digest
from capaian.planning.rules.library_file import Entry, Rejected, Shared, Unreadable, read, write

ADDED, SAME, DIFFERS, WAITS = "added", "same", "differs", "waits"


@dataclass(frozen=True, slots=True)
class Compared:
    """One entry of a file beside one's own library. `twin` is the code under which the same meaning stands already."""

    entry: Entry
    outcome: str
    changes: list[ShownChange] = field(default_factory=list)
    twin: str = ""
    indicator: LibraryIndicator | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds: entries compared, and those that cannot be used."""

    agency: str
    compared: tuple[Compared, ...]
    rejected: tuple[Rejected, ...]

    def of(self, outcome: str) -> tuple[Compared, ...]:
        return tuple(one for one in self.compared if one.outcome == outcome)

    @property
    def counts(self) -> dict[str, int]:
        found = {outcome: len(self.of(outcome)) for outcome in (ADDED, SAME, DIFFERS, WAITS)}
        return {**found, "rejected": len(self.rejected)}


def library_file(agency: Agency) -> str:
    """The agency's library as the file that others take: the newest approved wordings."""
    rows = offered_versions(agency.pk)
    return write(agency.name, [Entry(row.indicator.code, content_of(row)) for row in rows])


def library_file_for(actor: Actor) -> str:
    """`library_file` of one's own agency; everybody of it may read the library."""
    return library_file(Agency.objects.get(pk=actor.agency_id))


def read_library_file(data: bytes) -> Shared:
    """A file as read. Raises InvalidInput (field `file`) where it cannot be used at all."""
    try:
        return read(data, CHOICES)
    except Unreadable as error:
        raise InvalidInput([Problem(told(error.args[0]), "file")]) from error


def preview_for(actor: Actor, shared: Shared) -> Preview:
    """`preview` for who may import."""
    require(may_import_library(actor))
    return preview(actor.agency_id, shared)


def preview(agency_id: int, shared: Shared) -> Preview:
    """Each entry of a file beside the agency's own newest approved wording. Three queries at any size."""
    own = {row.code: row for row in LibraryIndicator.objects.filter(agency_id=agency_id)}
    versions = LibraryVersion.objects.filter(indicator__agency_id=agency_id).order_by("number")
    approved = {row.indicator_id: row for row in versions.filter(approved_at__isnull=False)}
    meanings = {row.digest: row.indicator.code for row in offered_versions(agency_id)}
    found = []
    for entry in shared.entries:
        row = own.get(entry.code)
        found.append(_compared(entry, row, approved.get(row.pk) if row else None, meanings))
    return Preview(shared.agency, tuple(found), shared.rejected)


def _compared(entry: Entry, row: LibraryIndicator | None, held: LibraryVersion | None, meanings: dict[str, str]) -> Compared:
    if row is None:
        twin = meanings.get(digest(entry.content), "")
        return Compared(entry, SAME if twin else ADDED, twin=twin)
    changes = shown(difference(content_of(held), entry.content)) if held is not None else []
    if held is not None and not changes:
        return Compared(entry, SAME, indicator=row)
    busy = row.state in (workflow.DRAFT, workflow.OFFERED)
    return Compared(entry, WAITS if busy else DIFFERS, changes, indicator=row)
