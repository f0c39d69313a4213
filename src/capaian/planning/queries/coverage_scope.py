"""Of which units and which year somebody sees what the cascade lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.governance.models import PerformanceYear
from capaian.people.models import Posting, Unit
from capaian.people.permissions.scope import below
from capaian.people.queries import on
from capaian.planning.permissions.cascade import may_see_coverage, reads_below
from capaian.planning.rules.coverage import outermost


def led_paths(actor: Actor, day: date) -> tuple[str, ...]:
    """The units that this person leads on a day, as paths. One query."""
    held = Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True)
    return tuple(sorted(set(held.values_list("position__unit__path", flat=True))))


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which units and which year: those of `paths` with all below them (None: the whole agency), or of these a `few`."""

    actor: Actor
    day: date
    year: PerformanceYear
    led: tuple[str, ...]
    unit: Unit | None
    paths: tuple[str, ...] | None
    few: tuple[int, ...] | None = None

    def within(self, rows: QuerySet[Any], unit: str) -> QuerySet[Any]:
        """Those rows whose unit (the field that leads to it) is looked at."""
        if self.few is not None:
            rows = rows.filter(**{f"{unit}__in": self.few})
        if self.paths is None:
            return rows
        return rows.filter(**{f"{unit}__in": below(self.paths, self.actor.agency_id).values("pk")})


def scope_for(actor: Actor, day: date, *, year: int, unit_id: int | None = None) -> Scope | None:
    """What this person looks at; None in a year that is not opened. Refused for who reads nobody's plans; Http404 for another
    agency's unit, or one out of reach. Two queries, and one for a unit."""
    led = led_paths(actor, day)
    require(may_see_coverage(actor, led))
    opened = PerformanceYear.objects.filter(agency_id=actor.agency_id, year=year).first()
    reach = reads_below(actor, led)
    unit = None
    if unit_id is not None:
        unit = Unit.objects.filter(agency_id=actor.agency_id, pk=unit_id).select_related("parent").first()
        if unit is None or not (reach is None or unit.path.startswith(reach)):
            raise Http404
    if opened is None:
        return None
    paths = reach if unit is None else (unit.path,)
    return Scope(actor, day, opened, led, unit, None if paths is None else outermost(paths))
