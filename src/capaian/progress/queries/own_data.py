"""What this module holds about a person."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.foundation.actor import Actor
from capaian.foundation.record.own_data import Section, rows_of
from capaian.kernel.words import N_
from capaian.progress.models import MonthlyReport, MonthlyReportStatus, Realization


def held_by_progress(actor: Actor) -> Iterator[Section]:
    me = actor.employee_id
    yield Section("progres", N_("Progres bulanan"), rows_of(
        MonthlyReport.objects.filter(skp__employee_id=me).order_by("month", "pk"), "id", "month", "state", skp="skp_id",
    ))
    yield Section("riwayat-progres", N_("Riwayat progres bulanan"), rows_of(
        MonthlyReportStatus.objects.filter(record__skp__employee_id=me).order_by("pk"), "state", "at", "by_name", "reason",
        report="record_id",
    ))
    yield Section("realisasi", N_("Realisasi"), rows_of(
        Realization.objects.filter(report__skp__employee_id=me).order_by("report__month", "indicator_id"), "value", "text",
        "note", "evidence_url", "saved_at", month="report__month", indicator="indicator__statement", file="evidence_file__name",
    ))
