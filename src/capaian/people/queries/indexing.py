"""Keeping the directory's index in step with the ledger.

It writes, though it stands among the questions: what it writes follows from the ledger, is never judged or audited, and
the first question of a new day brings it up to date (posts begin and end without anybody acting on that day).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from capaian.people.models import Affiliation, DirectoryDay, Employee, Posting, SearchWord, Unit
from capaian.people.queries.ledger import on
from capaian.people.rules.words import name_words, sort_key, words_of

AT_ONCE = 2_000


def reindex(employee_ids: Iterable[int]) -> None:
    """Look these people up anew: to be called where a name, a post or the employment of somebody has changed.

    An agency in whose directory nobody has looked yet is left for the first who does.
    """
    for some in _batches(sorted(set(employee_ids))):
        days = DirectoryDay.objects.filter(agency__employees__in=some).distinct()
        for agency_id, day in days.values_list("agency_id", "day"):
            _index(agency_id, some, day)


def reindex_below(unit: Unit) -> None:
    """Look everybody of a unit and of what is below it up anew: to be called where a unit has moved (after its paths)."""
    postings = Posting.objects.filter(position__unit__agency_id=unit.agency_id, position__unit__path__startswith=unit.path)
    reindex(postings.values_list("employee_id", flat=True))


def reindex_agency(agency_id: int, day: date | None = None) -> None:
    """Make the whole index of an agency anew, as of `day` (default: today): after an import, or where it is missing."""
    day = day or timezone.localdate()
    with transaction.atomic():
        DirectoryDay.objects.update_or_create(agency_id=agency_id, defaults={"day": day})
        everybody = Employee.objects.filter(agency_id=agency_id).order_by("pk")
        for some in _batches(list(everybody.values_list("pk", flat=True))):
            _index(agency_id, some, day)


def bring_up_to_date(agency_id: int, day: date) -> None:
    """Take in what begins or ends by itself between the day of the index and `day`. One cheap question on most days."""
    known = DirectoryDay.objects.filter(agency_id=agency_id).values_list("day", flat=True).first()
    if known is None:
        reindex_agency(agency_id, day)
    elif known < day:
        with transaction.atomic():
            if DirectoryDay.objects.filter(agency_id=agency_id, day=known).update(day=day):
                reindex(_changed(agency_id, known, day))


def _changed(agency_id: int, known: date, day: date) -> set[int]:
    """Who begins or ends a post or the employment after `known` and up to `day`."""
    begins, ends = (known + timedelta(days=1), day), (known, day - timedelta(days=1))
    posts = Posting.objects.filter(Q(start__range=begins) | Q(end__range=ends), employee__agency_id=agency_id)
    people = Employee.objects.filter(Q(employed_from__range=begins) | Q(employed_until__range=ends), agency_id=agency_id)
    return {*posts.values_list("employee_id", flat=True), *people.values_list("pk", flat=True)}


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        yield some


@transaction.atomic
def _index(agency_id: int, ids: Collection[int], day: date) -> None:
    """The rows of some people of one agency: the old away, the new in. Locked first, so that two never write one person."""
    rows = Employee.objects.filter(pk__in=ids, agency_id=agency_id).order_by("pk").select_for_update()
    people = list(rows.only("pk", "name", "employed_from", "employed_until"))
    SearchWord.objects.filter(employee__in=people).delete()
    Affiliation.objects.filter(employee__in=people).delete()
    here = [one for one in people if _employed(one, day)]
    titles, units = _posts(agency_id, [one.pk for one in here], day)
    SearchWord.objects.bulk_create((
        SearchWord(agency_id=agency_id, employee=one, word=word, sort=sort_key(one.name))
        for one in here
        for word in dict.fromkeys([*name_words(one.name), *words_of(" ".join(titles[one.pk]))])
    ), batch_size=AT_ONCE)
    Affiliation.objects.bulk_create((
        Affiliation(agency_id=agency_id, employee=one, unit_id=unit, sort=sort_key(one.name))
        for one in here for unit in sorted(units[one.pk])
    ), batch_size=AT_ONCE)


def _employed(one: Employee, day: date) -> bool:
    return (one.employed_from is None or one.employed_from <= day) and (one.employed_until is None or day <= one.employed_until)


def _posts(agency_id: int, ids: Collection[int], day: date) -> tuple[dict[int, list[str]], dict[int, set[int]]]:
    """Per person the titles of the posts held on the day, and the units of these with every unit above."""
    held = Posting.objects.filter(on(day), employee__in=ids).order_by("pk")
    rows = list(held.values_list("employee_id", "position__title", "position__unit__path"))
    codes = {code for *_, path in rows for code in path.split("/") if code}
    known = dict(Unit.objects.filter(agency_id=agency_id, code__in=codes).values_list("code", "pk"))
    titles: dict[int, list[str]] = defaultdict(list)
    units: dict[int, set[int]] = defaultdict(set)
    for employee_id, title, path in rows:
        titles[employee_id].append(title)
        units[employee_id].update(known[code] for code in path.split("/") if code)
    return titles, units
