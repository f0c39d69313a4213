"""Many cells at once: a text for many people, TIDAK ADA PERAN where nothing is said, a pasted table, last year's results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.language import told
from capaian.foundation.writing import action
from capaian.planning.actions.matrix import Key, insist_on_editing, store_cells
from capaian.planning.models import RoleMatrix
from capaian.planning.queries.matrix import Grid, grid_of
from capaian.planning.queries.matrix_last_year import last_year_of
from capaian.planning.rules.matrix_paste import PastedCell
from capaian.planning.rules.matrix_text import CellText, Role, check_cell, joined, read_cell


@action
def assign_text(*, matrix: RoleMatrix, column: int, text: str, rows: Sequence[int], by: Actor, at: datetime) -> int:
    """Put a text below what stands in this column's cells of these people. Returns in how many cells something changed."""
    grid = editable_grid(matrix, by, at)
    said = read_cell(text)
    problems = [Problem(told(reason), "text") for reason in check_cell(said)]
    if not said:
        problems.append(Problem(_("Tuliskan perannya, atau pilih salah satu strategi."), "text"))
    if grid.column(column) is None:
        problems.append(Problem(_("Pilih kolomnya."), "column"))
    chosen = [one.key for one in grid.people if one.key in set(rows)]
    if not chosen:
        problems.append(Problem(_("Pilih jabatan, atau centang pegawainya."), "title"))
    if problems:
        raise InvalidInput(problems)
    return join_cells(grid, {(row, column): said for row in chosen}, by, at)


@action
def fill_no_role(*, matrix: RoleMatrix, by: Actor, at: datetime, column: int | None = None, row: int | None = None) -> int:
    """Say TIDAK ADA PERAN in every empty cell, of one column or one person where named. Returns how many."""
    grid = editable_grid(matrix, by, at)
    empty = [key for key in grid.gaps.empty if column in (None, key[1]) and row in (None, key[0])]
    store_cells(matrix, grid.cells, {key: CellText(no_role=True) for key in empty}, by, at)
    return len(empty)


@action
def apply_pasted(*, matrix: RoleMatrix, cells: Sequence[PastedCell], by: Actor, at: datetime) -> tuple[int, int]:
    """Put what was pasted and can be used in place of what stands there. Returns how many people and cells changed."""
    grid = editable_grid(matrix, by, at)
    rows, columns = set(grid.shape.rows), set(grid.shape.columns)
    wanted = {(one.person, one.column): one.cell for one in cells if one.person in rows and one.column in columns}
    changes = {key: cell for key, cell in wanted.items() if cell != grid.cells.get(key, CellText())}
    store_cells(matrix, grid.cells, changes, by, at)
    return len({row for row, _column in changes}), len(changes)


@action
def start_from_last_year(*, matrix: RoleMatrix, results: Sequence[int], by: Actor, at: datetime) -> int:
    """Take the chosen results of last year over as roles. Returns in how many cells something changed."""
    grid = editable_grid(matrix, by, at)
    chosen: dict[Key, CellText] = {}
    for one in last_year_of(grid, by):
        if one.result in set(results):
            key = (one.row, one.column)
            chosen[key] = joined(chosen.get(key, CellText()), CellText((Role(" ".join(one.text.split()), one.direct),)))
    if not chosen:
        raise InvalidInput([Problem(_("Centang paling sedikit satu hasil kerja tahun lalu."), "result")])
    return join_cells(grid, chosen, by, at)


def join_cells(grid: Grid, given: dict[Key, CellText], by: Actor, at: datetime) -> int:
    """Add to what stands in the cells; a cell that would grow beyond its limit refuses the whole, naming the person."""
    changes: dict[Key, CellText] = {}
    problems = []
    for key, said in given.items():
        now = grid.cells.get(key, CellText())
        whole = joined(now, said)
        reasons = check_cell(whole)
        if reasons:
            person = grid.person(key[0])
            problems.append(Problem(f"{person.name if person else ''}: {told(reasons[0])}", "text"))
        elif whole != now:
            changes[key] = whole
    if problems:
        raise InvalidInput(problems)
    store_cells(grid.matrix, grid.cells, changes, by, at)
    return len(changes)


def editable_grid(matrix: RoleMatrix, by: Actor, at: datetime) -> Grid:
    insist_on_editing(matrix, by)
    return grid_of(matrix, timezone.localdate(at))
