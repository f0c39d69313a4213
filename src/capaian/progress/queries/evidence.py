"""Who may open a file that proves a month: the question foundation.files asks."""

from __future__ import annotations

from capaian.foundation.actor import Actor
from capaian.foundation.models import StoredFile
from capaian.foundation.permissions import Verdict
from capaian.progress import permissions
from capaian.progress.models import MonthlyReport


def may_read_evidence(actor: Actor, stored: StoredFile) -> Verdict | None:
    """Whoever may read a report to which it belongs; None for a file that proves no month. One query."""
    reports = (
        MonthlyReport.objects.filter(realizations__evidence_file=stored, skp__employee__agency_id=actor.agency_id)
        .select_related("skp__employee", "skp__position__unit")
        .distinct()
    )
    verdicts = [permissions.may_read_report(actor, report) for report in reports]
    return next((verdict for verdict in verdicts if verdict), verdicts[0] if verdicts else None)
