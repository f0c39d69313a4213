"""Objectives of a unit and year."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from capaian.foundation.permissions import require
from capaian.planning import actions, queries
from capaian.planning.forms import ObjectiveForm, Together, indicator_rows, objective_draft
from capaian.planning.models import Objective
from capaian.planning.permissions import may_edit_objectives
from capaian.planning.views.editing import confirm_page, edit_page, sent, version, whole_number


@login_required
@require_safe
def objective_list(request: HttpRequest) -> HttpResponse:
    """Everybody of the agency reads; whoever leads the unit and performance managers see the buttons."""
    today = timezone.localdate(request.now)
    year = whole_number(request.GET.get("year"), today.year)
    unit = queries.get_unit_for(request.actor, whole_number(request.GET.get("unit")), today)
    search = request.GET.get("q", "").strip()
    units, more_units = queries.unit_choices_for(request.actor, search, unit)
    context = {
        "unit": unit, "year": year, "units": units, "search": search, "searchable": more_units or search,
        "years": queries.performance_years_for(request.actor),
        "objectives": queries.objectives_for(request.actor, unit, year) if unit else [],
        "may_edit": bool(unit and may_edit_objectives(request.actor, unit, today)),
    }
    context["may_add"] = context["may_edit"] and year in context["years"]
    return render(request, "planning/objective_list.html", context)


@login_required
def objective_new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate(request.now)
    unit = queries.get_unit_for(request.actor, whole_number(request.GET.get("unit")), today)
    year = queries.get_performance_year_for(request.actor, whole_number(request.GET.get("year"), today.year))
    require(may_edit_objectives(request.actor, unit, today))
    form, rows = ObjectiveForm(sent(request)), indicator_rows(None, sent(request))

    def save() -> None:
        actions.add_objective(
            unit=unit, performance_year=year, draft=objective_draft(form, rows), by=request.actor, at=request.now
        )

    to = f"{reverse('planning:objective_list')}?unit={unit.pk}&year={year.year}"
    context = {"unit": unit, "year": year.year, "rows": rows, "together": Together(form, *rows), "back": to}
    return edit_page(
        request, "planning/objective.html", context, form=form, save=save, to=to, said=_("Sasaran tersimpan."),
        valid=lambda: all([form.is_valid(), rows.is_valid()]),
    )


@login_required
def objective_edit(request: HttpRequest, pk: int) -> HttpResponse:
    objective = queries.get_objective_for(request.actor, pk)
    require(may_edit_objectives(request.actor, objective.unit, timezone.localdate(request.now)))
    form = ObjectiveForm(sent(request), objective=objective)
    rows = indicator_rows(objective, sent(request))
    context = {
        "objective": objective, "unit": objective.unit, "year": objective.performance_year.year, "rows": rows,
        "together": Together(form, *rows), "back": _list_of(objective),
        "version": queries.version_of([objective, *objective.indicators.all()]),
    }

    def save() -> None:
        actions.change_objective(
            objective=objective, draft=objective_draft(form, rows), version=version(request), by=request.actor,
            at=request.now,
        )

    return edit_page(
        request, "planning/objective.html", context, form=form, save=save, to=_list_of(objective),
        said=_("Sasaran tersimpan."), valid=lambda: all([form.is_valid(), rows.is_valid()]),
    )


@login_required
def objective_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    objective = queries.get_objective_for(request.actor, pk)
    require(may_edit_objectives(request.actor, objective.unit, timezone.localdate(request.now)))

    def act() -> None:
        actions.remove_objective(objective=objective, by=request.actor, at=request.now)

    context = {"what": _("sasaran"), "statement": objective.statement}
    return confirm_page(request, context, act=act, to=_list_of(objective), said=_("Sasaran dihapus."))


def _list_of(objective: Objective) -> str:
    year = objective.performance_year.year
    return f"{reverse('planning:objective_list')}?unit={objective.unit_id}&year={year}"
