"""Special expectations on a core value, and the sections of the annex: numbered lines, written in one box."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from capaian.foundation.permissions import require
from capaian.kernel.berakhlak import BY_SLUG
from capaian.planning import actions, queries
from capaian.planning.forms import LinesForm
from capaian.planning.models import AnnexSection
from capaian.planning.permissions import may_edit_annex, may_edit_expectations
from capaian.planning.views.editing import edit_page, page_or_step, sent, version


@login_required
def expectations(request: HttpRequest, pk: int, core_value: str) -> HttpResponse:
    """What the leader specially expects under one core value (Art 10(4))."""
    skp = queries.get_skp_for(request.actor, pk)
    if core_value not in BY_SLUG:
        raise Http404
    require(may_edit_expectations(request.actor, skp))
    rows = queries.expectations_of(skp, core_value)
    form = LinesForm(sent(request), rows=rows)
    context = {"skp": skp, "value": BY_SLUG[core_value], "version": queries.version_of(rows)}

    def save() -> None:
        actions.write_expectations(
            skp=skp, core_value=core_value, lines=form.split(), version=version(request), by=request.actor,
            at=request.now,
        )

    return edit_page(
        request, "planning/expectations.html", context, form=form, save=save,
        to=f"{page_or_step(request, pk)}#{core_value}", said=_("Ekspektasi khusus tersimpan."),
        changed=lambda: queries.last_change_of([skp], "skp.expectations"),
    )


@login_required
def annex(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """One section of form A.1.8."""
    skp = queries.get_skp_for(request.actor, pk)
    if section not in AnnexSection.values:
        raise Http404
    require(may_edit_annex(request.actor, skp, section))
    rows = queries.annex_of(skp, section)
    form = LinesForm(sent(request), rows=rows, dated=section == AnnexSection.RESOURCES)
    context = {"skp": skp, "section": AnnexSection(section), "version": queries.version_of(rows)}

    def save() -> None:
        actions.write_annex(
            skp=skp, section=section, lines=form.split(), due=form.due(), version=version(request), by=request.actor,
            at=request.now,
        )

    return edit_page(
        request, "planning/annex.html", context, form=form, save=save,
        to=f"{page_or_step(request, pk)}#annex-{section}", said=_("Lampiran tersimpan."),
        changed=lambda: queries.last_change_of([skp], "skp.annex"),
    )
