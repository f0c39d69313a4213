"""The strategic chain as a spreadsheet: out, in, and looked at before anything changes."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.exchange.sending import send_xlsx
from capaian.foundation.exchange.writing import Column, Table
from capaian.foundation.forms import tell
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.planning.actions.chain import apply_chain, queue_chain
from capaian.planning.actions.files import keep_sheet
from capaian.planning.forms.needs import SheetForm
from capaian.planning.permissions.objectives import may_import_chain
from capaian.planning.queries.chain_sheets import MANY, chain_rows, chain_years, judged_chain
from capaian.planning.queries.objectives import agency_of
from capaian.planning.queries.sheets import get_own_file_for
from capaian.planning.rules.chain import chain_fields
from capaian.planning.views.editing import sent
from capaian.planning.views.need_sheets import OUTCOMES

PER_PAGE = 50
SHOW_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@SHOW_AND_SEND
def sheet(request: HttpRequest) -> HttpResponse:
    """Give a sheet of the chain."""
    verdict = may_import_chain(request.actor)
    require(verdict)
    form = SheetForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            stored = keep_sheet(upload=form.cleaned_data["file"], verdict=verdict, by=request.actor, at=request.now)
            judged_chain(request.actor.agency_id, stored)
        except InvalidInput as invalid:
            tell(form, invalid.problems)
        else:
            return redirect("planning:chain_preview", stored.pk)
    return render(request, "planning/objectives/sheet.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@SHOW_AND_SEND
def preview(request: HttpRequest, file_pk: int) -> HttpResponse:
    """What every row would do; sent, the good ones are applied, many of them as a job."""
    require(may_import_chain(request.actor))
    stored = get_own_file_for(request.actor, file_pk)
    rows = judged_chain(request.actor.agency_id, stored)
    if request.method == "POST":
        return _apply(request, stored, rows)
    counts = Counter(row.outcome for row in rows)
    outcome = request.GET.get("outcome", "")
    shown = [row for row in rows if outcome in {"", row.outcome}]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "name": stored.name, "page_obj": page, "lines": [_line(row) for row in page], "outcome": outcome,
        "applicable": counts["added"] + counts["changed"], "rejected": counts["rejected"],
        "counts": [(value, label, counts[value]) for value, label, _tone in OUTCOMES],
    }
    return render(request, "planning/objectives/preview.html", context)


@login_required
@require_safe
def export(request: HttpRequest) -> FileResponse:
    """The chain of one's agency in the shape in which it comes in; of an empty one, the sheet to fill in."""
    agency = agency_of(request.actor)
    years = chain_years(agency.pk)
    columns = [Column(field.heading, field.width, told(field.note)) for field in chain_fields(years)]
    return send_xlsx(f"rencana-strategis-{agency.code}.xlsx", Table("Rencana strategis", columns, chain_rows(agency.pk, years)))


def _apply(request, stored, rows):
    if len(rows) > MANY:
        job = queue_chain(stored=stored, by=request.actor, at=request.now, href=reverse("planning:plan_list"))
        return redirect("jobs:job", job.pk)
    count = apply_chain(agency=agency_of(request.actor), rows=rows, by=request.actor, at=request.now)
    messages.success(request, _("%(count)s baris diterapkan.") % {"count": count})
    return redirect("planning:plan_list")


def _line(row):
    label, tone = next((label, tone) for outcome, label, tone in OUTCOMES if outcome == row.outcome)
    problems = [(told(one.column), told(one.reason), one.warning) for one in row.problems]
    return {"row": row, "label": label, "tone": tone, "problems": problems}
