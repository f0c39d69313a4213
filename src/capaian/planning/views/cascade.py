"""The cascade: a tree that folds, branch by branch."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from capaian.kernel.calendar import year_in
from capaian.kernel.numbers import whole_number
from capaian.planning.queries import tree as queries
from capaian.planning.queries.objectives import performance_years_for
from capaian.planning.queries.tree_search import search_for
from capaian.planning.queries.tree_sight import Sight, sight_for


@login_required
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """From the top; `?open=result-12` shows the way down to that result, `?q=` finds one (and shows no tree)."""
    return _tree(request, _key(request.GET.get("open", "")))


@login_required
@require_safe
def below_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """What opens under an objective; without HTMX the whole tree opened there."""
    return _branch(request, (queries.OBJECTIVE, pk))


@login_required
@require_safe
def below_result(request: HttpRequest, pk: int) -> HttpResponse:
    """What opens under a result."""
    return _branch(request, (queries.RESULT, pk))


def _branch(request: HttpRequest, key: queries.Key) -> HttpResponse:
    if not request.htmx:
        return _tree(request, key)
    year = _year(request)
    node = queries.below_for(_sight(request, year), key)
    return render(request, "planning/cascade/nodes.html", {"nodes": node.below, "above": node, "year": year})


def _tree(request: HttpRequest, opened: queries.Key | None) -> HttpResponse:
    year = _year(request)
    sight = _sight(request, year)
    search = request.GET.get("q", "").strip()[:100]
    nodes, more = ((), 0) if search else queries.tree_for(sight, opened)
    return render(request, "planning/cascade/tree.html", {
        "nodes": nodes, "more": more, "year": year, "search": search,
        "years": sorted({year, *performance_years_for(request.actor)}, reverse=True),
        "found": search_for(sight, search) if search else [], "may_cover": sight.reach is None or bool(sight.reach),
    })


def _sight(request: HttpRequest, year: int) -> Sight:
    return sight_for(request.actor, timezone.localdate(request.now), year)


def _year(request: HttpRequest) -> int:
    today = timezone.localdate(request.now)
    return year_in(request.GET.get("year"), today.year)


def _key(text: str) -> queries.Key | None:
    kind, _dash, number = text.partition("-")
    pk = whole_number(number)
    return (kind, pk) if kind in (queries.OBJECTIVE, queries.RESULT) and pk is not None else None
