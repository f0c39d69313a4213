"""From what somebody typed into a form to the one person or unit meant, or else to those that may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Case, Count, Q, When
from django.utils import timezone

from capaian.people.models import Employee, Posting, Unit
from capaian.people.queries.directory import FoundUnit, existing, person_label, unit_label, units_named, with_posts
from capaian.people.queries.finding import Wanted, find
from capaian.people.queries.indexing import bring_up_to_date
from capaian.people.rules.nip import LENGTH, normal_nip
from capaian.people.rules.words import sort_key, wanted_words

CANDIDATES = 5
LOOKED_AT = 50
"""So many people or units who have all the words typed are compared with the text."""
BETWEEN = " · "


def choose_person(agency_id: int, text: str, day: date | None = None) -> tuple[Employee | None, tuple[str, ...]]:
    """The person of one agency whose NIP, name (titles do not matter) or label this is, else the labels of candidates.

    Only a whole NIP chooses: an incomplete one would tell who was born when.
    """
    number = normal_nip(text)
    if len(number) == LENGTH and number.isdigit():
        return Employee.objects.filter(agency_id=agency_id, nip=number).first(), ()
    day = day or timezone.localdate()
    bring_up_to_date(agency_id, day)
    name, _between, rest = text.strip().partition(BETWEEN)
    ids, _after = find(Wanted(agency_id, wanted_words(name)), None, LOOKED_AT)
    people = [(row, _label(row.name, post)) for row, post in with_posts(agency_id, ids, day)]
    if rest:
        meant = [(row, label) for row, label in people if _same(label, text)]
    else:
        meant = [(row, label) for row, label in people if sort_key(row.name) == sort_key(name)]
    if len(meant) == 1:
        return meant[0][0], ()
    return None, tuple(label for _row, label in meant or people)[:CANDIDATES]


def label_of_person(employee: Employee, day: date | None = None) -> str:
    """How a form names a person who was chosen before."""
    rows = with_posts(employee.agency_id, [employee.pk], day or timezone.localdate())
    return _label(employee.name, rows[0][1] if rows else None)


def choose_unit(agency_id: int, text: str, day: date | None = None) -> tuple[Unit | None, tuple[str, ...]]:
    """The unit of one agency whose code, name or label this is, else the labels of candidates. Closed units are not chosen."""
    day = day or timezone.localdate()
    coded = Unit.objects.filter(existing(day), agency_id=agency_id, code__in={text.strip(), text.rpartition(BETWEEN)[2].strip()})
    for unit in coded.select_related("parent"):
        if unit.code == text.strip() or _same(_unit_label(unit, repeated=True), text):
            return unit, ()
    found = _units_like(agency_id, text, day)
    labelled = [unit for unit in found if _same(_unit_label(unit), text)]
    letter_for_letter = [unit for unit in labelled if _unit_label(unit) == text.strip()]
    meant = letter_for_letter or labelled or [unit for unit in found if _same(unit.name, text)]
    if len(meant) == 1:
        return meant[0], ()
    return None, _labels(agency_id, (meant or found)[:CANDIDATES])


def suggested_units(agency_id: int, text: str, day: date, limit: int) -> tuple[FoundUnit, ...]:
    """Units that may be meant by the beginning of a label, in two questions; behind the name stands one above, or a code."""
    name, *further = text.split(BETWEEN)
    rows = units_named(agency_id, name, day)
    for part in filter(None, (part.strip(" ·") for part in further)):
        above = Q(parent__name__icontains=part) | Q(parent__parent__name__icontains=part)
        rows = rows.filter(above | Q(code__startswith=part))
    found = list(rows.values_list("pk", "name", "code", "parent__name", "parent__parent__name")[:limit])
    repeated = _repeated(agency_id, {name for _pk, name, *_rest in found})
    return tuple(
        FoundUnit(pk, name, code, above or "", office or "", (name, above) in repeated) for pk, name, code, above, office in found
    )


def label_of_unit(unit: Unit) -> str:
    """How a form names a unit: no other unit of the agency has this label, closed ones neither."""
    return _labels(unit.agency_id, [unit])[0]


def unit_called(agency_id: int, pk: int | None, text: str) -> Unit | None:
    """The unit of this number, closed or not, if this is how a form names it."""
    unit = Unit.objects.filter(agency_id=agency_id, pk=pk).select_related("parent").first() if pk else None
    return unit if unit and _same(label_of_unit(unit), text) else None


def _units_like(agency_id: int, text: str, day: date) -> list[Unit]:
    """Units that have the words of the name typed; before all others those of just this name, below the one typed."""
    name, _between, above = " ".join(text.split()).partition(BETWEEN)
    called = Q(name__iexact=name)
    rows = units_named(agency_id, name, day) | Unit.objects.filter(called, existing(day), agency_id=agency_id)
    order = [When(called, then=2)]
    if above:
        below = [When(called & Q(parent__name__iexact=above), then=0), When(Q(parent__name__icontains=above), then=1)]
        order = below + order
    rows = rows.select_related("parent").order_by(Case(*order, default=3), "name", "pk")
    return list(rows[:LOOKED_AT])


def _labels(agency_id: int, units: Sequence[Unit]) -> tuple[str, ...]:
    repeated = _repeated(agency_id, {unit.name for unit in units if unit.parent})
    above = [unit.parent.name if unit.parent else "" for unit in units]
    return tuple(_unit_label(unit, repeated=(unit.name, name) in repeated) for unit, name in zip(units, above, strict=True))


def _unit_label(unit: Unit, *, repeated: bool = False) -> str:
    return unit_label(unit.name, unit.parent.name if unit.parent else "", unit.code, repeated=repeated)


def _repeated(agency_id: int, names: Iterable[str]) -> set[tuple[str, str]]:
    """Which of these names stand more than once below units of one name, in one question."""
    rows = Unit.objects.filter(agency_id=agency_id, name__in=names, parent__isnull=False).values_list("name", "parent__name")
    return {(name, above) for name, above, count in rows.annotate(count=Count("pk")).order_by() if count > 1}


def _label(name: str, post: Posting | None) -> str:
    return person_label(name, post.position.title, post.position.unit.name) if post else name


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
