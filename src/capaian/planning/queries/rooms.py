"""How far the planning of a year is, as the page of doors says it: a count or two for each room, in six queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from capaian.foundation.actor import Actor
from capaian.people.permissions.scope import reads_units
from capaian.planning import workflow
from capaian.planning.models import Need, NeedsAnalysis, Objective, PerformanceAgreement, RoleMatrix, StrategicPlan


@dataclass(frozen=True, slots=True)
class Progress:
    """What an agency has planned for a year. `undecided` needs lead to nothing yet, `drafts` are agreements not yet fixed."""

    analyses: int
    undecided: int
    plans: int
    objectives: int
    agreements: int
    drafts: int
    matrices: int

    @property
    def begun(self) -> bool:
        return any((self.analyses, self.plans, self.objectives, self.agreements))


def progress_for(actor: Actor, year: int) -> Progress | None:
    """For who manages or oversees; None for others, who see their own work elsewhere."""
    if not reads_units(actor):
        return None
    agency = actor.agency_id
    needs = Need.objects.filter(analysis__agency_id=agency, analysis__performance_year__year=year)
    agreements = PerformanceAgreement.objects.filter(unit__agency_id=agency, performance_year__year=year)
    promised = agreements.aggregate(all=Count("pk"), drafts=Count("pk", filter=~Q(state=workflow.FIXED)))
    return Progress(
        analyses=NeedsAnalysis.objects.filter(agency_id=agency, performance_year__year=year).count(),
        undecided=needs.filter(objectives=None, reason_not="").count(),
        plans=StrategicPlan.objects.filter(agency_id=agency, first_year__lte=year, last_year__gte=year).count(),
        objectives=Objective.objects.filter(unit__agency_id=agency, performance_year__year=year).count(),
        agreements=promised["all"], drafts=promised["drafts"],
        matrices=RoleMatrix.objects.filter(unit__agency_id=agency, skp__performance_year__year=year).count(),
    )
