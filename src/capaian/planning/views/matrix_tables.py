"""The matrix and spreadsheets: a table pasted or uploaded, and the working table that can be uploaded again."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.exchange.sending import send_xlsx
from capaian.foundation.forms import tell
from capaian.planning import matrix_tables
from capaian.planning.actions import matrix_filling as actions
from capaian.planning.forms.matrix import PasteForm
from capaian.planning.queries import matrix as queries
from capaian.planning.rules.matrix_paste import read_pasted, split_pasted
from capaian.planning.rules.matrix_text import cell_text

SHOWN = 200
"""Usable cells that the preview draws; all are applied."""


@login_required
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Look first (what is usable, what is wrong and where), then apply."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now))
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PasteForm(*given)
    context = {"matrix": matrix, "grid": grid, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "planning/matrix/paste.html", context, status=_status(form))
    try:
        text = matrix_tables.text_of(form.cleaned_data["file"]) if form.cleaned_data["file"] else form.cleaned_data["text"]
    except InvalidInput as error:
        tell(form, [*error.problems])
        return render(request, "planning/matrix/paste.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    columns = {column.key: column.statement for column in grid.columns}
    pasted = read_pasted(split_pasted(text), columns=columns, people=queries.known_people(grid.people))
    if "apply" in request.POST and pasted.cells:
        rows, cells = actions.apply_pasted(matrix=matrix, cells=pasted.cells, by=request.actor, at=request.now)
        words = _("%(rows)s pegawai dan %(cells)s sel berubah. %(left)s masalah tidak ikut diterapkan.")
        messages.success(request, words % {"rows": rows, "cells": cells, "left": len(pasted.problems)})
        return redirect("planning:matrix", pk)
    context |= {"pasted": pasted, "text": text, "shown": _shown(grid, pasted.cells)}
    status = HTTPStatus.OK if pasted.cells else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "planning/matrix/paste.html", context, status=status)


@login_required
@require_safe
def table(request: HttpRequest, pk: int) -> FileResponse:
    """The working table as XLSX: NIP, PEGAWAI, JABATAN, and a column per indicator or result."""
    matrix = queries.get_matrix_for(request.actor, pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now), actor=request.actor)
    return send_xlsx(f"matriks-peran-{matrix.skp.performance_year.year}-{matrix.pk}.xlsx", matrix_tables.table_of(grid))


def _shown(grid: queries.Grid, cells: tuple) -> list[dict[str, object]]:
    names = {one.key: one.name for one in grid.people}
    numbers = {column.key: column.number for column in grid.columns}
    now = grid.cells
    return [
        {
            "row": one.row_number, "name": names[one.person], "column": numbers[one.column], "text": cell_text(one.cell),
            "before": cell_text(now[one.person, one.column]) if (one.person, one.column) in now else "",
        }
        for one in cells[:SHOWN]
    ]


def _status(form: PasteForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
