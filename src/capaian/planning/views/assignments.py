"""Assignments: lists, a new one, one with what can be done about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.foundation.permissions import require
from capaian.people.permissions.scope import reads_units
from capaian.planning import workflow
from capaian.planning.actions import assignments as actions
from capaian.planning.forms.assignments import APPLY, APPOINT, MODES, RejectionForm, assignment_form
from capaian.planning.models import Assignment
from capaian.planning.permissions import assignments as permissions
from capaian.planning.queries import assignments as queries
from capaian.planning.queries.skps import get_employee_of
from capaian.planning.views.editing import edit_page, sent

PER_PAGE = 25


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Mine, given by me, to decide; for offices all in reach. Narrowed by the address."""
    actor = request.actor
    show = request.GET.get("show", "")
    show = show if show in queries.SHOWN else "mine"
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    rows = queries.assignments_for(actor, show, state=state, search=search)
    tabs = [("mine", _("Penugasan saya")), ("given", _("Saya berikan"))]
    tabs += [("decide", _("Menunggu keputusan saya"))] if actor.appraises else []
    tabs += [("office", _("Semua dalam lingkup saya"))] if reads_units(actor) else []
    return render(request, "planning/assignments/list.html", {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "show": show, "tabs": tabs, "state": state,
        "search": search, "states": workflow.ASSIGNMENT.labels.items(),
    })


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """?mode=appoint by a leader, apply for oneself, record what an outsider asks."""
    actor, today = request.actor, timezone.localdate(request.now)
    leads = queries.leads_on(actor.employee_id, today)
    mode = request.GET.get("mode", "")
    mode = mode if mode in MODES else APPOINT if leads else APPLY
    form = assignment_form(
        mode, sent(request), agency_id=actor.agency_id, today=today, teams=queries.teams_to_give_for(actor, today)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_assignment(draft=form.draft(get_employee_of(actor)), by=actor, at=request.now)
        except InvalidInput as error:
            tell(form, error.problems)
        else:
            return _proposed(request, made)
    modes = [(APPOINT, _("Menunjuk pegawai"))] if leads else []
    modes += [(APPLY, _("Mengajukan diri")), ("record", _("Mencatat penugasan dari luar instansi"))]
    context = {"form": form, "mode": mode, "modes": modes, "fields": [form[name] for name in form.fields]}
    return render(request, "planning/assignments/new.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """One assignment with its history, what became of it, and what this person can do next."""
    row = queries.get_assignment_for(request.actor, pk)
    return render(request, "planning/assignments/assignment.html", _page(request, row))


@login_required
@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_assignment_for(request.actor, pk)
    actions.approve_assignment(assignment=row, main=request.POST.get("kind") == "main", by=request.actor, at=request.now)
    return _done(request, pk, _("Penugasan disetujui."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_assignment_for(request.actor, pk)
    require(permissions.may_decide_assignment(request.actor, row))
    form = RejectionForm(sent(request))

    def save() -> None:
        actions.reject_assignment(assignment=row, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)

    return edit_page(
        request, "planning/assignments/rejection.html", {"assignment": row}, form=form, save=save,
        to=reverse("planning:assignment", args=[pk]), said=_("Penugasan tidak disetujui; pegawai dan pemberi tugas diberi tahu."),
    )


@login_required
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_assignment_for(request.actor, pk)
    actions.withdraw_assignment(assignment=row, by=request.actor, at=request.now)
    return _done(request, pk, _("Penugasan ditarik kembali."))


@login_required
@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_assignment_for(request.actor, pk)
    actions.end_assignment(assignment=row, by=request.actor, at=request.now)
    return _done(request, pk, _("Penugasan diakhiri."))


@login_required
@require_POST
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the own SKP with one press; an agreed one is changed by an amendment instead."""
    row = queries.get_assignment_for(request.actor, pk)
    skp = queries.draft_to_take_into(row) or queries.skp_to_take_into(row)
    if skp is None:
        messages.info(request, _("Mulai dulu SKP Anda, lalu masukkan penugasan ini."))
        return redirect("planning:skp_list")
    actions.take_assignment(assignment=row, skp=skp, by=request.actor, at=request.now)
    messages.success(request, _("Penugasan masuk ke SKP. Lengkapi indikator dan targetnya."))
    return redirect("planning:skp", pk=skp.pk)


def _page(request: HttpRequest, row: Assignment) -> dict[str, Any]:
    actor, today = request.actor, timezone.localdate(request.now)
    decides = row.state == workflow.PROPOSED and bool(permissions.may_decide_assignment(actor, row))
    takes = row.state == workflow.ACTIVE and bool(permissions.may_take_assignment(actor, row))
    skp, draft = (queries.skp_to_take_into(row), queries.draft_to_take_into(row)) if takes else (None, None)
    taken = skp is not None and queries.taken_into(row, skp)
    history = [{"label": workflow.ASSIGNMENT.labels[one.state], "row": one} for one in row.statuses.all()]
    return {
        "assignment": row, "history": history, "may_decide": decides, "load": queries.load_of(row, today) if decides else None,
        "may_withdraw": row.state == workflow.PROPOSED and bool(permissions.may_withdraw_assignment(actor, row)),
        "may_end": row.state == workflow.ACTIVE and bool(permissions.may_end_assignment(actor, row)),
        "skp": skp, "taken": taken, "may_adopt": draft is not None and not taken,
        "amends": skp is not None and draft is None and not taken and skp.state == workflow.AGREED,
        "gives": row.giver_id == actor.employee_id,
    }


def _proposed(request: HttpRequest, made: list[Assignment]) -> HttpResponse:
    waiting = sum(row.state == workflow.PROPOSED for row in made)
    if waiting:
        said = ngettext(
            "%(count)d penugasan menunggu persetujuan pejabat penilai.",
            "%(count)d penugasan menunggu persetujuan pejabat penilai.", waiting,
        ) % {"count": waiting}
    else:
        said = _("Penugasan berlaku; pegawai diberi tahu.")
    messages.success(request, said)
    if len(made) == 1:
        return redirect("planning:assignment", pk=made[0].pk)
    return redirect(f"{reverse('planning:assignments')}?show=given")


def _done(request: HttpRequest, pk: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("planning:assignment", pk=pk)
