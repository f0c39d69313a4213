"""Needs from a spreadsheet: give it, look at what it would do, keep the good rows."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.exchange.sending import send_xlsx
from capaian.foundation.exchange.writing import Column, Table
from capaian.foundation.forms import tell
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.planning.actions.files import keep_sheet
from capaian.planning.actions.need_sheets import apply_needs
from capaian.planning.forms.needs import SheetForm
from capaian.planning.permissions.needs import may_edit_analysis
from capaian.planning.queries.need_sheets import judged_needs, need_rows
from capaian.planning.queries.needs import criteria_of, get_analysis_for
from capaian.planning.queries.sheets import get_own_file_for
from capaian.planning.rules.need_sheet import need_fields
from capaian.planning.views.editing import sent

OUTCOMES = (
    ("added", gettext_lazy("Baru"), "good"), ("changed", gettext_lazy("Berubah"), "info"),
    ("unchanged", gettext_lazy("Tetap"), ""), ("rejected", gettext_lazy("Ditolak"), "bad"),
)
SHOW_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@SHOW_AND_SEND
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a sheet of needs with scores."""
    analysis = get_analysis_for(request.actor, pk)
    verdict = may_edit_analysis(request.actor, analysis)
    require(verdict)
    form = SheetForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            stored = keep_sheet(upload=form.cleaned_data["file"], verdict=verdict, by=request.actor, at=request.now)
            judged_needs(analysis, stored)
        except InvalidInput as invalid:
            tell(form, invalid.problems)
        else:
            return redirect("planning:needs_preview", pk, stored.pk)
    context = {"analysis": analysis, "form": form}
    return render(request, "planning/needs/sheet.html", context, status=422 if form.is_bound else 200)


@login_required
@SHOW_AND_SEND
def preview(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """What every row would do; sent, the good ones are kept."""
    analysis = get_analysis_for(request.actor, pk)
    require(may_edit_analysis(request.actor, analysis))
    rows = judged_needs(analysis, get_own_file_for(request.actor, file_pk))
    if request.method == "POST":
        count = apply_needs(analysis=analysis, rows=rows, by=request.actor, at=request.now)
        messages.success(request, _("%(count)s kebutuhan ditambahkan atau diperbarui.") % {"count": count})
        return redirect("planning:needs", pk)
    counts = Counter(row.outcome for row in rows)
    context = {
        "analysis": analysis, "lines": [_line(row) for row in rows], "applicable": counts["added"] + counts["changed"],
        "counts": [(label, counts[outcome]) for outcome, label, _tone in OUTCOMES], "rejected": counts["rejected"],
        "back": reverse("planning:needs", args=[pk]),
    }
    return render(request, "planning/needs/preview.html", context)


@login_required
@require_safe
def export(request: HttpRequest, pk: int) -> FileResponse:
    """The needs in the shape in which they come in; of an empty analysis, the sheet to fill in."""
    analysis = get_analysis_for(request.actor, pk)
    columns = [Column(field.heading, field.width, told(field.note)) for field in need_fields(criteria_of(analysis))]
    return send_xlsx(f"kebutuhan-{slugify(analysis.title)[:60]}.xlsx", Table("Kebutuhan", columns, need_rows(analysis)))


def _line(row):
    label, tone = next((label, tone) for outcome, label, tone in OUTCOMES if outcome == row.outcome)
    problems = [(told(one.column), told(one.reason)) for one in row.problems]
    return {"number": row.number, "statement": row.statement, "label": label, "tone": tone, "problems": problems}
