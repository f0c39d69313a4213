"""Results that come into somebody's draft from elsewhere: a matrix, a performance agreement, an assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem
from capaian.foundation.writing import action
from capaian.planning.actions.drafts import IndicatorDraft, ResultDraft, refuse
from capaian.planning.actions.recording import insist
from capaian.planning.actions.results import store_result, unlinkable
from capaian.planning.models import Assignment, Indicator, Objective, ResultPlan, ResultSource, Skp
from capaian.planning.permissions import may_edit_skp
from capaian.planning.queries.family import measured


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
