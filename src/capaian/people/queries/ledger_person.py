"""The page of a person: who they are on a day, who appraises them, and everything the ledger holds of them by date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.people.models import Circumstance, Employee, Position, Posting, PostingKind, ReportingBasis, TeamMembership, Unit
from capaian.people.permissions.directory import may_see_nip
from capaian.people.permissions.ledger import may_change_person, may_read_course
from capaian.people.queries.ledger import on, unit_path_of
from capaian.people.queries.ledger_rows import Ledger, ledger_above, meets
from capaian.people.rules.ledger import Change, Span, exempts
from capaian.people.rules.lines import Line, Standing, line_on, line_up

NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline. `kind`: posting, appraiser, circumstance, team. `id` where it can be ended early."""

    kind: str
    title: str
    text: str
    start: date
    end: date | None
    decree: str = ""
    person_id: int | None = None
    id: int | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day <= (self.end or date.max)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What one person may read of another. `line` and `entries` are empty where only name, post and unit are."""

    person: Employee
    day: date
    nip: str
    posting: Posting | None
    beside: tuple[Posting, ...]
    reads: bool
    may_change: bool
    line: Line
    names: Mapping[int, str]
    entries: tuple[Entry, ...]
    appraises: int

    @property
    def appraiser(self) -> str:
        return self.names.get(self.line.appraiser or 0, "")

    @property
    def superior(self) -> str:
        return self.names.get(self.line.superior or 0, "")

    @property
    def basis(self) -> str:
        return str(ReportingBasis(self.line.basis).label) if self.line.basis else ""

    @property
    def passed(self) -> tuple[str, ...]:
        """Superiors who are away for good and were passed over."""
        return tuple(self.names.get(one, "") for one in self.line.passed)

    @property
    def exempt(self) -> Entry | None:
        """The circumstance that leaves the person without appraiser here on the day."""
        return next((one for one in self.entries if one.kind == "circumstance" and one.holds(self.day) and one.text), None)


UNKNOWN = Line(None, None, "", Standing.NOBODY)


def get_person_for(actor: Actor, pk: int) -> Employee:
    """A colleague of one's own agency. Raises Http404 for anybody else. One query."""
    person = Employee.objects.filter(pk=pk, agency_id=actor.agency_id).select_related("agency").first()
    if person is None:
        raise Http404
    return person


def get_person_to_change_for(actor: Actor, pk: int, day: date) -> Employee:
    """A colleague whose ledger this person may change. Raises Http404 or Refused."""
    person = get_person_for(actor, pk)
    require(may_change_person(actor, person.pk, unit_path_of(person, day)))
    return person


def get_acting_for(actor: Actor, pk: int, posting_id: int, day: date) -> Posting:
    """A Plt. or Plh. of this person that this actor may end. Raises Http404 or Refused."""
    person = get_person_to_change_for(actor, pk, day)
    acting = Posting.objects.filter(kind__in=(PostingKind.PLT, PostingKind.PLH), employee=person, pk=posting_id)
    posting = acting.select_related("employee", "position").first()
    if posting is None:
        raise Http404
    return posting


def get_circumstance_for(actor: Actor, pk: int, circumstance_id: int, day: date) -> Circumstance:
    """A circumstance of this person that this actor may end. Raises Http404 or Refused."""
    person = get_person_to_change_for(actor, pk, day)
    found = Circumstance.objects.filter(employee=person, pk=circumstance_id).select_related("employee").first()
    if found is None:
        raise Http404
    return found


def person_page_for(actor: Actor, person: Employee, day: date, today: date) -> PersonPage:
    """What this actor may read of the person on a day, in at most seven queries; of a stranger two."""
    postings = list(
        Posting.objects.filter(employee=person).select_related("position__unit").order_by("-start", "-pk")
    )
    held = [one for one in postings if day in Span(one.start, one.end)]
    held.sort(key=lambda one: one.kind != PostingKind.DEFINITIVE)
    path = next((one.position.unit.path for one in held or postings), "")
    office = may_read_course(actor, person.pk, path, frozenset())
    ledger = ledger_above([person.pk]) if office or actor.appraises else None
    reads = ledger is not None and (
        office or may_read_course(actor, person.pk, path, frozenset(line_up(person.pk, today, ledger.find)))
    )
    line, names = UNKNOWN, dict[int, str]()
    entries: tuple[Entry, ...] = ()
    if ledger is not None and reads:
        line, names = line_on(person.pk, day, ledger.find), ledger.names
        entries = _timeline(person, postings, ledger)
    return PersonPage(
        person=person, day=day, nip=person.nip if reads or may_see_nip(actor, employee_id=person.pk, unit_path=path) else "",
        posting=held[0] if held else None, beside=tuple(held[1:]), reads=reads,
        may_change=bool(may_change_person(actor, person.pk, path)),
        line=line, names=names, entries=entries, appraises=_team_size(person, day) if reads else 0,
    )


def _team_size(person: Employee, day: date) -> int:
    return person.appraisees.filter(on(day)).count()


def _timeline(person: Employee, postings: Iterable[Posting], ledger: Ledger) -> tuple[Entry, ...]:
    """Everything by date, newest first: posts, appraisers, circumstances, teams. Two queries."""
    entries = [
        Entry("posting", f"{one.position.title}", f"{one.get_kind_display()} · {one.position.unit.name}", one.start, one.end,
              one.decree, id=one.pk if one.kind in (PostingKind.PLT, PostingKind.PLH) else None)
        for one in postings
    ]
    entries += [
        Entry("appraiser", ledger.names.get(row.who, ""), str(ReportingBasis(row.basis).label), row.start, row.end, row.decree,
              person_id=row.who)
        for row in ledger.rows(person.pk)
    ]
    entries += [
        Entry("circumstance", what.get_kind_display(), exempts(what.kind), what.start, what.end, what.decree, id=what.pk)
        for what in Circumstance.objects.filter(employee=person)
    ]
    entries += [
        Entry("team", member.team.name, "lead" if member.leads else "", member.start, member.end, person_id=member.team_id)
        for member in TeamMembership.objects.filter(employee=person).select_related("team")
    ]
    order = ("circumstance", "posting", "appraiser", "team")
    return tuple(sorted(entries, key=lambda one: (-one.start.toordinal(), order.index(one.kind))))


@dataclass(frozen=True, slots=True)
class Effect:
    """Some people get `after` instead of `before` ("" = nobody here) for some days; the first few by name."""

    number: int
    names: tuple[str, ...]
    before: str
    after: str
    start: date
    end: date | None

    @property
    def days(self) -> int | None:
        return (self.end - self.start).days + 1 if self.end else None

    @property
    def more(self) -> int:
        return self.number - len(self.names)


def effects_of(moved: Mapping[int, Sequence[Change]]) -> tuple[Effect, ...]:
    """What a change does, told in groups: the largest first. One query."""
    found = [(change.before or 0, change.after or 0, change.span, employee)
             for employee, changed in moved.items() for change in changed]
    ids = {one for before, after, _span, employee in found for one in (before, after, employee)}
    names = dict(Employee.objects.filter(pk__in=ids).values_list("pk", "name"))

    def key(one: tuple[int, int, Span, int]) -> tuple[int, int, date, date]:
        return one[0], one[1], one[2].start, one[2].last

    effects = []
    for (before, after, *_days), group in groupby(sorted(found, key=key), key):
        rows = list(group)
        people = sorted(names[row[3]] for row in rows)
        span = rows[0][2]
        effects.append(Effect(
            len(people), tuple(people[:NAMES_SHOWN]), names.get(before, ""), names.get(after, ""), span.start, span.end,
        ))
    return tuple(sorted(effects, key=lambda one: (-one.number, one.start)))


def post_in(unit: Unit, title: str, day: date, *, group: str, leads: bool) -> Position:
    """The post of this name in a unit: a vacant one before a held one; where there is none, a new one, not yet saved."""
    named = Position.objects.filter(unit=unit, title__iexact=title.strip()).select_related("unit")
    held = Posting.objects.filter(meets(Span(day)), kind=PostingKind.DEFINITIVE).values("position_id")
    return (
        named.exclude(pk__in=held).order_by("pk").first()
        or named.filter(leads_unit=True).order_by("pk").first()
        or Position(unit=unit, title=title.strip(), group=group, leads_unit=leads)
    )


def post_of(official: Employee, day: date) -> Position | None:
    """The definitive post that somebody holds on a day, or held last."""
    posts = Posting.objects.filter(employee=official, kind=PostingKind.DEFINITIVE, start__lte=day)
    held = posts.select_related("position__unit").order_by("-start").first()
    return held.position if held else None


def leading_post(unit: Unit) -> Position | None:
    """The post that leads a unit, whether held or vacant."""
    return Position.objects.filter(unit=unit, leads_unit=True).select_related("unit").order_by("pk").first()
