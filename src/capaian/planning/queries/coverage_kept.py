"""Counts of what the cascade lacks, kept per unit for a moment, so that looking costs the same at any number of people.

They are of the moment that the page names, and are never judged. Everything is counted anew when they are older than `KEPT`, on
another day, when somebody asks for it, and when the rows on the screen are more or fewer than was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils import timezone

from capaian.people.models import Unit
from capaian.planning.models import CoverageCount
from capaian.planning.queries.coverage import counts_for
from capaian.planning.queries.coverage_lists import rows_for
from capaian.planning.queries.coverage_scope import Scope
from capaian.planning.rules.coverage import Held, Kind, burden, in_order, rolled_up, summed

KEPT = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the units of an agency lacked at a moment; only units that lack something, in their order."""

    at: datetime
    held: tuple[Held, ...]

    def within(self, scope: Scope) -> tuple[Held, ...]:
        """Those that are looked at."""
        paths = scope.paths
        return self.held if paths is None else tuple(one for one in self.held if one.path.startswith(paths))


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page shows: the sums of the scope by kind, and a page of the records of one `kind`."""

    counted: Counted
    kind: Kind
    sums: Mapping[str, int]
    page: Page[Any]
    records: list[Any]


def seen_for(scope: Scope, kind: Kind | None, at: datetime, *, number: str | None, per_page: int) -> Seen:
    """Of this kind, or of what is lacking most. Where the records contradict the counts, everything is counted anew first. Two
    queries, one where nothing is lacking; two more for counting."""
    young = _young(scope, at)
    seen, right = _seen(scope, kind, young or count_anew(scope, at), number, per_page)
    if right or young is None:
        return seen
    return _seen(scope, kind, count_anew(scope, at), number, per_page)[0]


def count_anew(scope: Scope, at: datetime) -> Counted:
    """Every unit of the agency: two queries, three the first time. Who counted later has the last word."""
    counted = Counted(at, counts_for(replace(scope, unit=None, paths=None)))
    units = [[one.unit, one.path, one.own] for one in counted.held]
    older = CoverageCount.objects.filter(performance_year=scope.year, counted_at__lte=at)
    if not older.update(counted_at=at, units=units):
        fresh = CoverageCount(performance_year=scope.year, counted_at=at, units=units)
        CoverageCount.objects.bulk_create([fresh], ignore_conflicts=True)
    return counted


def units_for(scope: Scope, counted: Counted) -> list[dict[str, Any]]:
    """The units one step below the one looked at (or the topmost of the reach), worst first, with their `sums` of everything
    beneath them and the `burden` of it. One query."""
    rows = Unit.objects.filter(agency_id=scope.actor.agency_id)
    if scope.unit is not None:
        rows = rows.filter(parent=scope.unit)
    elif scope.paths is not None:
        rows = rows.filter(path__in=scope.paths)
    else:
        rows = rows.filter(Q(parent__isnull=True) | Q(parent__parent__isnull=True))
    found = list(rows.order_by("path").values_list("pk", "name", "path"))
    sums = rolled_up(counted.within(scope), [path for _pk, _name, path in found])
    placed = [{"pk": pk, "name": name, "sums": sums[path], "burden": burden(sums[path])} for pk, name, path in found]
    return sorted(placed, key=lambda row: -row["burden"])


def _young(scope: Scope, at: datetime) -> Counted | None:
    kept = CoverageCount.objects.filter(performance_year=scope.year).first()
    if kept is not None and timedelta(0) <= at - kept.counted_at < KEPT and timezone.localdate(kept.counted_at) == scope.day:
        return Counted(kept.counted_at, tuple(Held(*one) for one in kept.units))
    return None


def _seen(scope: Scope, asked: Kind | None, counted: Counted, number: str | None, per_page: int) -> tuple[Seen, bool]:
    """The page, and whether what is on it is what was counted."""
    held = counted.within(scope)
    sums = summed(held)
    kind = asked or next(iter(in_order(sums)), Kind.ORPHANS)
    page: Page[Any] = Paginator(range(sums[kind]), per_page).get_page(number)
    records, right = _records(scope, kind, held, page.start_index() - 1, per_page) if sums[kind] else ([], True)
    return Seen(counted, kind, sums, page, records), right


def _records(scope: Scope, kind: Kind, held: tuple[Held, ...], first: int, most: int) -> tuple[list[Any], bool]:
    """The records from `first` on, in the order of the units: asked of those units alone that were counted to hold them."""
    units, before, after = _holding(kind, held, first, most)
    rows = rows_for(replace(scope, few=units), kind)
    found = list(rows[first - before: first - before + most + 1])
    left = after - first
    return found[:most], len(found) == left if left <= most else len(found) > most


def _holding(kind: Kind, held: tuple[Held, ...], first: int, most: int) -> tuple[tuple[int, ...], int, int]:
    """The units that hold these records, how many records come before them, and how many there are up to the last of them."""
    units, before, upto = [], 0, 0
    for one in held:
        own = one.own.get(kind, 0)
        if own and upto < first + most:
            upto += own
            if upto > first:
                units.append(one.unit)
            else:
                before = upto
    return tuple(units), before, upto
