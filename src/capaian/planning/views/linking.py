"""Links that wait: confirm, all at once, refuse, or choose another."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.kernel.numbers import whole_number, whole_numbers
from capaian.planning.actions import linking as actions
from capaian.planning.permissions.linking import Side, may_choose_link, side_of
from capaian.planning.queries import linking as queries

PER_PAGE = 50


@login_required
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Mine to confirm and my people's to confirm, and my results for which nothing is proposed."""
    page = Paginator(queries.proposals_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.is_mine = side_of(request.actor, row) == Side.EMPLOYEE
        row.shared = queries.shared_words(row)
    context = {
        "page_obj": page, "mine": [row for row in page if row.is_mine], "peoples": [row for row in page if not row.is_mine],
        "waiting": queries.waiting_of(request.actor),
    }
    return render(request, "planning/linking/links.html", context)


@login_required
@require_POST
def confirmations(request: HttpRequest) -> HttpResponse:
    """Say yes to those ticked."""
    chosen = whole_numbers(request.POST.getlist("link"))
    proposals = queries.get_proposals_for(request.actor, chosen)
    try:
        linked = actions.confirm_links(proposals=proposals, by=request.actor, at=request.now)
    except InvalidInput as error:
        for problem in error.problems:
            messages.error(request, problem.reason)
        return redirect("planning:links")
    count = len(proposals)
    said = ngettext("%(count)d kaitan dikonfirmasi.", "%(count)d kaitan dikonfirmasi.", count) % {"count": count}
    if linked:
        said += " " + ngettext("%(count)d kini tersambung.", "%(count)d kini tersambung.", linked) % {"count": linked}
    messages.success(request, said)
    return redirect("planning:links")


@login_required
@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to one; who may name another chooses it next."""
    proposal = queries.get_proposals_for(request.actor, [pk])[0]
    actions.reject_link(proposal=proposal, by=request.actor, at=request.now)
    if not may_choose_link(request.actor, proposal.result):  # whose result it was to support, but who does not appraise
        messages.success(request, _("Usulan kaitan ditolak."))
        return redirect("planning:links")
    messages.success(request, _("Usulan kaitan ditolak. Pilih hasil kerja lain yang lebih tepat, bila ada."))
    return redirect("planning:link_choice", pk=proposal.result_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    """All results of the leader, the likeliest first."""
    result = queries.get_waiting_for(request.actor, pk)
    problems: list[str] = []
    if request.method == "POST":
        try:
            actions.choose_link(
                result=result, parent_id=whole_number(request.POST.get("parent"), 0) or 0, by=request.actor, at=request.now
            )
        except InvalidInput as error:
            problems = [problem.reason for problem in error.problems]
        else:
            messages.success(request, _("Pilihan tersimpan. Kaitan berlaku setelah dikonfirmasi kedua pihak."))
            return redirect("planning:links")
    context = {
        "result": result, "choices": queries.choices_for(result), "problems": problems,
        "chosen": whole_number(request.POST.get("parent"), 0),
    }
    return render(request, "planning/linking/choice.html", context, status=422 if problems else 200)
