"""Bringing the strategic chain in from a sheet: the good rows are written, parents first; the others were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.jobs.progress import Progress
from capaian.foundation.jobs.runner import enqueue
from capaian.foundation.models import Job, StoredFile
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.kernel.numbers import whole_number
from capaian.people.models import Agency, Unit
from capaian.planning.actions.agreements import begin_agreement
from capaian.planning.actions.objectives import KeyIndicator, ObjectiveDraft, add_objective, change_objective
from capaian.planning.actions.plans import PlanDraft, add_plan, change_plan
from capaian.planning.actions.recording import note
from capaian.planning.models import BudgetLine, Objective, ObjectiveIndicator, PlanKind, StrategicPlan
from capaian.planning.permissions.objectives import may_import_chain
from capaian.planning.rules.chain import ChainRow, Key
from capaian.planning.rules.chain_file import OURS
from capaian.planning.rules.need_sheet import ADDED, CHANGED, plain_words
from capaian.planning.rules.objectives import AGREEMENT, RPJMD

IMPORT_CHAIN = "planning.chain.import"


@action
def queue_chain(*, stored: StoredFile, by: Actor, at: datetime, href: str = "") -> Job:
    """Apply a long sheet as a job."""
    require(may_import_chain(by))
    arguments = {"file_id": stored.pk}
    return enqueue(IMPORT_CHAIN, by=by, at=at, title=_("Rencana strategis dari %(name)s") % {"name": stored.name},
                   arguments=arguments, href=href)


@action
def apply_chain(*, agency: Agency, rows: Sequence[ChainRow], by: Actor, at: datetime) -> int:
    """Add and change what the rows say; how many. Rejected and unchanged rows are passed over."""
    require(may_import_chain(by))
    good = [row for row in rows if row.outcome in {ADDED, CHANGED}]
    for group in groups_of(good):
        _apply(agency, group, by, at)
    return len(good)


@action
def apply_chunk(*, agency: Agency, rows: Sequence[ChainRow], progress: Progress, by: Actor, at: datetime) -> None:
    """The same as part of a job: rows and count stand or fall together."""
    apply_chain(agency=agency, rows=rows, by=by, at=at)
    progress.step(done=progress.done + len(rows))


def groups_of(rows: Sequence[ChainRow]) -> list[list[ChainRow]]:
    """The rows that change something, objective by objective, parents before what serves them."""
    groups: dict[Key, list[ChainRow]] = {}
    for row in rows:
        if row.outcome in {ADDED, CHANGED}:
            groups.setdefault(row.key, []).append(row)
    found: dict[Key, list[ChainRow]] = {}

    def put(key: Key) -> None:
        if key not in found and key in groups:
            for parent in {row.parent_key for row in groups[key]} - {None}:
                put(parent)  # type: ignore[arg-type]
            found[key] = groups[key]

    for key in groups:
        put(key)
    return list(found.values())


def _apply(agency: Agency, rows: Sequence[ChainRow], by: Actor, at: datetime) -> None:
    first = rows[0]
    unit = Unit.objects.get(agency=agency, code=first.unit)
    objective = _objective(agency, first.key)
    draft = _draft(agency, objective, rows)
    if objective is not None:
        if objective.plan is not None:
            _stretch(objective.plan, first, by, at)
        change_objective(objective=objective, draft=draft, by=by, at=at)
    elif first.level == AGREEMENT:
        year = PerformanceYear.objects.get(agency=agency, year=first.first_year)
        objective = add_objective(unit=unit, performance_year=year, draft=draft, by=by, at=at)
    else:
        plan = _plan(agency, None if first.level == RPJMD else unit, first, by, at)
        objective = add_objective(unit=unit, plan=plan, draft=draft, by=by, at=at)
    for row in rows:
        if row.program and row.level == AGREEMENT:
            _fund(objective, row, by, at)


def _objective(agency: Agency, key: Key) -> Objective | None:
    code = key[1]
    rows = Objective.objects.filter(unit__agency=agency, unit__code=key[0])
    rows = rows.select_related("unit", "plan__unit", "performance_year")
    if code.startswith(OURS):
        return rows.filter(pk=whole_number(code.removeprefix(OURS)) or 0).first()
    return rows.filter(code=code).first()


def _draft(agency: Agency, objective: Objective | None, rows: Sequence[ChainRow]) -> ObjectiveDraft:
    """What stands, and the rows on top of it: an empty cell clears nothing."""
    parent_key = next((row.parent_key for row in rows if row.parent_key), None)
    parent = _objective(agency, parent_key) if parent_key else None
    statement = next((row.statement for row in rows if row.statement), objective.statement if objective else "")
    standing = list(objective.indicators.order_by("ordinal", "pk").prefetch_related("year_targets")) if objective else []
    lines = {plain_words(one.statement): _standing(one) for one in standing}
    for row in rows:
        if row.indicator:
            name = plain_words(row.indicator)
            lines[name] = _over(lines.get(name, KeyIndicator(row.indicator)), row)
    code = rows[0].code
    return ObjectiveDraft(
        statement, objective.source if objective else "", list(lines.values()),
        code="" if code.startswith(OURS) else code,
        parent_id=parent.pk if parent else objective.parent_id if objective else None,
    )


def _standing(one: ObjectiveIndicator) -> KeyIndicator:
    return KeyIndicator(
        one.statement, one.target_text, one.pk, one.formula, one.unit, one.baseline, one.baseline_year, one.polarity,
        one.measurement, tuple((target.year, target.target_text) for target in one.year_targets.all()),
    )


def _over(line: KeyIndicator, row: ChainRow) -> KeyIndicator:
    """An indicator with what the row states about it."""
    given = row.values
    if row.level == AGREEMENT:
        line = line._replace(target_text=row.targets[0][1] if row.targets else line.target_text)
    else:
        years = tuple(sorted((dict(line.years) | dict(row.targets)).items()))
        # The target of the whole plan follows the last year's.
        line = line._replace(years=years, target_text="" if row.targets else line.target_text)
    return line._replace(
        formula=given.get("formula", line.formula), unit=given.get("measure", line.unit),
        polarity=given.get("polarity", line.polarity),
        baseline=Decimal(given["baseline"]) if "baseline" in given else line.baseline,
        baseline_year=int(given["baseline_year"]) if "baseline_year" in given else line.baseline_year,
    )


def _plan(agency: Agency, unit: Unit | None, row: ChainRow, by: Actor, at: datetime) -> StrategicPlan:
    kind = PlanKind.RPJMD if unit is None else PlanKind.RENSTRA
    named = plain_words(row.plan)
    plans = StrategicPlan.objects.filter(agency=agency, kind=kind, unit=unit).select_related("unit", "agency")
    plan = next((one for one in plans if plain_words(one.title) == named), None)
    if plan is None:
        draft = PlanDraft(row.plan, row.first_year, row.last_year)
        return add_plan(agency=agency, kind=kind, unit=unit, draft=draft, by=by, at=at)
    _stretch(plan, row, by, at)
    return plan


def _stretch(plan: StrategicPlan, row: ChainRow, by: Actor, at: datetime) -> None:
    """The years that the sheet states for a plan."""
    if (plan.first_year, plan.last_year) != (row.first_year, row.last_year):
        change_plan(plan=plan, draft=PlanDraft(plan.title, row.first_year, row.last_year, plan.document), by=by, at=at)


def _fund(objective: Objective, row: ChainRow, by: Actor, at: datetime) -> None:
    """The programme of a row, in the agreement of the objective's unit and year."""
    year = PerformanceYear.objects.get(agency_id=objective.unit.agency_id, year=row.first_year)
    agreement = begin_agreement(unit=objective.unit, performance_year=year, by=by, at=at)
    lines = list(agreement.budget_lines.filter(objective=objective).order_by("ordinal", "pk"))
    line = next((one for one in lines if plain_words(one.program) == plain_words(row.program)), None)
    before: dict[str, object] | None = {"amount": str(line.amount)} if line else None
    if line is None:
        last = agreement.budget_lines.count()
        line = BudgetLine(agreement=agreement, objective=objective, program=row.program, ordinal=last + 1)
    line.amount, line.source = Decimal(row.amount), row.fund or line.source
    line.save()
    note("agreement.budget", agreement, by, at, before=before, after={"program": line.program, "amount": str(line.amount)})
