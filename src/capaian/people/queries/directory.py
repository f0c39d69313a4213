"""Looking people and units of one's own agency up by name, NIP or post (see docs/adr/0014)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.people.models import Affiliation, Employee, Posting, Unit
from capaian.people.permissions.directory import may_see_every_nip, may_see_nip
from capaian.people.permissions.scope import below, managed_paths
from capaian.people.queries.finding import Cursor, Wanted, find
from capaian.people.queries.identity import post_line
from capaian.people.queries.indexing import bring_up_to_date, reindex, reindex_agency, reindex_below
from capaian.people.queries.ledger import DEFINITIVE_FIRST, employed_on, on
from capaian.people.rules.words import LAST, wanted_nip, wanted_words, words_of

__all__ = [
    "FoundPerson", "FoundUnit", "People", "reindex", "reindex_agency", "reindex_below", "search_people", "search_units",
]
FIRST = 20


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as a colleague sees one; `nip` only where the one who asks may see it, else "". Without a post "" and None."""

    pk: int
    name: str
    kind: str
    nip: str
    post: str
    unit: str
    unit_id: int | None

    @property
    def label(self) -> str:
        """How the person is named in a form: enough to tell two of the same name apart."""
        return person_label(self.name, self.post, self.unit)


@dataclass(frozen=True, slots=True)
class People:
    """The people found, in order; `after` continues behind the last of them, "" where there are no more."""

    rows: tuple[FoundPerson, ...] = ()
    after: str = ""

    @property
    def more(self) -> bool:
        return bool(self.after)


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit with the names of the two above it; `repeated`: another one has both its name and that of the one above."""

    pk: int
    name: str
    code: str
    above: str
    office: str = ""
    repeated: bool = False

    @property
    def label(self) -> str:
        """How the unit is named in a form."""
        return unit_label(self.name, self.above, self.code, repeated=self.repeated)


def person_label(name: str, post: str, unit: str) -> str:
    """`Ani Lestari, A.Md.Kep. · Perawat Mahir · Puskesmas Galala`."""
    return " · ".join(filter(None, (name, post_line(post, unit))))


def unit_label(name: str, above: str, code: str, *, repeated: bool = False) -> str:
    """`Puskesmas Galala · Dinas Kesehatan`; the code tells it from others where nothing is above or both names are `repeated`."""
    return " · ".join((name, above, code) if above and repeated else (name, above or code))


def search_people(
    actor: Actor, text: str, *, unit: Unit | None = None, kind: str = "", after: str = "", limit: int = FIRST,
    day: date | None = None,
) -> People:
    """People who work here on `day` (default today) whose name or post has every word of `text`, or whose NIP begins so.

    `unit`: of this unit and everything below it; `kind`: of this kind of employment. With neither words nor unit
    nobody is found. The NIP finds only people whose NIP the one who asks may see. Never another agency's.
    """
    day = day or timezone.localdate()
    bring_up_to_date(actor.agency_id, day)
    if nip := wanted_nip(text):
        return _numbered(actor, nip, unit=unit, kind=kind, after=after, limit=limit, day=day)
    wanted = Wanted(actor.agency_id, wanted_words(text), unit.pk if unit else 0, kind)
    found, cursor = find(wanted, Cursor.read(after), limit)
    return People(people_of(actor, found, day), cursor)


def _numbered(
    actor: Actor, nip: str, *, unit: Unit | None, kind: str, after: str, limit: int, day: date
) -> People:
    """People by the beginning of the NIP, in its order."""
    rows = _by_nip(actor, nip, day)
    if unit is not None:
        rows = rows.filter(Exists(Affiliation.objects.filter(employee=OuterRef("pk"), unit=unit)))
    if kind:
        rows = rows.filter(kind=kind)
    if wanted_nip(after):
        rows = rows.filter(nip__gt=after)
    found = list(rows.values_list("pk", "nip")[: limit + 1])
    people = people_of(actor, [pk for pk, _nip in found[:limit]], day)
    return People(people, found[limit - 1][1] if len(found) > limit else "")


def _by_nip(actor: Actor, nip: str, day: date) -> QuerySet[Employee]:
    """Whoever's NIP begins so and may be seen: by office everybody, else the people of one's units and oneself."""
    rows = Employee.objects.filter(
        employed_on(day), agency_id=actor.agency_id, nip__gte=nip, nip__lt=nip + LAST,
    )
    if not may_see_every_nip(actor):
        mine = Affiliation.objects.filter(employee=OuterRef("pk"), unit__path__in=managed_paths(actor))
        rows = rows.filter(Q(pk=actor.employee_id) | Exists(mine))
    return rows.order_by("nip")


def people_of(actor: Actor, ids: Sequence[int], day: date) -> tuple[FoundPerson, ...]:
    """These people of one's agency with the post of the day, in the order given, in two questions."""
    return tuple(_person(actor, row, post) for row, post in with_posts(actor.agency_id, ids, day))


def with_posts(agency_id: int, ids: Sequence[int], day: date) -> list[tuple[Employee, Posting | None]]:
    """These people of one agency, each with the post held on the day and its unit, in the order given."""
    held = Posting.objects.filter(on(day), employee=OuterRef("pk")).order_by(DEFINITIVE_FIRST, "-start")
    rows = Employee.objects.filter(pk__in=ids, agency_id=agency_id).annotate(posting=Subquery(held.values("pk")[:1]))
    people = {row.pk: row for row in rows}
    wanted = [row.posting for row in people.values() if row.posting]
    posts = {post.pk: post for post in Posting.objects.filter(pk__in=wanted).select_related("position__unit")}
    return [(people[pk], posts.get(people[pk].posting)) for pk in ids if pk in people]


def _person(actor: Actor, row: Employee, post: Posting | None) -> FoundPerson:
    unit = post.position.unit if post else None
    seen = may_see_nip(actor, employee_id=row.pk, unit_path=unit.path if unit else "")
    return FoundPerson(
        row.pk, row.name, row.kind, row.nip if seen else "", post.position.title if post else "",
        unit.name if unit else "", unit.pk if unit else None,
    )


def search_units(
    actor: Actor, text: str, *, within: Unit | None = None, limit: int = FIRST, day: date | None = None
) -> tuple[FoundUnit, ...]:
    """Units of one's agency that exist on `day` (see `units_named`). One more than `limit` says that there are more."""
    rows = units_named(actor.agency_id, text, day or timezone.localdate())
    if within is not None:
        rows = rows.filter(pk__in=below((within.path,), actor.agency_id).values("pk"))
    found = rows.values_list("pk", "name", "code", "parent__name")[: limit + 1]
    return tuple(FoundUnit(pk, name, code, above or "") for pk, name, code, above in found)


def units_named(agency_id: int, text: str, day: date) -> QuerySet[Unit]:
    """By name, the units that have every word of `text` at the beginning of a word of the name, or a code beginning so."""
    words = words_of(text)
    if not words:
        return Unit.objects.none()
    named = Q()
    for word in words:
        named &= Q(name__istartswith=word) | Q(name__icontains=f" {word}") | Q(name__icontains=f"({word}")
    rows = Unit.objects.filter(named | Q(code__startswith=text.strip()), existing(day), agency_id=agency_id)
    return rows.order_by("name", "pk")


def existing(day: date) -> Q:
    """Units that are not closed on this day."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=day)
