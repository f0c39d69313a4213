"""The team grid: rate, see what it comes to, publish."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from capaian.evaluation import actions, forms, queries
from capaian.foundation.errors import InvalidInput
from capaian.foundation.record.readings import note_reading
from capaian.kernel.numbers import whole_numbers

CHOICES = [("below", gettext_lazy("Bawah")), ("meets", gettext_lazy("Sesuai")), ("above", gettext_lazy("Atas"))]


@login_required
@require_GET
def current(request: HttpRequest) -> HttpResponse:
    """The period that is meant without saying."""
    period = queries.current_period_for(request.actor, request.now)
    if period is None:
        return render(request, "evaluation/no_period.html", {"heading": _("Tim")})
    return redirect("evaluation:team_period", period.pk)


@login_required
@require_GET
def grid(request: HttpRequest, period_id: int) -> HttpResponse:
    team = queries.team_for(request.actor, period_id, request.now)
    return render(request, "evaluation/team.html", {"team": team, "choices": CHOICES})


@login_required
@require_POST
def ratings(request: HttpRequest, period_id: int) -> HttpResponse:
    """The whole grid at once: the way without JavaScript, and the step before publishing."""
    team = queries.team_for(request.actor, period_id, request.now)
    said = forms.read_ratings(request.POST.dict())
    try:
        actions.rate_team(period=team.period, ratings=said, by=request.actor, at=request.now)
    except InvalidInput as error:
        context = {"team": _as_typed(team, said), "choices": CHOICES, "problems": error.problems}
        return render(request, "evaluation/team.html", context, status=422)
    if request.POST.get("then") == "publication":
        return redirect("evaluation:publication", period_id)
    messages.success(request, _("Penilaian tersimpan."))
    return redirect("evaluation:team_period", period_id)


@login_required
@require_POST
def rating(request: HttpRequest, period_id: int, skp_id: int) -> HttpResponse:
    """One click or one typed reason, saved by itself (HTMX); answers the row's state and what follows from it."""
    period = queries.get_period_for(request.actor, period_id)
    said = forms.read_rating(request.POST.dict(), skp_id)
    problems = ()
    try:
        actions.rate_team(period=period, ratings=[said], by=request.actor, at=request.now)
    except InvalidInput as error:
        problems = error.problems
    team = queries.team_for(request.actor, period_id, request.now)
    context = {
        "team": team, "row": queries.get_row_for(team, skp_id), "problems": problems,
        "typed": said.reason is not None or said.recommendation is not None,
    }
    return render(request, "evaluation/_saved.html", context, status=422 if problems else 200)


def _as_typed(team: queries.Team, said: list[actions.RatingInput]) -> queries.Team:
    """The grid with the texts that were typed, so that a refused form loses nothing."""
    typed = {one.skp_id: one for one in said}
    rows = tuple(
        replace(row, reason=typed[row.skp_id].reason) if row.skp_id in typed and typed[row.skp_id].reason else row
        for row in team.rows
    )
    return replace(team, rows=rows)


@login_required
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, period_id: int, skp_id: int) -> HttpResponse:
    """What one person's ratings rest on: realisations, evidence, feedback; and the appraiser's words."""
    team = queries.team_for(request.actor, period_id, request.now)
    row = queries.get_row_for(team, skp_id)
    note_reading(
        request.actor, subject_id=row.employee_id, thing="assessment", thing_id=skp_id, label=team.period.label,
    )
    problems, status = (), 200
    if request.method == "POST":
        said = forms.read_rating(request.POST.dict(), skp_id)
        try:
            actions.rate_team(period=team.period, ratings=[said], by=request.actor, at=request.now)
        except InvalidInput as error:
            row = replace(row, reason=said.reason or "", recommendation=said.recommendation or "")
            problems, status = error.problems, 422
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("evaluation:team_person", period_id, skp_id)
    basis = queries.basis_of(row)
    context = {"team": team, "row": row, "basis": basis, "choices": CHOICES, "problems": problems}
    return render(request, "evaluation/team_person.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, period_id: int) -> HttpResponse:
    """Look once more, then publish: everybody who is complete, or those who are ticked."""
    team = queries.team_for(request.actor, period_id, request.now)
    if request.method == "GET":
        return render(request, "evaluation/publication.html", {"team": team})
    chosen = whole_numbers(request.POST.getlist("skp"))
    try:
        done = actions.publish_evaluations(period=team.period, skp_ids=chosen, by=request.actor, at=request.now)
    except InvalidInput as error:
        context = {"team": team, "chosen": chosen, "problems": error.problems}
        return render(request, "evaluation/publication.html", context, status=422)
    said = ngettext("%(count)d hasil diterbitkan.", "%(count)d hasil diterbitkan.", len(done)) % {"count": len(done)}
    messages.success(request, said)
    return redirect("evaluation:team_period", period_id)
