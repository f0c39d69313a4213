"""Seeding the months: reports with realisations, notes and evidence, and the feedback that came back. In bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from capaian.feedback.models import Feedback, Giver, Tone
from capaian.progress import workflow as progress
from capaian.progress.models import MonthlyReport, MonthlyReportStatus, Realization
from capaian.web.demonstration import figures
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.plans import BATCH, Planned

SAID = (
    ("Jalurnya sudah dekat dengan target; sebutkan apa yang berubah dan minta dukungan lebih awal.",
     "Menggantikan rekan yang cuti tanpa diminta dan membagikan catatannya."),
    ("Catatannya rapi dan buktinya mudah diperiksa. Bagikan caranya kepada rekan satu tim.",
     "Mengajak rekan ikut menyusun jadwal, sehingga pekerjaan tim lebih lancar."),
    ("Masih tertinggal dari jalur; kita bahas hambatannya pada pertemuan pekan depan.",
     "Terbuka menerima masukan rekan dan menindaklanjutinya."),
)
EVIDENCE = "https://bukti.contoh.go.id/{year}/{month:02d}/berkas-{number}"


def months(planned: Sequence[Planned], clock: Clock, few: bool) -> None:
    """The months already reported, and the running month begun by the people one signs in as.

    Where people are many, only the team one signs in as has reported the whole year.
    """
    shown = [one for one in planned if one.holder.is_shown or not few]
    _months(shown, clock, clock.months_before(few=False))
    if few:
        _months([one for one in planned if not one.holder.is_shown], clock, clock.months_before(few=True))
    _running_month([one for one in planned if one.holder.is_cast and one.holder.leader], clock, clock.month - 1)


def _months(planned: Sequence[Planned], clock: Clock, reported: Sequence[int]) -> None:
    previous = 0
    for month in reported:
        _month(planned, clock, month, previous)
        previous = month


def _month(planned: Sequence[Planned], clock: Clock, month: int, previous: int) -> None:
    sent = datetime(clock.year, month, 27, 3, tzinfo=UTC)
    latest = month == clock.month - 1
    reports = MonthlyReport.objects.bulk_create([
        MonthlyReport(skp=one.skp, month=date(clock.year, month, 1), state=_state(one, number, latest))
        for number, one in enumerate(planned)
    ], batch_size=BATCH)
    MonthlyReportStatus.objects.bulk_create(
        (row for one, report in zip(planned, reports, strict=True) for row in _statuses(one, report, sent)), batch_size=BATCH
    )
    Realization.objects.bulk_create((
        Realization(
            report=report, indicator=indicator, value=figures.of_month(measure, one.holder.employee.pk, month, previous),
            note="" if number else "Sesuai rencana bulan ini", saved_at=sent,
            evidence_url=EVIDENCE.format(year=clock.year, month=month, number=report.pk) if number == 0 else "",
        )
        for one, report in zip(planned, reports, strict=True)
        for number, (indicator, measure) in enumerate(one.indicators)
    ), batch_size=BATCH)


def _state(one: Planned, number: int, latest: bool) -> str:
    """Last month still waits with the appraiser for the team one signs in as; elsewhere for one in nine."""
    team_of_cast = one.holder.leader is not None and one.holder.leader.is_cast
    if latest and (team_of_cast or number % 9 == 0):
        return progress.SUBMITTED
    return progress.ACCEPTED


def _statuses(one: Planned, report: MonthlyReport, sent: datetime) -> list[MonthlyReportStatus]:
    rows = [MonthlyReportStatus(
        record=report, state=progress.SUBMITTED, by_id=one.holder.employee.pk, by_name=one.holder.employee.name, at=sent
    )]
    if report.state == progress.ACCEPTED:
        leader = (one.holder.leader or one.holder).employee
        rows.append(MonthlyReportStatus(
            record=report, state=progress.ACCEPTED, by_id=leader.pk, by_name=leader.name, at=sent + timedelta(days=4)
        ))
    return rows


def _running_month(cast: Sequence[Planned], clock: Clock, previous: int) -> None:
    """The running month is begun: the first indicator is filled, the rest waits."""
    now = datetime(clock.year, clock.month, 2, 1, 14, tzinfo=UTC)
    for one in cast:
        report = MonthlyReport.objects.create(skp=one.skp, month=date(clock.year, clock.month, 1))
        indicator, measure = one.indicators[0]
        Realization.objects.create(
            report=report, indicator=indicator, saved_at=now,
            value=figures.of_month(measure, one.holder.employee.pk, clock.month, previous),
        )


def feedback(planned: Sequence[Planned], clock: Clock) -> None:
    """What leaders said in the last month of each quarter: one entry on a result and one on a core value, for every
    third person and always for the people one signs in as."""
    heard = [one for number, one in enumerate(planned) if one.holder.leader and (number % 3 == 0 or one.holder.is_cast)]
    Feedback.objects.bulk_create(
        (row for quarter in range(1, clock.quarter + 1) for one in heard for row in _said(one, clock, quarter)), batch_size=BATCH
    )


def _said(one: Planned, clock: Clock, quarter: int) -> list[Feedback]:
    leader = (one.holder.leader or one.holder).employee
    at = datetime(clock.year, quarter * 3, 20, 2, tzinfo=UTC)
    common = {"skp": one.skp, "by_id": leader.pk, "by_name": leader.name, "at": at, "giver": Giver.LEADER}
    result, value = SAID[quarter % len(SAID)]
    return [
        Feedback(**common, indicator=one.indicators[0][0], tone=Tone.MIXED, text=result),
        Feedback(**common, core_value="kolaboratif", tone=Tone.POSITIVE, text=value),
    ]
