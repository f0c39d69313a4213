"""The organisation chart, level by level, and one unit with its people: everybody of the agency may read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import require
from capaian.kernel.batches import in_batches
from capaian.people.models import Affiliation, Employee, Position, Posting, PostingKind, RoleGrant, Unit
from capaian.people.permissions.directory import may_export_people
from capaian.people.queries.directory import existing, units_named, with_posts
from capaian.people.queries.identity import held_on
from capaian.people.queries.indexing import bring_up_to_date
from capaian.people.queries.ledger import DEFINITIVE_FIRST, on

MOST_BELOW = 50
"""Of one level of the chart; what is beyond is searched on the unit's page instead of scrolled through."""
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """Who leads a unit today; `acting` is "Plt." or "Plh." where the post has no definitive holder."""

    pk: int
    name: str
    post: str
    acting: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the chart: people of it and everything below, its head if any, and whether it opens.

    `more`: how many units of the level below are not shown.
    """

    pk: int
    name: str
    code: str
    people: int
    opens: bool
    head: Head | None = None
    below: tuple[Node, ...] = ()
    more: int = 0
    is_open: bool = False
    is_meant: bool = False


def get_unit_for(actor: Actor, pk: int) -> Unit:
    """A unit of one's own agency. Http404 for another's."""
    unit = Unit.objects.filter(pk=pk, agency_id=actor.agency_id).select_related("parent").first()
    if unit is None:
        raise Http404
    return unit


def line_of(unit: Unit) -> list[Unit]:
    """The units from the root down to this one, itself included, in one question."""
    codes = [code for code in unit.path.split("/") if code]
    rows = {row.code: row for row in Unit.objects.filter(agency_id=unit.agency_id, code__in=codes)}
    return [rows[code] for code in codes]


def chart_for(actor: Actor, day: date, unit: Unit | None = None) -> tuple[Node, ...]:
    """The chart as it is first shown: the roots with what is below them, and the way down to `unit`.

    Four questions, one more for every level opened, one for the way down.
    """
    bring_up_to_date(actor.agency_id, day)
    roots = _level(actor, day, None)
    way = line_of(unit) if unit else [row for row in roots.rows if len(roots.rows) == 1]
    levels = {row.pk: _level(actor, day, row, way) for row in way}
    heads = _heads([row.pk for level in (roots, *levels.values()) for row in level.rows], day)
    meant = unit.pk if unit else 0

    def node(row: Any) -> Node:
        plain = _node(row, heads)
        level = levels.get(row.pk)
        if level is None:
            return replace(plain, is_meant=row.pk == meant)
        below = tuple(node(one) for one in level.rows)
        return replace(plain, below=below, more=level.more, is_open=bool(below), is_meant=row.pk == meant)

    return tuple(node(row) for row in roots.rows)


def below_for(actor: Actor, unit: Unit, day: date) -> tuple[tuple[Node, ...], int]:
    """The units directly below one, for the chart, and how many more there are than shown, in four questions."""
    bring_up_to_date(actor.agency_id, day)
    level = _level(actor, day, unit)
    heads = _heads([row.pk for row in level.rows], day)
    return tuple(_node(row, heads) for row in level.rows), level.more


@dataclass(frozen=True, slots=True)
class _Level:
    rows: list[Any]
    more: int


def _level(actor: Actor, day: date, parent: Unit | None, keep: Sequence[Unit] = ()) -> _Level:
    """Units of one level by name, the first fifty and any of `keep` beyond them."""
    rows = units_below(actor, parent, day)
    first = list(rows[: MOST_BELOW + 1])
    if len(first) <= MOST_BELOW:
        return _Level(first, 0)
    shown = first[:MOST_BELOW]
    kept = {row.pk for row in keep if parent and row.parent_id == parent.pk} - {row.pk for row in shown}
    if kept:
        shown += rows.filter(pk__in=kept)
    return _Level(shown, rows.count() - len(shown))


def units_below(actor: Actor, parent: Unit | None, day: date, search: str = "") -> QuerySet[Any]:
    """The units directly below one (None: those that have nothing above) that exist on the day, by name, with `people`
    and `opens`."""
    inside = Unit.objects.filter(existing(day), parent=OuterRef("pk"))
    rows = units_named(actor.agency_id, search, day) if search else Unit.objects.filter(existing(day), agency_id=actor.agency_id)
    return rows.filter(parent=parent).annotate(people=F("size__people"), opens=Exists(inside)).order_by("name", "pk")


def _node(row: Any, heads: dict[int, Head]) -> Node:
    return Node(row.pk, row.name, row.code, row.people or 0, row.opens, heads.get(row.pk))


def _heads(units: Sequence[int], day: date) -> dict[int, Head]:
    """Who leads these units on the day, the definitive head before an acting one, in two questions."""
    posts = Position.objects.filter(unit__in=units, leads_unit=True)
    held = (
        Posting.objects.filter(on(day), position__in=list(posts.values_list("pk", flat=True)))
        .select_related("employee", "position").order_by(DEFINITIVE_FIRST, "-start")
    )
    heads: dict[int, Head] = {}
    for one in held:
        acting = {PostingKind.PLT: "Plt.", PostingKind.PLH: "Plh."}.get(PostingKind(one.kind), "")
        heads.setdefault(one.position.unit_id, Head(one.employee_id, one.employee.name, one.position.title, acting))
    return heads


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What a unit's page says besides its lists."""

    unit: Unit
    line: tuple[Unit, ...]
    head: Head | None
    people: int
    managers: tuple[Employee, ...]
    managed_at: Unit | None
    vacant: tuple[Position, ...]


VACANT = 10


def unit_page_for(actor: Actor, unit: Unit, day: date) -> UnitPage:
    """Where the unit hangs, who leads it, how many work there, who manages its performance data, which posts are vacant.

    `managed_at` is the unit whose performance managers these are; None: they are the agency's. At most `VACANT` posts and
    as many managers.
    """
    bring_up_to_date(actor.agency_id, day)
    line = line_of(unit)
    size = Unit.objects.filter(pk=unit.pk).values_list("size__people", flat=True)[0] or 0
    managers, at = _managers(actor.agency_id, line, day)
    held = Posting.objects.filter(on(day), position=OuterRef("pk"))
    vacant = Position.objects.filter(~Exists(held), unit=unit).order_by("title", "pk")[:VACANT]
    return UnitPage(unit, tuple(line), _heads([unit.pk], day).get(unit.pk), size, managers, at, tuple(vacant))


def _managers(agency_id: int, line: Sequence[Unit], day: date) -> tuple[tuple[Employee, ...], Unit | None]:
    """The performance managers nearest to the end of this line of units, and the unit for which they are."""
    role = Q(role=Role.UNIT_MANAGER, unit__in=[row.pk for row in line]) | Q(role=Role.PERFORMANCE_MANAGER)
    grants = list(
        RoleGrant.objects.filter(role, held_on(day), employee__agency_id=agency_id)
        .select_related("employee").order_by("employee__name", "pk")[:AT_ONCE]
    )
    for row in reversed(line):
        here = tuple(grant.employee for grant in grants if grant.unit_id == row.pk and grant.role == Role.UNIT_MANAGER)
        if here:
            return here[:VACANT], row
    return tuple(grant.employee for grant in grants if grant.role == Role.PERFORMANCE_MANAGER)[:VACANT], None


def people_to_export_for(actor: Actor, unit: Unit, day: date) -> Iterator[tuple[Employee, Posting | None]]:
    """Everybody of the unit and below, by name, with the post of the day; few at a time. Raises Refused."""
    require(may_export_people(actor, unit.path))
    bring_up_to_date(actor.agency_id, day)
    return _exported(unit, day)


def _exported(unit: Unit, day: date) -> Iterator[tuple[Employee, Posting | None]]:
    rows = Affiliation.objects.filter(unit=unit).order_by("sort", "employee_id")
    ids = list(rows.values_list("employee_id", flat=True))
    for some in in_batches(ids, AT_ONCE):
        yield from with_posts(unit.agency_id, some, day)
