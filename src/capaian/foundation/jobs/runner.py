"""Running jobs: claimed by one worker, taken up again when that worker is gone, ended with words a person can use.

The queue of django-tasks only carries the message "there is a job"; the row of the job is the truth. So a lost message
is sent again and a message too many does nothing.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.jobs.clock import working_for
from capaian.foundation.jobs.progress import Cancelled, HandedBack, Lost, Progress
from capaian.foundation.jobs.registry import kind
from capaian.foundation.models import Job, JobState
from capaian.foundation.notices import NoticeKind, notify
from capaian.kernel.words import N_, say

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
UNFORESEEN = N_("Pekerjaan ini terhenti karena kesalahan yang tidak terduga. Coba lagi; bila terulang, hubungi pengelola sistem.")
TOLD = {JobState.DONE: N_("Pekerjaan selesai: %(title)s"), JobState.FAILED: N_("Pekerjaan gagal: %(title)s")}
"""Whoever asked is told how it ended; who cancelled knows."""
WORKER_DIED = N_("Pekerjaan ini berulang kali terputus di tengah jalan. Hubungi pengelola sistem sebelum mencoba lagi.")


def enqueue(
    kind: str, *, by: Actor, at: datetime, title: str, arguments: Mapping[str, object] | None = None, href: str = "",
) -> Job:
    """Queue work of a kind inside an action: it begins after the action's transaction, or never where that fails.

    `title` tells this job from others of its kind; `href` is where its outcome will be read.
    """
    job = Job.objects.create(
        agency_id=by.agency_id, kind=kind, title=title[:200], owner_id=by.user_id or None, owner_name=by.name,
        employee_id=by.employee_id, behalf_id=by.behalf_id, behalf_name=by.behalf_name, arguments=dict(arguments or {}),
        href=href, created_at=at,
    )
    announce(job.pk)
    return job


def announce(job_id: int) -> None:
    """Tell the workers, once what was written so far stands."""
    transaction.on_commit(lambda: run_job.enqueue(job_id))


@task()
def run_job(job_id: int) -> None:
    """Run a job if it waits, or if the worker that ran it is gone; otherwise nothing."""
    job = claim(job_id, timezone.now())
    if job is not None:
        _run(job)


def run_queued() -> int:
    """Run whatever waits, here and now; how many. For tests and the command line, where no worker listens."""
    waiting = list(Job.objects.filter(state=JobState.QUEUED).order_by("pk").values_list("pk", flat=True))
    for job_id in waiting:
        run_job.func(job_id)
    return len(waiting)


def lost_before(now: datetime) -> datetime:
    """A running job that was silent since then has lost its worker."""
    return now - timedelta(seconds=settings.JOB_LOST_AFTER)


def claim(job_id: int, now: datetime) -> Job | None:
    """Make this run the only one: one conditional UPDATE, so that of two workers one gets the job and the other None."""
    token = secrets.token_hex(16)
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, heartbeat_at__lt=lost_before(now))
    taken = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING, claim=token, attempts=F("attempts") + 1, heartbeat_at=now, finished_at=None, message="",
        started_at=Coalesce("started_at", now),
    )
    return Job.objects.get(pk=job_id) if taken else None


def _run(job: Job) -> None:
    progress = Progress(job)
    try:
        with working_for(job.agency_id):
            outcome = kind(job.kind).run(progress, **job.arguments) or ""
    except Cancelled:
        _end(job, JobState.CANCELLED)
    except HandedBack:
        _hand_back(job)
    except Lost:
        log.warning("job %s was taken up by another worker", job.pk)
    except (InvalidInput, Refused) as told:
        _end(job, JobState.FAILED, str(told))
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _end(job, JobState.FAILED, UNFORESEEN)
    else:
        _end(job, JobState.DONE, outcome)


def _mine(job: Job) -> Q:
    return Q(pk=job.pk, claim=job.claim, state__in=(JobState.RUNNING, JobState.CANCELLING))


def _end(job: Job, state: JobState, message: str = "") -> None:
    with transaction.atomic(), working_for(job.agency_id):
        now = timezone.now()
        ended = Job.objects.filter(_mine(job)).update(state=state, message=message, finished_at=now, claim="")
        if ended and state in TOLD:
            title = say(TOLD[state], title=job.title)
            notify(agency_id=job.agency_id, user_ids=[job.owner_id], kind=NoticeKind.JOB_FINISHED, title=title, text=message,
                   href=job.href or reverse("jobs:job", args=[job.pk]), at=now)


def _hand_back(job: Job) -> None:
    with transaction.atomic():
        Job.objects.filter(_mine(job)).update(state=JobState.QUEUED, claim="", attempts=F("attempts") - 1)
        announce(job.pk)


def take_up_lost(now: datetime) -> int:
    """Announce again what waits or ran without a sign of life; give up on what lost its worker too often. How many."""
    silent = Job.objects.filter(heartbeat_at__lt=lost_before(now))
    silent.filter(state=JobState.CANCELLING).update(state=JobState.CANCELLED, finished_at=now, claim="")
    silent.filter(state=JobState.RUNNING, attempts__gte=MOST_ATTEMPTS).update(
        state=JobState.FAILED, message=WORKER_DIED, finished_at=now, claim="",
    )
    quiet = Job.objects.annotate(heard_at=Coalesce("heartbeat_at", "created_at")).filter(heard_at__lt=lost_before(now))
    waiting = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING)
    found = list(quiet.filter(waiting).order_by("pk").values_list("pk", "state"))
    for job_id, state in found:
        if state == JobState.QUEUED:  # not again at every tick while it waits behind others
            Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(heartbeat_at=now)
        announce(job_id)
    return len(found)
