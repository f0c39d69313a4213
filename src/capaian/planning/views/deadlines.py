"""Until when planning is due: what counts, what was recorded, and recording another day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.people.permissions.scope import manages_agency
from capaian.planning import queries
from capaian.planning.actions.deadlines import set_deadline
from capaian.planning.forms.dialogue import DeadlineForm
from capaian.planning.forms.units import UnitChoice
from capaian.planning.permissions import may_set_some_deadline
from capaian.planning.queries.deadlines import countdown, deadlines_for, units_to_set_for
from capaian.planning.views.editing import edit_page, sent

SHOWN = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deadlines(request: HttpRequest) -> HttpResponse:
    """The page; POST records another day."""
    actor, today = request.actor, timezone.localdate(request.now)
    context = _standing(actor, today)
    if request.method == "POST":
        require(may_set_some_deadline(actor))
    if not (context["may_set"] and context["opened"]):
        return render(request, "planning/dialogue/deadlines.html", context, status=422 if request.method == "POST" else 200)
    year = queries.get_performance_year_for(actor, today.year)
    form = DeadlineForm(sent(request), unit=_whom(actor, today))

    def save() -> None:
        set_deadline(performance_year=year, **form.cleaned_data, by=actor, at=request.now)

    return edit_page(
        request, "planning/dialogue/deadlines.html", context, form=form, save=save, to=reverse("planning:deadlines"),
        said=_("Tenggat dicatat. Hitungan hari pada semua layar mengikutinya."),
    )


def _standing(actor: Actor, today: date) -> dict[str, Any]:
    """What is due when this year, what was recorded, and whether this person may record more."""
    rows, history = deadlines_for(actor, today.year)
    return {
        "year": today.year, "rows": [{"row": row, "count": countdown(row.due_on, today)} for row in rows],
        "history": history[:SHOWN], "opened": today.year in queries.performance_years_for(actor),
        "may_set": bool(may_set_some_deadline(actor)),
    }


def _whom(actor: Actor, today: date) -> UnitChoice:
    """For whom the day counts: a unit, or the whole agency for who manages it."""
    whole = manages_agency(actor)
    return UnitChoice(
        label=_("Berlaku bagi"), required=not whole, none=_("seluruh instansi") if whole else "",
        units=units_to_set_for(actor), agency_id=actor.agency_id, day=today,
    )
