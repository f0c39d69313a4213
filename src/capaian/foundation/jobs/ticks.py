"""Duties that come back: the worker begins each when its time is over. Add a line to TICKS to have one more."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.module_loading import import_string

from capaian.foundation.models import Tick

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """`call` names a function that takes the moment. It begins at most once in `every`, whatever number of workers run. What it
    does for an agency it does within `clock.working_for(agency_id)`."""

    name: str
    every: timedelta
    call: str


TICKS = (
    Duty("lost-jobs", timedelta(seconds=2), "capaian.foundation.jobs.runner.take_up_lost"),
    Duty("notices", timedelta(minutes=1), "capaian.foundation.notices.tasks.due_deliveries"),
    Duty("notices-summaries", timedelta(minutes=15), "capaian.foundation.notices.tasks.due_summaries"),
    Duty("corrections-overdue", timedelta(hours=1), "capaian.people.reminders.remind_overdue"),
    Duty("dialogues-follow-ledger", timedelta(hours=1), "capaian.planning.duties.handovers.hand_over_dialogues"),
    Duty("plans-follow-ledger", timedelta(hours=6), "capaian.planning.duties.ledger.follow_ledger"),
    Duty("tidy-up", timedelta(days=1), "capaian.foundation.tasks.tidy_up_at"),
    Duty("audit-anchors", timedelta(days=1), "capaian.foundation.record.anchors.anchor_days"),
    Duty("links", timedelta(days=1), "capaian.planning.duties.links.propose_daily"),
    Duty("retention", timedelta(days=1), "capaian.foundation.record.retention.forget_expired"),
)


def run_due(now: datetime, duties: tuple[Duty, ...] = TICKS) -> list[str]:
    """Begin every duty whose time has come; their names. A duty that fails is logged and comes back in its turn."""
    begun = []
    for duty in duties:
        if _claim(duty, now):
            begun.append(duty.name)
            _call(duty, now)
    return begun


def _claim(duty: Duty, now: datetime) -> bool:
    _, made = Tick.objects.get_or_create(name=duty.name, defaults={"last_at": now})
    return made or bool(Tick.objects.filter(name=duty.name, last_at__lte=now - duty.every).update(last_at=now))


def _call(duty: Duty, now: datetime) -> None:
    try:
        import_string(duty.call)(now)
    except Exception:
        log.exception("the recurring duty %s failed", duty.name)
