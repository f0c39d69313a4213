"""Coverage: what the cascade lacks, per kind and per unit, on the screen and as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from capaian.foundation.exchange.sending import send_xlsx
from capaian.foundation.exchange.writing import Column, Table
from capaian.kernel.calendar import year_in
from capaian.kernel.numbers import whole_number
from capaian.planning.queries import coverage_kept as kept
from capaian.planning.queries.coverage_lists import lacks_of, rows_for
from capaian.planning.queries.coverage_scope import Scope, scope_for
from capaian.planning.queries.objectives import performance_years_for
from capaian.planning.rules.coverage import MENDABLE, MOST_ASSIGNMENTS, MOST_RESULTS, Kind, in_order

PER_PAGE = 10
UNITS_PER_PAGE = 12
WORST = 3
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


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Sums of every kind, the list of one, and the units below, narrowed by the address."""
    year = _year(request)
    scope, kind = _asked(request, year)
    if scope is None:
        return render(request, "planning/cascade/unopened.html", {"year": year, "years": performance_years_for(request.actor)})
    seen = kept.seen_for(scope, kind, request.now, number=request.GET.get("page"), per_page=PER_PAGE)
    units = Paginator(kept.units_for(scope, seen.counted), UNITS_PER_PAGE).get_page(request.GET.get("units"))
    shown = in_order(seen.sums)
    return render(request, "planning/cascade/coverage.html", {
        "unit": scope.unit, "year": scope.year.year, "kind": seen.kind, "words": WORDS[seen.kind], "page_obj": seen.page,
        "tabs": [(one.value, WORDS[one][0], seen.sums[one]) for one in shown], "counted_at": seen.counted.at,
        "complete": [WORDS[one][0] for one in MENDABLE if one not in shown], "most_results": MOST_RESULTS,
        "most_assignments": MOST_ASSIGNMENTS, "lacks": list(lacks_of(scope, seen.kind, seen.records)),
        **_per_unit(units, shown), "units_open": "units" in request.GET or not seen.records, **_addresses(scope),
    })


def _per_unit(units: Page[Any], shown: tuple[Kind, ...]) -> dict[str, Any]:
    """The rows of the table, with a cell for each kind that is lacking anywhere; `worst` are named while it is folded."""
    for row in units:
        row["cells"] = [(one.value, WORDS[one][0], row["sums"].get(one, 0)) for one in shown]
    return {"units": units, "worst": [row for row in units if row["burden"]][:WORST]}


def _addresses(scope: Scope) -> dict[str, str]:
    """What every link of the page goes on with."""
    of_year = f"&year={scope.year.year}"
    return {"of_year": of_year, "here": f"{of_year}&unit={scope.unit.pk}" if scope.unit else of_year}


@login_required
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Count at this moment; the address is narrowed as that of the page, to which it leads back."""
    scope, _kind = _asked(request, _year(request))
    if scope is not None:
        kept.count_anew(scope, request.now)
    asked = request.GET.urlencode()
    return redirect(reverse("planning:coverage") + (f"?{asked}" if asked else ""))


@login_required
@require_safe
def table(request: HttpRequest) -> FileResponse:
    """The list of one kind, whole, as a workbook."""
    scope, kind = _asked(request, _year(request))
    if scope is None:
        raise Http404
    kind = kind or Kind.ORPHANS
    lacks = lacks_of(scope, kind, rows_for(scope, kind).iterator(chunk_size=2_000))
    headings = ((_("Unit kerja"), 36), (_("Pegawai"), 30), (_("Perihal"), 60), (_("Catatan"), 40))
    columns = [Column(str(heading), width) for heading, width in headings]
    rows = ([lack.unit, lack.person, lack.what, lack.note] for lack in lacks)
    return send_xlsx(f"cakupan-{kind}-{scope.year.year}.xlsx", Table(str(WORDS[kind][0])[:31], columns, rows))


def _year(request: HttpRequest) -> int:
    today = timezone.localdate(request.now)
    return year_in(request.GET.get("year"), today.year)


def _asked(request: HttpRequest, year: int) -> tuple[Scope | None, Kind | None]:
    today = timezone.localdate(request.now)
    scope = scope_for(request.actor, today, year=year, unit_id=whole_number(request.GET.get("unit")))
    asked = request.GET.get("kind", "")
    return scope, Kind(asked) if asked in set(Kind) else None
