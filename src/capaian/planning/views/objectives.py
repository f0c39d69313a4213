"""Objectives of a unit and year, and each one in its chain."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.permissions import require
from capaian.kernel.calendar import year_in
from capaian.kernel.numbers import whole_number
from capaian.planning import actions, queries
from capaian.planning.actions.objectives import parts_of
from capaian.planning.actions.plans import derive_objectives
from capaian.planning.forms import ObjectiveForm, indicator_rows, objective_draft
from capaian.planning.forms.units import UnitFilter
from capaian.planning.models import Objective, StrategicPlan
from capaian.planning.permissions.objectives import may_add_objective, may_edit_objective, may_edit_objectives, may_edit_plan
from capaian.planning.queries import chain
from capaian.planning.queries.agreements import agreement_due, agreement_of
from capaian.planning.queries.objectives import get_plan_for, root_unit_of, units_for
from capaian.planning.rules.objectives import AGREEMENT, Place
from capaian.planning.views.editing import confirm_page, edit_page, sent, version

SHOW_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def objective_list(request: HttpRequest) -> HttpResponse:
    """Everybody of the agency reads; whoever leads the unit and performance managers see the buttons."""
    today = timezone.localdate(request.now)
    year = year_in(request.GET.get("year"), today.year)
    turn = UnitFilter(request.GET, label=_("Unit"), units=units_for(request.actor), agency_id=request.actor.agency_id, day=today)
    unit = turn.typed() or queries.get_unit_for(request.actor, turn.asked, today)
    years = queries.performance_years_for(request.actor)
    context = {
        "unit": unit, "year": year, "turn": turn.beside(unit), "years": sorted({year, *years}, reverse=True),
        "opened": year in years,
        "objectives": queries.objectives_for(request.actor, unit, year) if unit else [],
    }
    if unit and year in years:
        opened = queries.get_performance_year_for(request.actor, year)
        context["may_add"] = context["may_edit"] = bool(may_add_objective(request.actor, unit, opened, today))
        context |= {"agreement": agreement_of(unit, year), "due": agreement_due(unit, opened, today)}
    return render(request, "planning/objective_list.html", context, status=422 if turn.failed else 200)


@login_required
@SHOW_AND_SEND
def objective_new(request: HttpRequest) -> HttpResponse:
    """An objective of a unit and year."""
    today = timezone.localdate(request.now)
    unit = queries.get_unit_for(request.actor, whole_number(request.GET.get("unit")), today)
    year = queries.get_performance_year_for(request.actor, year_in(request.GET.get("year"), today.year))
    require(may_add_objective(request.actor, unit, year, today))
    parents = chain.parents_to_choose_for(request.actor, Place(AGREEMENT, None, year.year, year.year), unit)
    form, rows = ObjectiveForm(sent(request), parents=parents), indicator_rows(None, sent(request))

    def save() -> None:
        actions.add_objective(
            unit=unit, performance_year=year, draft=objective_draft(form, rows), by=request.actor, at=request.now
        )

    to = f"{reverse('planning:objective_list')}?unit={unit.pk}&year={year.year}"
    context = {"unit": unit, "year": year.year, "rows": rows, "back": to}
    return edit_page(
        request, "planning/objective.html", context, form=form, save=save, to=to, said=_("Sasaran tersimpan."),
    )


@login_required
@SHOW_AND_SEND
def plan_objective_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An objective of a strategic plan."""
    today = timezone.localdate(request.now)
    plan = get_plan_for(request.actor, pk)
    require(may_edit_plan(request.actor, plan, today))
    unit = plan.unit or root_unit_of(request.actor)
    parents = chain.parents_to_choose_for(request.actor, _place_in(plan), unit)
    initial = {"parent": whole_number(request.GET.get("parent"))}
    form, rows = ObjectiveForm(sent(request), parents=parents, initial=initial), indicator_rows(None, sent(request), plan)

    def save() -> None:
        actions.add_objective(unit=unit, plan=plan, draft=objective_draft(form, rows), by=request.actor, at=request.now)

    to = reverse("planning:plan", args=[pk])
    context = {"unit": unit, "plan": plan, "rows": rows, "back": to}
    return edit_page(
        request, "planning/objective.html", context, form=form, save=save, to=to, said=_("Sasaran tersimpan."),
    )


@login_required
@SHOW_AND_SEND
def objective_edit(request: HttpRequest, pk: int) -> HttpResponse:
    objective = queries.get_objective_for(request.actor, pk)
    require(may_edit_objective(request.actor, objective, timezone.localdate(request.now)))
    place = chain.place_of(objective)
    parents = chain.parents_to_choose_for(request.actor, place, objective.unit, objective)
    form = ObjectiveForm(sent(request), objective=objective, parents=parents)
    rows = indicator_rows(objective, sent(request), objective.plan)
    context = {
        "objective": objective, "unit": objective.unit, "plan": objective.plan, "year": place.first_year, "rows": rows,
        "back": _list_of(objective), "version": queries.version_of(parts_of(objective)),
    }

    def save() -> None:
        actions.change_objective(
            objective=objective, draft=objective_draft(form, rows), version=version(request), by=request.actor,
            at=request.now,
        )

    return edit_page(
        request, "planning/objective.html", context, form=form, save=save, to=_list_of(objective),
        said=_("Sasaran tersimpan."),
    )


@login_required
@SHOW_AND_SEND
def objective_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    objective = queries.get_objective_for(request.actor, pk)
    require(may_edit_objective(request.actor, objective, timezone.localdate(request.now)))

    def act() -> None:
        actions.remove_objective(objective=objective, by=request.actor, at=request.now)

    context = {"what": _("sasaran"), "statement": objective.statement}
    return confirm_page(request, context, act=act, to=_list_of(objective), said=_("Sasaran dihapus."))


@login_required
@require_safe
def objective_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One objective in its chain: what it serves, what it answers, what serves it. Everybody of the agency reads."""
    objective = queries.get_objective_for(request.actor, pk)
    today = timezone.localdate(request.now)
    context: dict[str, Any] = {
        "objective": objective, "above": chain.line_above(objective), "below": chain.below(objective),
        "results": objective.results.count(), "needs": objective.needs.select_related("analysis").order_by("pk"),
        "may_edit": bool(may_edit_objective(request.actor, objective, today)), "back": _list_of(objective),
    }
    plan = objective.plan
    if plan and context["may_edit"]:
        below = [one for one in context["below"] if one.performance_year and one.unit_id == objective.unit_id]
        taken = {one.performance_year.year for one in below}
        years = set(queries.performance_years_for(request.actor)) - taken
        context["derivable"] = [year for year in sorted(years) if plan.first_year <= year <= plan.last_year]
    return render(request, "planning/objectives/detail.html", context)


@login_required
@require_POST
def objective_derivation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objective of a plan over into the performance agreement of a year."""
    objective = queries.get_objective_for(request.actor, pk)
    require(may_edit_objectives(request.actor, objective.unit, timezone.localdate(request.now)))
    year = queries.get_performance_year_for(request.actor, whole_number(request.POST.get("year"), 0))
    made = derive_objectives(objectives=[objective], performance_year=year, by=request.actor, at=request.now)
    messages.success(request, _("Diturunkan ke perjanjian kinerja %(year)s.") % {"year": year.year})
    return redirect("planning:objective_detail", made[0].pk)


def _place_in(plan: StrategicPlan) -> Place:
    return Place(plan.kind, plan.pk, plan.first_year, plan.last_year)


def _list_of(objective: Objective) -> str:
    """Where the objective is listed: with its plan, or with its unit and year."""
    if objective.plan_id:
        return reverse("planning:plan", args=[objective.plan_id])
    year = objective.performance_year.year if objective.performance_year else ""
    return f"{reverse('planning:objective_list')}?unit={objective.unit_id}&year={year}"
