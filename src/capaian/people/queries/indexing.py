"""Keeping the directory's index in step with the ledger.

It writes, though it stands among the questions: what it writes follows from the ledger, is never judged or audited, and
the first question of a new day brings it up to date (posts begin and end without anybody acting on that day).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from capaian.kernel.batches import in_batches
from capaian.people.models import Affiliation, DirectoryDay, Employee, Posting, SearchWord, Unit, UnitSize
from capaian.people.queries.ledger import on
from capaian.people.rules.words import name_words, sort_key, words_of

AT_ONCE = 2_000


def reindex(employee_ids: Iterable[int]) -> None:
    """Look these people up anew: to be called last in an action that changes a name, a post or somebody's employment.

    An agency in whose directory nobody has looked yet is left for the first who does; that something changed is noted all
    the same. One agency's index has one writer at a time, until its transaction ends.
    """
    for some in in_batches(sorted(set(employee_ids)), AT_ONCE):
        agencies = Employee.objects.filter(pk__in=some).order_by().values_list("agency_id", flat=True).distinct()
        with transaction.atomic():
            for agency_id in sorted(agencies):
                if (day := _lock(agency_id)) is not None:
                    _resize(_index(agency_id, some, day))


def ledger_version(agency_id: int) -> int:
    """A number that grows whenever posts or employments of the agency change."""
    return DirectoryDay.objects.filter(pk=agency_id).values_list("version", flat=True).first() or 0


def _lock(agency_id: int) -> date | None:
    """One writer from here on: note that something changes. The day as of which the agency is indexed, None: it is not."""
    DirectoryDay.objects.get_or_create(pk=agency_id)
    DirectoryDay.objects.filter(pk=agency_id).update(version=F("version") + 1)
    return DirectoryDay.objects.values_list("day", flat=True).get(pk=agency_id)


def reindex_below(unit: Unit) -> None:
    """Look everybody of a unit and of what is below it up anew: to be called where a unit has moved (after its paths)."""
    postings = Posting.objects.filter(position__unit__agency_id=unit.agency_id, position__unit__path__startswith=unit.path)
    reindex(postings.values_list("employee_id", flat=True))


@transaction.atomic
def reindex_agency(agency_id: int, day: date | None = None) -> None:
    """Make the whole index of an agency anew, as of `day` (default: today): after an import, or where it is missing."""
    day = day or timezone.localdate()
    _lock(agency_id)
    everybody = Employee.objects.filter(agency_id=agency_id).order_by("pk")
    for some in in_batches(list(everybody.values_list("pk", flat=True)), AT_ONCE):
        _index(agency_id, some, day)
    UnitSize.objects.filter(unit__agency_id=agency_id).delete()
    sizes = Affiliation.objects.filter(agency_id=agency_id).order_by().values_list("unit_id").annotate(people=Count("pk"))
    UnitSize.objects.bulk_create((UnitSize(unit_id=pk, people=people) for pk, people in sizes), batch_size=AT_ONCE)
    DirectoryDay.objects.filter(pk=agency_id).update(day=day)


def bring_up_to_date(agency_id: int, day: date) -> None:
    """Take in what begins or ends by itself between the day of the index and `day`. One cheap question on most days."""
    known = DirectoryDay.objects.filter(agency_id=agency_id).values_list("day", flat=True).first()
    if known is None:
        reindex_agency(agency_id, day)
    elif known < day:
        with transaction.atomic():
            if DirectoryDay.objects.filter(pk=agency_id, day=known).update(day=day):  # else somebody else was quicker
                reindex(_changed(agency_id, known, day))


def _changed(agency_id: int, known: date, day: date) -> set[int]:
    """Who begins or ends a post or the employment after `known` and up to `day`."""
    begins, ends = (known + timedelta(days=1), day), (known, day - timedelta(days=1))
    posts = Posting.objects.filter(Q(start__range=begins) | Q(end__range=ends), employee__agency_id=agency_id)
    people = Employee.objects.filter(Q(employed_from__range=begins) | Q(employed_until__range=ends), agency_id=agency_id)
    return {*posts.values_list("employee_id", flat=True), *people.values_list("pk", flat=True)}


def _index(agency_id: int, ids: Collection[int], day: date) -> Counter[int]:
    """The rows of some people of one agency: the old away, the new in. By how many each unit grew or shrank."""
    people = Employee.objects.filter(pk__in=ids, agency_id=agency_id)
    here = {pk: name for pk, name, *span in people.values_list("pk", "name", "employed_from", "employed_until")
            if _within(day, *span)}
    titles, units = _posts(agency_id, list(here), day)
    change = Counter(unit for those in units.values() for unit in those)
    change.subtract(Affiliation.objects.filter(employee__in=ids).values_list("unit_id", flat=True))
    SearchWord.objects.filter(employee__in=ids).delete()
    Affiliation.objects.filter(employee__in=ids).delete()
    sorts = {pk: sort_key(name) for pk, name in here.items()}
    SearchWord.objects.bulk_create((
        SearchWord(agency_id=agency_id, employee_id=pk, word=word, sort=sorts[pk])
        for pk, name in here.items()
        for word in dict.fromkeys([*name_words(name), *words_of(" ".join(titles[pk]))])
    ), batch_size=AT_ONCE)
    Affiliation.objects.bulk_create((
        Affiliation(agency_id=agency_id, employee_id=pk, unit_id=unit, sort=sorts[pk])
        for pk in here for unit in sorted(units[pk])
    ), batch_size=AT_ONCE)
    return change


def _resize(change: Mapping[int, int]) -> None:
    """Add to the sizes of units; those that change by the same number in one statement."""
    grown: dict[int, list[int]] = defaultdict(list)
    for unit_id, by in change.items():
        if by:
            grown[by].append(unit_id)
    UnitSize.objects.bulk_create((UnitSize(unit_id=pk) for those in grown.values() for pk in those), ignore_conflicts=True)
    for by, those in grown.items():
        UnitSize.objects.filter(pk__in=those).update(people=F("people") + by)


def _within(day: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


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
