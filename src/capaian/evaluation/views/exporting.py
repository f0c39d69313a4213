"""The table of results that leaves the system."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_GET

from capaian.evaluation import queries
from capaian.evaluation.models import Evaluation
from capaian.foundation.exchange.sending import send_csv, send_xlsx
from capaian.foundation.exchange.writing import Column, Table
from capaian.foundation.language import in_indonesian
from capaian.kernel.numbers import format_id

COLUMNS = (
    Column("NIP", 24), Column("Nama", 36), Column("Jabatan", 36), Column("Unit kerja", 36), Column("Pejabat penilai", 36),
    Column("Periode"), Column("Capaian organisasi"), Column("Capaian (%)", 12), Column("Rating hasil kerja"),
    Column("Rating perilaku kerja"), Column("Predikat"), Column("Skema"), Column("Sidik skema"), Column("Diterbitkan", 26),
)


@login_required
@require_GET
def export(request: HttpRequest, period_id: int) -> StreamingHttpResponse:
    """Every published result of a period as CSV, the way an Indonesian spreadsheet opens it: semicolons, decimal commas."""
    name, table = _table(request, period_id)
    return send_csv(f"{name}.csv", table)


@login_required
@require_GET
def export_xlsx(request: HttpRequest, period_id: int) -> FileResponse:
    """The same as a workbook, whose cells are texts."""
    name, table = _table(request, period_id)
    return send_xlsx(f"{name}.xlsx", table)


def _table(request: HttpRequest, period_id: int) -> tuple[str, Table]:
    period = queries.get_period_for(request.actor, period_id)
    found = queries.results_to_export_for(request.actor, period)
    with override("id"):  # a file for other systems reads the same whoever fetches it
        label = period.label
    zone = ZoneInfo(request.actor.time_zone)  # the agency's clock is taken down before the lines are written

    def rows() -> Iterator[list[str]]:
        for one in found.iterator(chunk_size=2_000):
            yield _cells(one, label, zone)

    return f"hasil-{label.lower().replace(' ', '-')}", Table("Hasil", COLUMNS, rows())


def _nip(nip: str) -> str:
    """Grouped as on paper, which also keeps a spreadsheet from reading eighteen digits as a number and losing the last."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}"


@in_indonesian
def _cells(one: Evaluation, period: str, zone: ZoneInfo) -> list[str]:
    skp = one.skp
    return [
        _nip(skp.employee.nip), skp.employee.name, skp.position.title, skp.position.unit.name, one.appraiser.name, period,
        one.get_organisation_level_display(),
        "" if one.achievement_pct is None else format_id(one.achievement_pct),
        one.get_result_rating_display(), one.get_behaviour_rating_display(), one.get_predikat_display(),
        one.scheme_id, one.scheme_hash, one.published_at.astimezone(zone).isoformat(timespec="minutes"),
    ]
