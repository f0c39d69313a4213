"""What one person sees of the results in the cascade.

Everybody of the agency sees objectives and the results of who leads (JPT and heads of independent units). Names and words of
other results are for the person, those above in the line of appraisers, heads and managers of the unit, and who oversees;
everybody sees the line above the own results. What one may not read is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from capaian.foundation.actor import Actor
from capaian.people.models import Reporting
from capaian.people.permissions.scope import below
from capaian.people.queries import on
from capaian.planning.models import Objective, ResultPlan
from capaian.planning.permissions.cascade import reads_below
from capaian.planning.queries.coverage_scope import led_paths
from capaian.planning.queries.linking import standing_skp
from capaian.planning.rules.leading import LEADING

DEPTH = 8
"""Levels of results, and of objectives, that the way up is followed in one question."""
_CHAIN = 3  # appraiser, the appraiser's, and one more


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees of results: `of_results` as part of a query (None: all), and the units whose plans open."""

    actor: Actor
    year: int
    of_results: Q | None
    reach: tuple[str, ...] | None

    def opens(self, people: tuple[int, int], unit_path: str) -> bool:
        """Whether a plan may be opened from here: of this employee and appraiser, in this unit."""
        return self.actor.employee_id in people or self.reach is None or unit_path.startswith(self.reach or ("\0",))

    def objectives(self) -> QuerySet[Any]:
        """Objectives that count in the year: of its agreements, and of plans that span it."""
        spans = Q(plan__first_year__lte=self.year, plan__last_year__gte=self.year)
        rows: QuerySet[Any] = Objective.objects.filter(
            Q(performance_year__year=self.year) | spans, unit__agency_id=self.actor.agency_id
        )
        return rows

    def results(self) -> QuerySet[Any]:
        """Standing results of the agency and year, readable or not."""
        rows: QuerySet[Any] = ResultPlan.objects.filter(
            standing_skp(), dropped_on__isnull=True, skp__performance_year__year=self.year,
            skp__performance_year__agency=self.actor.agency_id,
        )
        return rows

    def readable(self) -> QuerySet[Any]:
        """Of these, what this person may read."""
        return self.results() if self.of_results is None else self.results().filter(self.of_results)


def sight_for(actor: Actor, day: date, year: int) -> Sight:
    """Two queries; one for who oversees the agency."""
    reach = reads_below(actor, led_paths(actor, day))
    if reach is None:
        return Sight(actor, year, None, None)
    me = actor.employee_id
    seen = Q(skp__position__group__in=LEADING) | Q(skp__employee=me) | Q(skp__appraiser=me) | Q(pk__in=_line_above(me, year))
    if reach:
        seen |= Q(skp__position__unit__in=below(reach, actor.agency_id).values("pk"))
    if actor.appraises:
        seen |= Q(skp__employee__in=_appraised_below(me, day))
    return Sight(actor, year, seen, reach)


def _line_above(employee_id: int, year: int) -> list[int]:
    """The results above somebody's own, at any distance. One query."""
    steps = ["__".join(["parent"] * depth) + "_id" for depth in range(1, DEPTH)]
    rows = ResultPlan.objects.standing().filter(standing_skp(), skp__employee=employee_id, skp__performance_year__year=year)
    return sorted({pk for line in rows.values_list(*steps) for pk in line if pk is not None})


def _appraised_below(employee_id: int, day: date) -> QuerySet[Any]:
    """Those whom somebody appraises, and whom these appraise, and once more; as part of a query."""
    held = Reporting.objects.filter(on(day))
    direct = held.filter(appraiser=employee_id).values("employee")
    found, step = Q(appraiser=employee_id), direct
    for _level in range(_CHAIN - 1):
        found |= Q(appraiser__in=step)
        step = held.filter(appraiser__in=step).values("employee")
    rows: QuerySet[Any] = held.filter(found).values("employee")
    return rows
