"""Adding, changing and taking out indicators."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from capaian.foundation.permissions import require
from capaian.kernel.numbers import whole_number
from capaian.planning import actions, queries
from capaian.planning.actions import IndicatorDraft
from capaian.planning.forms import IndicatorForm
from capaian.planning.permissions import may_edit_skp
from capaian.planning.views.editing import confirm_page, edit_page, page_or_step, sent, version


@login_required
def indicator_new(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    result = queries.get_result_for(request.actor, pk, result_pk)
    require(may_edit_skp(request.actor, result.skp))
    wanted = whole_number(request.GET.get("definition"))
    start = IndicatorDraft.following(queries.get_definition_for(request.actor, wanted)) if wanted else None
    form = IndicatorForm(
        sent(request), start=start, leading=queries.leads(result.skp), exact=queries.measured(result.skp)
    )

    def save() -> None:
        actions.add_indicator(result=result, draft=form.draft(), by=request.actor, at=request.now)

    return edit_page(
        request, "planning/indicator.html", {"skp": result.skp, "result": result}, form=form, save=save,
        to=_place(request, pk, result_pk), said=_("Indikator tersimpan."),
    )


@login_required
def indicator_edit(request: HttpRequest, pk: int, result_pk: int, indicator_pk: int) -> HttpResponse:
    indicator = queries.get_indicator_for(request.actor, pk, result_pk, indicator_pk)
    result = indicator.result
    require(may_edit_skp(request.actor, result.skp))
    form = IndicatorForm(
        sent(request), indicator=indicator, leading=queries.leads(result.skp), exact=queries.measured(result.skp)
    )
    context = {
        "skp": result.skp, "result": result, "indicator": indicator, "version": queries.version_of([indicator]),
    }

    def save() -> None:
        actions.change_indicator(
            indicator=indicator, draft=form.draft(), version=version(request), by=request.actor, at=request.now
        )

    return edit_page(
        request, "planning/indicator.html", context, form=form, save=save, to=_place(request, pk, result_pk),
        said=_("Indikator tersimpan."), changed=lambda: queries.last_change_of([indicator]),
    )


@login_required
def indicator_deletion(request: HttpRequest, pk: int, result_pk: int, indicator_pk: int) -> HttpResponse:
    indicator = queries.get_indicator_for(request.actor, pk, result_pk, indicator_pk)
    require(may_edit_skp(request.actor, indicator.result.skp))

    def act() -> None:
        actions.remove_indicator(indicator=indicator, by=request.actor, at=request.now)

    context = {"what": _("indikator"), "statement": indicator.statement}
    return confirm_page(request, context, act=act, to=_place(request, pk, result_pk), said=_("Indikator dihapus."))


def _place(request: HttpRequest, pk: int, result_pk: int) -> str:
    return f"{page_or_step(request, pk)}#result-{result_pk}"
