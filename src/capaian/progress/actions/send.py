"""Sending a month to the appraiser, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.progress import permissions
from capaian.progress.actions.fill import Entry, write_entries
from capaian.progress.models import MonthlyReport, Realization
from capaian.progress.queries import indicators_of


@action
def submit_report(
    *, report: MonthlyReport, entries: Sequence[Entry] = (), by: Actor, at: datetime
) -> MonthlyReport:
    """Save `entries`, if given, and send the report. Every indicator needs a figure, words, or a note why there is
    neither: what is missing is called missing, never zero.

    Raises Refused (not the person's, already sent) and InvalidInput naming each indicator that has nothing; then
    nothing was written.
    """
    require(permissions.may_submit_report(by, report))
    write_entries(report, entries, by=by, at=at)
    if problems := _unsaid(report):
        raise InvalidInput(problems)
    transition(report, verb="submit", by=by, at=at)
    return report


def _unsaid(report: MonthlyReport) -> list[Problem]:
    saved = {row.indicator_id: row for row in Realization.objects.filter(report=report)}
    return [
        Problem(_("Isi realisasinya, atau tulis di catatan mengapa belum ada."), f"i{indicator.pk}-note")
        for indicator in indicators_of(report.skp, report.month)
        if (row := saved.get(indicator.pk)) is None or (row.value is None and not row.text and not row.note)
    ]


@action
def withdraw_report(*, report: MonthlyReport, by: Actor, at: datetime) -> MonthlyReport:
    """Take a sent report back to change it, as long as it was not accepted. Raises Refused otherwise."""
    require(permissions.may_withdraw_report(by, report))
    transition(report, verb="withdraw", by=by, at=at)
    return report
