"""Needs: what is weighed, by which method, in which order, and what each one leads to."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.planning import queries as planning
from capaian.planning.actions import needs as actions
from capaian.planning.forms import needs as forms
from capaian.planning.forms.units import UnitChoice
from capaian.planning.models import NeedsAnalysis
from capaian.planning.permissions.needs import may_begin_analysis, may_edit_analysis
from capaian.planning.queries import needs as queries
from capaian.planning.views.editing import confirm_page, edit_page, sent, version

PER_PAGE = 25
SHOW_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def analysis_list(request: HttpRequest) -> HttpResponse:
    """The agency's analyses, newest first."""
    page = Paginator(queries.analyses_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "planning/needs/list.html", {"page_obj": page, "may_add": bool(may_begin_analysis(request.actor))})


@login_required
@SHOW_AND_SEND
def analysis_new(request: HttpRequest) -> HttpResponse:
    require(may_begin_analysis(request.actor))
    today = timezone.localdate(request.now)
    years = planning.performance_years_for(request.actor)
    form = forms.AnalysisForm(sent(request), unit=_whom(request.actor, today), years=years, initial={"year": today.year})
    rows = forms.criterion_rows(None, sent(request))
    made: list[NeedsAnalysis] = []

    def save() -> None:
        made.append(actions.add_analysis(
            unit=form.cleaned_data["unit"],
            performance_year=planning.get_performance_year_for(request.actor, int(form.cleaned_data["year"])),
            draft=forms.analysis_draft(form, rows), by=request.actor, at=request.now,
        ))

    context = {"rows": rows, "back": reverse("planning:needs_list"), "year": today.year, "opened": bool(years)}
    return edit_page(
        request, "planning/needs/method.html", context, form=form, save=save, said=_("Analisis dibuat. Tambahkan kebutuhannya."),
        to=lambda: reverse("planning:needs", args=[made[0].pk]),
    )


def _whom(actor: Actor, today: date) -> UnitChoice:
    """Whose needs are weighed: those of a unit, or of the whole agency for who manages it."""
    whole = queries.analyses_of_agency(actor)
    return UnitChoice(
        label=_("Berlaku untuk"), required=not whole, none=_("seluruh instansi") if whole else "",
        units=queries.units_to_analyse_for(actor), agency_id=actor.agency_id, day=today,
    )


@login_required
@require_safe
def analysis_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The needs of an analysis in their order, narrowed by sector, decision or words."""
    analysis = queries.get_analysis_for(request.actor, pk)
    weighed = queries.weighed_needs(analysis)
    sector, decision = request.GET.get("sector", ""), request.GET.get("decision", "")
    search = request.GET.get("q", "").strip()[:100]
    shown = [
        one for one in weighed.placed
        if sector in {"", one.sector} and decision in {"", one.decision} and search.lower() in one.need.statement.lower()
    ]
    context = {
        "analysis": analysis, "criteria": queries.criteria_of(analysis), "weighed": weighed, "sector": sector, "search": search,
        "decision": decision, "page_obj": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "decisions": [("open", _("Belum diputuskan")), ("answered", _("Menjadi sasaran")), ("not", _("Tidak menjadi sasaran"))],
        "may_edit": bool(may_edit_analysis(request.actor, analysis)),
    }
    return render(request, "planning/needs/analysis.html", context)


@login_required
@SHOW_AND_SEND
def analysis_method(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, method, criteria and weights."""
    analysis = queries.get_analysis_for(request.actor, pk)
    require(may_edit_analysis(request.actor, analysis))
    form = forms.AnalysisForm(sent(request), analysis=analysis)
    rows = forms.criterion_rows(analysis, sent(request))

    def save() -> None:
        actions.change_analysis(
            analysis=analysis, draft=forms.analysis_draft(form, rows), version=version(request), by=request.actor, at=request.now,
        )

    to = reverse("planning:needs", args=[pk])
    context = {
        "analysis": analysis, "rows": rows, "back": to,
        "version": planning.version_of([analysis]),
    }
    return edit_page(
        request, "planning/needs/method.html", context, form=form, save=save, to=to, said=_("Metode tersimpan."),
    )


@login_required
@SHOW_AND_SEND
def need_new(request: HttpRequest, pk: int) -> HttpResponse:
    analysis = queries.get_analysis_for(request.actor, pk)
    require(may_edit_analysis(request.actor, analysis))
    form = forms.NeedForm(sent(request), criteria=queries.criteria_of(analysis))
    rows = forms.evidence_rows(None, sent(request))

    def save() -> None:
        actions.add_need(analysis=analysis, draft=forms.need_draft(form, rows), by=request.actor, at=request.now)

    to = reverse("planning:needs", args=[pk])
    context = {"analysis": analysis, "rows": rows, "back": to}
    return edit_page(
        request, "planning/needs/need.html", context, form=form, save=save, to=to, said=_("Kebutuhan tersimpan."),
    )


@login_required
@SHOW_AND_SEND
def need_edit(request: HttpRequest, pk: int) -> HttpResponse:
    need = queries.get_need_for(request.actor, pk)
    require(may_edit_analysis(request.actor, need.analysis))
    form = forms.NeedForm(sent(request), criteria=queries.criteria_of(need.analysis), need=need)
    rows = forms.evidence_rows(need, sent(request))

    def save() -> None:
        actions.change_need(
            need=need, draft=forms.need_draft(form, rows), version=version(request), by=request.actor, at=request.now,
        )

    to = reverse("planning:needs", args=[need.analysis_id])
    context = {
        "analysis": need.analysis, "need": need, "rows": rows, "back": to,
        "version": planning.version_of([need, *need.evidence.all()]),
    }
    return edit_page(
        request, "planning/needs/need.html", context, form=form, save=save, to=to, said=_("Kebutuhan tersimpan."),
    )


@login_required
@SHOW_AND_SEND
def need_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    need = queries.get_need_for(request.actor, pk)
    require(may_edit_analysis(request.actor, need.analysis))

    def act() -> None:
        actions.remove_need(need=need, by=request.actor, at=request.now)

    context = {"what": _("kebutuhan"), "statement": need.statement}
    to = reverse("planning:needs", args=[need.analysis_id])
    return confirm_page(request, context, act=act, to=to, said=_("Kebutuhan dihapus."))


@login_required
@SHOW_AND_SEND
def need_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Which objectives answer this need, or the reason why none does."""
    need = queries.get_need_for(request.actor, pk)
    require(may_edit_analysis(request.actor, need.analysis))
    search = request.GET.get("q", "").strip()[:100]
    offered = queries.objectives_to_answer_for(request.actor, need, search, need.analysis.performance_year.year)
    form = forms.DecisionForm(sent(request), need=need, offered=offered)

    def save() -> None:
        actions.decide_need(
            need=need, objectives=queries.get_objectives_for(request.actor, form.cleaned_data["objectives"]),
            reason_not=form.cleaned_data["reason_not"], by=request.actor, at=request.now,
        )

    to = reverse("planning:needs", args=[need.analysis_id])
    context = {
        "need": need, "analysis": need.analysis, "search": search, "offered": offered, "back": to,
        "full": len(offered) == queries.MOST_OBJECTIVES,
    }
    return edit_page(
        request, "planning/needs/decision.html", context, form=form, save=save, to=to, said=_("Keputusan tersimpan."),
    )
