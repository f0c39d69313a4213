"""Seeding the quarters that are over: organisation achievement, two ratings, the predikat and what it rests on.

The quarter being rated now waits for the team one signs in as; everybody else's was published when it ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from datetime import time as time_of_day

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation, EvaluationStatus, OrganisationAchievement, OrganisationLevel
from capaian.evaluation.queries import Standing, standings_of
from capaian.evaluation.rules.freezing import frozen_trace
from capaian.evaluation.rules.predikat import decide
from capaian.governance.models import EvaluationPeriod, PeriodKind
from capaian.governance.schemes import Scheme
from capaian.kernel.batches import in_batches
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.plans import BATCH, Planned

LEVEL = OrganisationLevel.BAIK
CHUNK = 500
# How leaders rate, by how far along people are: a judgement, so it only leans on the achievement.
RESULTS = ("meets", "meets", "above", "meets", "meets", "below", "meets", "above", "meets", "meets")
BEHAVIOURS = ("meets", "above", "above", "meets", "meets", "meets", "meets", "above", "meets", "meets", "meets", "below")


def of_quarters(planned: Sequence[Planned], clock: Clock, scheme: Scheme, few: bool) -> None:
    """Publish every quarter before the one being rated, and that one for all but the team one signs in as.

    Where people are many, the earlier quarters are published for that team alone.
    """
    periods = {
        period.ordinal: period
        for period in EvaluationPeriod.objects.filter(
            performance_year=planned[0].skp.performance_year, kind=PeriodKind.QUARTER
        ).select_related("performance_year")
    }
    for quarter in range(1, clock.quarter + 1):
        _achievements(planned, periods[quarter])
        rated = [one for one in planned if _is_rated(one, running=quarter == clock.quarter, few=few)]
        _publish(rated, periods[quarter], scheme)


def _is_rated(one: Planned, *, running: bool, few: bool) -> bool:
    team_of_cast = one.holder.leader is not None and one.holder.leader.is_cast
    return not team_of_cast if running else team_of_cast or not few


def _achievements(planned: Sequence[Planned], period: EvaluationPeriod) -> None:
    led = {one.holder.leader.unit.pk: one.holder.leader.unit for one in planned if one.holder.leader}
    OrganisationAchievement.objects.bulk_create(
        OrganisationAchievement(unit=unit, period=period, level=LEVEL, basis="Capaian rencana aksi periode ini sesuai target")
        for unit in led.values()
    )


def _publish(planned: Sequence[Planned], period: EvaluationPeriod, scheme: Scheme) -> None:
    at = datetime.combine(period.end, time_of_day(3), tzinfo=UTC)
    for part in _parts(planned):
        standings = standings_of([one.skp.pk for one in part], period, scheme)
        made = Evaluation.objects.bulk_create(
            [
                _evaluation(one, number, standings[one.skp.pk], period=period, scheme=scheme, at=at)
                for number, one in enumerate(part)
            ],
            batch_size=BATCH,
        )
        EvaluationStatus.objects.bulk_create((
            EvaluationStatus(
                record=row, state=workflow.PUBLISHED, by_id=row.appraiser_id, by_name=row.appraiser.name, at=at
            )
            for row in made
        ), batch_size=BATCH)


def _parts(planned: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    return in_batches((one for one in planned if one.holder.leader), CHUNK)


def _evaluation(
    one: Planned, number: int, standing: Standing, *, period: EvaluationPeriod, scheme: Scheme, at: datetime
) -> Evaluation:
    result = RESULTS[(number + period.ordinal) % len(RESULTS)]
    behaviour = BEHAVIOURS[(number * 5 + period.ordinal) % len(BEHAVIOURS)]
    if one.holder.is_cast:
        result, behaviour = "meets", "meets"
    cell = scheme.get("predikat.matrix", on=period.end)
    decision = decide(matrix=cell.value, result=result, behaviour=behaviour, article=cell.source)
    leader = one.holder.leader or one.holder
    return Evaluation(
        skp=one.skp, period=period, appraiser=leader.employee, state=workflow.PUBLISHED, result_rating=result,
        behaviour_rating=behaviour, predikat=decision.value, organisation_level=LEVEL, published_at=at,
        achievement_pct=standing.score.achievement_pct, scheme_id=scheme.id, scheme_hash=scheme.hash,
        reason="Dibahas bersama pegawai; ada rencana perbaikan." if "below" in (result, behaviour) else "",
        recommendation="Pertahankan pelaporan bulanan; minta dukungan lebih awal bila jalur ke target melambat.",
        trace=frozen_trace(
            score=standing.score.steps, unit=leader.unit.name, level=LEVEL, result=result, behaviour=behaviour,
            decision=decision.steps, appraiser=leader.employee.name, scheme=f"{scheme.id} · {scheme.hash}",
        ),
    )
