"""The parts of an SKP that its page and the eight steps both show, out of what the query prefetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from capaian.kernel.berakhlak import BERAKHLAK
from capaian.planning import queries
from capaian.planning.models import AnnexSection, Approach, PromiseState, ResultKind, Skp
from capaian.planning.permissions import may_edit_annex, may_edit_expectations
from capaian.planning.permissions.drafting import may_choose_approach, may_take_agreement, may_tell_promise
from capaian.planning.queries.performance import promised_in
from capaian.planning.rules.completeness import Code, Finding, Severity


def parts_of(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    """What the page of an SKP shows of its content, and what can be done with it."""
    actor = request.actor
    exact, leading = queries.measured(skp), queries.leads(skp)
    takes = bool(may_take_agreement(actor, skp))
    return {
        "groups": groups_of(skp), **behaviour_of(request, skp), **annex_of(request, skp),
        "objectives_href": f"{reverse('planning:objective_list')}?unit={skp.position.unit_id}&year={skp.performance_year.year}",
        "exact": exact, "leading": leading, "approaches": _approaches(skp) if may_choose_approach(actor, skp) else [],
        "promised": promised_in(skp, timezone.localdate(request.now)) if takes else None,
    }


def groups_of(skp: Skp) -> list[dict[str, Any]]:
    """Main and additional results, without what an amendment dropped; counted through, as the forms print them: `before` is
    how many stand above."""
    rows = [row for row in skp.results.all() if row.dropped_on is None]
    main, additional = ([row for row in rows if row.kind == kind] for kind in (ResultKind.MAIN, ResultKind.ADDITIONAL))
    return [
        {"letter": "A", "kind": ResultKind.MAIN, "rows": main, "before": 0},
        {"letter": "B", "kind": ResultKind.ADDITIONAL, "rows": additional, "before": len(main)},
    ]


def behaviour_of(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    """The seven values with their guides and what the leader specially expects."""
    rows = list(skp.behaviour_expectations.all())
    return {
        "may_expect": bool(may_edit_expectations(request.actor, skp)),
        "behaviour": [{"value": value, "lines": [row for row in rows if row.core_value == value.slug]} for value in BERAKHLAK],
    }


def annex_of(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    """The three lists of form A.1.8; under resources each promise with whether it was kept."""
    rows = list(skp.annex_items.all())
    followed = bool(may_tell_promise(request.actor, skp))
    broken = any(row.promise == PromiseState.BROKEN for row in rows)
    return {
        "annex": [
            {
                "section": section, "lines": [row for row in rows if row.section == section],
                "may_edit": bool(may_edit_annex(request.actor, skp, section)),
                "promises": section == AnnexSection.RESOURCES,
            }
            for section in AnnexSection
        ],
        "may_tell": followed, "may_change": followed and broken and skp.employee_id == request.actor.employee_id,
    }


def told_of(skp: Skp, findings: Sequence[Finding], *, linked: bool) -> dict[str, Any]:
    """What is missing, each with the address where the employee mends it, and the words of what it concerns."""
    about = {result.pk: result.statement for result in skp.results.all()}
    rows = [
        {
            "text": finding.text, "severity": finding.severity, "href": mended_at(skp, finding) if linked else "",
            "where": AnnexSection(finding.section).label if finding.section else finding.about or about.get(finding.result, ""),
        }
        for finding in findings
    ]
    warnings = [row for row in rows if row["severity"] == Severity.WARNING]
    said = ngettext("%(count)d hal untuk diperiksa", "%(count)d hal untuk diperiksa", len(warnings))
    return {
        "blocks": [row for row in rows if row["severity"] == Severity.BLOCK], "warnings": warnings,
        "warnings_summary": said % {"count": len(warnings)},
    }


def mended_at(skp: Skp, finding: Finding) -> str:
    """The address where a finding is mended."""
    if finding.section:
        return reverse("planning:annex", args=[skp.pk, finding.section])
    if finding.code == Code.KEY_MISSING:
        return reverse("planning:skp_step", args=[skp.pk, 2])
    if finding.indicator:
        return reverse("planning:indicator", args=[skp.pk, finding.result, finding.indicator])
    if finding.code == Code.NO_INDICATOR:
        return reverse("planning:indicator_new", args=[skp.pk, finding.result])
    if finding.result:
        return reverse("planning:result", args=[skp.pk, finding.result])
    return reverse("planning:result_new", args=[skp.pk])


def _approaches(skp: Skp) -> list[tuple[str, str, bool]]:
    return [(value, label, value == skp.approach) for value, label in Approach.choices]
