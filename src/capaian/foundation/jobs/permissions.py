"""Who may see, cancel and retry a job: its owner, and those who run the agency's data or its system."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor, Role
from capaian.foundation.jobs import registry
from capaian.foundation.models import Job, JobState
from capaian.foundation.permissions import ALLOWED, Denied, Verdict


def sees_all_jobs(actor: Actor) -> bool:
    """Whether this person sees the jobs of the whole agency, not only the own ones."""
    return actor.has(Role.PERFORMANCE_MANAGER) or actor.has(Role.ADMINISTRATOR)


def may_see_job(actor: Actor, job: Job) -> Verdict:
    if job.agency_id == actor.agency_id and (job.owner_id == actor.user_id or sees_all_jobs(actor)):
        return ALLOWED
    return Denied(_("Pekerjaan ini milik orang lain."))


def may_cancel_job(actor: Actor, job: Job) -> Verdict:
    if job.state not in (JobState.QUEUED, JobState.RUNNING):
        return Denied(_("Pekerjaan ini sudah berakhir atau sedang dibatalkan."))
    if not _cancellable(job):
        return Denied(_("Pekerjaan ini tidak dapat dihentikan di tengah jalan, supaya data tidak diterapkan sebagian."))
    return may_see_job(actor, job)


def may_retry_job(actor: Actor, job: Job) -> Verdict:
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        return Denied(_("Hanya pekerjaan yang gagal atau dibatalkan dapat dicoba lagi."))
    return may_see_job(actor, job)


def _cancellable(job: Job) -> bool:
    try:
        return registry.kind(job.kind).cancellable
    except KeyError:
        return True
