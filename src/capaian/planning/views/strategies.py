"""Strategies per indicator of the leader, with the workblock."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from capaian.planning import queries as planning
from capaian.planning.actions import strategies as actions
from capaian.planning.forms.matrix import AssignForm, StrategyForm
from capaian.planning.permissions.matrix import may_edit_matrix
from capaian.planning.queries import matrix as queries
from capaian.planning.queries.matrix_own import get_indicator_of, get_strategy_of, indicators_of
from capaian.planning.views.editing import confirm_page, edit_page, sent, version


@login_required
@require_safe
def strategy_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every indicator with its strategies; which of them nobody carries; and how strategies are found."""
    matrix = queries.get_matrix_for(request.actor, pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now), actor=request.actor)
    context = {
        "matrix": matrix, "indicators": indicators_of(matrix), "idle": grid.gaps.idle, "grid": grid,
        "may_edit": bool(may_edit_matrix(request.actor, matrix)), "assign": AssignForm(grid), "head": matrix.level == "head",
    }
    return render(request, "planning/matrix/strategies.html", context)


@login_required
def strategy_new(request: HttpRequest, pk: int, indicator_pk: int) -> HttpResponse:
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    indicator = get_indicator_of(matrix, indicator_pk)
    form = StrategyForm(sent(request))

    def save() -> None:
        actions.add_strategy(matrix=matrix, indicator=indicator, draft=form.draft(), by=request.actor, at=request.now)

    return _edit(request, {"matrix": matrix, "indicator": indicator}, form, save)


@login_required
def strategy_edit(request: HttpRequest, pk: int, strategy_pk: int) -> HttpResponse:
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    strategy = get_strategy_of(matrix, strategy_pk)
    form = StrategyForm(sent(request), strategy)
    context = {
        "matrix": matrix, "indicator": strategy.indicator, "strategy": strategy, "version": planning.version_of([strategy]),
    }

    def save() -> None:
        actions.change_strategy(
            matrix=matrix, strategy=strategy, draft=form.draft(), version=version(request), by=request.actor, at=request.now
        )

    return _edit(request, context, form, save)


@login_required
def strategy_deletion(request: HttpRequest, pk: int, strategy_pk: int) -> HttpResponse:
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    strategy = get_strategy_of(matrix, strategy_pk)

    def act() -> None:
        actions.remove_strategy(matrix=matrix, strategy=strategy, by=request.actor, at=request.now)

    context = {"what": _("strategi"), "statement": strategy.statement}
    return confirm_page(request, context, act=act, to=_list_of(pk), said=_("Strategi dihapus."))


def _edit(request: HttpRequest, context: dict, form: StrategyForm, save) -> HttpResponse:
    to = _list_of(context["matrix"].pk)
    return edit_page(
        request, "planning/matrix/strategy.html", {**context, "back": to}, form=form, save=save, to=to,
        said=_("Strategi tersimpan."),
    )


def _list_of(pk: int) -> str:
    return reverse("planning:strategies", args=[pk])
