"""Task teams: who works in which, founded and changed by managers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.forms import tell
from capaian.people.actions import teams as actions
from capaian.people.forms import ledger as forms
from capaian.people.permissions.ledger import TEAMS_ONLY
from capaian.people.queries import ledger_teams as queries

PER_PAGE = 25
SHOWN = ("", "mine", "all")


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The agency's teams: running ones, one's own, or all."""
    show = request.GET.get("show", "")
    wanted = queries.TeamFilter(request.GET.get("q", "").strip(), show if show in SHOWN else "")
    rows = queries.teams_for(request.actor, wanted, timezone.localdate(request.now))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/teams.html", {
        "page_obj": page, "wanted": wanted, "may_found": queries.may_found(request.actor),
    })


@login_required
@require_safe
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team with its members."""
    found = queries.get_team_for(request.actor, pk)
    today = timezone.localdate(request.now)
    members = queries.members_of(found)
    for one in members:
        one.here = one.start <= today <= (one.end or today)
    return render(request, "people/team.html", {
        "team": found, "members": members, "may_change": queries.may_change(request.actor, found), "today": today,
    })


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def founding(request: HttpRequest) -> HttpResponse:
    """Found a team."""
    if not queries.may_found(request.actor):
        raise Refused(_(TEAMS_ONLY))
    form = forms.TeamForm(_sent(request), agency_id=request.actor.agency_id, today=timezone.localdate(request.now))
    return _saved(request, form, {"heading": _("Tim kerja baru")}, actions.create_team, {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody join."""
    found = queries.get_team_to_change_for(request.actor, pk)
    form = forms.MemberForm(
        _sent(request), agency_id=request.actor.agency_id, today=timezone.localdate(request.now), start=found.start,
    )
    return _saved(request, form, {"heading": _("Tambah anggota"), "team": found}, actions.add_member, {"team": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, pk: int, member_id: int) -> HttpResponse:
    """Somebody leaves."""
    member = queries.get_membership_for(request.actor, pk, member_id)
    form = forms.LastDayForm(_sent(request), today=timezone.localdate(request.now))
    context = {"heading": _("Akhiri keanggotaan %(name)s") % {"name": member.employee.name}, "team": member.team}
    return _saved(request, form, context, actions.end_membership, {"membership": member})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """The team ends."""
    found = queries.get_team_to_change_for(request.actor, pk)
    form = forms.LastDayForm(_sent(request), today=timezone.localdate(request.now))
    return _saved(request, form, {"heading": _("Akhiri tim kerja"), "team": found}, actions.end_team, {"team": found})


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _saved(request: HttpRequest, form: BaseForm, context: dict[str, Any], do: Any, given: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = do(**given, **form.cleaned_data, by=request.actor, at=request.now)
        except InvalidInput as error:
            tell(form, error.problems)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("people:task_team", (context.get("team") or made).pk)
    context |= {"form": form, "fields": [(form[name], "") for name in form.fields]}
    return render(request, "people/team_form.html", context, status=422 if request.method == "POST" else 200)
