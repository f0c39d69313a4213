"""Last year's SKPs as the start of this year's matrix."""

from __future__ import annotations

from dataclasses import dataclass

from capaian.foundation.actor import Actor
from capaian.people.permissions.scope import within_reach
from capaian.planning import workflow
from capaian.planning.models import Cascade, MatrixLevel, ResultPlan, Skp
from capaian.planning.queries.matrix import Grid, Person
from capaian.planning.queries.skps import appraised_by
from capaian.planning.rules.matrix_text import CellText
from capaian.planning.rules.matrix_words import most_similar


@dataclass(frozen=True, slots=True)
class Proposal:
    """A result of last year, and the column it would go below. `by_words`: its words decided, not the link it had."""

    result: int
    row: int
    name: str
    column: int
    number: int
    text: str
    direct: bool
    by_words: bool


def last_year_of(grid: Grid, actor: Actor) -> list[Proposal]:
    """For everybody in the matrix the agreed results of last year, each below the column whose leader's result it hung below
    (the one that reads most like it now), else below the column with the most similar words. One query.

    What stands in a cell already is not proposed again. Only of plans that this person reads as appraiser or by office: being
    put into somebody's matrix opens nobody's plan.
    """
    year = grid.matrix.skp.performance_year.year - 1
    rows = {one.employee_id: one for one in grid.people}
    plans = Skp.objects.standing().filter(employee_id__in=list(rows), performance_year__year=year, state=workflow.AGREED)
    plans = plans.filter(appraised_by(actor, own=True)) | within_reach(actor, plans, "position__unit")
    results = ResultPlan.objects.standing().filter(skp__in=plans).select_related("skp", "parent", "parent_indicator")
    found = (
        _proposal(grid, rows[result.skp.employee_id], result)
        for result in results.order_by("skp__employee__name", "skp_id", "ordinal", "pk")
    )
    return [one for one in found if one is not None]


def _proposal(grid: Grid, person: Person, result: ResultPlan) -> Proposal | None:
    words = {column.key: f"{column.statement} {column.result}" for column in grid.columns}
    above = result.parent_indicator if grid.matrix.level == MatrixLevel.HEAD else None
    hung = above.statement if above else result.parent.statement if result.parent else ""
    linked = most_similar(hung, words) if hung else None
    place = grid.column(linked or most_similar(result.statement, words) or 0)
    if place is None:
        return None
    cell = grid.cells.get((person.key, place.key), CellText())
    if any(role.text == result.statement for role in cell.roles):
        return None
    direct = result.cascade == Cascade.DIRECT
    return Proposal(result.pk, person.key, person.name, place.key, place.number, result.statement, direct, linked is None)
