"""Live hints while one writes, the four exceptions, and what an agency does without."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from capaian.foundation.permissions import require
from capaian.kernel.numbers import whole_number
from capaian.planning import queries
from capaian.planning.actions import hints as actions
from capaian.planning.forms.library import SwitchForm, WordsForm
from capaian.planning.models import Exempt
from capaian.planning.permissions.library import may_switch_hints
from capaian.planning.queries.hints import Place, Said, exemption_of, hints_for, hints_for_cells, switches_for
from capaian.planning.rules.linting import Code, Kind, Worded
from capaian.planning.views.editing import edit_page, sent


@login_required
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """Hints about the words of a form as they stand. The address says what is written and where (`kind`, `skp`, `result`,
    `indicator`, `year`, `prefix`); nothing is stored. Without HTMX it is a page."""
    return _hints(request)


@login_required
@require_POST
def hint_exemption(request: HttpRequest) -> HttpResponse:
    """The writer says which of the four exceptions applies to these words."""
    words = _words(request)
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


def _form(request: HttpRequest) -> WordsForm:
    return WordsForm(request.POST, prefix=request.GET.get("prefix") or None)


def _words(request: HttpRequest) -> Worded:
    kind = request.GET.get("kind", "")
    return _form(request).words(Kind.INDICATOR if kind in {"indicator", "key", "library"} else Kind.RESULT)


def _hints(request: HttpRequest) -> HttpResponse:
    if request.GET.get("kind") == "cells":
        found = hints_for_cells(request.actor, [text for name, text in request.POST.items() if name.startswith("c")])
        return render(request, "planning/library/found_hints.html", {"hints": found})
    form, words = _form(request), _words(request)
    skp_pk = whole_number(request.GET.get("skp"))
    skp = queries.get_skp_for(request.actor, skp_pk) if skp_pk else None
    place = Place(
        skp=skp, result=whole_number(request.GET.get("result")), indicator=whole_number(request.GET.get("indicator")),
        year=whole_number(request.GET.get("year")), is_key=request.GET.get("kind") == "key", baseline=form.base(),
    )
    found = [Said(hint) for hint in hints_for(request.actor, words, place)]
    named = exemption_of(skp.employee_id if skp else request.actor.employee_id, words.statement, words.target_text)
    is_own = skp is None or skp.employee_id == request.actor.employee_id
    context = {
        "hints": found, "named": named, "exceptions": Exempt.choices, "address": request.GET.urlencode(), "words": words,
        "may_exempt": is_own and (named or any(said.hint.code is Code.ABSOLUTE for said in found)),
        "prefix": request.GET.get("prefix", ""),
    }
    return render(request, "planning/library/found_hints.html" if request.htmx else "planning/library/hints_page.html", context)
