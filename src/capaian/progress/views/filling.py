"""The person's side: this month's progress, saved as it is typed, sent with one press."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from capaian.foundation.errors import InvalidInput
from capaian.progress import actions, permissions, queries, workflow
from capaian.progress.forms import ReportForm
from capaian.progress.models import MonthlyReport
from capaian.progress.rules.deadline import last_day, previous_month, why_closed


@login_required
@require_GET
def current(request: HttpRequest) -> HttpResponse:
    month = queries.current_month_for(request.actor, request.now)
    if month is None:
        return render(request, "progress/no_skp.html")
    return redirect("progress:month", month.year, month.month)


@login_required
@require_http_methods(["GET", "POST"])
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    day = _first_day(year, month)
    if request.method == "POST":
        return _save(request, queries.get_report_of_month_for(request.actor, day))
    skp = queries.skp_of_month_for(request.actor, day)
    if skp is None:
        return redirect("progress:current")
    report = actions.open_report(skp=skp, month=day, by=request.actor, at=request.now)
    cards = queries.cards_of(report)
    return _page(request, report, cards, ReportForm(None, cards))


def _first_day(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise Http404 from error


def _save(request: HttpRequest, report: MonthlyReport) -> HttpResponse:
    cards = queries.cards_of(report)
    form = ReportForm(request.POST, cards, request.FILES)
    verb = actions.submit_report if "submit" in request.POST else actions.save_report
    try:
        if form.is_valid():
            verb(report=report, entries=form.entries(), by=request.actor, at=request.now)
            sent = "submit" in request.POST
            messages.success(request, _("Progres terkirim ke penilai Anda.") if sent else _("Isian tersimpan."))
            return redirect("progress:month", report.month.year, report.month.month)
    except InvalidInput as invalid:
        form.add_problems(invalid)
    return _page(request, report, cards, form, status=422)


def _page(
    request: HttpRequest, report: MonthlyReport, cards: list[queries.Card], form: ReportForm, status: int = 200
) -> HttpResponse:
    zone = ZoneInfo(report.skp.employee.agency.time_zone)
    history = queries.history_of(report)
    context = {
        "report": report, "form": form, "groups": queries.groups_of(cards), "zone": zone,
        "filled": sum(card.is_filled for card in cards), "total": len(cards), "due": last_day(report.month),
        "open": bool(permissions.may_fill_report(request.actor, report)), "latest": history[0] if history else None,
        "is_returned": report.state == workflow.RETURNED, "is_sent": report.state == workflow.SUBMITTED,
        "before": previous_month(report.month), "has_before": report.skp.start < report.month,
        "short_zone": request.now.astimezone(zone).tzname(), "next": _next(report, request.now, zone),
    }
    return render(request, "progress/month.html", context, status=status)


def _next(report: MonthlyReport, now: datetime, zone: ZoneInfo) -> date | None:
    """The month after, where it may be filled already."""
    day = last_day(report.month) + timedelta(days=1)
    return day if not why_closed(day, start=report.skp.start, end=report.skp.end, today=now.astimezone(zone).date()) else None


@login_required
@require_POST
def realization(request: HttpRequest, report_id: int, indicator_id: int) -> HttpResponse:
    report = queries.get_report_for(request.actor, report_id)
    indicator = queries.get_indicator_for(report, indicator_id)
    form = ReportForm(request.POST, queries.cards_of(report, [indicator]), request.FILES)
    try:
        if form.is_valid():
            actions.save_report(report=report, entries=form.entries(), by=request.actor, at=request.now)
            return _saved(request, report, indicator, request.now)
    except InvalidInput as invalid:
        form.add_problems(invalid)
    problems = [(bound.label, text) for bound in form for text in bound.errors]
    return render(request, "progress/_not_saved.html", {"problems": problems, "indicator": indicator}, status=422)


def _saved(request: HttpRequest, report: MonthlyReport, indicator, at: datetime) -> HttpResponse:
    if not request.htmx:
        return redirect("progress:month", report.month.year, report.month.month)
    zone = ZoneInfo(report.skp.employee.agency.time_zone)
    cards = queries.cards_of(report)
    card = next(card for card in cards if card.indicator == indicator)
    filled = sum(each.is_filled for each in cards)
    context = {"card": card, "at": at, "zone": zone, "filled": filled, "total": len(cards), "fresh": True}
    if request.FILES or f"i{indicator.pk}-remove_file" in request.POST:
        [(_result, [context["row"]])] = ReportForm(None, [card]).groups()
    return render(request, "progress/_saved.html", context)


@login_required
@require_POST
def withdrawal(request: HttpRequest, report_id: int) -> HttpResponse:
    report = queries.get_report_for(request.actor, report_id)
    actions.withdraw_report(report=report, by=request.actor, at=request.now)
    messages.success(request, _("Progres ditarik kembali. Anda dapat mengubahnya dan mengirim lagi."))
    return redirect("progress:month", report.month.year, report.month.month)
