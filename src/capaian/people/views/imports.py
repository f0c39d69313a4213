"""Bringing people in: give a file, look at what it would do, apply it or throw it away."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.files import IMPORT
from capaian.foundation.forms import tell
from capaian.foundation.jobs.showing import shown
from capaian.people import workflow
from capaian.people.actions import imports as actions
from capaian.people.forms.imports import ColumnsForm, ImportForm
from capaian.people.models import Outcome, Sheet
from capaian.people.queries import imports as queries
from capaian.people.views.import_showing import counts_of, findings_of, lines_of

MOVING = (workflow.READING, workflow.COMMITTING)
LISTED = (workflow.READY, workflow.COMMITTING, workflow.COMMITTED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The batches of the agency, and the form for a new one."""
    page = queries.page_of_imports_for(request.actor, request.GET.get("page"))
    form = ImportForm(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None,
        initial={"effective_from": timezone.localdate(request.now)},
    )
    try:
        if request.method == "POST" and form.is_valid():
            agency = queries.agency_to_import_for(request.actor)
            given = form.cleaned_data
            batch = actions.start_import(
                agency=agency, upload=given["file"], effective_from=given["effective_from"], by=request.actor, at=request.now,
            )
            return redirect("people:import", batch.pk)
    except InvalidInput as invalid:
        tell(form, invalid.problems)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"page_obj": page, "form": form, "limit": IMPORT.largest // 1024**2}
    return render(request, "people/imports.html", context, status=status)


@login_required
@require_safe
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One batch, as far as it is: being read, to be matched, to be looked at, applied."""
    found = queries.get_import_for(request.actor, batch_id)
    if found.state == workflow.MAPPING:
        return redirect("people:import_columns", batch_id)
    wanted = queries.RowFilter.read(request.GET.dict())
    context = _moving(found) | {
        "wanted": wanted, "sheets": Sheet.choices, "outcomes": Outcome.choices, "counts": counts_of(found),
        "findings": findings_of(found), "decidable": found.state == workflow.READY,
        "discardable": found.state in (workflow.READING, workflow.READY),
        "applicable": sum(one["added"] + one["changed"] for one in counts_of(found)),
        "rejected": sum(one["rejected"] for one in counts_of(found)),
    }
    if found.state in LISTED:
        page = queries.page_of_rows(found, wanted, request.GET.get("page"))
        context |= {"page_obj": page, "lines": lines_of(page)}
    return render(request, "people/import.html", context)


@login_required
@require_safe
def progress(request: HttpRequest, batch_id: int) -> HttpResponse:
    """What changes while a batch is read or applied; once that is over, the whole page comes anew."""
    found = queries.get_import_for(request.actor, batch_id)
    context = _moving(found)
    response = render(request, "people/_import_progress.html", context)
    if not context["moving"]:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Match the columns of a file whose headings say too little."""
    found = queries.get_import_for(request.actor, batch_id)
    if found.state != workflow.MAPPING:
        return redirect("people:import", batch_id)
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, tables=found.tables, kinds=request.POST if data is not None else request.GET)
    try:
        if data is not None and form.is_valid():
            sheets, chosen = form.given()
            actions.match_columns(batch=found, sheets=sheets, columns=chosen, by=request.actor, at=request.now)
            return redirect("people:import", batch_id)
    except InvalidInput as invalid:
        form.add_problems(invalid)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"batch": found, "form": form, "parts": form.parts()}
    return render(request, "people/import_columns.html", context, status=status)


@login_required
@require_POST
def commitment(request: HttpRequest, batch_id: int) -> HttpResponse:
    actions.commit_import(batch=queries.get_import_for(request.actor, batch_id), by=request.actor, at=request.now)
    return redirect("people:import", batch_id)


@login_required
@require_POST
def disposal(request: HttpRequest, batch_id: int) -> HttpResponse:
    actions.discard_import(batch=queries.get_import_for(request.actor, batch_id), by=request.actor, at=request.now)
    messages.success(request, _("Impor dibuang. Tidak ada data yang berubah."))
    return redirect("people:imports")


def _moving(found):
    job = shown(found.job) if found.job else None
    stopped = job is not None and found.state in MOVING and not job.moving
    return {"batch": found, "job": job, "moving": found.state in MOVING and not stopped, "stopped": stopped}
