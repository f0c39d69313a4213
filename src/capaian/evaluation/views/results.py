"""Results: the list, the "why" page, the official document."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from capaian.evaluation import exports, queries
from capaian.evaluation.models import PredikatChoice
from capaian.evaluation.views.chain import chain_of
from capaian.evaluation.views.course import course_of
from capaian.people.permissions.scope import oversees


@login_required
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """One's own results over time, one's team's or the agency's."""
    wanted = queries.ResultFilter.read(request.GET.dict())
    page = queries.page_of_evaluations_for(request.actor, wanted, request.GET.get("page"))
    context = {
        "wanted": wanted, "page_obj": page, "scopes": queries.scopes_for(request.actor),
        "periods": queries.periods_for(request.actor), "predikats": PredikatChoice.choices, "whole": oversees(request.actor),
        "course": course_of(page.object_list) if wanted.scope is queries.Scope.MINE else None,
    }
    return render(request, "evaluation/results.html", context)


@login_required
@require_GET
def why(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """Why this predikat, and what would have changed it."""
    evaluation = queries.get_evaluation_for(request.actor, evaluation_id)
    found = queries.explanation_of(evaluation)
    context = {
        "evaluation": evaluation, "why": found, "chain": chain_of(found),
        "mine": evaluation.skp.employee_id == request.actor.employee_id,
    }
    return render(request, "evaluation/why.html", context)


@login_required
@require_GET
def document(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """Form C.1.3 as PDF."""
    evaluation = queries.get_evaluation_for(request.actor, evaluation_id, thing="evaluation-pdf")
    pdf = exports.evaluation_document(evaluation)
    name = f"C13-{evaluation.skp.employee.nip}-{evaluation.period.label.replace(' ', '-')}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
