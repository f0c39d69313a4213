"""The organisation chart and the page of a unit."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from capaian.foundation.exchange.writing import Column, Table, csv_lines
from capaian.kernel.numbers import whole_number
from capaian.people.permissions.accounts import may_invite_unit
from capaian.people.permissions.directory import may_export_people
from capaian.people.permissions.scope import reads
from capaian.people.queries import directory, units
from capaian.people.views.directory import onward

PER_PAGE = 25


@login_required
@require_GET
def chart(request: HttpRequest) -> HttpResponse:
    """The tree from the root; `?open=12` shows the way down to unit 12 with what is below it."""
    asked = request.GET.get("open", "")
    unit = units.get_unit_for(request.actor, whole_number(asked, 0)) if asked else None
    nodes = units.chart_for(request.actor, timezone.localdate(request.now), unit)
    return render(request, "people/units.html", {"nodes": nodes, "meant": unit})


@login_required
@require_GET
def below(request: HttpRequest, pk: int) -> HttpResponse:
    """What opens under a unit in the chart; without HTMX the whole chart opened there."""
    if not request.htmx:
        request.GET = request.GET.copy()
        request.GET["open"] = str(pk)
        return chart(request)
    unit = units.get_unit_for(request.actor, pk)
    nodes, more = units.below_for(request.actor, unit, timezone.localdate(request.now))
    return render(request, "people/_nodes.html", {"nodes": nodes, "more": more, "above": unit})


@login_required
@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: where it hangs, who leads it, what is below, who works there."""
    found = units.get_unit_for(request.actor, pk)
    today = timezone.localdate(request.now)
    search, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    inside = units.units_below(request.actor, found, today, request.GET.get("in", "").strip())
    people = directory.search_people(request.actor, search, unit=found, after=after, limit=PER_PAGE, day=today)
    context = {
        "page": units.unit_page_for(request.actor, found, today), "people": people, "search": search, "after": after,
        "page_obj": Paginator(inside, PER_PAGE).get_page(request.GET.get("page")), "inside": request.GET.get("in", "").strip(),
        "may_export": may_export_people(request.actor, found.path), "may_read": reads(request.actor, found.path),
        "may_open": bool(may_invite_unit(request.actor, found.path)),
        **onward(request, people),
    }
    return render(request, "people/_unit_people.html" if request.htmx else "people/unit.html", context)


COLUMNS = tuple(map(Column, ("NIP", "Nama", "Jenis", "Golongan", "Jabatan", "Unit kerja", "Kode unit")))


@login_required
@require_GET
def people(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Everybody of a unit and below as CSV; the NIP in groups, so that a spreadsheet keeps all eighteen digits."""
    found = units.get_unit_for(request.actor, pk)
    rows = units.people_to_export_for(request.actor, found, timezone.localdate(request.now))

    def cells() -> Iterator[list[str]]:
        for person, post in rows:
            nip = f"{person.nip[:8]} {person.nip[8:14]} {person.nip[14:15]} {person.nip[15:]}"
            place = post.position.unit if post else None
            yield [
                nip, person.name, person.kind.upper(), person.rank_grade, post.position.title if post else "",
                place.name if place else "", place.code if place else "",
            ]

    name = f"pegawai-{slugify(found.name)[:60] or found.pk}.csv"
    return StreamingHttpResponse(
        csv_lines(Table(found.name, COLUMNS, cells())), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
