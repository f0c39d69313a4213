"""What an agency has chosen where no law speaks, for whoever stands below governance, which registers itself here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Policy:
    """A chosen number with its unit and where it is written."""

    value: int
    unit: str
    source: str


Source = Callable[[int, str, date], Policy]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Name the source of policies; called once, when the application starts."""
    _sources[:] = [source]


def policy_for(agency_id: int, key: str, day: date) -> Policy:
    """The agency's policy of this key on a day: its own, else the one of the house. RuntimeError without a source."""
    if not _sources:
        raise RuntimeError("no module has registered policies (governance does when it starts)")
    return _sources[0](agency_id, key, day)
