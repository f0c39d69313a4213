"""Reading jobs: one's own, or the agency's for those who run it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.jobs.permissions import may_see_job, sees_all_jobs
from capaian.foundation.models import Job, JobState
from capaian.foundation.permissions import require

PER_PAGE = 25
ACTIVE = (JobState.QUEUED, JobState.RUNNING, JobState.CANCELLING)


@dataclass(frozen=True, slots=True)
class JobFilter:
    """What the address of the list says; unknown words count as nothing."""

    search: str = ""
    state: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> JobFilter:
        """From the address: ?q=pegawai&state=failed."""
        state = query.get("state", "")
        return cls(query.get("q", "").strip()[:100], state if state in JobState.values else "")


def jobs_for(actor: Actor, wanted: JobFilter) -> QuerySet[Job]:
    """The jobs this person may see, newest first."""
    found = Job.objects.filter(agency_id=actor.agency_id)
    if not sees_all_jobs(actor):
        found = found.filter(owner_id=actor.user_id)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.search:
        found = found.filter(Q(title__icontains=wanted.search) | Q(owner_name__icontains=wanted.search))
    return found.order_by("-created_at", "-pk")


def page_of_jobs_for(actor: Actor, wanted: JobFilter, number: str | None) -> Page[Any]:
    return Paginator(jobs_for(actor, wanted), PER_PAGE).get_page(number)


def get_job_for(actor: Actor, job_id: int) -> Job:
    """One job. Raises Http404 for another agency's, Refused for a colleague's."""
    job = Job.objects.filter(agency_id=actor.agency_id, pk=job_id).first()
    if job is None:
        raise Http404
    require(may_see_job(actor, job))
    return job
