"""What the rows of a chunk would change, by comparing with the records of their keys. Few queries a chunk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from capaian.kernel.numbers import whole_numbers
from capaian.people.models import Employee, Outcome, Position, Posting, PostingKind, Reporting, ReportingBasis, Unit
from capaian.people.queries.ledger_rows import as_row
from capaian.people.rules.ledger import Row
from capaian.people.rules.staging_ledger import Fact, acting, same_ledger, stated, told_change
from capaian.people.rules.staging_shapes import ASSIGNMENTS, PEOPLE, POSITIONS, UNITS

Values = Mapping[str, str]
Compared = tuple[str, dict[str, str]]
"""The outcome, and of a changed row what the records say today."""

NEW = -1  # stands for a post or a person that is not recorded yet
UNIT_FIELDS = ("name", "closed_on")
POSITION_FIELDS = ("title", "group", "level")
PERSON_FIELDS = ("name", "kind", "rank_grade", "birth_date", "email", "employed_from", "employed_until")


def compare(sheet: str, agency_id: int, day: date, rows: Sequence[Values]) -> list[Compared]:
    """The outcome of each row, none of which is rejected."""
    return _COMPARE[sheet](agency_id, day, rows)


def units_by_code(agency_id: int, codes: Iterable[str]) -> dict[str, Unit]:
    return {unit.code: unit for unit in Unit.objects.filter(agency_id=agency_id, code__in=list(codes)).select_related("parent")}


def positions_by_code(agency_id: int, codes: Iterable[str]) -> dict[str, Position]:
    """Posts by the agency's code, or by ours ("#71") where the agency has none."""
    wanted = set(codes)
    ours = whole_numbers(code[1:] for code in wanted if code[:1] == "#")
    posts = Position.objects.filter(unit__agency_id=agency_id).select_related("unit")
    found = list(posts.filter(code__in=wanted - {""}))  # apart: with OR between them no index is used
    found += posts.filter(code="", pk__in=ours) if ours else ()
    return {code_of(position): position for position in found}


def code_of(position: Position) -> str:
    """How files name a post."""
    return position.code or f"#{position.pk}"


def people_by_nip(agency_id: int, nips: Iterable[str]) -> dict[str, Employee]:
    return {one.nip: one for one in Employee.objects.filter(agency_id=agency_id, nip__in=set(nips))}


def plain(value: object) -> str:
    """A field as the file would write it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def differing(row: Values, today: Mapping[str, str]) -> dict[str, str]:
    """What the records say where the file says otherwise; what the file leaves empty is not asked."""
    return {name: was for name, was in today.items() if name in row and row[name] != was}


def unit_today(unit: Unit) -> dict[str, str]:
    return {name: plain(getattr(unit, name)) for name in UNIT_FIELDS} | {"parent": unit.parent.code if unit.parent else ""}


def position_today(position: Position) -> dict[str, str]:
    return {name: plain(getattr(position, name)) for name in POSITION_FIELDS} | {
        "unit": position.unit.code, "leads_unit": plain(position.leads_unit),
    }


def person_today(person: Employee) -> dict[str, str]:
    return {name: plain(getattr(person, name)) for name in PERSON_FIELDS}


def _verdict(row: Values, today: Mapping[str, str] | None) -> Compared:
    if today is None:
        return Outcome.ADDED, {}
    before = differing(row, today)
    return (Outcome.CHANGED, before) if before else (Outcome.UNCHANGED, {})


def _units(agency_id: int, _day: date, rows: Sequence[Values]) -> list[Compared]:
    known = units_by_code(agency_id, (row["code"] for row in rows))
    return [_verdict(row, unit_today(known[row["code"]]) if row["code"] in known else None) for row in rows]


def _positions(agency_id: int, _day: date, rows: Sequence[Values]) -> list[Compared]:
    known = positions_by_code(agency_id, (row["code"] for row in rows))
    return [_verdict(row, position_today(known[row["code"]]) if row["code"] in known else None) for row in rows]


def _people(agency_id: int, _day: date, rows: Sequence[Values]) -> list[Compared]:
    known = people_by_nip(agency_id, (row["nip"] for row in rows))
    return [_verdict(row, person_today(known[row["nip"]]) if row["nip"] in known else None) for row in rows]


@dataclass(slots=True)
class Held:
    """The ledger of one person: posts by kind, and who appraises."""

    posts: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    appraisers: tuple[Row, ...] = ()

    def copy(self) -> Held:
        return Held(dict(self.posts), self.appraisers)


@dataclass(slots=True)
class Ledgers:
    """The ledgers of a chunk's people as stored, and as the rows seen so far make them."""

    people: dict[str, Employee]
    positions: dict[str, Position]
    stored: dict[int, Held]
    now: dict[int, Held]

    def state(self, row: Values, day: date) -> tuple[Held, Held]:
        """What one row does to a person's ledger: before and after. A post or appraiser that the file brings is NEW."""
        person = self.people[row["nip"]]
        before = self.now.setdefault(person.pk, Held())
        after = before.copy()
        kind = row.get("kind", PostingKind.DEFINITIVE)
        start = _day(row, "start") or day
        end = _day(row, "end")
        if "position" in row:
            fact = Fact(_pk(self.positions, row["position"]), start, end, row.get("decree", ""))
            put = stated if kind == PostingKind.DEFINITIVE else acting
            after.posts[kind] = put(before.posts.get(kind, ()), fact, basis=kind)
        if kind == PostingKind.DEFINITIVE and "appraiser" in row:
            fact = Fact(_pk(self.people, row["appraiser"]), _day(row, "since") or start, end if "position" not in row else None)
            after.appraisers = stated(before.appraisers, fact, basis=ReportingBasis.IMPORT)
        self.now[person.pk] = after
        return before, after


def ledgers_of(agency_id: int, rows: Sequence[Values]) -> Ledgers:
    """The ledgers that these rows speak of. Four queries."""
    people = people_by_nip(agency_id, {nip for row in rows for nip in (row["nip"], row.get("appraiser", "")) if nip})
    spoken = [people[row["nip"]].pk for row in rows if row["nip"] in people]
    stored: dict[int, Held] = {pk: Held() for pk in spoken}
    posts: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for post in Posting.objects.filter(employee__in=spoken).order_by("employee_id", "start", "pk"):
        posts[post.employee_id, post.kind].append(Row(post.position_id, post.start, post.end, post.kind, post.decree, post.pk))
    for (pk, kind), held in posts.items():
        stored[pk].posts[kind] = tuple(held)
    appraisers: dict[int, list[Row]] = defaultdict(list)
    for one in Reporting.objects.filter(employee__in=spoken).order_by("employee_id", "start"):
        appraisers[one.employee_id].append(as_row(one))
    for pk, lines in appraisers.items():
        stored[pk].appraisers = tuple(lines)
    positions = positions_by_code(agency_id, {row["position"] for row in rows if "position" in row})
    return Ledgers(people, positions, stored, {pk: held.copy() for pk, held in stored.items()})


def _assignments(agency_id: int, day: date, rows: Sequence[Values]) -> list[Compared]:
    ledgers = ledgers_of(agency_id, rows)
    found: list[tuple[Values, Held | None, Held | None]] = [
        (row, *ledgers.state(row, day)) if row["nip"] in ledgers.people else (row, None, None) for row in rows
    ]
    names = _Names(found)
    return [_told(row, before, after, names) for row, before, after in found]


class _Names:
    """How files name the posts and appraisers that rows would replace. Two queries for a chunk."""

    def __init__(self, found: Sequence[tuple[Values, Held | None, Held | None]]) -> None:
        posts, people = set[int](), set[int]()
        for row, before, after in found:
            if before is not None and after is not None:
                kind = row.get("kind", PostingKind.DEFINITIVE)
                posts.update(told_change(before.posts.get(kind, ()), after.posts.get(kind, ()))[:1])  # type: ignore[arg-type]
                people.update(told_change(before.appraisers, after.appraisers)[:1])  # type: ignore[arg-type]
        wanted = Position.objects.filter(pk__in=[pk for pk in posts if pk]).only("pk", "code", "title")
        self.posts = {post.pk: f"{code_of(post)} ({post.title})" for post in wanted}
        above: QuerySet[Employee] = Employee.objects.filter(pk__in=[pk for pk in people if pk]).only("pk", "nip", "name")
        self.people = {one.pk: f"{one.nip} ({one.name})" for one in above}


def _told(row: Values, before: Held | None, after: Held | None, names: _Names) -> Compared:
    if before is None or after is None:
        return Outcome.ADDED, {}
    if _same(before, after):
        return Outcome.UNCHANGED, {}
    kind = row.get("kind", PostingKind.DEFINITIVE)
    held, led = before.posts.get(kind, ()), before.appraisers
    if not held and not led:
        return Outcome.ADDED, {}
    was: dict[str, str] = {}
    if not same_ledger(held, after.posts.get(kind, ())):
        old, _ = told_change(held, after.posts.get(kind, ()))
        last = held[-1] if held else None
        was["position"] = names.posts.get(old or 0, "")
        if old is None and last is not None:
            was = {"end": plain(last.end), "decree": last.decree}
    if not same_ledger(led, after.appraisers):
        was["appraiser"] = names.people.get(told_change(led, after.appraisers)[0] or 0, "")
    return Outcome.CHANGED, {name: text for name, text in was.items() if row.get(name, "") != text}


def _same(before: Held, after: Held) -> bool:
    kinds = before.posts.keys() | after.posts.keys()
    return same_ledger(before.appraisers, after.appraisers) and all(
        same_ledger(before.posts.get(kind, ()), after.posts.get(kind, ())) for kind in kinds
    )


def _pk(known: Mapping[str, Employee] | Mapping[str, Position], key: str) -> int:
    return known[key].pk if key in known else NEW


def _day(row: Values, name: str) -> date | None:
    return date.fromisoformat(row[name]) if name in row else None


_COMPARE: dict[str, Callable[[int, date, Sequence[Values]], list[Compared]]] = {
    UNITS: _units, POSITIONS: _positions, PEOPLE: _people, ASSIGNMENTS: _assignments,
}
