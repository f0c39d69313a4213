"""What performance managers watch over."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from capaian.evaluation import queries
from capaian.kernel.numbers import whole_number

PER_PAGE = 25
UNITS_PER_PAGE = 10  # a row is six drawings; a manager searches rather than scrolls


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Completeness and distribution by unit."""
    asked = whole_number(request.GET.get("period"))
    search, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    found = queries.overview_for(
        request.actor, request.now, period_id=asked, search=search, show=show
    )
    if found.period is None:
        return render(request, "evaluation/no_period.html", {"heading": _("Kelola")})
    page = Paginator(found.rows, UNITS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"overview": found, "page_obj": page, "search": search, "show": show}
    return render(request, "evaluation/overview.html", context)


@login_required
@require_GET
def without_skp(request: HttpRequest, period_id: int) -> HttpResponse:
    """Who has no agreed SKP yet."""
    period = queries.get_period_for(request.actor, period_id)
    search = request.GET.get("q", "").strip()
    people = queries.people_without_skp_for(request.actor, period, search=search)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "evaluation/without_skp.html", {"period": period, "page_obj": page, "search": search})

