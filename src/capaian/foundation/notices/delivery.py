"""Which notices are due to be mailed at a moment. Pure: no Django, no clock, no database.

At once, in one summary a day, or never; nothing between the quiet hours, which are read on the agency's clock and may
reach across midnight. What quiet hours held back is due when they end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Pace(StrEnum):
    """How soon; the values are those kept with a person's settings."""

    BY_KIND = "by-kind"
    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one person wants to be told. Without quiet hours both ends are None."""

    delivery: str = Pace.BY_KIND
    digest_hour: int = 7
    quiet_from: time | None = None
    quiet_until: time | None = None
    muted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice that was neither read nor mailed."""

    id: int
    kind: str
    created_at: datetime


def due(
    waiting: Sequence[Waiting], *, wishes: Wishes, paces: Mapping[str, str], now: datetime, zone: ZoneInfo
) -> tuple[int, ...]:
    """Kebijakan Capaian: the notices to be mailed to one person now, in one mail; none in the quiet hours.

    `paces` is how soon each kind is mailed to whoever has chosen nothing else.
    """
    local = now.astimezone(zone)
    if is_quiet(local.time(), wishes.quiet_from, wishes.quiet_until):
        return ()
    summary = last_summary(local, wishes.digest_hour)
    return tuple(
        notice.id for notice in waiting
        if notice.kind not in wishes.muted and _is_due(_pace(notice.kind, wishes, paces), notice.created_at, summary)
    )


def is_quiet(moment: time, start: time | None, end: time | None) -> bool:
    """Kebijakan Capaian: whether a time of day lies in the quiet hours; from 21.00 until 05.00 reaches across midnight."""
    if start is None or end is None or start == end:
        return False
    if start < end:
        return start <= moment < end
    return moment >= start or moment < end


def last_summary(local: datetime, hour: int) -> datetime:
    """Kebijakan Capaian: the latest moment at which a day's summary was due: today's hour, or yesterday's before it."""
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if local >= today else today - timedelta(days=1)


def _pace(kind: str, wishes: Wishes, paces: Mapping[str, str]) -> str:
    return paces.get(kind, Pace.DAILY) if wishes.delivery == Pace.BY_KIND else wishes.delivery


def _is_due(pace: str, created_at: datetime, summary: datetime) -> bool:
    if pace == Pace.DAILY:
        return created_at <= summary
    return pace == Pace.AT_ONCE
