"""Weighing needs: the analysis with its method, its needs with scores and evidence, and what each need leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import chain, count

from django.utils.text import slugify
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.people.models import Unit
from capaian.planning.actions.drafts import LONGEST_TEXT, refuse
from capaian.planning.actions.recording import insist_fresh, note, values_of
from capaian.planning.models import EvidenceKind, Need, NeedEvidence, NeedsAnalysis, Objective, ObjectiveNeed, Sector
from capaian.planning.permissions.needs import may_add_analysis, may_edit_analysis
from capaian.planning.queries.needs import criteria_of
from capaian.planning.rules.needs import Criterion, check_criteria, check_scores


@dataclass(frozen=True, slots=True)
class AnalysisDraft:
    """An analysis as typed. `criteria` are (slug or "", label, weight); without a slug one is made from the label."""

    title: str
    method: str
    criteria: Sequence[tuple[str, str, int]] = ()

    def listed(self) -> tuple[Criterion, ...]:
        """The criteria with slugs that are there once."""
        taken = {slug for slug, _label, _weight in self.criteria if slug}
        found = []
        for given, label, weight in self.criteria:
            slug = given or _free(slugify(label)[:40] or "kriteria", taken)
            taken.add(slug)
            found.append(Criterion(slug, " ".join(label.split()), weight))
        return tuple(found)

    def problems(self) -> list[Problem]:
        found = [
            Problem(words, name)
            for name, text, words in (
                ("title", self.title, _("Tuliskan judulnya.")),
                ("method", self.method, _("Tuliskan metodenya: dari mana kriteria dan bobot ini.")),
            ) if not text.strip()
        ]
        if len(self.title) > 200:
            found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": 200}, "title"))
        if len(self.method) > LONGEST_TEXT:
            found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST_TEXT}, "method"))
        return found + [Problem(told(fault.reason), "criteria", fault.row) for fault in check_criteria(self.listed())]


def _free(base: str, taken: set[str]) -> str:
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    kind: str
    source: str
    finding: str


@dataclass(frozen=True, slots=True)
class NeedDraft:
    """A need as typed; `scores` holds only the criteria that were scored."""

    sector: str
    statement: str
    sector_name: str = ""
    scores: Mapping[str, int] = field(default_factory=dict)
    evidence: Sequence[EvidenceDraft] = ()

    def problems(self, criteria: Sequence[Criterion]) -> list[Problem]:
        found = _statement_problems(self.statement)
        if self.sector not in Sector.values:
            found.append(Problem(_("Pilih bidangnya."), "sector"))
        if self.sector == Sector.OTHER and not self.sector_name.strip():
            found.append(Problem(_("Tuliskan nama bidangnya."), "sector_name"))
        if len(self.sector_name) > 80:
            found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": 80}, "sector_name"))
        found += [Problem(told(reason), f"score_{slug}") for slug, reason in check_scores(self.scores, criteria).items()]
        for row, one in enumerate(self.evidence, start=1):
            if one.kind not in EvidenceKind.values or not one.source.strip() or not one.finding.strip():
                found.append(Problem(_("Isi jenis, sumber, dan temuannya."), "evidence", row))
            elif len(one.source) > 300 or len(one.finding) > LONGEST_TEXT:
                found.append(Problem(_("Sumber atau temuan terlalu panjang."), "evidence", row))
        return found


def _statement_problems(text: str) -> list[Problem]:
    if not text.strip():
        return [Problem(_("Tuliskan kebutuhannya."), "statement")]
    if len(text) > LONGEST_TEXT:
        return [Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST_TEXT}, "statement")]
    return []


@action
def add_analysis(
    *, performance_year: PerformanceYear, draft: AnalysisDraft, unit: Unit | None = None, by: Actor, at: datetime,
) -> NeedsAnalysis:
    """Begin a round of weighing needs, for the agency or for a unit."""
    require(may_add_analysis(by, unit))
    refuse(draft.problems())
    analysis = NeedsAnalysis(
        agency_id=performance_year.agency_id, performance_year=performance_year, unit=unit, made_by_name=by.name, made_at=at,
    )
    require(may_edit_analysis(by, analysis))
    _store_analysis(analysis, draft)
    note("needs.begin", analysis, by, at, after=_analysis_values(analysis))
    return analysis


@action
def change_analysis(
    *, analysis: NeedsAnalysis, draft: AnalysisDraft, version: str | None = None, by: Actor, at: datetime,
) -> None:
    """Change title, method or criteria. Scores of a criterion that is dropped stay stored and no longer count."""
    require(may_edit_analysis(by, analysis))
    stored = NeedsAnalysis.objects.select_for_update().get(pk=analysis.pk)
    insist_fresh([stored], version)
    refuse(draft.problems())
    before = _analysis_values(stored)
    _store_analysis(stored, draft)
    note("needs.change", stored, by, at, before=before, after=_analysis_values(stored))


@action
def add_need(*, analysis: NeedsAnalysis, draft: NeedDraft, by: Actor, at: datetime) -> Need:
    """Add a need with its scores and what it rests on."""
    require(may_edit_analysis(by, analysis))
    refuse(draft.problems(criteria_of(analysis)))
    need = Need(analysis=analysis)
    _store_need(need, draft)
    note("need.add", need, by, at, after=_need_values(need))
    return need


@action
def change_need(*, need: Need, draft: NeedDraft, version: str | None = None, by: Actor, at: datetime) -> None:
    """Change a need, its scores or its evidence."""
    require(may_edit_analysis(by, need.analysis))
    stored = Need.objects.select_for_update(of=("self",)).select_related("analysis").get(pk=need.pk)
    insist_fresh([stored, *stored.evidence.all()], version)
    refuse(draft.problems(criteria_of(stored.analysis)))
    before = _need_values(stored)
    _store_need(stored, draft)
    note("need.change", stored, by, at, before=before, after=_need_values(stored))


@action
def remove_need(*, need: Need, by: Actor, at: datetime) -> None:
    """Take a need out. Refused where objectives answer it."""
    require(may_edit_analysis(by, need.analysis))
    if need.objective_links.exists():
        raise Refused(_("Kebutuhan ini sudah dijawab sasaran. Lepaskan dulu sasarannya pada keputusan kebutuhan ini."))
    note("need.remove", need, by, at, before=_need_values(need))
    need.delete()


@action
def decide_need(
    *, need: Need, objectives: Sequence[Objective] = (), reason_not: str = "", by: Actor, at: datetime,
) -> None:
    """Say which objectives answer a need, or why none does. Neither, where something stood: it is undecided again."""
    require(may_edit_analysis(by, need.analysis))
    stored = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    reason = reason_not.strip()
    refuse(_decision_problems(stored, objectives, reason))
    before: dict[str, object] = {"objectives": _led_to(stored), "reason_not": stored.reason_not}
    stored.objective_links.exclude(objective__in=objectives).delete()
    for objective in objectives:
        ObjectiveNeed.objects.get_or_create(need=stored, objective=objective)
    stored.reason_not = reason
    stored.save(update_fields=["reason_not"])
    note("need.decide", stored, by, at, before=before, after={"objectives": _led_to(stored), "reason_not": reason})


def _decision_problems(need: Need, objectives: Sequence[Objective], reason: str) -> list[Problem]:
    if any(objective.unit.agency_id != need.analysis.agency_id for objective in objectives):
        return [Problem(_("Sasaran ini milik instansi lain."), "objectives")]
    if not objectives and not reason and not need.reason_not and not need.objective_links.exists():
        return [Problem(_("Pilih sasaran yang menjawab, atau tuliskan alasannya."), "reason_not")]
    if objectives and reason:
        return [Problem(_("Pilih salah satu: sasaran yang menjawab, atau alasan mengapa tidak."), "reason_not")]
    if reason and len(reason) < MINIMUM_REASON:
        words = _("Tuliskan alasan yang dapat ditindaklanjuti, paling sedikit %(least)s huruf.")
        return [Problem(words % {"least": MINIMUM_REASON}, "reason_not")]
    if len(reason) > LONGEST_TEXT:
        return [Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST_TEXT}, "reason_not")]
    return []


def _store_analysis(analysis: NeedsAnalysis, draft: AnalysisDraft) -> None:
    analysis.title, analysis.method = draft.title.strip(), draft.method.strip()
    analysis.criteria = [asdict(one) for one in draft.listed()]
    analysis.save()


def _store_need(need: Need, draft: NeedDraft) -> None:
    need.sector, need.statement = draft.sector, draft.statement.strip()
    need.sector_name = draft.sector_name.strip() if draft.sector == Sector.OTHER else ""
    need.scores = dict(draft.scores)
    need.save()
    need.evidence.all().delete()
    NeedEvidence.objects.bulk_create(
        NeedEvidence(need=need, kind=one.kind, source=one.source.strip(), finding=one.finding.strip()) for one in draft.evidence
    )


def _analysis_values(analysis: NeedsAnalysis) -> dict[str, object]:
    return values_of(analysis) | {"made_at": analysis.made_at.isoformat()}


def _need_values(need: Need) -> dict[str, object]:
    rows = need.evidence.order_by("pk").values_list("kind", "source", "finding")
    return values_of(need) | {"evidence": [list(row) for row in rows]}


def _led_to(need: Need) -> list[str]:
    return list(need.objectives.order_by("pk").values_list("statement", flat=True))
