"""Filling a month: open the report, save one indicator (autosave) or all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from capaian.foundation import audit, files
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.planning.models import Indicator, Skp
from capaian.progress import permissions
from capaian.progress.models import MonthlyReport, Realization
from capaian.progress.queries import today_in
from capaian.progress.rules.deadline import first_day, why_closed


@dataclass(frozen=True, slots=True)
class Entry:
    """What was given for one indicator. `text` None means: keep the wording while the figure stays the same; without
    `evidence_file` the file given before stays, unless `remove_file` says otherwise."""

    indicator: Indicator
    value: Decimal | None = None
    note: str = ""
    evidence_url: str = ""
    text: str | None = None
    evidence_file: File[bytes] | None = None
    remove_file: bool = False


FIELDS = ("value", "text", "note", "evidence_url", "evidence_file_id")
LARGEST = Decimal(10) ** 14  # twelve of them still fit where a year is summed and scored
_is_link = URLValidator(schemes=["https"])


@action
def open_report(*, skp: Skp, month: date, by: Actor, at: datetime) -> MonthlyReport:
    """The month's report, made if it is not there yet; calling twice, or from two tabs at once, gives the same one.

    Raises Refused for somebody else's SKP, one not agreed, and a month that is closed (with the reason).
    """
    require(permissions.may_open_report(by, skp))
    month = first_day(month)
    if reason := why_closed(month, start=skp.start, end=skp.end, today=today_in(skp.employee.agency, at)):
        raise Refused(told(reason))
    report = MonthlyReport.objects.filter(skp=skp, month=month).first()
    if report is None:
        report = _create(skp, month, by, at)
    report.skp = skp
    return report


def _create(skp: Skp, month: date, by: Actor, at: datetime) -> MonthlyReport:
    try:
        with transaction.atomic():
            report = MonthlyReport.objects.create(skp=skp, month=month)
    except IntegrityError:  # another tab was quicker: the constraint keeps one, and that one is meant
        return MonthlyReport.objects.get(skp=skp, month=month)
    report.statuses.create(state=report.state, by_id=by.employee_id, by_name=by.name, at=at)
    audit.record(by=by, at=at, verb="report.open", subject=report, after={"month": month.isoformat()})
    return report


@action
def save_realization(
    *, report: MonthlyReport, indicator: Indicator, value: Decimal | None = None, note: str = "", evidence_url: str = "",
    text: str | None = None, evidence_file: File[bytes] | None = None, remove_file: bool = False, by: Actor, at: datetime,
) -> Realization:
    """Save what was given for one indicator of a report that is still being filled. Unchanged input writes nothing.

    Raises Refused (somebody else's, or already sent) and InvalidInput (negative, too long, not an https link, an
    indicator of another SKP).
    """
    write_entries(report, [Entry(indicator, value, note, evidence_url, text, evidence_file, remove_file)], by=by, at=at)
    return Realization.objects.get(report=report, indicator=indicator)


@action
def save_report(*, report: MonthlyReport, entries: Sequence[Entry], by: Actor, at: datetime) -> MonthlyReport:
    """Save several indicators at once: all of them or, where one cannot be used, none. Raises as save_realization."""
    write_entries(report, entries, by=by, at=at)
    return report


def write_entries(report: MonthlyReport, entries: Sequence[Entry], *, by: Actor, at: datetime) -> None:
    """Check all, then write what changed, with one audit row per changed realisation. Only called by actions."""
    stored = report.lock()  # the state that counts is the stored one: another tab may have sent it
    stored.skp = report.skp
    require(permissions.may_fill_report(by, stored))
    problems = [problem for entry in entries for problem in _problems(report, entry)]
    kept = _keep_files(entries, problems, by, at)
    if problems:
        raise InvalidInput(problems)
    existing = {row.indicator_id: row for row in Realization.objects.filter(report=report)}
    for entry in entries:
        _write(report, entry, existing.get(entry.indicator.pk), by=by, at=at, file_id=kept.get(entry.indicator.pk))


def _keep_files(entries: Sequence[Entry], problems: list[Problem], by: Actor, at: datetime) -> dict[int, int]:
    """The files given, each kept and known by its indicator; what is wrong with one is added to `problems`."""
    kept = {}
    for entry in entries:
        if entry.evidence_file is not None:
            try:
                field = field_name(entry, "evidence_file")
                kept[entry.indicator.pk] = files.store(entry.evidence_file, by=by, at=at, field=field).pk
            except InvalidInput as invalid:
                problems += invalid.problems
    return kept


def _problems(report: MonthlyReport, entry: Entry) -> list[Problem]:
    problems = []
    if entry.indicator.result.skp_id != report.skp_id:
        problems.append(Problem(_("Indikator ini bukan bagian dari SKP Anda."), field_name(entry, "value")))
    elif _was_dropped(report, entry.indicator):
        words = _("Indikator ini tidak lagi dilaporkan: perubahan SKP mengeluarkannya sebelum bulan ini.")
        problems.append(Problem(words, field_name(entry, "value")))
    if reason := _why_bad_number(entry.value):
        problems.append(Problem(reason, field_name(entry, "value")))
    if len(entry.text or "") > 300:
        problems.append(Problem(_("Uraian paling panjang 300 huruf."), field_name(entry, "text")))
    if entry.evidence_url and (reason := why_bad_link(entry.evidence_url)):
        problems.append(Problem(reason, field_name(entry, "evidence_url")))
    return problems


def _was_dropped(report: MonthlyReport, indicator: Indicator) -> bool:
    return indicator.dropped_on is not None and indicator.dropped_on < report.month


def field_name(entry: Entry, name: str) -> str:
    """The field as the form calls it, so that a problem is shown beside it."""
    return f"i{entry.indicator.pk}-{name}"


def _why_bad_number(value: Decimal | None) -> str:
    if value is None:
        return ""
    if not value.is_finite() or value < 0:
        return _("Realisasi tidak boleh kurang dari nol.")
    if value >= LARGEST or value != round(value, 4):
        return _("Angka paling banyak 14 angka di depan koma dan 4 angka di belakangnya.")
    return ""


def why_bad_link(url: str) -> str:
    """Why a link cannot be kept as evidence; "" where it can. Only https: nothing that runs, nothing unencrypted."""
    try:
        if urlsplit(url).scheme != "https":
            return _("Tautan bukti harus diawali https:// – salin alamat lengkapnya dari peramban.")
        _is_link(url)
    except (ValidationError, ValueError):
        return _("Tautan ini tidak lengkap. Contoh: https://drive.go.id/bukti/posyandu-november")
    return _("Tautan paling panjang 500 huruf.") if len(url) > 500 else ""


def _write(
    report: MonthlyReport, entry: Entry, row: Realization | None, *, by: Actor, at: datetime, file_id: int | None
) -> None:
    kept = row.text if row is not None and row.value == entry.value else ""
    given = {
        "value": entry.value, "text": kept if entry.text is None else entry.text.strip(), "note": entry.note.strip(),
        "evidence_url": entry.evidence_url,
        "evidence_file_id": file_id or (row.evidence_file_id if row is not None and not entry.remove_file else None),
    }
    before = {name: getattr(row, name) for name in FIELDS} if row is not None else {}
    nothing = row is None and all(value in (None, "") for value in given.values())
    if nothing or given == before:
        return
    row = row or Realization(report=report, indicator=entry.indicator)
    for name, value in given.items():
        setattr(row, name, value)
    row.saved_at = at
    row.save()
    audit.record(
        by=by, at=at, verb="realization.save", subject=row, before=_plain(before),
        after={"report": report.pk, "indicator": entry.indicator.pk, **_plain(given)},
    )


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    """Decimals as text: an audit row is JSON and keeps every digit."""
    return {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in fields.items()}
