"""What performance managers watch over, and the table that leaves the system."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from capaian.evaluation import queries
from capaian.evaluation.forms import read_chosen
from capaian.evaluation.models import Evaluation
from capaian.foundation.language import in_indonesian
from capaian.kernel.numbers import format_id

PER_PAGE = 25


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Completeness and distribution by unit."""
    asked = read_chosen([request.GET.get("period", "")])
    search, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    found = queries.overview_for(
        request.actor, request.now, period_id=asked[0] if asked else None, search=search, show=show
    )
    if found.period is None:
        return render(request, "evaluation/no_period.html", {"heading": _("Kelola")})
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"overview": found, "page_obj": page, "search": search, "show": show}
    return render(request, "evaluation/overview.html", context)


@login_required
@require_GET
def without_skp(request: HttpRequest, period_id: int) -> HttpResponse:
    """Who has no agreed SKP yet."""
    period = queries.get_period_for(request.actor, period_id)
    search = request.GET.get("q", "").strip()
    people = queries.people_without_skp_for(request.actor, period, search=search)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "evaluation/without_skp.html", {"period": period, "page_obj": page, "search": search})


COLUMNS = (
    "NIP", "Nama", "Jabatan", "Unit kerja", "Pejabat penilai", "Periode", "Capaian organisasi", "Capaian (%)",
    "Rating hasil kerja", "Rating perilaku kerja", "Predikat", "Skema", "Sidik skema", "Diterbitkan",
)


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _nip(nip: str) -> str:
    """Grouped as on paper, which also keeps a spreadsheet from reading eighteen digits as a number and losing the last."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}"


class _Echo:
    def write(self, line: str) -> str:
        return line


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


@login_required
@require_GET
def export(request: HttpRequest, period_id: int) -> StreamingHttpResponse:
    """Every published result of a period as CSV, the way an Indonesian spreadsheet opens it: semicolons, decimal commas."""
    period = queries.get_period_for(request.actor, period_id)
    found = queries.results_to_export_for(request.actor, period)
    writer = csv.writer(_Echo(), delimiter=";")
    with override("id"):  # a file for other systems reads the same whoever fetches it
        label = period.label
    zone = ZoneInfo(request.actor.time_zone)  # the agency's clock is taken down before the lines are written

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(COLUMNS)  # the mark makes spreadsheets read UTF-8
        for one in found.iterator(chunk_size=2_000):
            yield writer.writerow([guarded(cell) for cell in _cells(one, label, zone)])

    name = f"hasil-{label.lower().replace(' ', '-')}.csv"
    return StreamingHttpResponse(
        lines(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
