"""Which forms an SKP uses: of who leads (A.1.1, A.1.2), or of the others (A.1.6, A.1.7)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from capaian.people.models import PositionGroup, TeamMembership
from capaian.planning.models import Approach, ControlLevel, Skp
from capaian.planning.rules.leading import LEADING, least_level


def leads(skp: Skp) -> bool:
    """Whether the SKP is of the family of high officials (JPT) and heads of independent units."""
    return skp.position.group in LEADING


def measured(skp: Skp) -> bool:
    """Whether the approach is quantitative: indicator, target and unit apart (Art 9(3); II.A.7, p.50)."""
    return skp.approach == Approach.QUANTITATIVE


def least_control(skp: Skp, said: Iterable[str] = ()) -> str:
    """The level of control that II.A.5 (p.44) expects at least of the post, "" where any will do. Whether a functional
    official leads a team is asked only where one of the levels that were `said` is below a lead's: one query."""
    functional = skp.position.group == PositionGroup.FUNCTIONAL and ControlLevel.OUTPUT_HIGH in said
    return least_level(skp.position.group, leads_team=functional and _leads_others(skp))


def _leads_others(skp: Skp) -> bool:
    if skp.position.leads_unit:
        return True
    during = Q(start__lte=skp.end) & (Q(end__isnull=True) | Q(end__gte=skp.start))
    return TeamMembership.objects.filter(during, employee_id=skp.employee_id, leads=True).exists()
