"""Pekerjaan: long work that one left and finds again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from capaian.foundation.jobs import actions, queries
from capaian.foundation.jobs.permissions import may_cancel_job, may_retry_job, sees_all_jobs
from capaian.foundation.jobs.showing import shown
from capaian.foundation.models import JobState


@login_required
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """One's own jobs; the agency's for those who run it."""
    wanted = queries.JobFilter.read(request.GET.dict())
    page = queries.page_of_jobs_for(request.actor, wanted, request.GET.get("page"))
    context = {
        "wanted": wanted, "page_obj": page, "jobs": [shown(job) for job in page], "states": JobState.choices,
        "everybody": sees_all_jobs(request.actor), "moving": any(job.state in queries.ACTIVE for job in page),
    }
    template = "jobs/_rows.html" if request.htmx and not request.htmx.boosted else "jobs/jobs.html"
    return render(request, template, context)


@login_required
@require_GET
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job: how far it is, what came of it, and what one may do."""
    return render(request, "jobs/job.html", _context(request, job_id))


@login_required
@require_GET
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """Only what changes while it runs, asked for again and again until it ends."""
    return render(request, "jobs/_progress.html", _context(request, job_id))


@login_required
@require_POST
def cancellation(request: HttpRequest, job_id: int) -> HttpResponse:
    actions.cancel_job(job=queries.get_job_for(request.actor, job_id), by=request.actor, at=request.now)
    return redirect("jobs:job", job_id)


@login_required
@require_POST
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    actions.retry_job(job=queries.get_job_for(request.actor, job_id), by=request.actor, at=request.now)
    return redirect("jobs:job", job_id)


def _context(request: HttpRequest, job_id: int) -> dict[str, object]:
    found = queries.get_job_for(request.actor, job_id)
    return {
        "job": shown(found), "may_cancel": may_cancel_job(request.actor, found), "may_retry": may_retry_job(request.actor, found),
    }
