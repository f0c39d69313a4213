"""The chain of an agency's record, from values alone: what is digested, how rows are linked, and what breaks the chain.

A row's `digest` says what was done; its `hash` ties the digest to agency, number and the hash before it. What was
written before and after goes into the digest through a salted digest of its own, so that it can be cleared when its time
is over (`cleared` then holds that digest, the salt is gone) while the chain still verifies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from capaian.kernel.words import N_

START = ""
"""What the first row has before it."""


class Entry(NamedTuple):
    """One stored row, in the order in which it is read."""

    id: int
    sequence: int
    at: datetime
    actor_id: int
    actor_name: str
    behalf_id: int | None
    behalf_name: str
    verb: str
    subject_type: str
    subject_id: int
    request_id: str
    before: object
    after: object
    salt: str
    cleared: str
    digest: str
    previous: str
    hash: str


def canonical(value: object) -> bytes:
    """The one way to write a JSON value: keys in order, nothing between, letters beyond ASCII escaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


def _sha(value: object) -> str:
    return sha256(canonical(value)).hexdigest()


def content_digest(salt: str, before: object, after: object) -> str:
    """The digest of what stood there and what stands there now; the salt keeps it from being guessed once cleared."""
    return _sha([salt, before, after])


def deed_digest(
    *, at: datetime, actor_id: int, actor_name: str, behalf_id: int | None, behalf_name: str, verb: str,
    subject_type: str, subject_id: int, request_id: str, content: str,
) -> str:
    """The digest of who did what, on behalf of whom, when, to what."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha([moment, actor_id, actor_name, behalf_id, behalf_name, verb, subject_type, subject_id, request_id, content])


def link(*, agency_id: int, sequence: int, previous: str, digest: str) -> str:
    """The hash that ties a row to its place and to the row before it."""
    return _sha([agency_id, sequence, previous, digest])


class Kind(StrEnum):
    """What can be wrong with a chain."""

    ALTERED = "altered"
    CLEARED = "cleared"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    BROKEN = "broken"
    UNANCHORED = "unanchored"
    HEADLESS = "headless"


WORDS: Mapping[Kind, str] = {
    Kind.ALTERED: N_("isi baris ini berubah sejak ditulis"),
    Kind.CLEARED: N_("isi baris ini dikosongkan tanpa catatan pengosongan"),
    Kind.REMOVED: N_("baris hilang"),
    Kind.INSERTED: N_("baris ini disisipkan: bukan bagian rantai"),
    Kind.REORDERED: N_("urutan baris ini dipindahkan"),
    Kind.BROKEN: N_("baris ini tidak menyambung ke baris sebelumnya"),
    Kind.UNANCHORED: N_("rantai berbeda dari yang ditandatangani"),
    Kind.HEADLESS: N_("ujung rantai hilang"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: where, and what. `until` is the last number of a run of missing rows."""

    kind: Kind
    agency_id: int
    sequence: int
    until: int | None = None
    id: int | None = None
    at: datetime | None = None
    verb: str = ""

    def as_json(self) -> dict[str, object]:
        """For machines."""
        return {
            "kind": self.kind.value, "agency_id": self.agency_id, "sequence": self.sequence,
            "until": self.until, "id": self.id, "at": self.at.isoformat() if self.at else None, "verb": self.verb,
        }


@dataclass(slots=True)
class Walk:
    """Walks the chain of an agency from its first row on, in bounded memory: what is kept is the last row's number, hash and id.

    `anchored` maps a number to the hash that was signed for it; `cleared_until` is the last number whose content a
    recorded deed has cleared.
    """

    agency_id: int
    anchored: Mapping[int, str] = field(default_factory=dict)
    cleared_until: int = 0
    sequence: int = 0
    hash: str | None = START  # None: the row before could not be read
    id: int = 0
    rows: int = 0
    intact: int = 0
    broken: bool = False

    def step(self, row: Entry) -> Iterator[Finding]:
        """What is wrong with the next row."""
        found = [*self._place(row), *self._content(row)]
        if row.sequence in self.anchored and self.anchored[row.sequence] != row.hash and not found:
            found.append(self._about(Kind.UNANCHORED, row))
        self.rows += 1
        self.broken = self.broken or bool(found)
        self.intact += not self.broken
        self.sequence, self.hash, self.id = max(self.sequence, row.sequence), row.hash, max(self.id, row.id)
        yield from found

    def unreadable(self, sequence: int, id_: int) -> Iterator[Finding]:
        """A row holds what cannot be read at all: somebody wrote it past the program."""
        yield Finding(Kind.ALTERED, self.agency_id, sequence, id=id_)
        self.rows, self.broken = self.rows + 1, True
        self.sequence, self.hash, self.id = max(self.sequence, sequence), None, max(self.id, id_)

    def end(self, sequence: int, head: str) -> Iterator[Finding]:
        """What is wrong with the end of the chain, whose head says this number and hash."""
        last = max([sequence, *self.anchored], default=sequence)
        if self.sequence < last:
            yield Finding(Kind.REMOVED, self.agency_id, self.sequence + 1, until=last)
        elif sequence < self.sequence:
            yield Finding(Kind.INSERTED, self.agency_id, sequence + 1, until=self.sequence)
        elif self.hash is not None and self.hash != head:
            yield Finding(Kind.BROKEN, self.agency_id, self.sequence, id=self.id)

    def _place(self, row: Entry) -> Iterator[Finding]:
        if row.sequence <= self.sequence:
            yield self._about(Kind.INSERTED, row)
        elif row.sequence > self.sequence + 1:
            yield Finding(Kind.REMOVED, self.agency_id, self.sequence + 1, until=row.sequence - 1)
        elif row.id <= self.id:
            yield self._about(Kind.REORDERED, row)
        elif self.hash is not None and row.previous != self.hash:
            yield self._about(Kind.BROKEN, row)

    def _content(self, row: Entry) -> Iterator[Finding]:
        if row.cleared and row.sequence > self.cleared_until:
            yield self._about(Kind.CLEARED, row)
        elif not self._is_whole(row):
            yield self._about(Kind.ALTERED, row)

    def _is_whole(self, row: Entry) -> bool:
        if row.cleared and (row.before or row.after or row.salt):
            return False
        try:
            return self._hashes(row) == (row.digest, row.hash)
        except (TypeError, ValueError, AttributeError):  # SQLite keeps a text in a column of numbers, or of moments
            return False

    def _hashes(self, row: Entry) -> tuple[str, str]:
        digest = deed_digest(
            at=row.at, actor_id=row.actor_id, actor_name=row.actor_name, behalf_id=row.behalf_id, behalf_name=row.behalf_name,
            verb=row.verb, subject_type=row.subject_type, subject_id=row.subject_id, request_id=row.request_id,
            content=row.cleared or content_digest(row.salt, row.before, row.after),
        )
        chained = link(agency_id=self.agency_id, sequence=row.sequence, previous=row.previous, digest=row.digest)
        return digest, chained

    def _about(self, kind: Kind, row: Entry) -> Finding:
        return Finding(kind, self.agency_id, row.sequence, id=row.id, at=row.at, verb=row.verb)
