"""Role-result matrices: started from a leader's SKP, people added, cells written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.audit import Deed
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.people.models import Employee
from capaian.planning.actions.recording import note, values_of
from capaian.planning.models import Cascade, MatrixCell, MatrixRow, RoleMatrix, Skp
from capaian.planning.permissions.matrix import may_edit_matrix, may_start_matrix
from capaian.planning.queries.matrix import (
    cells_of,
    column_field,
    columns_of,
    level_of,
    newcomers_of,
    people_to_share_with,
    team_led_by,
)
from capaian.planning.rules.matrix_text import CellText, cell_text, check_cell, continued, fingerprint, read_cell

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellWrite:
    """A cell as typed: row, column, text. `seen` is the fingerprint of what stood there when it was opened; None overwrites."""

    row: int
    column: int
    text: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people wrote the same cell: what is stored and what was typed. Nothing of it was saved."""

    row: int
    column: int
    stored: str
    typed: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing cells: how many changed, which were overtaken, which cannot be used (row, column, why), and which
    stand differently now though this writer left them alone."""

    changed: tuple[Key, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[tuple[int, int, str], ...] = ()
    moved: tuple[Key, ...] = ()

    @property
    def rows(self) -> int:
        return len({row for row, _column in self.changed})


@action
def start_matrix(*, skp: Skp, by: Actor, at: datetime) -> RoleMatrix:
    """Make the matrix of a leader's SKP with everybody who belongs in it. The one that is there already is returned."""
    day = timezone.localdate(at)
    require(may_start_matrix(by, skp, day))
    Skp.objects.select_for_update(of=("self",)).get(pk=skp.pk)  # a second press waits, and finds the first one's
    there: RoleMatrix | None = RoleMatrix.objects.filter(skp=skp).first()
    if there is not None:
        return there
    matrix: RoleMatrix = RoleMatrix.objects.create(
        level=level_of(skp), skp=skp, unit=skp.position.unit, team=team_led_by(skp, day)
    )
    people = people_to_share_with(skp, day)
    _add(matrix, people)
    note("matrix.start", matrix, by, at, after=values_of(matrix) | {"people": [one.pk for one in people]})
    return matrix


@action
def renew_people(*, matrix: RoleMatrix, by: Actor, at: datetime) -> int:
    """Add everybody who belongs in it by now. Returns how many."""
    insist_on_editing(matrix, by)
    people = newcomers_of(matrix, timezone.localdate(at))
    _add(matrix, people)
    if people:
        note("matrix.people", matrix, by, at, after={"added": [one.pk for one in people]})
    return len(people)


@action
def add_person(*, matrix: RoleMatrix, employee: Employee, by: Actor, at: datetime) -> MatrixRow:
    """II.A.5.j (p.47): somebody of another unit is recorded in the matrix of the unit where they are assigned."""
    insist_on_editing(matrix, by)
    if employee.agency_id != by.agency_id:
        raise InvalidInput([Problem(_("Pegawai ini tidak tercatat di instansi Anda."), "employee")])
    if employee.pk == matrix.skp.employee_id:
        raise InvalidInput([Problem(_("Pemilik matriks ada di judul kolom, bukan di baris."), "employee")])
    if matrix.rows.filter(employee=employee).exists():
        raise InvalidInput([Problem(_("%(name)s sudah ada di matriks ini.") % {"name": employee.name}, "employee")])
    _add(matrix, [employee])
    note("matrix.people", matrix, by, at, after={"added": [employee.pk]})
    added: MatrixRow = matrix.rows.get(employee=employee)
    return added


@action
def remove_person(*, row: MatrixRow, by: Actor, at: datetime) -> None:
    """Take a person out. Refused where a role of this person already stands in an SKP."""
    insist_on_editing(row.matrix, by)
    if row.cells.filter(result__isnull=False).exists():
        words = _("Peran %(name)s sudah menjadi hasil kerja dalam SKP. Kosongkan selnya bila perannya tidak berlaku lagi.")
        raise Refused(words % {"name": row.employee.name})
    said = {str(column): cell_text(cell) for (_row, column), cell in cells_of(row.matrix, row.pk).items()}
    note("matrix.person-remove", row, by, at, before={"employee": row.employee_id, "cells": said})
    row.delete()


@action
def write_cells(*, matrix: RoleMatrix, cells: Sequence[CellWrite], by: Actor, at: datetime) -> Written:
    """Write cells: what is right is saved, and what is not is named in the answer instead of stopping the rest.

    A cell that somebody else changed since it was opened is not overwritten (Conflict). One audit row per person.
    """
    insist_on_editing(matrix, by)
    columns = {column.key for column in columns_of(matrix)}
    rows = set(matrix.rows.values_list("pk", flat=True))
    stored = cells_of(matrix)
    changes: dict[Key, CellText] = {}
    conflicts, problems, moved = [], [], []
    for write in cells:
        key, typed = (write.row, write.column), read_cell(write.text)
        now = stored.get(key, CellText())
        if write.row not in rows or write.column not in columns:
            problems.append((*key, _("Baris atau kolom ini tidak ada lagi di matriks. Muat ulang halaman ini.")))
        elif typed == now:
            continue
        elif write.seen is not None and fingerprint(typed) == write.seen:
            moved.append(key)  # left alone here, changed elsewhere
        elif write.seen is not None and fingerprint(now) != write.seen:
            conflicts.append(Conflict(*key, cell_text(now), write.text))
        elif reasons := check_cell(typed):
            problems.append((*key, "; ".join(reasons)))
        else:
            changes[key] = typed
    store_cells(matrix, stored, changes, by, at)
    return Written(tuple(changes), tuple(conflicts), tuple(problems), tuple(moved))


def store_cells(
    matrix: RoleMatrix, stored: Mapping[Key, CellText], changes: Mapping[Key, CellText], by: Actor, at: datetime
) -> None:
    """Put checked cells in place of what is stored, in a fixed number of statements, with one audit row per person."""
    if not changes:
        return
    _replace(matrix, changes)
    people = {row.pk: row for row in MatrixRow.objects.filter(pk__in={row for row, _column in changes})}
    deeds = []
    for pk, person in sorted(people.items()):
        mine = [column for row, column in changes if row == pk]
        deeds.append(Deed(
            "matrix.roles", person,
            {str(column): cell_text(stored.get((pk, column), CellText())) for column in mine},
            {str(column): cell_text(changes[pk, column]) for column in mine},
        ))
    audit.record_many(by=by, at=at, deeds=deeds)


def _replace(matrix: RoleMatrix, changes: Mapping[Key, CellText]) -> None:
    field = column_field(matrix)
    there: dict[Key, list[MatrixCell]] = {}
    rows, columns = {row for row, _column in changes}, {column for _row, column in changes}
    for cell in MatrixCell.objects.filter(row_id__in=rows, **{f"{field}__in": columns}).order_by("ordinal", "pk"):
        there.setdefault((cell.row_id, getattr(cell, field)), []).append(cell)
    new: list[MatrixCell] = []
    kept: list[MatrixCell] = []
    gone: list[int] = []
    for key, said in changes.items():
        before = [cell for cell in there.get(key, []) if not cell.no_role]
        places = continued([cell.text for cell in before], [role.text for role in said.roles])
        gone += [cell.pk for cell in there.get(key, []) if cell.no_role]
        gone += [cell.pk for place, cell in enumerate(before) if place not in places]
        if said.no_role:
            new.append(MatrixCell(row_id=key[0], no_role=True, **{field: key[1]}))
        for ordinal, (role, place) in enumerate(zip(said.roles, places, strict=True), start=1):
            cell = MatrixCell(row_id=key[0], **{field: key[1]}) if place is None else before[place]
            cell.text, cell.ordinal = role.text, ordinal
            cell.cascade = Cascade.DIRECT if role.direct else Cascade.INDIRECT
            (new if place is None else kept).append(cell)
    if gone:
        MatrixCell.objects.filter(pk__in=gone).delete()
    MatrixCell.objects.bulk_update(kept, ["text", "ordinal", "cascade"], batch_size=200)
    MatrixCell.objects.bulk_create(new, batch_size=200)


def _add(matrix: RoleMatrix, people: Sequence[Employee]) -> None:
    last = matrix.rows.aggregate(last=Max("ordinal"))["last"] or 0
    MatrixRow.objects.bulk_create([
        MatrixRow(matrix=matrix, employee=one, ordinal=ordinal) for ordinal, one in enumerate(people, start=last + 1)
    ])


def insist_on_editing(matrix: RoleMatrix, by: Actor) -> None:
    """Ask, and let whoever writes the same matrix wait: cells are compared with what is stored."""
    require(may_edit_matrix(by, matrix))
    RoleMatrix.objects.select_for_update(of=("self",)).get(pk=matrix.pk)


