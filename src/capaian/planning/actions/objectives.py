"""Objectives of a unit and year, and of the plans behind them, with their key indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.people.models import Unit
from capaian.planning.actions.drafts import LONGEST_TEXT, refuse
from capaian.planning.actions.recording import insist_fresh, note, values_of
from capaian.planning.models import (
    Measurement,
    Objective,
    ObjectiveIndicator,
    PerformanceAgreement,
    Polarity,
    StrategicPlan,
    YearTarget,
)
from capaian.planning.permissions.objectives import may_add_objective, may_edit_objective, may_edit_plan
from capaian.planning.queries.chain import objectives_above, place_of
from capaian.planning.rules.cascade import would_loop
from capaian.planning.rules.objectives import fault_of_parent, number_in

LONGEST_TARGET = 120


class KeyIndicator(NamedTuple):
    """A key indicator (IKU) as typed. `pk` names the stored one it changes; `years` are (year, printed target) of a plan."""

    statement: str
    target_text: str = ""
    pk: int | None = None
    formula: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    polarity: str = Polarity.HIGHER
    measurement: str = Measurement.SNAPSHOT
    years: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveDraft:
    """An objective as typed; `indicators` in order, each a KeyIndicator or at least (statement, printed target)."""

    statement: str
    source: str = ""
    indicators: Sequence[tuple[object, ...]] = field(default_factory=tuple)
    code: str = ""
    parent_id: int | None = None

    def rows(self) -> list[KeyIndicator]:
        return [KeyIndicator(*row) for row in self.indicators]  # type: ignore[arg-type]

    def problems(self, *, of_plan: bool = False) -> list[Problem]:
        found: list[Problem] = []
        if not self.statement.strip():
            found.append(Problem(_("Tuliskan sasarannya."), "statement"))
        for name, text, longest in (
            ("statement", self.statement, LONGEST_TEXT), ("source", self.source, 300), ("code", self.code, 40),
        ):
            if len(text) > longest:
                found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": longest}, name))
        for row, one in enumerate(self.rows(), start=1):
            found += _problems_of(one, row, of_plan=of_plan)
        return found


def _problems_of(one: KeyIndicator, row: int, *, of_plan: bool) -> list[Problem]:
    found = []
    if not one.statement.strip() or not (of_plan or one.target_text.strip()):
        found.append(Problem(_("Isi indikator dan targetnya."), "indicators", row))
    targets = [one.target_text, *(text for _year, text in one.years)]
    if max(len(one.statement), len(one.formula)) > LONGEST_TEXT or max(map(len, targets)) > LONGEST_TARGET or len(one.unit) > 60:
        found.append(Problem(_("Indikator atau target terlalu panjang."), "indicators", row))
    if one.polarity not in Polarity.values or one.measurement not in Measurement.values:
        found.append(Problem(_("Pilihan ini tidak dikenal."), "indicators", row))
    return found


@action
def add_objective(
    *, unit: Unit, performance_year: PerformanceYear | None = None, plan: StrategicPlan | None = None, draft: ObjectiveDraft,
    by: Actor, at: datetime,
) -> Objective:
    """Add an objective at the end of the unit's list of the year, or of a plan."""
    day = timezone.localdate(at)
    if plan is not None:
        require(may_edit_plan(by, plan, day))
    else:
        lock_agreement(unit, performance_year)
        require(may_add_objective(by, unit, _given(performance_year), day))
    objective = Objective(unit=unit, performance_year=performance_year, plan=plan)
    refuse([*draft.problems(of_plan=plan is not None), *_fit(objective, draft)])
    rows = Objective.objects.filter(unit=unit, performance_year=performance_year, plan=plan)
    objective.ordinal = (rows.aggregate(last=Max("ordinal"))["last"] or 0) + 1
    _store(objective, draft)
    note("objective.add", objective, by, at, after=values_with_indicators(objective))
    return objective


@action
def change_objective(
    *, objective: Objective, draft: ObjectiveDraft, by: Actor, at: datetime, version: str | None = None
) -> None:
    """Change an objective; its indicators become those given (one that names its `pk` stays the same one)."""
    lock_agreement(objective.unit, objective.performance_year)
    require(may_edit_objective(by, objective, timezone.localdate(at)))
    rows = Objective.objects.select_for_update(of=("self",)).select_related("plan", "performance_year", "unit")
    stored = rows.get(pk=objective.pk)
    insist_fresh(parts_of(stored), version)
    refuse([*draft.problems(of_plan=stored.plan_id is not None), *_fit(stored, draft)])
    before = values_with_indicators(stored)
    _store(stored, draft)
    note("objective.change", stored, by, at, before=before, after=values_with_indicators(stored))


@action
def remove_objective(*, objective: Objective, by: Actor, at: datetime) -> None:
    """Take an objective out. Refused where somebody's result, or another objective, hangs below it."""
    lock_agreement(objective.unit, objective.performance_year)
    require(may_edit_objective(by, objective, timezone.localdate(at)))
    below = objective.results.count()
    if below:
        words = _("Sasaran ini menjadi rujukan bagi %(count)s hasil kerja pegawai, jadi belum dapat dihapus.")
        raise Refused(words % {"count": below})
    children = objective.children.count()
    if children:
        raise Refused(_("Sasaran ini menjadi induk bagi %(count)s sasaran lain, jadi belum dapat dihapus.") % {"count": children})
    note("objective.remove", objective, by, at, before=values_with_indicators(objective))
    try:
        objective.delete()
    except ProtectedError as error:
        raise Refused(_("Sasaran ini masih dipakai di tempat lain, jadi belum dapat dihapus.")) from error


def parts_of(objective: Objective) -> list[Objective | ObjectiveIndicator | YearTarget]:
    """What an edit form shows of an objective: its fingerprint is taken of these."""
    targets = YearTarget.objects.filter(indicator__objective=objective)
    return [objective, *objective.indicators.all(), *targets]


def values_with_indicators(objective: Objective) -> dict[str, object]:
    """An objective with its indicators and targets, for the audit row."""
    rows = list(objective.indicators.order_by("ordinal", "pk").values_list("pk", "statement", "target_text"))
    targets = YearTarget.objects.filter(indicator__objective=objective).order_by("indicator__ordinal", "indicator_id", "year")
    by_year: dict[int, dict[str, str]] = {}
    for one in targets:
        by_year.setdefault(one.indicator_id, {})[str(one.year)] = one.target_text
    listed = [[statement, text, *([by_year[pk]] if pk in by_year else [])] for pk, statement, text in rows]
    return values_of(objective) | {"indicators": listed}


def _given(performance_year: PerformanceYear | None) -> PerformanceYear:
    if performance_year is None:
        raise TypeError("an objective belongs to a plan or to a year")
    return performance_year


def lock_agreement(unit: Unit, performance_year: PerformanceYear | None) -> None:
    """Nobody fixes the agreement while its objectives change."""
    if performance_year is not None:
        agreements = PerformanceAgreement.objects.select_for_update(of=("self",))
        list(agreements.filter(unit=unit, performance_year=performance_year).values_list("pk"))


def _fit(objective: Objective, draft: ObjectiveDraft) -> list[Problem]:
    """What is wrong with its code and its place in the chain."""
    found = []
    code = draft.code.strip()
    if code and Objective.objects.filter(unit_id=objective.unit_id, code=code).exclude(pk=objective.pk).exists():
        found.append(Problem(_("Kode ini sudah dipakai sasaran lain dari unit yang sama."), "code"))
    if draft.parent_id is None:
        return found
    parents = Objective.objects.select_related("plan", "performance_year").filter(unit__agency_id=objective.unit.agency_id)
    parent = parents.filter(pk=draft.parent_id).first()
    if parent is None:
        return [*found, Problem(_("Sasaran induk ini tidak ditemukan."), "parent")]
    if objective.pk and would_loop(objective.pk, parent.pk, objectives_above([parent.pk])):
        words = _("Rantai sasaran ini akan berputar: sasaran induk itu sendiri bergantung pada sasaran ini.")
        return [*found, Problem(words, "parent")]
    fault = fault_of_parent(place_of(objective), place_of(parent))
    return [*found, Problem(told(fault), "parent")] if fault else found


def _store(objective: Objective, draft: ObjectiveDraft) -> None:
    objective.statement, objective.source = draft.statement.strip(), draft.source.strip()
    objective.code, objective.parent_id = draft.code.strip(), draft.parent_id
    objective.save()
    rows = draft.rows()
    standing = {one.pk: one for one in objective.indicators.all()}
    kept = {row.pk for row in rows}
    try:
        objective.indicators.exclude(pk__in=[pk for pk in kept if pk]).delete()
    except ProtectedError as error:
        words = _("Indikator yang sudah diambil ke dalam SKP seseorang tidak dapat dihapus; ubah kalimatnya bila perlu.")
        raise InvalidInput([Problem(words, "indicators")]) from error
    for ordinal, row in enumerate(rows, start=1):
        store_indicator(standing.get(row.pk or 0) or ObjectiveIndicator(objective=objective), row, ordinal)


def store_indicator(indicator: ObjectiveIndicator, row: KeyIndicator, ordinal: int) -> None:
    """Write one key indicator with its yearly targets; of a plan, the target is the last year's."""
    years = [(year, text.strip()) for year, text in sorted(row.years) if text.strip()]
    last = years[-1][1] if years else ""
    indicator.statement, indicator.ordinal = row.statement.strip(), ordinal
    indicator.formula, indicator.unit = row.formula.strip(), row.unit.strip()
    indicator.target_text = row.target_text.strip() or last
    indicator.target = number_in(indicator.target_text, indicator.unit)
    indicator.baseline, indicator.baseline_year = row.baseline, row.baseline_year
    indicator.polarity, indicator.measurement = row.polarity, row.measurement
    indicator.save()
    indicator.year_targets.exclude(year__in=[year for year, _text in years]).delete()
    for year, text in years:
        values = {"target_text": text, "target": number_in(text, indicator.unit)}
        YearTarget.objects.update_or_create(indicator=indicator, year=year, defaults=values)
