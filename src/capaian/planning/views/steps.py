"""The eight steps of drafting: one page each, left and resumed at will."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from capaian.planning import queries
from capaian.planning.permissions import may_edit_skp
from capaian.planning.queries.steps import Progress
from capaian.planning.rules.steps import LAST, STEPS
from capaian.planning.views.parts import annex_of, behaviour_of, groups_of, told_of


@login_required
@require_safe
def skp_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on where something is still to be done."""
    progress = Progress(queries.get_skp_to_read_for(request.actor, pk), timezone.localdate(request.now))
    return redirect("planning:skp_step", pk=pk, number=progress.here())


@login_required
@require_safe
def skp_step(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One step: what to do, what good looks like, what is there already, and what somebody else must do."""
    if not 1 <= number <= LAST:
        raise Http404
    skp = queries.get_skp_to_read_for(request.actor, pk)
    progress = Progress(skp, timezone.localdate(request.now))
    places = progress.places()
    return render(request, "planning/steps/step.html", {
        "skp": skp, "progress": progress, "place": places[number - 1], "step": STEPS[number - 1],
        "body": f"planning/steps/step_{number}.html", "trail": places,
        "previous": number - 1, "next": number + 1 if number < LAST else 0, "number": number,
        "may_edit": bool(may_edit_skp(request.actor, skp)), "from_step": str(number), **_shown(request, progress, number),
    })


def _shown(request: HttpRequest, progress: Progress, number: int) -> dict[str, Any]:
    """What only one of the steps needs."""
    skp = progress.skp
    if number in (2, 6, 7):
        told = told_of(skp, list(progress.findings), linked=bool(may_edit_skp(request.actor, skp)))
        return {"groups": groups_of(skp), **told, **(behaviour_of(request, skp) if number == 7 else {})}
    return annex_of(request, skp) if number == LAST else {}
