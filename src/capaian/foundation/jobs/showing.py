"""A job as a screen shows it: titled in the reader's language, with a tone and what moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from capaian.foundation.jobs import registry
from capaian.foundation.jobs.queries import ACTIVE
from capaian.foundation.language import told
from capaian.foundation.models import Job, JobState

TONES = {
    JobState.DONE: "good", JobState.FAILED: "bad", JobState.RUNNING: "info", JobState.CANCELLING: "warn", JobState.CANCELLED: "",
    JobState.QUEUED: "",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the templates of Pekerjaan need. `done` is None while nobody knows how much there is."""

    pk: int
    kind: str
    title: str
    owner: str
    state: str
    tone: str
    moving: bool
    done: int | None
    total: int
    message: str
    href: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    attempts: int


def shown(job: Job) -> Shown:
    return Shown(
        pk=job.pk, kind=registry.title(job.kind), title=job.title, owner=job.owner_name, state=job.get_state_display(),
        tone=TONES[JobState(job.state)], moving=job.state in ACTIVE, done=job.done if job.total else None, total=job.total,
        message="\n".join(told(line) for line in job.message.splitlines()), href=job.href, created_at=job.created_at,
        started_at=job.started_at, finished_at=job.finished_at, attempts=job.attempts,
    )
