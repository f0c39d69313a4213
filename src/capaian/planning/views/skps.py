"""Reading SKPs: the list and the page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from capaian.kernel.berakhlak import BERAKHLAK
from capaian.planning import actions, queries, workflow
from capaian.planning.models import AnnexSection, ResultKind, ResultPlan, Skp
from capaian.planning.permissions import may_agree_skp, may_edit_annex, may_edit_expectations, may_edit_skp
from capaian.planning.rules.completeness import Code, Finding, Severity
from capaian.planning.views.editing import whole_number


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def skp_list(request: HttpRequest) -> HttpResponse:
    """My SKP and those I appraise; POST starts mine for this year."""
    if request.method == "POST":
        employee = queries.get_employee_of(request.actor)
        skp = actions.start_skp(employee=employee, by=request.actor, at=request.now)
        messages.success(request, _("SKP dibuat. Mulailah dengan menambahkan hasil kerja utama."))
        return redirect("planning:skp", pk=skp.pk)
    today = timezone.localdate(request.now)
    year = whole_number(request.GET.get("year"), today.year)
    rows = queries.skp_rows_for(request.actor, year)
    team = [row for row in rows if row.employee_id != request.actor.employee_id]
    context = {
        "year": year, "years": sorted({today.year, *queries.performance_years_for(request.actor)}, reverse=True),
        "mine": [row for row in rows if row.employee_id == request.actor.employee_id],
        "team": team, "may_start": year == today.year,
        "awaiting": [row for row in team if row.state == workflow.SUBMITTED],
        "not_started": queries.without_skp_for(request.actor, today) if year == today.year else [],
    }
    return render(request, "planning/skp_list.html", context)


@login_required
@require_safe
def skp_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole SKP, for whoever may read it, with what this person can do next."""
    skp = queries.get_skp_to_read_for(request.actor, pk)
    return render(request, "planning/skp.html", page_of(request, skp))


def page_of(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    """Everything the page shows, out of what the query prefetched."""
    actor = request.actor
    may_edit = bool(may_edit_skp(actor, skp))
    may_agree = bool(may_agree_skp(actor, skp)) and skp.state == workflow.SUBMITTED
    results = list(skp.results.all())
    newest = next(reversed(skp.statuses.all()), None)
    return {
        "skp": skp, "may_edit": may_edit, "is_owner": actor.employee_id == skp.employee_id,
        "may_expect": bool(may_edit_expectations(actor, skp)),
        "may_agree": may_agree,
        "groups": [
            {"letter": letter, "kind": kind, "rows": [row for row in results if row.kind == kind]}
            for letter, kind in (("A", ResultKind.MAIN), ("B", ResultKind.ADDITIONAL))
        ],
        "behaviour": [
            {"value": value, "lines": [row for row in skp.behaviour_expectations.all() if row.core_value == value.slug]}
            for value in BERAKHLAK
        ],
        "annex": [
            {
                "section": section, "lines": [row for row in skp.annex_items.all() if row.section == section],
                "may_edit": bool(may_edit_annex(actor, skp, section)),
            }
            for section in AnnexSection
        ],
        **(_findings(skp, results, linked=may_edit) if may_edit or may_agree else {}),
        "steps": _steps(skp), "returned": newest if newest and newest.reason else None, "newest": newest,
        "history": [{"label": workflow.SKP.labels[row.state], "row": row} for row in skp.statuses.all()],
    }


def _findings(skp: Skp, results: list[ResultPlan], *, linked: bool) -> dict[str, Any]:
    """What is missing, each with the address where the employee mends it, and the words of what it concerns."""
    about = {result.pk: result.statement for result in results}
    rows = [
        {
            "text": finding.text, "severity": finding.severity, "href": _mended_at(skp, finding) if linked else "",
            "where": AnnexSection(finding.section).label if finding.section else about.get(finding.result, ""),
        }
        for finding in queries.findings_of(skp)
    ]
    warnings = [row for row in rows if row["severity"] == Severity.WARNING]
    said = ngettext("%(count)d hal untuk diperiksa", "%(count)d hal untuk diperiksa", len(warnings))
    return {
        "blocks": [row for row in rows if row["severity"] == Severity.BLOCK], "warnings": warnings,
        "warnings_summary": said % {"count": len(warnings)},
    }


def _mended_at(skp: Skp, finding: Finding) -> str:
    if finding.section:
        return reverse("planning:annex", args=[skp.pk, finding.section])
    if finding.indicator:
        return reverse("planning:indicator", args=[skp.pk, finding.result, finding.indicator])
    if finding.code == Code.NO_INDICATOR:
        return reverse("planning:indicator_new", args=[skp.pk, finding.result])
    if finding.result:
        return reverse("planning:result", args=[skp.pk, finding.result])
    return reverse("planning:result_new", args=[skp.pk])


def _steps(skp: Skp) -> list[dict[str, str]]:
    """Drafted → with the appraiser → agreed, with a word on whose turn it is."""
    order = (workflow.DRAFT, workflow.SUBMITTED, workflow.AGREED)
    here = order.index(skp.state)
    notes = {
        workflow.DRAFT: skp.employee.name, workflow.SUBMITTED: skp.appraiser.name,
        workflow.AGREED: _("oleh kedua pihak"),
    }
    agreed = skp.state == workflow.AGREED
    return [
        {
            "label": workflow.SKP.labels[state], "note": notes[state],
            "state": "done" if place < here or agreed else "current" if place == here else "todo",
        }
        for place, state in enumerate(order)
    ]

