"""The appraiser's answer to a month: accepted, or returned with a reason the person can act on."""

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
from capaian.progress.actions import telling
from capaian.progress.models import MonthlyReport
from capaian.progress.queries import BULK_LIMIT


@action
def accept_report(*, report: MonthlyReport, by: Actor, at: datetime) -> MonthlyReport:
    """Accept a sent report; from now on its figures count. Raises Refused (not the appraiser, not sent)."""
    _accept(report, by, at)
    telling.accepted([report], at)
    return report


@action
def accept_reports(*, reports: Sequence[MonthlyReport], by: Actor, at: datetime) -> int:
    """Accept several at once, all or none; returns how many.

    Raises InvalidInput for none or more than 20, Refused where one may not be accepted (its person was quicker and
    took it back, or somebody else appraises them).
    """
    if not 1 <= len(reports) <= BULK_LIMIT:
        words = _("Pilih 1 sampai %(most)s progres untuk diterima sekaligus.") % {"most": BULK_LIMIT}
        raise InvalidInput([Problem(words, "reports")])
    for report in reports:
        _accept(report, by, at)
    telling.accepted(reports, at)
    return len(reports)


def _accept(report: MonthlyReport, by: Actor, at: datetime) -> None:
    require(permissions.may_accept_report(by, report))
    transition(report, verb="accept", by=by, at=at)


@action
def return_report(*, report: MonthlyReport, reason: str, by: Actor, at: datetime) -> MonthlyReport:
    """Send a report back with a reason of at least 20 characters. Raises Refused (not the appraiser, not sent, reason
    too short)."""
    require(permissions.may_return_report(by, report))
    transition(report, verb="return", by=by, at=at, reason=reason)
    telling.returned(report, reason.strip(), at)
    return report
