"""Reading SKPs: the list and the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from capaian.kernel.calendar import year_in
from capaian.planning import actions, queries, workflow
from capaian.planning.models import Skp
from capaian.planning.permissions import (
    answers,
    may_edit_skp,
    may_view_deadlines,
)
from capaian.planning.queries.deadlines import countdown, deadlines_of, own_due_on
from capaian.planning.queries.matrix_sending import waiting_roles
from capaian.planning.queries.successions import lacks_own
from capaian.planning.queries.turns import bring_successors, exemption_on, turn_of
from capaian.planning.queries.unit_plans import leads_any
from capaian.planning.views.amending import amending_of
from capaian.planning.views.parts import parts_of, told_of
from capaian.planning.views.turns import life_of, steps_of

PER_PAGE = 30
NAMED = 12
"""How many of those who have not begun are called by name; all are reminded."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def skp_list(request: HttpRequest) -> HttpResponse:
    """My SKP and those I appraise; POST starts mine for this year."""
    if request.method == "POST":
        employee = queries.get_employee_of(request.actor)
        skp = actions.start_skp(employee=employee, by=request.actor, at=request.now)
        messages.success(request, _("SKP dibuat. Mulailah dengan menambahkan hasil kerja utama."))
        return redirect("planning:skp", pk=skp.pk)
    today = timezone.localdate(request.now)
    year = year_in(request.GET.get("year"), today.year)
    rows = queries.skp_rows_for(request.actor, year)
    deadlines = deadlines_of(request.actor.agency_id, year)
    bring_successors(rows)
    for row in rows:
        row.turn, row.is_open = turn_of(row), row.state in workflow.OPEN_STATES
        row.count = countdown(deadlines.of(row), today) if row.is_open and row.amends_id is None else None
    mine = [row for row in rows if row.employee_id == request.actor.employee_id]
    not_started = queries.without_skp_for(request.actor, today) if year == today.year else []
    may_start = year == today.year and lacks_own(request.actor, mine)
    context = {
        "year": year, "years": sorted({today.year, *queries.performance_years_for(request.actor)}, reverse=True),
        "mine": mine, "may_start": may_start, **_team(request, rows),
        "exempt": exemption_on(request.actor.employee_id, today) if may_start else "",
        "count": countdown(own_due_on(request.actor, deadlines, today), today) if may_start else None,
        "not_started": not_started, "named": not_started[:NAMED], "unnamed": len(not_started[NAMED:]),
        "leads_unit": leads_any(request.actor, today), "sees_deadlines": bool(may_view_deadlines(request.actor)),
    }
    return render(request, "planning/skp_list.html", context)


def _team(request: HttpRequest, rows: Sequence[Skp]) -> dict[str, Any]:
    """The people's SKPs, a page of them: what waits for this person first, then what is still talked about."""
    team = [row for row in rows if row.employee_id != request.actor.employee_id]
    for row in team:
        row.waits = row.state == workflow.SUBMITTED and answers(request.actor, row)
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    found = [row for row in team if state in ("", row.state) and _is_called(row, search)]
    page = Paginator(sorted(found, key=lambda row: (not row.waits, not row.is_open)), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "team": team, "page_obj": page, "awaiting": sum(row.waits for row in team), "state": state, "search": search,
        "waiting": [row for row in page.object_list if row.waits],
        "tickable": any(row.waits and not row.objected for row in page.object_list),
        "others": [row for row in page.object_list if not row.waits], "filters": len(team) > PER_PAGE or state or search,
        "states": [(value, label) for value, label in workflow.SKP.labels.items() if any(row.state == value for row in team)],
    }


def _is_called(skp: Skp, text: str) -> bool:
    """The same question as `people.queries.named`, of a row in hand."""
    return text.casefold() in skp.employee.name.casefold() or skp.employee.nip.startswith(text)


@login_required
@require_safe
def skp_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole SKP, for whoever may read it, with what this person can do next."""
    skp = queries.get_skp_to_read_for(request.actor, pk)
    return render(request, "planning/skp.html", page_of(request, skp))


def page_of(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    """Everything the page shows, out of what the query prefetched."""
    actor = request.actor
    may_edit = bool(may_edit_skp(actor, skp))
    life = life_of(request, skp)
    may_agree = life["can"]["agree"]
    newest = next(reversed(skp.statuses.all()), None)
    return {
        **life, "skp": skp, "may_edit": may_edit,
        "may_agree": may_agree, "waiting_roles": waiting_roles(skp) if may_edit else 0,
        **parts_of(request, skp), **amending_of(request, skp),
        **(told_of(skp, queries.findings_of(skp), linked=may_edit) if may_edit or may_agree else {}),
        "steps": steps_of(skp, actor.employee_id), "newest": newest,
        "returned": newest if newest and newest.reason and newest.state == workflow.DRAFT else None,
        "history": [{"label": workflow.SKP.labels[row.state], "row": row} for row in skp.statuses.all()],
    }
