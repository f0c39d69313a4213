"""The manager's side of corrections: what waits, what it would change, and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.forms import tell
from capaian.people import workflow
from capaian.people.actions import corrections as actions
from capaian.people.forms.corrections import ApprovalForm, QueueFilter, RejectionForm
from capaian.people.models import Correction, CorrectionSubject
from capaian.people.permissions.corrections import may_decide_correction
from capaian.people.queries import correction_effects as effects
from capaian.people.queries import corrections as queries
from capaian.people.views.corrections import ON_A_PAGE, page_of


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    chosen = QueueFilter(request.GET)
    search, state = chosen.chosen()
    today = timezone.localdate(request.now)
    found = queries.corrections_for(request.actor, state=state, search=search, day=today)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": queries.lines_of(page, request.actor.agency_id, today), "filter": chosen,
        "filtered": bool(search) or state != workflow.SUBMITTED,
    }
    return render(request, "people/correction_queue.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, correction_id: int) -> HttpResponse:
    correction = queries.get_correction_for(request.actor, correction_id, timezone.localdate(request.now))
    return _page(request, correction)


@login_required
@require_POST
def approval(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Approve, or with `preview` only show what would change."""
    today = timezone.localdate(request.now)
    correction = queries.get_correction_to_decide_for(request.actor, correction_id, today)
    form, unit = _form(request, correction, request.POST)
    if not form.is_valid():
        return _page(request, correction, form=form, status=422)
    choice = {
        "position": effects.post_for(correction, unit, form.cleaned_data.get("position", "")),
        "appraiser": form.cleaned_data.get("appraiser"),
    }
    try:
        if "preview" in request.POST:
            return _page(request, correction, form=form, choice=choice)
        actions.approve_correction(
            correction=correction, seen=form.cleaned_data["seen"], **choice, by=request.actor, at=request.now)
    except InvalidInput as invalid:
        tell(form, invalid.problems)
        again = queries.get_correction_to_decide_for(request.actor, correction_id, today)
        return _page(request, again, form=form, status=422)
    messages.success(request, _("Disetujui. Catatan diperbaiki mulai tanggal yang diminta; riwayatnya tetap ada."))
    return redirect("people:correction_detail", correction.pk)


@login_required
@require_POST
def rejection(request: HttpRequest, correction_id: int) -> HttpResponse:
    correction = queries.get_correction_to_decide_for(request.actor, correction_id, timezone.localdate(request.now))
    form = RejectionForm(request.POST)
    if not form.is_valid():
        return _page(request, correction, rejection=form, status=422)
    actions.reject_correction(correction=correction, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
    messages.success(request, _("Ditolak. %(name)s membaca alasan Anda.") % {"name": correction.employee.name})
    return redirect("people:correction_detail", correction.pk)


def _form(request: HttpRequest, correction: Correction, data: Any) -> tuple[ApprovalForm, Any]:
    today = timezone.localdate(request.now)
    now = queries.recorded_of(correction.employee, correction.subject, correction.effective_from)
    initial: dict[str, Any] = {"seen": now.key}
    posts, unit = None, None
    if correction.subject != CorrectionSubject.APPRAISER:
        unit = effects.unit_claimed(correction, today)
        posts = effects.posts_of(unit)
        same = [post for post in posts if post.title.casefold() == correction.position_title.casefold()]
        initial |= {"position": str(same[0].pk) if same else "baru", "appraiser": effects.proposed_appraiser(correction, unit)}
    form = ApprovalForm(data, posts=posts, title=correction.position_title, agency_id=request.actor.agency_id, day=today,
                        initial=initial)
    return form, unit


def _page(
    request: HttpRequest, correction: Correction, *, form: ApprovalForm | None = None, rejection: RejectionForm | None = None,
    choice: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:
    today = timezone.localdate(request.now)
    open_ = correction.state == workflow.SUBMITTED
    verdict = may_decide_correction(request.actor, correction, queries.paths_of(correction, today))
    context = page_of(request, correction, can_decide=open_ and bool(verdict), why_not=getattr(verdict, "reason", ""))
    if open_:
        now = queries.recorded_of(correction.employee, correction.subject, correction.effective_from)
        context |= {"overtaken": now.key != correction.recorded_key, "now": now}
    if context["can_decide"]:
        context |= {"form": form or _form(request, correction, None)[0], "rejection": rejection or RejectionForm()}
        context |= _preview(request, correction, choice)
    return render(request, "people/correction.html", context, status=status)


def _preview(request: HttpRequest, correction: Correction, choice: dict[str, Any] | None) -> dict[str, Any]:
    """What approving would change. For a unit or position only once a post was chosen and the preview asked for."""
    if choice is None and correction.subject != CorrectionSubject.APPRAISER:
        return {}
    try:
        moved = actions.rehearse_approval(correction=correction, **(choice or {}), by=request.actor, at=request.now)
    except (InvalidInput, Refused) as reason:
        return {"impossible": [p.reason for p in reason.problems] if isinstance(reason, InvalidInput) else [str(reason)]}
    return {"effects": effects.effects_of((each.employee_id, each.changes) for each in moved), "previewed": True}
