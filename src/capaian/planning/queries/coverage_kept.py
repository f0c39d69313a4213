"""Counts of what the cascade lacks, kept per unit for a moment, so that looking costs the same at any number of people.

They are of the moment that the page names, and are never judged. Everything is counted anew when they are older than `KEPT`, on
another day, when somebody asks for it, and when the rows on the screen are more or fewer than was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import F, FilteredRelation, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import Coalesce
from django.utils import timezone

from capaian.people.models import Unit
from capaian.planning.models import CoverageCount, UnitCoverage
from capaian.planning.queries.coverage import counts_for
from capaian.planning.queries.coverage_lists import rows_for
from capaian.planning.queries.coverage_scope import Scope
from capaian.planning.rules.coverage import Kind, burden, in_order, rolled_up

KEPT = timedelta(minutes=2)
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page shows: the sums of the scope by kind, and a page of the records of one `kind`."""

    kept: CoverageCount
    kind: Kind
    sums: Mapping[str, int]
    page: Page[Any]
    records: list[Any]


def seen_for(scope: Scope, kind: Kind | None, at: datetime, *, number: str | None, per_page: int) -> Seen:
    """Of this kind, or of what is lacking most. Where the records contradict the counts, everything is counted anew first. Three
    queries, and one for units; one less where nothing is lacking."""
    young = _young(scope, at)
    seen, right = _seen(scope, kind, young or count_anew(scope, at), number, per_page)
    if right or young is None:
        return seen
    return _seen(scope, kind, count_anew(scope, at), number, per_page)[0]


def counted_for(scope: Scope, at: datetime) -> CoverageCount:
    """The counts of the scope's agency and year: one query while they are young enough."""
    return _young(scope, at) or count_anew(scope, at)


def count_anew(scope: Scope, at: datetime) -> CoverageCount:
    """Every unit of the agency. Who counted later has the last word, however long either took."""
    counts = counts_for(replace(scope, unit=None, paths=None))
    rows = _rows(counts, dict(Unit.objects.filter(agency_id=scope.actor.agency_id).values_list("path", "pk")))
    with transaction.atomic():
        kept, _made = CoverageCount.objects.select_for_update().get_or_create(
            performance_year=scope.year, defaults={"counted_at": at}
        )
        if timedelta(0) < kept.counted_at - at < KEPT:
            return kept
        kept.counted_at, kept.sums = at, {kind: sum(by_path.values()) for kind, by_path in counts.items()}
        kept.save()
        UnitCoverage.objects.filter(count=kept).delete()
        for row in rows:
            row.count = kept
        UnitCoverage.objects.bulk_create(rows, batch_size=AT_ONCE)
    return kept


def units_for(scope: Scope, kept: CoverageCount) -> QuerySet[Any]:
    """The units one step below the one looked at (or the topmost of the reach), worst first, with their `sums` (None: nothing
    is lacking) and `burden`."""
    rows = Unit.objects.filter(agency_id=scope.actor.agency_id)
    if scope.unit is not None:
        rows = rows.filter(parent=scope.unit)
    elif scope.paths is not None:
        rows = rows.filter(path__in=scope.paths)
    else:
        rows = rows.filter(Q(parent__isnull=True) | Q(parent__parent__isnull=True))
    kept_row = FilteredRelation("coverage", condition=Q(coverage__count=kept))
    found: QuerySet[Any] = rows.annotate(
        kept=kept_row, sums=F("kept__sums"), burden=Coalesce(F("kept__burden"), Value(0))
    ).order_by("-burden", "path").values("pk", "name", "sums", "burden")
    return found


def sums_for(scope: Scope, kept: CoverageCount) -> dict[str, int]:
    """By kind; no query for the whole agency, one for units."""
    if scope.paths is None:
        return {kind: kept.sums.get(kind, 0) for kind in Kind}
    rows = UnitCoverage.objects.filter(count=kept, unit__path__in=scope.paths).values_list("sums", flat=True)
    found = dict.fromkeys(map(str, Kind), 0)
    for sums in rows:
        for kind, number in sums.items():
            found[kind] += number
    return found


def _young(scope: Scope, at: datetime) -> CoverageCount | None:
    kept = CoverageCount.objects.filter(performance_year=scope.year).first()
    if kept is not None and timedelta(0) <= at - kept.counted_at < KEPT and timezone.localdate(kept.counted_at) == scope.day:
        return kept
    return None


def _seen(scope: Scope, asked: Kind | None, kept: CoverageCount, number: str | None, per_page: int) -> tuple[Seen, bool]:
    """The page, and whether what is on it is what was counted."""
    sums = sums_for(scope, kept)
    kind = asked or next(iter(in_order(sums)), Kind.ORPHANS)
    page: Page[Any] = Paginator(range(sums[kind]), per_page).get_page(number)
    records, right = _records(scope, kind, kept, page.start_index() - 1, per_page) if sums[kind] else ([], True)
    return Seen(kept, kind, sums, page, records), right


def _records(scope: Scope, kind: Kind, kept: CoverageCount, first: int, most: int) -> tuple[list[Any], bool]:
    """The records from `first` on, in the order of the units: asked of those units alone that were counted to hold them."""
    units = _holding(scope, kind, kept, first, most)
    before, after = units[0][1] - units[0][2], units[-1][1]
    rows = rows_for(replace(scope, few=tuple(pk for pk, _upto, _own in units)), kind)
    found = list(rows[first - before: first - before + most + 1])
    left = after - first
    return found[:most], len(found) == left if left <= most else len(found) > most


def _holding(scope: Scope, kind: Kind, kept: CoverageCount, first: int, most: int) -> list[tuple[int, int, int]]:
    """The units that hold these records, in order: each with how many there are up to its last one, and its own. The first
    page is within the first units, whatever each holds."""
    held = scope.within(UnitCoverage.objects.filter(count=kept, **{f"{kind}__gt": 0}), "unit")
    if first == 0:
        numbers = list(held.order_by("unit__path").values_list("unit", kind.value)[:most])
        placed = zip(numbers, accumulate(own for _pk, own in numbers), strict=True)
        return [(pk, upto, own) for (pk, own), upto in placed if upto - own < most]
    upto = Window(Sum(kind.value), order_by=F("unit__path").asc())
    rows = held.annotate(upto=upto).filter(upto__gt=first, upto__lt=F(kind.value) + first + most).order_by("upto")
    return list(rows.values_list("unit", "upto", kind.value))


def _rows(counts: Mapping[str, Mapping[str, int]], units: Mapping[str, int]) -> list[UnitCoverage]:
    rows: dict[str, UnitCoverage] = {}
    for kind, by_path in counts.items():
        for path, number in rolled_up(by_path, units).items():
            if number:
                row = rows.setdefault(path, UnitCoverage(unit_id=units[path]))
                row.sums[kind] = number
                setattr(row, kind, by_path.get(path, 0))
    for row in rows.values():
        row.burden = burden(row.sums)
    return list(rows.values())
