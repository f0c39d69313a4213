"""What deciding a correction needs: the posts that may be meant, who probably appraises there, and what would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from capaian.people.models import Correction, Employee, Position, PositionGroup, Posting, Unit
from capaian.people.queries.ledger import DEFINITIVE_FIRST, appraiser_on, on, posting_on
from capaian.people.rules.ledger import Change

POSTS = 300


@dataclass(frozen=True, slots=True)
class Effect:
    """What would change for one person: from `start` to `end`, appraised by `after` instead of `before`."""

    name: str
    start: date
    end: date | None
    before: str
    after: str


def effects_of(moved: Iterable[tuple[int, Iterable[Change]]]) -> list[Effect]:
    """Changes of the ledger with names instead of numbers. One query."""
    rows = [(employee, change) for employee, changes in moved for change in changes]
    ids = {pk for employee, change in rows for pk in (employee, change.before, change.after) if pk}
    names = dict(Employee.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        Effect(names[employee], change.span.start, change.span.end, names.get(change.before or 0, ""),
               names.get(change.after or 0, ""))
        for employee, change in rows
    ]


def unit_claimed(correction: Correction, day: date) -> Unit | None:
    """The unit in which the right post is: the claimed one, else the recorded one. At most one query."""
    if correction.unit is not None:
        return correction.unit
    held = posting_on(correction.employee, correction.effective_from) or posting_on(correction.employee, day)
    return held.position.unit if held else None


def posts_of(unit: Unit | None) -> list[Position]:
    """The posts of a unit by title, at most POSTS of them. One query."""
    return list(Position.objects.filter(unit=unit).order_by("title", "pk")[:POSTS]) if unit else []


def proposed_appraiser(correction: Correction, unit: Unit | None) -> Employee | None:
    """Who probably appraises there: whoever leads the unit on the day, else who does so already. At most two queries."""
    day = correction.effective_from
    heads = Posting.objects.filter(on(day), position__unit=unit, position__leads_unit=True).exclude(employee=correction.employee)
    head = heads.select_related("employee").order_by(DEFINITIVE_FIRST, "-start").first() if unit else None
    return head.employee if head else appraiser_on(correction.employee, day)


def post_for(correction: Correction, unit: Unit | None, chosen: str) -> Position | None:
    """The chosen post of the unit, or a new one, not yet stored, with the claimed title. None where there is no unit."""
    if unit is None:
        return None
    if chosen.isdecimal():
        return Position.objects.select_related("unit").filter(pk=int(chosen), unit=unit).first()
    held = posting_on(correction.employee, correction.effective_from)
    group = held.position.group if held else PositionGroup.EXECUTOR
    return Position(unit=unit, title=correction.position_title, group=group)
