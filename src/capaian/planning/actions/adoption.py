"""Results that come into somebody's draft from elsewhere: a matrix, a performance agreement, an assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.planning.actions.drafts import LONGEST_TEXT, IndicatorDraft, ResultDraft, refuse
from capaian.planning.actions.indicators import add_indicator
from capaian.planning.actions.recording import insist
from capaian.planning.actions.results import store_result, unlinkable
from capaian.planning.models import (
    Aspect,
    Assignment,
    ControlLevel,
    Indicator,
    Objective,
    ObjectiveIndicator,
    ResultPlan,
    ResultSource,
    Skp,
)
from capaian.planning.permissions import may_edit_skp
from capaian.planning.permissions.drafting import may_take_agreement
from capaian.planning.queries.family import measured
from capaian.planning.queries.performance import promised_in


@dataclass(frozen=True, slots=True)
class Adopted:
    """A result to take over, and what it hangs below: a leader's result (and which of its indicators) or an objective.
    `source` says where it comes from; what `result.hangs` and `result.source` say is not read."""

    result: ResultDraft
    indicators: Sequence[IndicatorDraft] = field(default_factory=tuple)
    parent_id: int | None = None
    parent_indicator_id: int | None = None
    objective_id: int | None = None
    assignment_id: int | None = None
    source: str = ResultSource.MATRIX


@action
def adopt_results(*, skp: Skp, drafts: Sequence[Adopted], by: Actor, at: datetime) -> list[ResultPlan]:
    """Take these results over into one's own draft, each at the end of its group, all or none.

    Raises InvalidInput (row = place in `drafts`) for a draft that cannot be used, and for a parent, objective or
    assignment that is not of this agency, or not this person's. Refused where the SKP is not being drafted.
    """
    stored = insist(skp, may_edit_skp, by)
    exact = measured(stored)
    refuse([
        Problem(problem.reason, problem.field, row)
        for row, adopted in enumerate(drafts, start=1)
        for problem in [
            *adopted.result.problems(),
            *(told for it in adopted.indicators for told in [*it.problems(measured=exact), *unlinkable(skp, it)]),
            *_unlinkable(skp, adopted),
        ]
    ])
    return [store_result(skp, adopted.result, adopted.indicators, by, at, **_links(adopted)) for adopted in drafts]


@action
def adopt_agreement(*, skp: Skp, by: Actor, at: datetime) -> int:
    """II.A.2.a.3: take over the objectives and key indicators of the unit's performance agreement as main results; what was
    taken over before stays as it is. Returns how many indicators came in. Refused where nothing is left, or nothing stands."""
    require(may_take_agreement(by, skp))
    skp.lock()
    objectives = promised_in(skp, timezone.localdate(at)).objectives
    if not objectives:
        words = _("Sasaran %(unit)s tahun ini belum dicatat, jadi belum ada yang dapat diambil alih.")
        raise Refused(words % {"unit": skp.position.unit.name})
    taken = set(Indicator.objects.standing().filter(result__skp=skp).values_list("objective_indicator_id", flat=True))
    mine = {row.objective_id: row for row in ResultPlan.objects.standing().filter(skp=skp, objective__isnull=False)}
    new: list[Adopted] = []
    count = 0
    for objective in objectives:
        missing = [_taken_over(it) for it in objective.indicators.all() if it.pk not in taken]
        count += len(missing)
        if objective.pk in mine:
            for draft in missing:
                add_indicator(result=mine[objective.pk], draft=draft, by=by, at=at)
        else:
            result = ResultDraft(objective.statement[:LONGEST_TEXT], assigned_by=_post_above(skp))
            new.append(Adopted(result, missing, objective_id=objective.pk, source=ResultSource.AGREEMENT))
    if not new and not count:
        raise Refused(_("Semua indikator perjanjian kinerja sudah ada dalam SKP ini."))
    adopt_results(skp=skp, drafts=new, by=by, at=at)
    return count


def _taken_over(it: ObjectiveIndicator) -> IndicatorDraft:
    """A key indicator as an individual one. A number without a unit is left to the printed target."""
    return IndicatorDraft(
        aspect=it.definition.aspect if it.definition else Aspect.QUANTITY, statement=it.statement, target_text=it.target_text,
        target=it.target if it.unit else None, unit=it.unit, polarity=it.polarity, measurement=it.measurement,
        control=it.definition.control if it.definition else ControlLevel.OUTCOME, objective_indicator=it.pk,
        definition=it.definition_id,
    )


def _post_above(skp: Skp) -> str:
    return skp.appraiser_position.title[:200] if skp.appraiser_position else ""


def _links(adopted: Adopted) -> dict[str, object]:
    return {
        "parent_id": adopted.parent_id, "parent_indicator_id": adopted.parent_indicator_id,
        "objective_id": adopted.objective_id, "assignment_id": adopted.assignment_id, "source": adopted.source,
    }


def _unlinkable(skp: Skp, adopted: Adopted) -> list[Problem]:
    """What is named and cannot be: of another agency, one's own, or somebody else's."""
    agency = skp.employee.agency_id
    above = ResultPlan.objects.standing().filter(
        skp__employee__agency_id=agency, skp__performance_year_id=skp.performance_year_id
    ).exclude(skp__employee_id=skp.employee_id)
    named: tuple[tuple[int | None, QuerySet[Any], str, str], ...] = (
        (adopted.parent_id, above, "hangs", _("Hasil kerja pimpinan yang dirujuk tidak ada di instansi ini.")),
        (
            adopted.parent_indicator_id, Indicator.objects.standing().filter(result_id=adopted.parent_id), "hangs",
            _("Indikator yang dirujuk bukan milik hasil kerja pimpinan itu."),
        ),
        (
            adopted.objective_id, Objective.objects.filter(unit__agency_id=agency), "hangs",
            _("Sasaran yang dirujuk tidak ada di instansi ini."),
        ),
        (
            adopted.assignment_id, Assignment.objects.filter(employee_id=skp.employee_id), "assignment",
            _("Penugasan yang dirujuk bukan untuk pegawai ini."),
        ),
    )
    found = [Problem(reason, field) for pk, rows, field, reason in named if pk is not None and not rows.filter(pk=pk).exists()]
    if adopted.parent_id is not None and adopted.objective_id is not None:
        found.append(Problem(_("Pilih hasil kerja pimpinan atau sasaran unit, jangan keduanya."), "hangs"))
    return found
