"""Finding any SKP by office: for performance managers, the evaluation team and inspectors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from capaian.kernel.calendar import year_in
from capaian.kernel.numbers import whole_number
from capaian.planning import queries, workflow

PER_PAGE = 25


@login_required
@require_safe
def skp_all(request: HttpRequest) -> HttpResponse:
    """Every SKP in reach, by name; narrowed by the address."""
    today = timezone.localdate(request.now)
    year = year_in(request.GET.get("year"), today.year)
    search, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    asked = whole_number(request.GET.get("unit"), 0) or None
    rows = queries.browsed_skps_for(request.actor, year, search=search, unit_id=asked, state=state)
    context = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "year": year, "search": search, "state": state,
        "unit": queries.browsed_unit_for(request.actor, asked), "states": workflow.SKP.labels.items(),
        "years": sorted({today.year, *queries.performance_years_for(request.actor)}, reverse=True),
    }
    return render(request, "planning/skp_all.html", context)
