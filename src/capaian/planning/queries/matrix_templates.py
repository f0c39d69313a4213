"""Role templates of an agency, and what one of them would say in a matrix."""

from __future__ import annotations

from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.planning.models import RoleTemplate
from capaian.planning.queries.matrix import Grid
from capaian.planning.rules.matrix_text import CellText, joined, read_cell
from capaian.planning.rules.matrix_words import most_similar


def templates_for(actor: Actor) -> list[RoleTemplate]:
    """Everything the agency keeps, by name: templates name no person. One query."""
    return list(RoleTemplate.objects.filter(agency_id=actor.agency_id).order_by("name")[:200])


def get_template_for(actor: Actor, pk: int | None) -> RoleTemplate:
    """One template of one's own agency, or Http404."""
    found = RoleTemplate.objects.filter(agency_id=actor.agency_id, pk=pk or 0).first()
    if found is None:
        raise Http404
    return found


def cells_from(template: RoleTemplate, grid: Grid) -> dict[int, CellText]:
    """Column → what the template says there: below the column of the same words, else of the most similar ones."""
    words = {column.key: column.statement for column in grid.columns}
    said: dict[int, CellText] = {}
    for line in template.lines:
        about = str(line.get("about", ""))
        same = next((key for key, text in words.items() if text == about), None)
        column = same or most_similar(about, words)
        if column is not None:
            said[column] = joined(said.get(column, CellText()), read_cell(str(line.get("text", ""))))
    return {column: cell for column, cell in said.items() if cell}
