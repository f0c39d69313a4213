"""From what somebody typed into a form to the one person or unit meant, or else to those that may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from capaian.people.models import Employee, Posting, Unit
from capaian.people.queries.directory import existing, person_label, unit_label, units_named, with_posts
from capaian.people.queries.finding import Wanted, find
from capaian.people.queries.indexing import bring_up_to_date
from capaian.people.rules.nip import LENGTH, normal_nip
from capaian.people.rules.words import sort_key, wanted_words

CANDIDATES = 5
LOOKED_AT = 50
"""So many people who have all the words typed are compared with the text."""
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
    coded = Unit.objects.filter(existing(day), agency_id=agency_id, code=text.strip()).first()
    if coded is not None:
        return coded, ()
    name = text.strip().partition(BETWEEN)[0]
    found = list(units_named(agency_id, name, day).select_related("parent")[:LOOKED_AT])
    meant = [unit for unit in found if _same(label_of_unit(unit), text)] or [unit for unit in found if _same(unit.name, text)]
    if len(meant) == 1:
        return meant[0], ()
    return None, _labels(meant or found)


def label_of_unit(unit: Unit) -> str:
    """How a form names a unit."""
    return unit_label(unit.name, unit.parent.name if unit.parent else "", unit.code)


def _labels(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(label_of_unit(unit) for unit in units)[:CANDIDATES]


def _label(name: str, post: Posting | None) -> str:
    return person_label(name, post.position.title, post.position.unit.name) if post else name


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
