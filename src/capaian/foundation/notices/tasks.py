"""Notices by mail, in the background. The worker calls `due_deliveries()` about once a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from capaian.foundation.notices.mail import WINDOW, candidates, deliver
from capaian.foundation.tenancy import everywhere

RECENT = timedelta(minutes=15)
_last_full: list[datetime] = []


@task()
def deliver_notices(minutes: int) -> int:
    """Mail what is due among the notices of the last `minutes`; returns how many mails."""
    with everywhere():
        return deliver(timezone.now(), timedelta(minutes=minutes))


def due_deliveries() -> bool:
    """Queue a round of mail where anything may be due; returns whether it did. To be called about once a minute.

    Usually only new notices are looked at; every quarter of an hour all of them, for summaries and ended quiet hours.
    """
    now = timezone.now()
    full = not _last_full or now - _last_full[0] >= RECENT
    since = WINDOW if full else RECENT
    if full:
        _last_full[:] = [now]
    with everywhere():
        if not settings.MAIL_READY or not candidates(now, since).exists():
            return False
    deliver_notices.enqueue(minutes=int(since.total_seconds() // 60))
    return True
