"""Objectives of a unit, from its performance agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.people.models import Unit
from capaian.planning.actions.drafts import LONGEST_TEXT, refuse
from capaian.planning.actions.recording import insist_fresh, note, values_of
from capaian.planning.models import Objective
from capaian.planning.permissions import may_edit_objectives


@dataclass(frozen=True, slots=True)
class ObjectiveDraft:
    """An objective as typed; `indicators` are (statement, printed target) in order."""

    statement: str
    source: str = ""
    indicators: Sequence[tuple[str, str]] = field(default_factory=tuple)

    def problems(self) -> list[Problem]:
        found: list[Problem] = []
        if not self.statement.strip():
            found.append(Problem(_("Tuliskan sasarannya."), "statement"))
        for name, text, longest in (("statement", self.statement, LONGEST_TEXT), ("source", self.source, 300)):
            if len(text) > longest:
                found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": longest}, name))
        for row, (statement, target) in enumerate(self.indicators, start=1):
            if not statement.strip() or not target.strip():
                found.append(Problem(_("Isi indikator dan targetnya."), "indicators", row))
            if len(statement) > LONGEST_TEXT or len(target) > 120:
                found.append(Problem(_("Indikator atau target terlalu panjang."), "indicators", row))
        return found


@action
def add_objective(
    *, unit: Unit, performance_year: PerformanceYear, draft: ObjectiveDraft, by: Actor, at: datetime
) -> Objective:
    """Add an objective at the end of the unit's list of the year."""
    require(may_edit_objectives(by, unit, timezone.localdate(at)))
    refuse(draft.problems())
    rows = Objective.objects.filter(unit=unit, performance_year=performance_year)
    last = rows.aggregate(last=Max("ordinal"))["last"] or 0
    objective = Objective(unit=unit, performance_year=performance_year, ordinal=last + 1)
    _store(objective, draft)
    note("objective.add", objective, by, at, after=_values(objective))
    return objective


@action
def change_objective(
    *, objective: Objective, draft: ObjectiveDraft, by: Actor, at: datetime, version: str | None = None
) -> None:
    """Change an objective; its indicators are replaced by those given."""
    require(may_edit_objectives(by, objective.unit, timezone.localdate(at)))
    stored = Objective.objects.select_for_update().get(pk=objective.pk)
    insist_fresh([stored, *stored.indicators.all()], version)
    refuse(draft.problems())
    before = _values(stored)
    _store(objective, draft)
    note("objective.change", objective, by, at, before=before, after=_values(objective))


@action
def remove_objective(*, objective: Objective, by: Actor, at: datetime) -> None:
    """Take an objective out. Refused where somebody's result hangs below it."""
    require(may_edit_objectives(by, objective.unit, timezone.localdate(at)))
    below = objective.results.count()
    if below:
        words = _("Sasaran ini menjadi rujukan bagi %(count)s hasil kerja pegawai, jadi belum dapat dihapus.")
        raise Refused(words % {"count": below})
    note("objective.remove", objective, by, at, before=_values(objective))
    objective.delete()


def _store(objective: Objective, draft: ObjectiveDraft) -> None:
    objective.statement, objective.source = draft.statement.strip(), draft.source.strip()
    objective.save()
    objective.indicators.all().delete()
    for ordinal, (statement, target) in enumerate(draft.indicators, start=1):
        objective.indicators.create(statement=statement.strip(), target_text=target.strip(), ordinal=ordinal)


def _values(objective: Objective) -> dict[str, object]:
    rows = objective.indicators.order_by("ordinal", "pk").values_list("statement", "target_text")
    return values_of(objective) | {"indicators": [list(row) for row in rows]}
