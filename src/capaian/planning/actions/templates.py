"""Role templates: what a kind of post usually does, kept from one row of a matrix and put into others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.writing import action
from capaian.planning.actions.matrix import Key
from capaian.planning.actions.matrix_filling import editable_grid, join_cells
from capaian.planning.actions.recording import note, values_of
from capaian.planning.models import MatrixRow, RoleMatrix, RoleTemplate
from capaian.planning.queries.matrix_templates import cells_from
from capaian.planning.rules.matrix_text import CellText, cell_text

LONGEST_NAME = 120


@action
def save_template(*, row: MatrixRow, name: str, by: Actor, at: datetime, spread: bool = False) -> tuple[RoleTemplate, int]:
    """Keep a person's row for people of the same post. A template of this name is replaced: the newest wording counts.

    `spread` puts the row below what stands in the cells of everybody else of that post in this matrix. Returns the template
    and in how many cells something changed.
    """
    grid = editable_grid(row.matrix, by, at)
    person = grid.person(row.pk)
    words = " ".join(name.split()) or (person.post if person else "")
    lines = [
        {"about": column.statement, "text": cell_text(cell)} for column in grid.columns
        if (cell := grid.cells.get((row.pk, column.key), CellText()))
    ]
    problems = []
    if not words or len(words) > LONGEST_NAME:
        problems.append(Problem(_("Beri nama templat, paling banyak 120 huruf."), "name"))
    if not any(line["text"] for line in lines):
        problems.append(Problem(_("Baris ini masih kosong, jadi belum ada yang dapat disimpan sebagai templat."), "row"))
    if problems:
        raise InvalidInput(problems)
    before = RoleTemplate.objects.filter(agency_id=by.agency_id, name=words).first()
    template, _made = RoleTemplate.objects.update_or_create(
        agency_id=by.agency_id, name=words,
        defaults={"position_title": person.post if person else "", "lines": lines, "made_by_name": by.name},
    )
    note("matrix.template", template, by, at, before=values_of(before) if before else None, after=values_of(template))
    others = [one for one in grid.with_title(person.post) if one != row.pk] if spread and person and person.post else []
    said = {column.key: grid.cells[row.pk, column.key] for column in grid.columns if (row.pk, column.key) in grid.cells}
    return template, join_cells(grid, {(one, column): cell for one in others for column, cell in said.items()}, by, at)


@action
def apply_template(*, matrix: RoleMatrix, template: RoleTemplate, rows: Sequence[int], by: Actor, at: datetime) -> int:
    """Put a template's roles below what stands in the cells of these people, each line below the column it was about.

    Returns in how many cells something changed. A line whose column has no likeness here is left out.
    """
    grid = editable_grid(matrix, by, at)
    chosen = [one.key for one in grid.people if one.key in set(rows)]
    problems = []
    if template.agency_id != by.agency_id:
        problems.append(Problem(_("Templat ini tidak ada di instansi Anda."), "template"))
    if not chosen:
        problems.append(Problem(_("Pilih jabatan, atau centang pegawainya."), "title"))
    said = cells_from(template, grid)
    if not said:
        problems.append(Problem(_("Tidak ada kolom di matriks ini yang mirip dengan isi templat."), "template"))
    if problems:
        raise InvalidInput(problems)
    given: dict[Key, CellText] = {(row, column): cell for row in chosen for column, cell in said.items()}
    return join_cells(grid, given, by, at)
