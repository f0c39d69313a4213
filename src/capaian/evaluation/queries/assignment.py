"""Who evaluates whom in a period, and on which SKP (IV.A), by the ledger of the day the window opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation
from capaian.evaluation.permissions import Assignment
from capaian.evaluation.queries.periods import local_day
from capaian.governance.models import EvaluationPeriod
from capaian.people.models import Reporting
from capaian.people.queries import on
from capaian.planning.models import Skp
from capaian.planning.workflow import AGREED


def skps_of(period: EvaluationPeriod) -> QuerySet[Skp]:
    """The SKP each person is evaluated on: the last one that reaches into the period.

    After a move the new unit's SKP counts and nothing is joined or weighted (IV.A.13); an earlier SKP of the
    same person is therefore left out, even while the new one is still being drafted.
    """
    reaching = Q(start__lte=period.end, end__gte=period.start)
    later = Skp.objects.standing().filter(
        reaching, employee=OuterRef("employee"), performance_year=OuterRef("performance_year"), start__gt=OuterRef("start")
    )
    found: QuerySet[Skp] = Skp.objects.standing().filter(
        reaching, ~Exists(later), performance_year_id=period.performance_year_id
    )
    return found


def team_skps(appraiser_id: int, period: EvaluationPeriod) -> QuerySet[Skp]:
    """The SKPs of the people whom this person appraises in the period, agreed or not."""
    appraised = Reporting.objects.filter(on(period.window_start), appraiser_id=appraiser_id)
    return skps_of(period).filter(employee_id__in=appraised.values("employee_id"))


@dataclass(frozen=True, slots=True)
class Superior:
    """An appraiser as the ledger of a day has it."""

    id: int
    name: str


def appraisers_of(employee_ids: Iterable[int], period: EvaluationPeriod) -> dict[int, Superior]:
    """The appraiser of each person on the day the window opens; a person without one is absent."""
    rows = Reporting.objects.filter(on(period.window_start), employee_id__in=set(employee_ids)).values_list(
        "employee_id", "appraiser_id", "appraiser__name"
    )
    return {employee: Superior(appraiser, name) for employee, appraiser, name in rows}


def assignments_of(skps: Iterable[Skp], period: EvaluationPeriod, at: datetime) -> dict[int, Assignment]:
    """For each SKP who evaluates it in the period, in three queries whatever their number."""
    skps = list(skps)
    appraisers = appraisers_of((skp.employee_id for skp in skps), period)
    superiors = appraisers_of((appraiser.id for appraiser in appraisers.values()), period)
    states = dict(
        Evaluation.objects.filter(period=period, skp__in=[skp.pk for skp in skps]).values_list("skp_id", "state")
    )
    made = {}
    for skp in skps:
        appraiser = appraisers.get(skp.employee_id)
        superior = superiors.get(appraiser.id) if appraiser else None
        made[skp.pk] = Assignment(
            employee_id=skp.employee_id, employee_name=skp.employee.name,
            appraiser_id=appraiser.id if appraiser else None, appraiser_name=appraiser.name if appraiser else "",
            superior_id=superior.id if superior else None, superior_name=superior.name if superior else "",
            agreed=skp.state == AGREED, state=states.get(skp.pk, workflow.RATING), period=period.label,
            window_start=period.window_start, window_end=period.window_end, today=local_day(period, at),
        )
    return made


def skps_to_evaluate_for(agency_id: int, period: EvaluationPeriod, skp_ids: Iterable[int]) -> dict[int, Skp]:
    """These SKPs of the agency as the period evaluates them; an id of elsewhere or of an older SKP is absent."""
    found = skps_of(period).filter(pk__in=set(skp_ids), employee__agency_id=agency_id)
    return {skp.pk: skp for skp in found.select_related("employee", "position__unit")}


def lock_skps(skp_ids: Iterable[int]) -> None:
    """Let one writer at a time evaluate these people, also where no evaluation exists yet to be locked."""
    list(Skp.objects.select_for_update().filter(pk__in=list(skp_ids)).order_by("pk").values_list("pk"))
