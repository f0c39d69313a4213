"""What moves an SKP along: offered, taken back, returned, agreed."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.permissions import require
from capaian.kernel.numbers import whole_number
from capaian.planning import actions, queries, workflow
from capaian.planning.forms import ReturnForm
from capaian.planning.permissions import may_return_skp
from capaian.planning.queries.turns import counterpart_of
from capaian.planning.views.editing import edit_page, sent, unstopped
from capaian.planning.views.skps import page_of


@login_required
@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it; what must be mended first is listed on the page, each with its link."""
    skp = queries.get_skp_to_read_for(request.actor, pk)
    try:
        actions.submit_skp(skp=skp, by=request.actor, at=request.now)
    except InvalidInput:
        return render(request, "planning/skp.html", {**page_of(request, skp), "insist": True}, status=422)
    messages.success(request, _("SKP diajukan kepada %(name)s.") % {"name": unstopped(counterpart_of(skp).name)})
    return redirect("planning:skp", pk=pk)


@login_required
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    skp = queries.get_skp_for(request.actor, pk)
    actions.withdraw_skp(skp=skp, by=request.actor, at=request.now)
    messages.success(request, _("SKP ditarik kembali. Anda dapat mengubahnya lagi."))
    return redirect("planning:skp", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def returning(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back with a reason that says what to do."""
    skp = queries.get_skp_for(request.actor, pk)
    require(may_return_skp(request.actor, skp))
    if skp.state != workflow.SUBMITTED:
        raise Refused(_("SKP ini tidak sedang menunggu pemeriksaan Anda."))
    form = ReturnForm(sent(request))

    def save() -> None:
        actions.return_skp(skp=skp, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)

    return edit_page(
        request, "planning/return.html", {"skp": skp}, form=form, save=save, to=reverse("planning:skp_list"),
        said=_("SKP dikembalikan kepada %(name)s.") % {"name": unstopped(skp.employee.name)},
    )


@login_required
@require_POST
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    skp = queries.get_skp_for(request.actor, pk)
    actions.agree_skp(skp=skp, seen=whole_number(request.POST.get("seen", "")), by=request.actor, at=request.now)
    messages.success(request, _("SKP %(name)s disepakati.") % {"name": skp.employee.name})
    return redirect("planning:skp_list")


@login_required
@require_POST
def agreements(request: HttpRequest) -> HttpResponse:
    """Agree to those ticked on the list: each value is `<skp>:<status seen>`."""
    chosen = [tuple(whole_number(part) for part in text.partition(":")[::2]) for text in request.POST.getlist("skp")]
    agree_chosen(request, chosen)
    return redirect("planning:skp_list")


def agree_chosen(request: HttpRequest, chosen: Sequence[tuple[int | None, int | None]]) -> None:
    """Agree to these (number, status seen), all or none, and say what came of it."""
    try:
        count = actions.agree_skps(
            skps=queries.skps_to_agree_for(request.actor, chosen), by=request.actor, at=request.now
        )
    except InvalidInput as error:
        messages.error(request, "; ".join(problem.reason for problem in error.problems))
    else:
        said = ngettext("%(count)d SKP disepakati.", "%(count)d SKP disepakati.", count)
        messages.success(request, said % {"count": count})

