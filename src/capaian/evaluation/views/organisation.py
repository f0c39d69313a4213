"""The achievement of the agency's units in a period."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from capaian.evaluation import actions, queries
from capaian.evaluation.forms import AchievementForm
from capaian.evaluation.models import OrganisationLevel
from capaian.foundation.errors import InvalidInput

PER_PAGE = 50
LABELS = dict(OrganisationLevel.choices)


@login_required
@require_GET
def current(request: HttpRequest) -> HttpResponse:
    """The period that is meant without saying."""
    period = queries.current_period_for(request.actor, request.now)
    if period is None:
        return render(request, "evaluation/no_period.html", {"heading": _("Capaian organisasi")})
    return redirect("evaluation:organisation_period", period.pk)


@login_required
@require_GET
def listing(request: HttpRequest, period_id: int) -> HttpResponse:
    """Every unit with its level, and what is still to be set."""
    period, periods = queries.period_and_others_for(request.actor, period_id)
    search, missing = request.GET.get("q", "").strip(), request.GET.get("show") == "missing"
    units = queries.units_for(request.actor, period, search=search, only_missing=missing)
    page = Paginator(units, PER_PAGE).get_page(request.GET.get("page"))
    for unit in page:
        unit.verdict, unit.level_label = queries.verdict_on(request.actor, unit), LABELS.get(unit.level, "")
    context = {"period": period, "periods": periods, "page_obj": page, "search": search, "missing": missing}
    return render(request, "evaluation/organisation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def achievement(request: HttpRequest, period_id: int, unit_id: int) -> HttpResponse:
    """Set the level of one unit."""
    period = queries.get_period_for(request.actor, period_id)
    fetch = queries.get_unit_to_set_for if request.method == "POST" else queries.get_unit_for
    unit = fetch(request.actor, period, unit_id)
    form = AchievementForm(request.POST or None, initial={"level": unit.level, "basis": unit.basis})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_achievement(unit=unit, period=period, by=request.actor, at=request.now, **form.cleaned_data)
        except InvalidInput as error:
            for problem in error.problems:
                form.add_error(problem.field, problem.reason)
        else:
            messages.success(request, _("Capaian %(unit)s tersimpan.") % {"unit": unit.name})
            return redirect("evaluation:organisation_period", period.pk)
    unit.level_label = LABELS.get(unit.level, "")
    context = {"period": period, "unit": unit, "form": form, "verdict": queries.verdict_on(request.actor, unit)}
    return render(request, "evaluation/achievement.html", context, status=422 if form.errors else 200)
