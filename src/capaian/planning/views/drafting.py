"""Choosing the approach, taking the performance agreement over, and saying whether a promise was kept."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from capaian.foundation.errors import InvalidInput
from capaian.foundation.permissions import require
from capaian.planning import actions, queries
from capaian.planning.forms import PromiseForm
from capaian.planning.permissions.drafting import may_tell_promise
from capaian.planning.views.editing import edit_page, sent, version


@login_required
@require_POST
def approach(request: HttpRequest, pk: int) -> HttpResponse:
    """Quantitative or qualitative, as the leader chooses."""
    skp = queries.get_skp_for(request.actor, pk)
    try:
        actions.choose_approach(skp=skp, approach=request.POST.get("approach", ""), by=request.actor, at=request.now)
    except InvalidInput as error:
        messages.error(request, "; ".join(problem.reason for problem in error.problems))
    else:
        messages.success(request, _("Pendekatan SKP: %(approach)s.") % {"approach": skp.get_approach_display()})
    return redirect("planning:skp", pk=pk)


@login_required
@require_POST
def agreement_adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """One press takes over what the unit's performance agreement promises."""
    skp = queries.get_skp_for(request.actor, pk)
    try:
        count = actions.adopt_agreement(skp=skp, by=request.actor, at=request.now)
    except InvalidInput as error:
        messages.error(request, "; ".join(problem.reason for problem in error.problems))
    else:
        said = ngettext(
            "%(count)d indikator perjanjian kinerja diambil alih. Lengkapi perspektif dan targetnya.",
            "%(count)d indikator perjanjian kinerja diambil alih. Lengkapi perspektif dan targetnya.", count,
        )
        messages.success(request, said % {"count": count})
    return redirect("planning:skp_step", pk=pk, number=2)


@login_required
def promise(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Say whether the promised support came."""
    item = queries.get_promise_for(request.actor, pk, item_pk)
    require(may_tell_promise(request.actor, item.skp))
    form = PromiseForm(sent(request), item=item)

    def save() -> None:
        actions.tell_promise(
            item=item, state=form.cleaned_data["promise"], words=form.cleaned_data["told"], version=version(request),
            by=request.actor, at=request.now,
        )

    context = {"skp": item.skp, "item": item, "version": queries.version_of([item])}
    return edit_page(
        request, "planning/promise.html", context, form=form, save=save, said=_("Janji dukungan tercatat."),
        to=f"{reverse('planning:skp', args=[pk])}#annex-{item.section}", changed=lambda: queries.last_change_of([item]),
    )
