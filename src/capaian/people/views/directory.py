"""Looking colleagues and units up, and the suggestions under a form's input."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from capaian.people.forms.directory import DirectoryFilter
from capaian.people.permissions.directory import may_see_any_nip
from capaian.people.queries import directory as queries
from capaian.people.queries.choosing import BETWEEN, suggested_units

UNITS = 5
SUGGESTIONS = 8


@login_required
@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """The first twenty who match, the rest page by page; with HTMX only the list, as one types."""
    by_nip = may_see_any_nip(request.actor)
    form = DirectoryFilter(request.GET, actor=request.actor, by_nip=by_nip)
    context = {"form": form, "by_nip": by_nip, "search": request.GET.get("q", "").strip(), "after": request.GET.get("after", "")}
    if form.is_valid():
        context |= _found(request, form, context["after"])
    template = "people/_found.html" if request.htmx else "people/directory.html"
    return render(request, template, context, status=HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY)


def _found(request: HttpRequest, form: DirectoryFilter, after: str) -> dict[str, object]:
    today = timezone.localdate(request.now)
    text, unit = form.cleaned_data["q"], form.cleaned_data["unit"]
    people = queries.search_people(
        request.actor, text, unit=unit, kind=form.cleaned_data["kind"], after=after, day=today
    )
    units = () if after else queries.search_units(request.actor, text, within=unit, limit=UNITS, day=today)
    return {
        "people": people, "units": units[:UNITS], "more_units": len(units) > UNITS, "asked": bool(text.strip() or unit),
        **onward(request, people),
    }


def onward(request: HttpRequest, people: queries.People) -> dict[str, str]:
    """The addresses of the next page ("" on the last) and of the first, with the filters of this one."""
    query = request.GET.copy()
    query["after"] = people.after
    further = f"{request.path}?{query.urlencode()}" if people.more else ""
    query.pop("after")
    return {"onward": further, "first": f"{request.path}?{query.urlencode()}"}


@login_required
@require_GET
def lookup(request: HttpRequest) -> HttpResponse:
    """Suggestions for an input (`name` says which: what was typed comes under it, or as `q`); a page of its own is the search."""
    name = request.GET.get("name", "")
    typed = request.GET.get("q") or request.GET.get(name, "")
    text = typed.partition(BETWEEN)[0]
    if not request.htmx:
        query = request.GET.copy()
        query.clear()
        query["q"] = text
        return redirect(f"{reverse('people:directory')}?{query.urlencode()}")
    today = timezone.localdate(request.now)
    if request.GET.get("kind") == "unit":
        options = suggested_units(request.actor.agency_id, typed, today, SUGGESTIONS)
    else:
        options = queries.search_people(request.actor, text, limit=SUGGESTIONS, day=today).rows
    return render(request, "people/_options.html", {"options": options, "name": name, "asked": bool(text.strip())})
