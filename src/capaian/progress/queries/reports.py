"""Finding monthly reports and SKPs for somebody: fetch, agency and permission in one call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading
from capaian.people.models import Agency
from capaian.people.queries import named
from capaian.planning import workflow as planning
from capaian.planning.models import Indicator, Skp
from capaian.planning.queries.skps import appraised_by
from capaian.planning.queries.versions import indicators_on
from capaian.progress import permissions, workflow
from capaian.progress.models import MonthlyReport, MonthlyReportStatus
from capaian.progress.rules.deadline import first_day, last_day

BULK_LIMIT = 20


def today_in(agency: Agency, now: datetime) -> date:
    """The calendar day it is for the agency (WIB, WITA or WIT) at this moment."""
    return now.astimezone(ZoneInfo(agency.time_zone)).date()


def agreed_skps_for(actor: Actor) -> QuerySet[Skp]:
    """The person's own agreed SKPs, newest first, with what a progress page prints."""
    return (
        Skp.objects.filter(employee_id=actor.employee_id, employee__agency_id=actor.agency_id, state=planning.AGREED)
        .select_related("employee__agency", "appraiser", "position__unit", "performance_year")
        .order_by("-start", "-pk")
    )


def current_month_for(actor: Actor, now: datetime) -> date | None:
    """The month the person reports now: today's, or the last one of the newest SKP that has ended (a December is
    reported in January too). None without an agreed SKP that has begun. One query."""
    for skp in agreed_skps_for(actor):
        today = today_in(skp.employee.agency, now)
        if skp.start <= today:
            return first_day(min(today, skp.end))
    return None


def skp_of_month_for(actor: Actor, month: date) -> Skp | None:
    """The person's agreed SKP of a month (the later one, where a new post began within it); None where they have no
    agreed SKP at all. One query."""
    skps = list(agreed_skps_for(actor))
    within = [skp for skp in skps if skp.start <= last_day(month) and skp.end >= month]
    # Outside every SKP the newest one is returned: the action then says why that month is closed.
    return next(iter(within or skps), None)


def _reports() -> QuerySet[MonthlyReport]:
    return MonthlyReport.objects.select_related("skp__employee__agency", "skp__appraiser", "skp__position__unit")


def get_report_for(actor: Actor, report_id: int) -> MonthlyReport:
    """One report that this person may read. Raises Http404 (other agency) or Refused. One query."""
    report = _reports().filter(pk=report_id, skp__employee__agency_id=actor.agency_id).first()
    if report is None:
        raise Http404
    require(permissions.may_read_report(actor, report))
    note_reading(
        actor, subject_id=report.skp.employee_id, thing="report", thing_id=report.pk, label=f"{report.month:%m/%Y}",
    )
    return report


def get_report_to_answer_for(actor: Actor, report_id: int) -> MonthlyReport:
    """One report that this person may accept or return. Raises Http404 (other agency) or Refused. One query."""
    report = get_report_for(actor, report_id)
    require(permissions.may_accept_report(actor, report))
    return report


def get_report_of_month_for(actor: Actor, month: date) -> MonthlyReport:
    """The person's own report of a month that was opened before. Raises Http404 where it was not. One query."""
    own = _reports().filter(skp__employee_id=actor.employee_id, skp__employee__agency_id=actor.agency_id, month=month)
    report = own.order_by("-skp__start", "-skp_id").first()
    if report is None:
        raise Http404
    return report


def get_indicator_for(report: MonthlyReport, indicator_id: int) -> Indicator:
    """An indicator that the report's month asks for; any other does not exist here (Http404). One query."""
    found = next((row for row in indicators_of(report.skp, report.month) if row.pk == indicator_id), None)
    if found is None:
        raise Http404
    return found


def indicators_of(skp: Skp, month: date | None = None, *, keep: frozenset[int] = frozenset()) -> list[Indicator]:
    """Every indicator of an SKP with its result as it was agreed at the end of a month (without one, of its last): main
    results first, in the order of the forms. What `keep` names stays though it was dropped within the month. One query, two
    for an SKP that was amended."""
    return indicators_on([skp.pk], last_day(month or skp.end), keep=keep)


def history_of(report: MonthlyReport) -> list[MonthlyReportStatus]:
    """Every state the report entered, newest first. One query."""
    return list(report.statuses.order_by("-at", "-pk"))


def reviews_for(actor: Actor, *, search: str = "", state: str = workflow.SUBMITTED) -> QuerySet[MonthlyReport]:
    """Reports sent to this appraiser, oldest month first; drafts stay with their writers.

    `state` is one of the workflow's or "" for all that were ever sent; `search` is part of a name or NIP.
    """
    # The few keys come first, in a query of their own: among seven joins PostgreSQL plans longer for them than it reads.
    skps = list(Skp.objects.filter(appraised_by(actor)).values_list("pk", flat=True))
    found = _reports().filter(skp__in=skps, skp__employee__agency_id=actor.agency_id)
    found = found.filter(state=state) if state else found.exclude(state=workflow.DRAFT)
    if search:
        found = found.filter(named(search, "skp__employee__"))
    statuses = Prefetch("statuses", MonthlyReportStatus.objects.order_by("-at", "-pk"))
    return found.prefetch_related(statuses, "realizations").order_by("month", "skp__employee__name", "pk")


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A report in the review list: since when in its state, how many answers, notes instead of one, links and files."""

    report: MonthlyReport
    since: datetime | None
    measured: int
    missing: int
    evidence: int


def review_line(report: MonthlyReport) -> ReviewLine:
    """One line from a report of `reviews_for`. No query: its statuses and realisations came with it."""
    rows = list(report.realizations.all())
    measured = sum(row.value is not None or bool(row.text) for row in rows)
    statuses = list(report.statuses.all())
    return ReviewLine(
        report, since=statuses[0].at if statuses else None, measured=measured, missing=len(rows) - measured,
        evidence=sum(bool(row.evidence_url) + (row.evidence_file_id is not None) for row in rows),
    )


def reports_to_accept_for(actor: Actor, report_ids: Iterable[int]) -> list[MonthlyReport]:
    """The chosen reports, all of which this person may accept. Raises Http404 where one is not of the agency."""
    wanted = set(report_ids)
    found = list(_reports().filter(pk__in=wanted, skp__employee__agency_id=actor.agency_id).order_by("pk"))
    if len(found) != len(wanted):
        raise Http404
    for report in found:
        require(permissions.may_accept_report(actor, report))
    return found
