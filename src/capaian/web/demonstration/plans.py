"""Seeding what people are to reach and what they reported: objectives, agreed SKPs, monthly reports. In bulk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from capaian.governance.models import PerformanceYear
from capaian.planning import workflow as planning
from capaian.planning.models import (
    AnnexItem,
    AnnexSection,
    BehaviourExpectation,
    Indicator,
    Objective,
    ResultPlan,
    Skp,
    SkpStatus,
)
from capaian.web.demonstration import shapes
from capaian.web.demonstration.organisation import Holder

BATCH = 2_000
ANNEX = (
    (AnnexSection.RESOURCES, "Dukungan data dan sarana kerja dari unit"),
    (AnnexSection.RESOURCES, "Kehadiran pimpinan pada rapat koordinasi yang menentukan"),
    (AnnexSection.ACCOUNTABILITY, "Progres dilaporkan setiap bulan beserta bukti dukung"),
    (AnnexSection.CONSEQUENCES, "Bila ekspektasi terpenuhi: diusulkan mengikuti pengembangan kompetensi"),
    (AnnexSection.CONSEQUENCES, "Bila belum terpenuhi: bimbingan kinerja terjadwal bersama pimpinan"),
)
EXPECTATIONS = (
    ("berorientasi-pelayanan", "Menjawab warga dengan ramah dan tuntas pada kunjungan pertama"),
    ("kolaboratif", "Membantu rekan satu tim saat beban memuncak"),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A seeded SKP with its holder and its indicators beside the measures they were made from."""

    holder: Holder
    skp: Skp
    indicators: tuple[tuple[Indicator, shapes.Measure], ...]


def objectives_of(holders: Sequence[Holder], year: PerformanceYear) -> dict[tuple[int, int], Objective]:
    """The objectives of each office, by unit and ordinal."""
    made: dict[tuple[int, int], Objective] = {}
    for holder in holders:
        if holder.office is None or not holder.position.leads_unit or holder.post != holder.office.head:
            continue
        for ordinal, spec in enumerate(holder.office.objectives, start=1):
            objective = Objective.objects.create(
                unit=holder.unit, performance_year=year, statement=spec.statement, ordinal=ordinal, source=spec.source
            )
            objective.indicators.create(statement=spec.indicator, target_text=spec.target_text)
            made[holder.unit.pk, ordinal] = objective
    return made


def agreed_skps(holders: Sequence[Holder], year: PerformanceYear, at: datetime, few: bool) -> list[Planned]:
    """An agreed SKP for everybody whose post has results, from the heads downward so that results hang together.

    Where people are many, only the team one signs in as has an annex and special expectations.
    """
    objectives = objectives_of(holders, year)
    skps = Skp.objects.bulk_create([_skp(holder, year) for holder in holders if holder.post.results], batch_size=BATCH)
    SkpStatus.objects.bulk_create((_status(skp, at) for skp in skps), batch_size=BATCH)
    planned_for = dict(zip((h.employee.pk for h in holders if h.post.results), skps, strict=True))
    _annexes([planned_for[h.employee.pk] for h in holders if h.post.results and (not few or h.is_shown)])
    results: dict[tuple[int, int], ResultPlan] = {}
    planned: list[Planned] = []
    for level in _by_depth(holders):
        plans = [
            _result(
                holder, planned_for[holder.employee.pk], spec, ordinal, results=results, objectives=objectives
            )
            for holder in level for ordinal, spec in enumerate(holder.post.results, start=1)
        ]
        ResultPlan.objects.bulk_create(plans, batch_size=BATCH)
        planned += _indicators(level, plans, results, planned_for)
    return planned


def _by_depth(holders: Sequence[Holder]) -> list[list[Holder]]:
    """Heads of offices, heads of units, staff: each level's results hang below the level above."""
    def depth(holder: Holder) -> int:
        return 0 if holder.leader is None else 1 + depth(holder.leader)

    levels: dict[int, list[Holder]] = {}
    for holder in holders:
        if holder.post.results:
            levels.setdefault(depth(holder), []).append(holder)
    return [levels[key] for key in sorted(levels)]


def _skp(holder: Holder, year: PerformanceYear) -> Skp:
    leader = holder.leader or holder
    return Skp(
        employee=holder.employee, performance_year=year, position=holder.position, appraiser=leader.employee,
        appraiser_position=leader.position, start=date(year.year, 1, 1), end=date(year.year, 12, 31),
        state=planning.AGREED, agreed_on=date(year.year, 1, 24),
    )


def _status(skp: Skp, at: datetime) -> SkpStatus:
    return SkpStatus(record=skp, state=planning.AGREED, by_id=skp.appraiser_id, by_name=skp.appraiser.name, at=at)


def _annexes(skps: Sequence[Skp]) -> None:
    AnnexItem.objects.bulk_create((
        AnnexItem(skp=skp, section=section, text=text, ordinal=ordinal)
        for skp in skps for ordinal, (section, text) in enumerate(ANNEX, start=1)
    ), batch_size=BATCH)
    BehaviourExpectation.objects.bulk_create(
        (BehaviourExpectation(skp=skp, core_value=value, text=text) for skp in skps for value, text in EXPECTATIONS),
        batch_size=BATCH,
    )


def _result(
    holder: Holder, skp: Skp, spec: shapes.Result, ordinal: int, *,
    results: Mapping[tuple[int, int], ResultPlan], objectives: Mapping[tuple[int, int], Objective],
) -> ResultPlan:
    """Heads hang below an objective of their office, staff below a result of their head."""
    earlier = sum(one.kind == spec.kind for one in holder.post.results[: ordinal - 1])
    plan = ResultPlan(skp=skp, kind=spec.kind, ordinal=earlier + 1, statement=spec.statement)
    if holder.office and holder.post == holder.office.head:
        plan.objective = objectives.get((holder.unit.pk, spec.parent))
    elif holder.office and holder.post == holder.office.unit_head and holder.unit.parent_id:
        plan.objective = objectives.get((holder.unit.parent_id, spec.parent))
    elif holder.leader:
        plan.parent = results.get((holder.leader.employee.pk, spec.parent)) or results.get((holder.leader.employee.pk, 1))
    return plan


def _indicators(
    level: Sequence[Holder], plans: Sequence[ResultPlan], results: dict[tuple[int, int], ResultPlan],
    planned_for: Mapping[int, Skp],
) -> list[Planned]:
    specs = [(holder, ordinal, spec) for holder in level for ordinal, spec in enumerate(holder.post.results, start=1)]
    made: dict[int, list[tuple[Indicator, shapes.Measure]]] = {}
    for (holder, ordinal, spec), plan in zip(specs, plans, strict=True):
        results[holder.employee.pk, ordinal] = plan
        for number, measure in enumerate(spec.measures, start=1):
            target, high = measure.numbers
            made.setdefault(holder.employee.pk, []).append((Indicator(
                result=plan, ordinal=number, aspect=measure.aspect, statement=measure.statement, target_text=measure.target_text,
                target=target, target_high=high, unit=measure.unit, polarity=measure.polarity, measurement=measure.measurement,
            ), measure))
    Indicator.objects.bulk_create((indicator for pairs in made.values() for indicator, _ in pairs), batch_size=BATCH)
    return [Planned(holder, planned_for[holder.employee.pk], tuple(made[holder.employee.pk])) for holder in level]
