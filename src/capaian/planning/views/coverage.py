"""Coverage: what the cascade lacks, per kind and per unit, on the screen and as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from capaian.foundation.exchange.sending import send_xlsx
from capaian.foundation.exchange.writing import Column, Table
from capaian.kernel.numbers import whole_number
from capaian.planning.queries import coverage
from capaian.planning.queries.objectives import performance_years_for
from capaian.planning.rules.coverage import MOST_ASSIGNMENTS, MOST_RESULTS, Kind

PER_PAGE = 25
UNITS_PER_PAGE = 15
WORDS = {
    Kind.ORPHANS: (_("Belum berinduk"), _("Hasil kerja tanpa hasil pimpinan dan tanpa sasaran di atasnya.")),
    Kind.WAITING: (
        _("Menunggu pimpinan"),
        _("Hasil kerja yang menyebut apa yang didukung; kaitannya diusulkan begitu rencana pimpinan ada."),
    ),
    Kind.UNCARRIED: (_("Tanpa pelaksana"), _("Hasil kerja pimpinan yang belum didukung siapa pun.")),
    Kind.INDICATORS: (_("Indikator tanpa peran"), _("Indikator pimpinan yang kolomnya kosong di matriks.")),
    Kind.WITHOUT: (_("Tanpa SKP"), _("Pegawai yang belum memulai SKP tahun ini.")),
    Kind.OVERLOADED: (_("Beban berlebih"), _("Pegawai dengan terlalu banyak hasil kerja atau penugasan.")),
    Kind.OBJECTIVES: (_("Sasaran tanpa hasil"), _("Sasaran tahun ini yang belum didukung hasil kerja.")),
    Kind.EXEMPT: (_("Dikecualikan"), _("Pegawai yang tidak diminta SKP di sini, dengan alasannya.")),
}


class Counted(Paginator):
    """A paginator that was told how many rows there are."""

    def __init__(self, rows: Any, per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.told = count

    @property
    def count(self) -> int:  # type: ignore[override]
        return self.told


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Counts of every kind, the list of one, and the units below, narrowed by the address."""
    year = _year(request)
    scope, kind = _asked(request, year)
    if scope is None:
        return render(request, "planning/cascade/unopened.html", {"year": year, "years": performance_years_for(request.actor)})
    counts = coverage.counts_for(scope)
    totals = coverage.totals_of(counts)
    listed = Counted(coverage.rows_for(scope, kind), PER_PAGE, totals[kind]).get_page(request.GET.get("page"))
    units = Paginator(coverage.units_of(scope, counts), UNITS_PER_PAGE).get_page(request.GET.get("units"))
    for row in units:
        row.cells = [(one.value, WORDS[one][0], row.sums[one]) for one in Kind]
    return render(request, "planning/cascade/coverage.html", {
        "unit": scope.unit, "year": scope.year.year, "kind": kind, "words": WORDS[kind], "page_obj": listed, "units": units,
        "tabs": [(one.value, WORDS[one][0], totals[one]) for one in Kind], "kinds": [WORDS[one][0] for one in Kind],
        "lacks": list(coverage.lacks_of(scope, kind, listed.object_list)), "years": performance_years_for(request.actor),
        "most_results": MOST_RESULTS, "most_assignments": MOST_ASSIGNMENTS,
    })


@login_required
@require_safe
def table(request: HttpRequest) -> FileResponse:
    """The list of one kind, whole, as a workbook."""
    scope, kind = _asked(request, _year(request))
    if scope is None:
        raise Http404
    lacks = coverage.lacks_of(scope, kind, coverage.rows_for(scope, kind).iterator(chunk_size=2_000))
    headings = ((_("Unit kerja"), 36), (_("Pegawai"), 30), (_("Perihal"), 60), (_("Catatan"), 40))
    columns = [Column(str(heading), width) for heading, width in headings]
    rows = ([lack.unit, lack.person, lack.what, lack.note] for lack in lacks)
    return send_xlsx(f"cakupan-{kind}-{scope.year.year}.xlsx", Table(str(WORDS[kind][0])[:31], columns, rows))


def _year(request: HttpRequest) -> int:
    today = timezone.localdate(request.now)
    return whole_number(request.GET.get("year"), today.year) or today.year


def _asked(request: HttpRequest, year: int) -> tuple[coverage.Scope | None, Kind]:
    today = timezone.localdate(request.now)
    scope = coverage.scope_for(request.actor, today, year=year, unit_id=whole_number(request.GET.get("unit")))
    asked = request.GET.get("kind", "")
    return scope, Kind(asked) if asked in set(Kind) else Kind.ORPHANS
