"""A unit's people and their SKPs, for who leads, appraises or manages them: filter, tick, remind, agree, open drafts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from capaian.foundation.errors import InvalidInput
from capaian.foundation.models import Job
from capaian.kernel.numbers import whole_number
from capaian.people.models import Unit
from capaian.people.permissions.scope import manages_units
from capaian.planning import workflow
from capaian.planning.actions.bulk import Reminded, Started, remind, start_unit
from capaian.planning.forms.units import UnitFilter
from capaian.planning.queries import unit_plans as plans
from capaian.planning.queries.deadlines import countdown, deadlines_of, units_to_set_for
from capaian.planning.views.verbs import agree_chosen

PER_PAGE = 50
LEFT_SHOWN = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_plans(request: HttpRequest) -> HttpResponse:
    """The page; POST does one thing with those ticked, or with all."""
    today = timezone.localdate(request.now)
    if request.method == "POST":
        unit = plans.get_led_unit_for(request.actor, whole_number(request.POST.get("unit")), today)
        return _do(request, unit, deep=request.POST.get("deep") == "1")
    turn = _turn(request, today)
    typed = turn.typed() if turn else None
    asked = turn.asked if turn else whole_number(request.GET.get("unit"))
    unit = plans.get_led_unit_for(request.actor, typed.pk if typed else asked, today)
    deep = request.GET.get("deep") == "1"
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    everybody = plans.with_states(plans.people_of(unit, today, deep=deep), today)
    counts = plans.counts_of(everybody)
    found = plans.in_state(everybody.filter(name__icontains=search) if search else everybody, state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = plans.rows_for(request.actor, page.object_list)
    due = deadlines_of(request.actor.agency_id, today.year).on("skp", unit.path)
    context = {
        "unit": unit, "deep": deep, "state": state, "search": search, "page_obj": page, "year": today.year,
        "turn": turn and turn.beside(unit), "states": _states(counts),
        "total": sum(counts.values()), "missing": counts.get(plans.MISSING, 0),
        "count": countdown(due, today) if _unsettled(counts) else None, "may_agree": any(row["seen"] for row in page.object_list),
    }
    return render(request, "planning/dialogue/unit_plans.html", context, status=422 if turn and turn.failed else 200)


@login_required
@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Remind those ticked on the appraiser's own list."""
    _remind(request, [whole_number(text) for text in request.POST.getlist("person")])
    return redirect("planning:skp_list")


def _turn(request: HttpRequest, today: date) -> UnitFilter | None:
    """Turning to another unit, for who manages several."""
    if not manages_units(request.actor):
        return None
    turn = UnitFilter(
        request.GET, label=_("Unit"), units=units_to_set_for(request.actor), agency_id=request.actor.agency_id, day=today,
    )
    return None if turn.one else turn


def _do(request: HttpRequest, unit: Unit, *, deep: bool) -> HttpResponse:
    """One of the four things that the page does."""
    ticked = [[whole_number(part) for part in text.split(":")] for text in request.POST.getlist("person")]
    back = redirect(f"{reverse('planning:unit_plans')}?unit={unit.pk}{'&deep=1' if deep else ''}")
    do = request.POST.get("do", "")
    if do == "start":
        return _start(request, unit, deep=deep) or back
    if do == "agree":
        agree_chosen(request, [(row[1], row[2]) for row in ticked if len(row) == 3 and row[2]])
    elif do == "remind-all":
        _remind(request, plans.awaited_in(unit, timezone.localdate(request.now), deep=deep))
    else:
        _remind(request, [row[0] for row in ticked])
    return back


def _start(request: HttpRequest, unit: Unit, *, deep: bool) -> HttpResponse | None:
    outcome = start_unit(unit=unit, deep=deep, by=request.actor, at=request.now)
    if isinstance(outcome, Job):
        messages.success(request, _("Konsep SKP dibuka di latar belakang. Kemajuannya terlihat di sini."))
        return redirect("jobs:job", job_id=outcome.pk)
    _tell_started(request, outcome)
    return None


def _tell_started(request: HttpRequest, outcome: Started) -> None:
    said = ngettext("%(count)d konsep SKP dibuka.", "%(count)d konsep SKP dibuka.", len(outcome.skps))
    messages.success(request, said % {"count": len(outcome.skps)})
    for left in outcome.left[:LEFT_SHOWN]:
        messages.warning(request, f"{left.employee.name}: {left.reason}")
    if len(outcome.left) > LEFT_SHOWN:
        words = _("Dan %(count)s orang lagi dengan sebab serupa.")
        messages.warning(request, words % {"count": len(outcome.left) - LEFT_SHOWN})


def _remind(request: HttpRequest, people: list[int | None]) -> None:
    try:
        outcome = remind(employees=plans.employees_for(request.actor, people), by=request.actor, at=request.now)
    except InvalidInput as error:
        messages.error(request, "; ".join(problem.reason for problem in error.problems))
    else:
        messages.success(request, _reminded(outcome))


def _reminded(outcome: Reminded) -> str:
    parts = [ngettext("%(count)d pengingat dikirim", "%(count)d pengingat dikirim", outcome.sent) % {"count": outcome.sent}]
    for number, words in (
        (outcome.already, _("%(count)s sudah diingatkan hari ini")), (outcome.unreachable, _("%(count)s belum punya akun")),
        (outcome.idle, _("%(count)s tidak menunggu siapa pun")),
    ):
        if number:
            parts.append(words % {"count": number})
    return f"{'; '.join(parts)}."


def _unsettled(counts: dict[str, int]) -> bool:
    """Whether anybody still has a deadline to meet."""
    return any(counts.get(state) for state in (plans.MISSING, *workflow.OPEN_STATES))


def _states(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The filter: every state that somebody is in."""
    labels = {
        plans.MISSING: _("Belum dimulai"), **workflow.SKP.labels, plans.EXEMPT: _("Tidak diminta SKP"),
    }
    return [{"value": state, "label": label, "count": counts[state]} for state, label in labels.items() if counts.get(state)]
