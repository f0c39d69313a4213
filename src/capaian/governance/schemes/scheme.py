"""A scheme: dated values, each with unit and legal source; a child inherits what it does not say itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any


class NoSuchValue(KeyError):  # noqa: N818
    """The scheme has no value for this key (on this day). `str()` says so in plain words."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class SchemeValue:
    """A value as it holds from `since` to `until` (None = still), with where it comes from.

    `kind`: "law", "policy" (the agency's own choice) or "practice" (nobody wrote it down).
    `confidence`: "H" the text itself, "M" one source, "L" a reading. Numbers are `Decimal`, whole counts `int`.
    """

    value: Any
    unit: str
    source: str
    kind: str
    confidence: str
    since: date
    until: date | None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the value is in force on a day, both ends included."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Scheme:
    """One version of a scheme. What was published never changes; `hash` is what an agency adopts."""

    id: str
    title: str
    status: str
    source: str
    effective_from: date
    effective_until: date | None
    parent: Scheme | None
    own: Mapping[str, tuple[SchemeValue, ...]]

    @property
    def extends(self) -> str | None:
        """The id of the scheme whose values are inherited."""
        return self.parent.id if self.parent else None

    @property
    def is_published(self) -> bool:
        return self.status == "published"

    def names(self) -> tuple[str, ...]:
        """All keys, inherited ones included, in alphabetical order."""
        inherited = self.parent.names() if self.parent else ()
        return tuple(sorted({*self.own, *inherited}))

    def get(self, key: str, on: date | None = None) -> SchemeValue:
        """The value of `key` on a day; without a day, the latest one. The child's word goes before the parent's.

        Raises NoSuchValue (a KeyError) where the scheme is silent: nothing is ever assumed to be zero.
        """
        found = self.find(key, on)
        if found is None:
            when = f" pada {on.isoformat()}" if on else ""
            raise NoSuchValue(f"Skema {self.id} tidak memuat {key}{when}.")
        return found

    def find(self, key: str, on: date | None = None) -> SchemeValue | None:
        """As `get`, with None where the scheme is silent."""
        values = self.own.get(key, ())
        fitting = values if on is None else tuple(value for value in values if value.holds_on(on))
        if fitting:
            return fitting[-1]
        return self.parent.find(key, on) if self.parent else None

    def change_days(self) -> tuple[date, ...]:
        """Every day on which some value, own or inherited, begins to hold, from this scheme's first day on."""
        starts = {value.since for values in self.own.values() for value in values}
        inherited = {day for day in self.parent.change_days() if day > self.effective_from} if self.parent else set()
        return tuple(sorted({self.effective_from} | starts | inherited))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what the scheme says: comments, notes, spacing and order of keys may change, nothing else."""
        content = json.dumps(self.canonical(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()

    def canonical(self) -> dict[str, Any]:
        """The content in one writing only; `status` is left out, so that publishing does not change the hash."""
        return {
            "id": self.id, "title": self.title, "source": self.source,
            "effective": [_plain(self.effective_from), _plain(self.effective_until)],
            "extends": [self.parent.id, self.parent.hash] if self.parent else None,
            "values": {
                key: [
                    [_plain(v.since), _plain(v.until), v.unit, v.kind, v.confidence, v.source, _plain(v.value)]
                    for v in values
                ]
                for key, values in self.own.items()
            },
        }


def _plain(value: Any) -> Any:
    """A value as JSON that tells a number from a text and a text from a date: 90 and 90.0 are one, "90" is not."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, int | Decimal):
        return {"number": format(Decimal(value).normalize(), "f")}
    if isinstance(value, Mapping):
        return {"map": {key if isinstance(key, str) else key.isoformat(): _plain(item) for key, item in value.items()}}
    return {"list": [_plain(item) for item in value]}
