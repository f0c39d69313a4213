"""What a person is told about a month that was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format

from capaian.foundation.language import in_indonesian
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import say
from capaian.progress.models import MonthlyReport


@in_indonesian
def accepted(reports: Sequence[MonthlyReport], at: datetime) -> None:
    """Everybody whose month was accepted."""
    tellings = [
        Telling([report.skp.employee.user_id], NoticeKind.REPORT_ACCEPTED,
                say("Progres %(month)s diterima", month=_month(report)), "", _href(report))
        for report in reports
    ]
    notify_many(agency_id=reports[0].skp.employee.agency_id, tellings=tellings, at=at)


@in_indonesian
def returned(report: MonthlyReport, reason: str, at: datetime) -> None:
    """The person, with the reason."""
    title = say("Progres %(month)s dikembalikan %(name)s", month=_month(report), name=report.skp.appraiser.name)
    telling = Telling([report.skp.employee.user_id], NoticeKind.REPORT_RETURNED, title, reason, _href(report))
    notify_many(agency_id=report.skp.employee.agency_id, tellings=[telling], at=at)


def _month(report: MonthlyReport) -> str:
    return date_format(report.month, "F Y")


def _href(report: MonthlyReport) -> str:
    return reverse("progress:month", args=[report.month.year, report.month.month])
