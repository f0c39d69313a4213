"""The feedback of one SKP: read it, add to it, here or inside another page."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from capaian.feedback import actions, queries
from capaian.feedback.forms import FeedbackForm
from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, skp_id: int) -> HttpResponse:
    skp, standing = _fetch(request, skp_id)
    rows = queries.feedback_for(request.actor, skp)
    subjects = queries.subjects(queries.indicators_of(skp), rows)
    initial = {"about": request.GET.get("about", "")}
    form = FeedbackForm(request.POST if request.method == "POST" else None, standing, subjects, initial=initial)
    if request.method == "POST" and _give(request, skp, form, {subject.key: subject for subject in subjects}):
        messages.success(request, _("Umpan balik tersimpan dan terlihat oleh pegawai."))
        return redirect("feedback:skp", skp.pk)
    context = {
        "skp": skp, "form": form if standing else None, "count": len(rows), "zone": _zone(skp),
        "results": [s for s in subjects if s.indicator], "values": [s for s in subjects if s.value],
        "is_mine": skp.employee_id == request.actor.employee_id,
    }
    return render(request, "feedback/page.html", context, status=422 if form.errors else 200)


def _give(request: HttpRequest, skp, form: FeedbackForm, subjects: dict[str, queries.About]) -> bool:
    """Whether it was given; otherwise the form tells why."""
    if not form.is_valid():
        return False
    about = subjects[form.cleaned_data["about"]]
    core_value = about.value.slug if about.value else ""
    return _try(form, skp=skp, indicator=about.indicator, core_value=core_value, by=request.actor, at=request.now)


def _try(form: FeedbackForm, **about) -> bool:
    try:
        actions.give_feedback(**about, **form.given())
    except InvalidInput as invalid:
        tell(form, invalid.problems)
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def on_indicator(request: HttpRequest, skp_id: int, indicator_id: int) -> HttpResponse:
    """The form and what was said about one indicator, as a part of somebody else's page."""
    skp, standing = _fetch(request, skp_id)
    indicator = queries.get_indicator_of(skp, indicator_id)
    form = FeedbackForm(request.POST if request.method == "POST" else None, standing, auto_id=f"f{indicator.pk}-%s")
    given = form.is_valid() and _try(form, skp=skp, indicator=indicator, by=request.actor, at=request.now)
    entries = [row for row in queries.feedback_for(request.actor, skp) if row.indicator_id == indicator.pk]
    context = {
        "skp": skp, "indicator": indicator, "form": form if standing else None, "entries": entries, "given": given,
        "zone": _zone(skp),
    }
    return render(request, "feedback/_on_indicator.html", context, status=422 if form.errors else 200)


def _fetch(request: HttpRequest, skp_id: int):
    fetch = queries.get_skp_to_give_for if request.method == "POST" else queries.get_skp_for
    return fetch(request.actor, skp_id, request.now)


def _zone(skp) -> ZoneInfo:
    return ZoneInfo(skp.employee.agency.time_zone)
