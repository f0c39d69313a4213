"""What a unit's performance agreement of the year holds for the SKP of who leads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from capaian.planning import workflow
from capaian.planning.models import DeadlineKind, Objective, ObjectiveIndicator, PerformanceAgreement, Skp
from capaian.planning.queries.deadlines import due_on
from capaian.planning.rules.leading import draft_stands_in


@dataclass(frozen=True, slots=True)
class Promised:
    """The objectives of a unit's agreement with their key indicators. `fixed_on` None: only a draft stands; `stands_in`
    says that its day has passed, so that the draft is what counts (II.A.2.a.3)."""

    objectives: Sequence[Objective] = field(default_factory=tuple)
    fixed_on: date | None = None
    fixed: bool = False
    stands_in: bool = False


def promised_in(skp: Skp, today: date) -> Promised:
    """The agreement of the unit and year of this SKP. Four queries."""
    indicators = ObjectiveIndicator.objects.select_related("definition").order_by("ordinal", "pk")
    rows = (
        Objective.objects.filter(unit_id=skp.position.unit_id, performance_year_id=skp.performance_year_id)
        .prefetch_related(Prefetch("indicators", indicators))
        .order_by("ordinal", "pk")
    )
    agreement = PerformanceAgreement.objects.filter(
        unit_id=skp.position.unit_id, performance_year_id=skp.performance_year_id
    ).first()
    fixed = agreement is not None and agreement.state == workflow.FIXED
    due = due_on(skp.performance_year, DeadlineKind.AGREEMENT, skp.position.unit)
    return Promised(
        list(rows), agreement.fixed_on if agreement and fixed else None, fixed, draft_stands_in(fixed, today, due)
    )
