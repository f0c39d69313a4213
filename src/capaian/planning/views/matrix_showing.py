"""A matrix as the templates draw it, and the cells as a form sends them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.planning.actions.matrix import CellWrite, Written
from capaian.planning.forms.matrix import AssignForm, PeopleForm
from capaian.planning.permissions.matrix import may_edit_matrix, may_send_roles
from capaian.planning.queries import matrix as queries
from capaian.planning.queries.matrix import Column, Grid, Person
from capaian.planning.queries.matrix_templates import templates_for
from capaian.planning.rules.matrix_text import NO_ROLE, CellText, cell_text, fingerprint

CELL = re.compile(r"^c([0-9]{1,18})-([0-9]{1,18})$")


@dataclass(slots=True)
class Place:
    """One cell: its column, its field's name and the ids that label it, what to show, and where two people wrote it, what is
    stored."""

    column: Column
    name: str
    label: str
    text: str
    cell: CellText
    stored: str | None = None
    problem: str = ""
    moved: bool = False


@dataclass(slots=True)
class Line:
    """One person's row. `seen` names what stood in each filled cell when this was sent to the browser."""

    person: Person
    places: list[Place]
    seen: str
    mine: bool = False

    @property
    def role_count(self) -> int:
        return sum(len(place.cell.roles) for place in self.places)

    @property
    def told(self) -> bool:
        """Whether the row has anything to say besides "tersimpan"."""
        return any(place.problem or place.moved or place.stored is not None for place in self.places)

    @property
    def conflicts(self) -> list[Place]:
        return [place for place in self.places if place.stored is not None]

    @property
    def problems(self) -> list[Place]:
        return [place for place in self.places if place.problem]

    @property
    def moved(self) -> list[Place]:
        return [place for place in self.places if place.moved]


def typed_cells(data: QueryDict, row: int | None = None) -> list[CellWrite]:
    """The cells of a form, of one row only where named, each with the fingerprint of what was seen. `keep` names a cell whose
    typed text counts whatever stands there by now."""
    found = []
    for name, text in data.items():
        match = CELL.match(name)
        if match is None or (row is not None and int(match[1]) != row):
            continue
        seen = dict(part.split(":", 1) for part in data.get(f"seen-{match[1]}", "").split() if ":" in part)
        own = data.get("keep") == f"{match[1]}-{match[2]}"
        found.append(CellWrite(int(match[1]), int(match[2]), str(text), None if own else seen.get(match[2], "")))
    return found


def lines_of(
    grid: Grid, outcome: Written | None = None, *, only: int | None = None, me: int | None = None,
    sent: Sequence[CellWrite] = (),
) -> list[Line]:
    """The rows to draw. After a save that was not wholly good, the typed text stays and what is stored stands beside it."""
    typed = {(one.row, one.column): one for one in outcome.conflicts} if outcome else {}
    wrong = {(row, column): reason for row, column, reason in outcome.problems} if outcome else {}
    moved = set(outcome.moved) if outcome else set()
    before = {(one.row, one.column): one for one in sent}
    lines = []
    for person in grid.people:
        if only is not None and person.key != only:
            continue
        places, seen = [], []
        for column in grid.columns:
            key = (person.key, column.key)
            cell = grid.cells.get(key, CellText())
            text = cell_text(cell)
            conflict = typed.get(key)
            place = Place(
                column, f"c{person.key}-{column.key}", f"p{person.key} k{column.key}", conflict.typed if conflict else text, cell,
                conflict.stored if conflict else None,
            )
            place.problem, place.moved = wrong.get(key, ""), key in moved
            # What somebody else wrote meanwhile was not on this screen: the next save must still find that out.
            mark = before[key].seen if key in before and (conflict or place.moved) else fingerprint(cell)
            if mark:
                seen.append(f"{column.key}:{mark}")
            places.append(place)
        lines.append(Line(person, places, " ".join(seen), person.employee_id == me))
    return lines


def drawn(request: HttpRequest, grid: Grid, outcome: Written | None, *, only: int | None = None) -> dict[str, Any]:
    """What the pages of a matrix show."""
    matrix, actor = grid.matrix, request.actor
    may_edit = bool(may_edit_matrix(actor, matrix))
    lines = lines_of(grid, outcome, only=only, me=actor.employee_id)
    if not may_edit:
        lines.sort(key=lambda line: not line.mine)  # whoever only reads looks for the own row
    if outcome is not None:
        keep_typed(lines, request.POST)
    context = {
        "matrix": matrix, "grid": grid, "lines": lines, "gaps": grid.gaps, "may_edit": may_edit, "outcome": outcome,
        "may_send": bool(may_send_roles(actor, matrix)), "no_role": NO_ROLE,
        "head": matrix.level == "head",
    }
    if may_edit and only is None:
        context |= {
            "assign": AssignForm(grid), "for_template": PeopleForm(grid, prefix="template"),
            "templates": templates_for(actor),
            "newcomers": queries.newcomers_of(matrix, timezone.localdate(request.now)),
        }
    return context


def keep_typed(lines: Sequence[Line], data: QueryDict) -> None:
    """A cell that could not be saved shows what was typed."""
    for line in lines:
        for place in line.problems:
            place.text = data.get(place.name, place.text)


def written_words(outcome: Written) -> str:
    """What a save did."""
    if not outcome.changed:
        return _("Tidak ada yang berubah.")
    return _("Tersimpan: %(cells)s sel pada %(rows)s pegawai.") % {"cells": len(outcome.changed), "rows": outcome.rows}
