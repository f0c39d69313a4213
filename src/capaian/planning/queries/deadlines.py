"""Until when planning is due, for whom, and how long that still is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.governance.models import PerformanceYear
from capaian.people.models import Posting, Unit
from capaian.people.permissions.scope import within_management
from capaian.people.queries import on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.planning.models import DeadlineKind, PlanningDeadline, Skp
from capaian.planning.permissions import may_view_deadlines
from capaian.planning.rules.deadlines import DEFAULTS, Statement, days_left, due_for_span, due_in

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON = 7
"""Days before a deadline from which it is drawn as near."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """A deadline as a screen tells it: "31 Januari, 9 hari lagi"."""

    due_on: date
    days: int
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Every deadline of one year, in hand: asked for many units without asking the database again."""

    year: int
    statements: tuple[Statement, ...]

    def on(self, kind: str, path: str = "") -> date:
        """The day that counts for the unit of this path; without a path, the agency's."""
        return due_in(self.statements, kind=kind, year=self.year, path=path)

    def of(self, skp: Skp) -> date:
        """Until when this SKP is to be fixed."""
        return due_for_span(self.on(DeadlineKind.SKP, skp.position.unit.path), skp.start)


def deadlines_in(performance_year: PerformanceYear) -> Deadlines:
    """All deadlines of a year of an agency. One query."""
    return _deadlines(performance_year.year, PlanningDeadline.objects.filter(performance_year=performance_year))


def deadlines_of(agency_id: int, year: int) -> Deadlines:
    """The same, where the year in hand is only a number (it may not have been opened yet)."""
    rows = PlanningDeadline.objects.filter(performance_year__agency_id=agency_id, performance_year__year=year)
    return _deadlines(year, rows)


def own_due_on(actor: Actor, deadlines: Deadlines, day: date) -> date:
    """Until when this person's SKP is to be fixed, by the unit of the post held and since when. One query."""
    held = Posting.objects.filter(on(day), employee_id=actor.employee_id).order_by(DEFINITIVE_FIRST, "-start")
    post = held.select_related("position__unit").first()
    if post is None:
        return deadlines.on(DeadlineKind.SKP)
    return due_for_span(deadlines.on(DeadlineKind.SKP, post.position.unit.path), post.start)


def due_on(performance_year: PerformanceYear, kind: str, unit: Unit | None = None) -> date:
    """The day that counts: the nearest unit's own, else the agency's, else the regulation's. One query."""
    return deadlines_in(performance_year).on(kind, unit.path if unit else "")


def countdown(due: date, today: date) -> Countdown:
    """How long that still is, in words, with the tone in which it is drawn."""
    days = days_left(due, today)
    if days < 0:
        words = ngettext("lewat %(count)d hari", "lewat %(count)d hari", -days) % {"count": -days}
        return Countdown(due, days, words, "bad")
    if days == 0:
        return Countdown(due, days, _("hari ini"), "warn")
    words = ngettext("%(count)d hari lagi", "%(count)d hari lagi", days) % {"count": days}
    return Countdown(due, days, words, "warn" if days <= SOON else "")


@dataclass(frozen=True, slots=True)
class InForce:
    """What counts for one kind of deadline, and where it comes from."""

    kind: str
    label: StrOrPromise
    due_on: date
    source: str
    default: bool


def deadlines_for(actor: Actor, year: int) -> tuple[list[InForce], QuerySet[PlanningDeadline]]:
    """The agency's days in force, and everything that was ever recorded, newest first. Raises Refused."""
    require(may_view_deadlines(actor))
    history = (
        PlanningDeadline.objects.filter(performance_year__agency_id=actor.agency_id, performance_year__year=year)
        .select_related("unit")
        .order_by("-at", "-pk")
    )
    deadlines = _deadlines(year, history)
    own = {row.kind for row in deadlines.statements if not row.path}
    rows = [
        InForce(
            kind.value, kind.label, deadlines.on(kind),
            _("Ditetapkan instansi") if kind in own else told(DEFAULTS[kind].source), kind not in own,
        )
        for kind in DeadlineKind
    ]
    return rows, history


def units_to_set_for(actor: Actor) -> QuerySet[Unit]:
    """The units for which this person may record a deadline, apart from the agency's own."""
    rows = Unit.objects.filter(agency_id=actor.agency_id, closed_on=None)
    return within_management(actor, rows, "pk").order_by("path", "pk")


def _deadlines(year: int, rows: Iterable[PlanningDeadline]) -> Deadlines:
    if isinstance(rows, QuerySet):
        rows = rows.select_related("unit").order_by("at", "pk")
    return Deadlines(year, tuple(
        Statement(row.kind, row.unit.path if row.unit else "", row.due_on, order) for order, row in enumerate(rows)
    ))
