"""Whose account one may open again for somebody: never that of a person who may do more than oneself. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Power:
    """A role by its name, and how far it reaches: the path of a unit with everything below, "" for the whole agency."""

    role: str
    scope: str = ""


# Beside the same role, these reach at least as far. What stands in neither column is reached by no other role: nobody
# but the system administrator opens the account of an inspector or of another administrator.
REACHED_BY: Mapping[str, frozenset[str]] = {
    "unit-performance-manager": frozenset({"performance-manager"}),
    "service-officer": frozenset({"performance-manager", "unit-performance-manager"}),
    "evaluation-team": frozenset({"performance-manager"}),
}
EVERYBODYS = "employee"


def covers(mine: Iterable[Power], theirs: Iterable[Power]) -> bool:
    """Kebijakan Capaian: whoever makes a link into an account could use it, so it opens nothing that was closed before.

    Whether each of `theirs` is held, or reached, by one of `mine` for at least the same units.
    """
    held = tuple(mine)
    return all(wanted.role == EVERYBODYS or any(_reaches(power, wanted) for power in held) for wanted in theirs)


def _reaches(power: Power, wanted: Power) -> bool:
    same = power.role == wanted.role or power.role in REACHED_BY.get(wanted.role, frozenset())
    return same and wanted.scope.startswith(power.scope)


class LinkState(StrEnum):
    """What became of a link; only a live one opens anything."""

    LIVE = "live"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


def link_state(*, used_at: datetime | None, revoked_at: datetime | None, expires_at: datetime, at: datetime) -> LinkState:
    """Kebijakan Capaian: a link opens once, until it is taken back or its hours are over, whichever comes first."""
    if used_at is not None:
        return LinkState.USED
    if revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.LIVE if at < expires_at else LinkState.EXPIRED
