"""What a person has to do, waits for and has done with monthly progress: the home page's three columns."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.planning.models import Skp
from capaian.planning.queries.skps import appraised_by
from capaian.progress import workflow
from capaian.progress.models import MonthlyReport, MonthlyReportStatus
from capaian.progress.queries.reports import agreed_skps_for, today_in
from capaian.progress.rules.deadline import first_day, last_day, previous_month

Todo = dict[str, str]


def todos_for(actor: Actor, now: datetime) -> list[Todo]:
    """Entries with title, note, href, action, kind (primary|plain) and column (todo|waiting|done), urgent first.

    At most three queries: the SKP with the number of its indicators, its reports with their newest states, and the
    reviews that wait.
    """
    found: list[Todo] = []
    own = agreed_skps_for(actor).annotate(
        indicator_total=Count("results__indicators", filter=Q(results__indicators__dropped_on__isnull=True))
    )
    skp = next((s for s in own if s.start <= today_in(s.employee.agency, now)), None)
    if skp is not None:
        found += _own(skp, today_in(skp.employee.agency, now))
    if actor.appraises and (waiting := reviews_waiting(actor)):
        found.append(_entry(
            ngettext("Periksa %(number)d progres pegawai", "Periksa %(number)d progres pegawai", waiting)
            % {"number": waiting},
            _("Terima, atau kembalikan dengan alasan"), reverse("progress:reviews"),
            action=_("Periksa"), kind="primary", column="todo",
        ))
    return found


def reviews_waiting(actor: Actor) -> int:
    """How many reports wait for this appraiser. One query."""
    return MonthlyReport.objects.filter(appraised_by(actor, "skp__"), state=workflow.SUBMITTED).count()


def _own(skp: Skp, today: date) -> list[Todo]:
    month = first_day(min(today, skp.end))
    filled = Count("realizations", filter=Q(realizations__value__isnull=False) | ~Q(realizations__text="")
                   | ~Q(realizations__note=""))
    newest = MonthlyReportStatus.objects.filter(record=OuterRef("pk")).order_by("-at", "-pk")
    reports = {
        report.month: report
        for report in MonthlyReport.objects.filter(skp=skp, month__lte=month)
        .annotate(
            filled=filled, entered_at=Subquery(newest.values("at")[:1]), entered_by=Subquery(newest.values("by_name")[:1]),
            entered_reason=Subquery(newest.values("reason")[:1]),
        )
        .order_by("month")
    }
    entries = [_returned(report) for report in reports.values() if report.state == workflow.RETURNED]
    entries += _unsent(skp, month, today, reports)
    entries += [_waiting(report, skp) for report in reports.values() if report.state == workflow.SUBMITTED]
    accepted = [report for report in reports.values() if report.state == workflow.ACCEPTED]
    return entries + [_accepted(report) for report in accepted[-1:]]


def _unsent(skp: Skp, month: date, today: date, reports: dict[date, MonthlyReport]) -> list[Todo]:
    """The months not sent yet: earlier ones gathered in one entry, then this month. None once an ended year is accounted for."""
    if today > skp.end and month in reports and reports[month].state == workflow.ACCEPTED:
        return []
    late: list[date] = []
    day = previous_month(month)
    while last_day(day) >= skp.start:
        if day not in reports or reports[day].state == workflow.DRAFT:
            late.append(day)
        day = previous_month(day)
    entries: list[Todo] = []
    if late:
        first = late[-1]
        note = _("%(number)d bulan belum dikirim") % {"number": len(late)} if len(late) > 1 else _("lewat dari batasnya")
        title = _("Progres %(month)s belum dikirim") % {"month": month_name(first)}
        entries.append(_entry(title, note, href_of(first), action=_("Isi"), kind="plain", column="todo"))
    report = reports.get(month)
    if report is None or report.state == workflow.DRAFT:
        entries.append(_this_month(skp, month, today, report))
    return entries


def _this_month(skp: Skp, month: date, today: date, report: MonthlyReport | None) -> Todo:
    total = skp.indicator_total  # type: ignore[attr-defined]
    done = report.filled if report is not None else 0  # type: ignore[attr-defined]
    left = (last_day(month) - today).days
    when = _("%(days)d hari lagi") % {"days": left} if left > 0 else (_("hari ini") if left == 0 else _("sudah lewat"))
    note = _("%(done)d dari %(total)d indikator terisi · batas %(due)s, %(when)s") % {
        "done": done, "total": total, "due": date_format(last_day(month), "j F"), "when": when,
    }
    title = _("Kirim progres %(month)s") % {"month": date_format(month, "F")}
    return _entry(title, note, href_of(month), action=_("Lanjutkan") if done else _("Isi"), kind="primary", column="todo")


def _returned(report: MonthlyReport) -> Todo:
    title = _("Perbaiki progres %(month)s") % {"month": month_name(report.month)}
    reason = report.entered_reason  # type: ignore[attr-defined]
    return _entry(title, reason, href_of(report.month), action=_("Perbaiki"), kind="primary", column="todo")


def _waiting(report: MonthlyReport, skp: Skp) -> Todo:
    sent = report.entered_at.astimezone(ZoneInfo(skp.employee.agency.time_zone))  # type: ignore[attr-defined]
    title = _("Progres %(month)s") % {"month": month_name(report.month)}
    note = _("diperiksa %(name)s sejak %(day)s") % {"name": skp.appraiser.name, "day": date_format(sent, "j F")}
    return _entry(title, note, href_of(report.month), action=_("Lihat"), kind="plain", column="waiting")


def _accepted(report: MonthlyReport) -> Todo:
    title = _("Progres %(month)s") % {"month": month_name(report.month)}
    note = _("diterima %(name)s") % {"name": report.entered_by}  # type: ignore[attr-defined]
    return _entry(title, note, href_of(report.month), action=_("Lihat"), kind="plain", column="done")


def month_name(month: date) -> str:
    """November 2026."""
    return date_format(month, "F Y")


def href_of(month: date) -> str:
    return reverse("progress:month", args=[month.year, month.month])


def _entry(title: str, note: str, href: str, *, action: str, kind: str, column: str) -> Todo:
    return {"title": title, "note": note, "href": href, "action": action, "kind": kind, "column": column}
