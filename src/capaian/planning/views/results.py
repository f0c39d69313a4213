"""Adding, changing, ordering and taking out planned results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from capaian.foundation.permissions import require
from capaian.planning import actions, queries
from capaian.planning.forms import IndicatorForm, ResultForm, Together
from capaian.planning.permissions import may_edit_skp
from capaian.planning.views.editing import confirm_page, edit_page, page_or_step, sent, version


@login_required
def result_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A result with its first indicator, in one go."""
    skp = queries.get_skp_for(request.actor, pk)
    require(may_edit_skp(request.actor, skp))
    options = queries.parent_options_for(skp)
    leading = queries.leads(skp)
    form = ResultForm(sent(request), options=options, leading=leading)
    first = IndicatorForm(sent(request), prefix="indicator", leading=leading, exact=queries.measured(skp))

    def save() -> None:
        actions.add_result(skp=skp, draft=form.draft(), indicators=[first.draft()], by=request.actor, at=request.now)

    def valid() -> bool:
        return all([form.is_valid(), first.is_valid()])  # both, so that everything is told at once

    context = {"skp": skp, "options": options, "indicator_form": first, "together": Together(form, first)}
    to = request.get_full_path() if "again" in request.POST else page_or_step(request, pk)
    return edit_page(
        request, "planning/result.html", context, form=form, save=save, to=to, said=_("Hasil kerja tersimpan."),
        valid=valid,
    )


@login_required
def result_edit(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    result = queries.get_result_for(request.actor, pk, result_pk)
    require(may_edit_skp(request.actor, result.skp))
    options = queries.parent_options_for(result.skp, result)
    context = {"skp": result.skp, "result": result, "options": options, "version": queries.version_of([result])}
    form = ResultForm(sent(request), options=options, result=result, leading=queries.leads(result.skp))

    def save() -> None:
        actions.change_result(
            result=result, draft=form.draft(), version=version(request), by=request.actor, at=request.now
        )

    return edit_page(
        request, "planning/result.html", context, form=form, save=save, to=page_or_step(request, pk),
        said=_("Hasil kerja tersimpan."), changed=lambda: queries.last_change_of([result]),
    )


@login_required
@require_POST
def result_order(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    result = queries.get_result_for(request.actor, pk, result_pk)
    direction = "up" if request.POST.get("direction") == "up" else "down"
    actions.move_result(result=result, direction=direction, by=request.actor, at=request.now)
    return redirect(f"{_page(pk)}#result-{result_pk}")


@login_required
def result_deletion(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    result = queries.get_result_for(request.actor, pk, result_pk)
    require(may_edit_skp(request.actor, result.skp))

    def act() -> None:
        actions.remove_result(result=result, by=request.actor, at=request.now)

    context = {"what": _("hasil kerja"), "statement": result.statement, "also": [i.statement for i in result.indicators.all()]}
    return confirm_page(request, context, act=act, to=page_or_step(request, pk), said=_("Hasil kerja dihapus."))


def _page(pk: int) -> str:
    return reverse("planning:skp", args=[pk])
