"""Notices by mail, in the background: recurring duties of the worker (foundation/jobs/ticks.py)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from capaian.foundation.notices.mail import WINDOW, candidates, deliver
from capaian.foundation.tenancy import everywhere

RECENT = timedelta(minutes=20)


@task()
def deliver_notices(minutes: int) -> int:
    """Mail what is due among the notices of the last `minutes`; returns how many mails."""
    with everywhere():
        return deliver(timezone.now(), timedelta(minutes=minutes))


def due_deliveries(now: datetime) -> bool:
    """Every minute: a round of mail for new notices, where there are any; returns whether it was queued."""
    return _queue(now, RECENT)


def due_summaries(now: datetime) -> bool:
    """Every quarter of an hour: all notices of the week, for summaries, ended quiet hours, and mails left undone."""
    return _queue(now, WINDOW)


def _queue(now: datetime, since: timedelta) -> bool:
    with everywhere():
        if not settings.MAIL_READY or not candidates(now, since).exists():
            return False
    deliver_notices.enqueue(minutes=int(since.total_seconds() // 60))
    return True
