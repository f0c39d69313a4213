"""The appraiser's side: what waits, one report in detail, accepted or returned."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from capaian.foundation.errors import InvalidInput
from capaian.progress import actions, permissions, queries, workflow
from capaian.progress.forms import ReturnForm, ReviewFilter
from capaian.progress.models import MonthlyReport


@login_required
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    return _list(request)


def _list(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    chosen = ReviewFilter(request.GET)
    search, state = chosen.chosen()
    found = queries.reviews_for(request.actor, search=search, state=state)
    page = Paginator(found, queries.BULK_LIMIT).get_page(request.GET.get("page"))
    rows = [queries.review_line(report) for report in page]
    context = {
        "page": page, "rows": rows, "filter": chosen, "search": search, "state": state or "semua", "problem": problem,
        "can_accept": any(report.state == workflow.SUBMITTED for report in page), "waiting": workflow.SUBMITTED,
    }
    return render(request, "progress/reviews.html", context, status=status)


@login_required
@require_POST
def bulk_acceptance(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.getlist("reports")
    if not all(pk.isdecimal() for pk in chosen):
        raise Http404
    reports = queries.reports_to_accept_for(request.actor, map(int, chosen))
    try:
        number = actions.accept_reports(reports=reports, by=request.actor, at=request.now)
    except InvalidInput as invalid:
        return _list(request, problem=invalid.problems[0].reason, status=422)
    done = ngettext("%(number)d progres diterima.", "%(number)d progres diterima.", number) % {"number": number}
    messages.success(request, done)
    return redirect("progress:reviews")


@login_required
@require_GET
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    return _detail(request, queries.get_report_for(request.actor, report_id), ReturnForm())


def _detail(request: HttpRequest, report: MonthlyReport, form: ReturnForm, status: int = 200) -> HttpResponse:
    cards = queries.cards_of(report)
    judges = permissions.may_accept_report(request.actor, report)
    context = {
        "report": report, "groups": queries.groups_of(cards), "total": len(cards), "form": form,
        "history": queries.history_of(report), "zone": ZoneInfo(report.skp.employee.agency.time_zone),
        "can_answer": bool(judges) and report.state == workflow.SUBMITTED, "is_appraiser": bool(judges),
        "is_sent": report.state == workflow.SUBMITTED,
    }
    return render(request, "progress/report.html", context, status=status)


@login_required
@require_POST
def acceptance(request: HttpRequest, report_id: int) -> HttpResponse:
    report = queries.get_report_to_answer_for(request.actor, report_id)
    actions.accept_report(report=report, by=request.actor, at=request.now)
    messages.success(request, _("Progres %(name)s diterima.") % {"name": report.skp.employee.name})
    return redirect("progress:report", report.pk)


@login_required
@require_POST
def sending_back(request: HttpRequest, report_id: int) -> HttpResponse:
    report = queries.get_report_to_answer_for(request.actor, report_id)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _detail(request, report, form, status=422)
    actions.return_report(report=report, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
    messages.success(request, _("Progres %(name)s dikembalikan beserta alasannya.") % {"name": report.skp.employee.name})
    return redirect("progress:report", report.pk)
