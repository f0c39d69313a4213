"""What a piece of long work says about itself, in the transaction of the work it counts."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.models import Job, JobState

stopping = threading.Event()
"""Set when this worker was told to end: the job at hand is handed back at its next step."""


class Interrupted(Exception):  # noqa: N818 - not a fault
    """The work ends before its time; the chunk at hand is taken back and the checkpoint stands."""


class Cancelled(Interrupted):
    """Somebody cancelled the job."""


class Lost(Interrupted):
    """Another worker has taken this job up, because this one was silent for too long."""


class HandedBack(Interrupted):
    """This worker was told to end."""


class Progress:
    """The job at hand, as its work sees it. `checkpoint` is where an earlier run stopped ({} at the beginning); `by` is
    who asked for it, for the audit: whether this person may was asked when the work was queued."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.done, self.total = job.done, job.total
        self.checkpoint: dict[str, Any] = dict(job.checkpoint)
        self.by = Actor(
            user_id=job.owner_id or 0, employee_id=job.employee_id, agency_id=job.agency_id, name=job.owner_name,
            behalf_id=job.behalf_id, behalf_name=job.behalf_name,
        )

    def step(
        self, *, done: int | None = None, total: int | None = None, checkpoint: Mapping[str, Any] | None = None,
    ) -> None:
        """Count a chunk. Call it last in the chunk's own transaction: chunk, count and checkpoint stand or fall together.

        Raises Cancelled, Lost or HandedBack, which take the chunk back.
        """
        if stopping.is_set():
            raise HandedBack
        self.done = self.done if done is None else done
        self.total = self.total if total is None else total
        if checkpoint is not None:
            self.checkpoint = dict(checkpoint)
        mine = Job.objects.filter(pk=self.job.pk, claim=self.job.claim)
        counted = mine.filter(state=JobState.RUNNING).update(
            done=self.done, total=self.total, checkpoint=self.checkpoint, heartbeat_at=timezone.now(),
        )
        if not counted:
            raise Cancelled if mine.filter(state=JobState.CANCELLING).exists() else Lost

    def lead_to(self, href: str) -> None:
        """Say where the outcome is found; call it in the transaction that makes it."""
        Job.objects.filter(pk=self.job.pk, claim=self.job.claim).update(href=href)

    def beat(self) -> None:
        """Say that the work goes on where no chunk ends for a while."""
        self.step()
