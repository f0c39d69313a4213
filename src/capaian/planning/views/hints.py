"""Live hints while one writes, the four exceptions, and what an agency does without."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from capaian.foundation.permissions import require
from capaian.planning.actions import hints as actions
from capaian.planning.forms.library import SwitchForm
from capaian.planning.models import Exempt
from capaian.planning.permissions.library import may_switch_hints
from capaian.planning.queries.hints import Said, exemption_of, hints_for_cells, switches_for
from capaian.planning.rules.linting import Code, Hint
from capaian.planning.views.editing import edit_page, sent
from capaian.planning.views.hinting import asked, words_of


@login_required
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """Hints about the words of a form as they stand (the address: `views.hinting.asked`); nothing is stored. With `beside`,
    those about the statement go to that field. Without HTMX it is a page."""
    return _hints(request)


@login_required
@require_POST
def hint_exemption(request: HttpRequest) -> HttpResponse:
    """The writer says which of the four exceptions applies to these words."""
    words = words_of(request, request.GET)
    actions.name_exemption(
        statement=words.statement, target_text=words.target_text, kind=request.POST.get("exemption", ""), by=request.actor,
        at=request.now,
    )
    return _hints(request)


@login_required
def hint_switches(request: HttpRequest) -> HttpResponse:
    """Every hint, and those the agency does without; who read them may know why."""
    form = SwitchForm(sent(request))
    if request.method == "POST":
        require(may_switch_hints(request.actor))

    def save() -> None:
        actions.switch_hint(**form.cleaned_data, by=request.actor, at=request.now)

    context = {"switches": switches_for(request.actor), "may_switch": bool(may_switch_hints(request.actor))}
    return edit_page(
        request, "planning/library/switches.html", context, form=form, save=save, to=reverse("planning:hint_switches"),
        said=_("Petunjuk diatur."),
    )


def _hints(request: HttpRequest) -> HttpResponse:
    if request.GET.get("kind") == "cells":
        found = hints_for_cells(request.actor, [text for name, text in request.POST.items() if name.startswith("c")])
        return render(request, "planning/library/found_hints.html", {"hints": found})
    told = asked(request, request.GET)
    words, skp = told.words, told.skp
    named = exemption_of(skp.employee_id if skp else request.actor.employee_id, words.statement, words.target_text)
    is_own = skp is None or skp.employee_id == request.actor.employee_id
    beside = request.GET.get("beside", "")
    context = {
        "named": named, "exceptions": Exempt.choices, "address": request.GET.urlencode(), "words": words, "beside": beside,
        "may_exempt": is_own and (named or any(hint.code is Code.ABSOLUTE for hint in told.hints)),
        "prefix": request.GET.get("prefix", ""), "kind": request.GET.get("kind", ""),
    }
    if not request.htmx:
        return render(request, "planning/library/hints_page.html", {**context, "hints": _said(told.hints)})
    first = [hint for hint in told.hints if beside and hint.field == "statement"]
    context |= {"first": _said(first), "hints": _said(hint for hint in told.hints if hint not in first)}
    return render(request, "planning/library/found_hints.html", context)


def _said(found: Iterable[Hint]) -> list[Said]:
    return [Said(hint) for hint in found]
