"""Cancelling a job and trying it again. Starting one is `enqueue`, inside the action that wants it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.foundation.jobs.permissions import may_cancel_job, may_retry_job
from capaian.foundation.jobs.runner import announce
from capaian.foundation.models import Job, JobState
from capaian.foundation.permissions import require
from capaian.foundation.writing import action


@action
def cancel_job(*, job: Job, by: Actor, at: datetime) -> None:
    """Stop a job that waits at once, one that runs after the chunk at hand. What earlier chunks did stands."""
    require(may_cancel_job(by, job))
    mine = Job.objects.filter(pk=job.pk)
    state = JobState.CANCELLED
    if not mine.filter(state=JobState.QUEUED).update(state=state, finished_at=at):
        state = JobState.CANCELLING
        _insist(mine.filter(state=JobState.RUNNING).update(state=state))
    audit.record(by=by, at=at, verb="job.cancel", subject=job, before={"state": job.state}, after={"state": state})


@action
def retry_job(*, job: Job, by: Actor, at: datetime) -> None:
    """Queue a failed or cancelled job again; it continues at its checkpoint."""
    require(may_retry_job(by, job))
    ended = Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED))
    _insist(ended.update(state=JobState.QUEUED, message="", finished_at=None, heartbeat_at=at, attempts=0))
    announce(job.pk)
    audit.record(by=by, at=at, verb="job.retry", subject=job, before={"state": job.state}, after={"state": JobState.QUEUED})


def _insist(moved: int) -> None:
    if not moved:
        raise Refused(_("Pekerjaan ini baru saja berubah. Muat ulang halaman untuk melihat keadaan terbaru."))
