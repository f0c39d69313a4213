"""Strategic plans, and taking their objectives over into a year's performance agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.kernel.calendar import EARLIEST, LATEST
from capaian.people.models import Agency, Unit
from capaian.planning.actions.agreements import begin_agreement
from capaian.planning.actions.drafts import refuse
from capaian.planning.actions.objectives import KeyIndicator, ObjectiveDraft, add_objective
from capaian.planning.actions.recording import insist_fresh, note, values_of
from capaian.planning.models import Objective, ObjectiveIndicator, PlanKind, StrategicPlan
from capaian.planning.permissions.objectives import may_add_plan, may_edit_plan
from capaian.planning.rules.need_sheet import plain_words

LONGEST = 25
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as typed."""

    title: str
    first_year: int
    last_year: int
    document: str = ""

    def problems(self) -> list[Problem]:
        found = [] if self.title.strip() else [Problem(_("Tuliskan judulnya."), "title")]
        for name, text, longest in (("title", self.title, 200), ("document", self.document, 300)):
            if len(text) > longest:
                found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": longest}, name))
        if not EARLIEST <= self.first_year <= LATEST:
            found.append(Problem(_("Tahun ini tidak masuk akal."), "first_year"))
        elif not self.first_year <= self.last_year < self.first_year + LONGEST:
            words = _("Tahun terakhir tidak boleh mendahului tahun pertama, dan rencana paling lama 25 tahun.")
            found.append(Problem(words, "last_year"))
        return found


@action
def add_plan(*, agency: Agency, kind: str, draft: PlanDraft, unit: Unit | None = None, by: Actor, at: datetime) -> StrategicPlan:
    """Add the region's plan (RPJMD) or an office's (Renstra)."""
    region = kind == PlanKind.RPJMD
    if kind not in PlanKind.values:
        raise InvalidInput([Problem(_("Pilih RPJMD atau Renstra."), "kind")])
    if not region and unit is None:
        raise InvalidInput([Problem(_("Renstra milik satu unit: pilih unitnya."), "unit")])
    plan = StrategicPlan(agency=agency, kind=kind, unit=None if region else unit)
    require(may_add_plan(by, plan.unit, timezone.localdate(at)))
    require(may_edit_plan(by, plan, timezone.localdate(at)))
    refuse([*draft.problems(), *_called_the_same(plan, draft)])
    _store(plan, draft)
    note("plan.add", plan, by, at, after=values_of(plan))
    return plan


@action
def change_plan(*, plan: StrategicPlan, draft: PlanDraft, version: str | None = None, by: Actor, at: datetime) -> None:
    """Change title, span or document of a plan."""
    require(may_edit_plan(by, plan, timezone.localdate(at)))
    stored = StrategicPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    insist_fresh([stored], version)
    refuse([*draft.problems(), *_called_the_same(stored, draft)])
    before = values_of(stored)
    _store(stored, draft)
    note("plan.change", stored, by, at, before=before, after=values_of(stored))


@action
def remove_plan(*, plan: StrategicPlan, by: Actor, at: datetime) -> None:
    """Take a plan out. Refused as long as it has objectives."""
    require(may_edit_plan(by, plan, timezone.localdate(at)))
    count = plan.objectives.count()
    if count:
        raise Refused(_("Rencana ini masih berisi %(count)s sasaran. Hapus dulu sasarannya.") % {"count": count})
    note("plan.remove", plan, by, at, before=values_of(plan))
    plan.delete()


@action
def derive_objectives(
    *, objectives: Sequence[Objective], performance_year: PerformanceYear, by: Actor, at: datetime,
) -> list[Objective]:
    """Take objectives of a plan over into a year's performance agreement, with the year's targets: all or none. The
    agreement is begun where there is none yet.

    Raises InvalidInput, naming the indicator, where a target of that year is missing: nothing is promised unsaid.
    """
    mine = Objective.objects.select_for_update(of=("self",)).filter(pk__in=[objective.pk for objective in objectives])
    list(mine.order_by("pk").values_list("pk", flat=True))  # a second click waits, and is then told that it is done
    refuse([problem for objective in objectives for problem in _not_derivable(objective, performance_year)])
    made = []
    for objective in objectives:
        year = performance_year.year
        draft = ObjectiveDraft(
            objective.statement, _source(objective), [_of_year(one, year) for one in _rows(objective)],
            code=_code(objective, year), parent_id=objective.pk,
        )
        begin_agreement(unit=objective.unit, performance_year=performance_year, by=by, at=at)
        made.append(add_objective(unit=objective.unit, performance_year=performance_year, draft=draft, by=by, at=at))
    return made


def _not_derivable(objective: Objective, performance_year: PerformanceYear) -> list[Problem]:
    year, plan = performance_year.year, objective.plan
    if plan is None or not plan.first_year <= year <= plan.last_year:
        words = _("“%(statement)s” tidak berasal dari rencana yang berlaku pada %(year)s.")
        return [Problem(words % {"statement": objective.statement, "year": year})]
    if Objective.objects.filter(parent=objective, unit=objective.unit, performance_year=performance_year).exists():
        words = _("“%(statement)s” sudah diturunkan ke perjanjian kinerja %(year)s.")
        return [Problem(words % {"statement": objective.statement, "year": year})]
    words = _("Indikator “%(indicator)s” belum punya target %(year)s. Isi dulu target tahunnya.")
    return [
        Problem(words % {"indicator": one.statement, "year": year})
        for one in _rows(objective) if all(target.year != year for target in one.year_targets.all())
    ]


def _rows(objective: Objective) -> list[ObjectiveIndicator]:
    return list(objective.indicators.order_by("ordinal", "pk").prefetch_related("year_targets"))


def _of_year(one: ObjectiveIndicator, year: int) -> KeyIndicator:
    target = next(target.target_text for target in one.year_targets.all() if target.year == year)
    return KeyIndicator(
        one.statement, target, formula=one.formula, unit=one.unit, baseline=one.baseline, baseline_year=one.baseline_year,
        polarity=one.polarity, measurement=one.measurement,
    )


def _called_the_same(plan: StrategicPlan, draft: PlanDraft) -> list[Problem]:
    """Another plan of the same owner with this title: a spreadsheet could not say which one it means."""
    rows = StrategicPlan.objects.filter(agency_id=plan.agency_id, kind=plan.kind, unit=plan.unit).exclude(pk=plan.pk)
    if plain_words(draft.title) in map(plain_words, rows.values_list("title", flat=True)):
        return [Problem(_("Sudah ada rencana dengan judul ini. Buka rencana itu, atau beri judul lain."), "title")]
    return []


def _source(objective: Objective) -> str:
    plan = objective.plan
    return ", ".join(filter(None, [plan.title, plan.document]))[:300] if plan else ""


def _code(objective: Objective, year: int) -> str:
    """The plan's code with the year behind it, unless that is taken or too long."""
    code = f"{objective.code}-{year}" if objective.code else ""
    taken = Objective.objects.filter(unit=objective.unit, code=code).exists()
    return "" if taken or len(code) > LONGEST_CODE else code


def _store(plan: StrategicPlan, draft: PlanDraft) -> None:
    plan.title, plan.document = draft.title.strip(), draft.document.strip()
    plan.first_year, plan.last_year = draft.first_year, draft.last_year
    plan.save()
