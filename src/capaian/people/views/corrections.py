"""The employee's side: say what is wrong about oneself, follow it, take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.files import PROOF
from capaian.foundation.forms import tell
from capaian.people.actions import corrections as actions
from capaian.people.forms.corrections import CorrectionForm
from capaian.people.models import CorrectionSubject
from capaian.people.permissions.corrections import may_see_queue
from capaian.people.queries import corrections as queries

ON_A_PAGE = 20


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What I asked for, and what the records say about me today."""
    today = timezone.localdate(request.now)
    me = queries.get_self(request.actor)
    page = Paginator(queries.own_corrections(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": queries.lines_of(page, request.actor.agency_id, today), "me": me,
        "facts": queries.facts_of(me, today), "may_see_queue": bool(may_see_queue(request.actor)),
    }
    return render(request, "people/corrections.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form for one subject; without one, the choice stands on the list."""
    subject = request.POST.get("subject") or request.GET.get("subject", "")
    if subject not in CorrectionSubject.values:
        return redirect("people:corrections")
    me, today = queries.get_self(request.actor), timezone.localdate(request.now)
    data, proofs = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CorrectionForm(data, proofs, subject=subject, agency_id=me.agency_id, day=today,
                          initial=queries.proposal_of(me, subject, today))
    try:
        if request.method == "POST" and form.is_valid():
            sent = actions.send_correction(
                employee=me, subject=subject, **form.cleaned_data, by=request.actor, at=request.now)
            messages.success(request, _("Permintaan terkirim. Pengelola kinerja sudah diberi tahu."))
            return redirect("people:correction_detail", sent.pk)
    except InvalidInput as invalid:
        tell(form, invalid.problems)
    return render(request, "people/correction_new.html", {
        "form": form, "subject": CorrectionSubject(subject), "recorded": queries.recorded_of(me, subject, today),
        "proof": PROOF, "limit": PROOF.largest // 1024**2, "lost": bool(proofs),
    }, status=422 if form.is_bound else 200)


@login_required
@require_POST
def withdrawal(request: HttpRequest, correction_id: int) -> HttpResponse:
    correction = queries.get_correction_for(request.actor, correction_id, timezone.localdate(request.now))
    actions.withdraw_correction(correction=correction, by=request.actor, at=request.now)
    messages.success(request, _("Permintaan ditarik kembali. Catatan Anda tidak berubah."))
    return redirect("people:corrections")


def page_of(request: HttpRequest, correction: Any, **more: Any) -> dict[str, Any]:
    """What both sides see of one correction."""
    today = timezone.localdate(request.now)
    (line,) = queries.lines_of([correction], request.actor.agency_id, today)
    return {
        "line": line, "correction": correction, "history": queries.history_of(correction),
        "is_own": correction.employee_id == request.actor.employee_id, **more,
    }
