"""Strategic plans: the region's RPJMD and the offices' Renstra, each with its objectives."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.errors import Refused
from capaian.foundation.permissions import require
from capaian.kernel.numbers import whole_number
from capaian.planning import queries
from capaian.planning.actions import plans as actions
from capaian.planning.forms.objectives import PlanForm
from capaian.planning.forms.units import UnitChoice
from capaian.planning.models import StrategicPlan
from capaian.planning.permissions.objectives import may_edit_plan, may_import_chain
from capaian.planning.queries.chain import as_tree, plans_for
from capaian.planning.queries.objectives import (
    agency_of,
    derivable_objectives,
    get_plan_for,
    objectives_of_plan,
    units_to_plan_for,
)
from capaian.planning.views.editing import confirm_page, edit_page, sent, version

PER_PAGE = 25
SHOW_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan of the agency, narrowed by words."""
    search = request.GET.get("q", "").strip()[:100]
    rows = plans_for(request.actor)
    if search:
        rows = rows.filter(title__icontains=search)
    context = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "search": search,
        "may_add": units_to_plan_for(request.actor, timezone.localdate(request.now)).exists(),
        "may_import": bool(may_import_chain(request.actor)),
    }
    return render(request, "planning/objectives/plans.html", context)


@login_required
@SHOW_AND_SEND
def plan_new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate(request.now)
    units, region = units_to_plan_for(request.actor, today), may_import_chain(request.actor)
    if not region and not units.exists():
        raise Refused(_("Rencana strategis disusun oleh kepala unit atau pengelola kinerja."))
    unit = UnitChoice(
        label=_("Unit (untuk Renstra)") if region else _("Unit"), required=not region,
        none=_("seluruh daerah (RPJMD)") if region else "",
        error_messages={"required": _("Renstra milik satu unit: pilih unitnya.")},
        units=units, agency_id=request.actor.agency_id, day=today,
    )
    form = PlanForm(sent(request), unit=unit, region=bool(region))
    made: list[StrategicPlan] = []

    def save() -> None:
        made.append(actions.add_plan(
            agency=agency_of(request.actor), kind=form.cleaned_data["kind"], draft=form.draft(),
            unit=form.cleaned_data["unit"], by=request.actor, at=request.now,
        ))

    return edit_page(
        request, "planning/objectives/plan_form.html", {"back": reverse("planning:plan_list")}, form=form, save=save,
        to=lambda: reverse("planning:plan", args=[made[0].pk]), said=_("Rencana tersimpan. Tambahkan sasarannya."),
    )


@login_required
@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan's objectives as a tree, with their indicators and yearly targets."""
    plan = get_plan_for(request.actor, pk)
    may_edit = bool(may_edit_plan(request.actor, plan, timezone.localdate(request.now)))
    years = [year for year in queries.performance_years_for(request.actor) if plan.first_year <= year <= plan.last_year]
    context = {
        "plan": plan, "branches": as_tree(objectives_of_plan(plan)), "may_edit": may_edit,
        "plan_years": range(plan.first_year, plan.last_year + 1),
        "derivable": [(year, len(found)) for year in sorted(years) if may_edit and (found := derivable_objectives(plan, year))],
    }
    return render(request, "planning/objectives/plan.html", context)


@login_required
@SHOW_AND_SEND
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_plan_for(request.actor, pk)
    require(may_edit_plan(request.actor, plan, timezone.localdate(request.now)))
    form = PlanForm(sent(request), plan=plan)

    def save() -> None:
        actions.change_plan(plan=plan, draft=form.draft(), version=version(request), by=request.actor, at=request.now)

    to = reverse("planning:plan", args=[pk])
    context = {"plan": plan, "back": to, "version": queries.version_of([plan])}
    return edit_page(
        request, "planning/objectives/plan_form.html", context, form=form, save=save, to=to, said=_("Rencana tersimpan."),
    )


@login_required
@SHOW_AND_SEND
def plan_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_plan_for(request.actor, pk)
    require(may_edit_plan(request.actor, plan, timezone.localdate(request.now)))

    def act() -> None:
        actions.remove_plan(plan=plan, by=request.actor, at=request.now)

    context = {"what": _("rencana"), "statement": plan.title}
    return confirm_page(request, context, act=act, to=reverse("planning:plan_list"), said=_("Rencana dihapus."))


@login_required
@require_POST
def plan_derivation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take every objective of a plan that is not there yet over into the performance agreement of a year."""
    plan = get_plan_for(request.actor, pk)
    require(may_edit_plan(request.actor, plan, timezone.localdate(request.now)))
    year = queries.get_performance_year_for(request.actor, whole_number(request.POST.get("year"), 0))
    made = actions.derive_objectives(
        objectives=derivable_objectives(plan, year.year), performance_year=year, by=request.actor, at=request.now,
    )
    words = _("%(count)s sasaran diturunkan ke perjanjian kinerja %(year)s.")
    messages.success(request, words % {"count": len(made), "year": year.year})
    return redirect("planning:plan", pk)
