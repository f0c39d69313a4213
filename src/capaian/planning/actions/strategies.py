"""Strategies by which a leader's indicator is to be reached (step 4, II.A.4), with the workblock of form A.1.4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.planning.actions.recording import insist_fresh, note, values_of
from capaian.planning.models import Cascade, Indicator, RoleMatrix, Strategy
from capaian.planning.permissions.matrix import may_edit_matrix

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class StrategyDraft:
    """A strategy as typed. `work` holds the filled-in fields of the workblock only."""

    statement: str
    cascade: str = Cascade.INDIRECT
    work: Mapping[str, object] = field(default_factory=dict)

    def problems(self) -> list[Problem]:
        found = []
        if not self.statement.strip():
            found.append(Problem(_("Tuliskan strateginya: outcome antara, output atau layanan yang akan terwujud."), "statement"))
        if len(self.statement) > LONGEST:
            found.append(Problem(_("Paling banyak 1000 huruf."), "statement"))
        if self.cascade not in Cascade.values:
            found.append(Problem(_("Pilih langsung atau tidak langsung."), "cascade"))
        return found


@action
def add_strategy(
    *, matrix: RoleMatrix, indicator: Indicator, draft: StrategyDraft, by: Actor, at: datetime
) -> Strategy:
    """Add a strategy at the end of an indicator's list."""
    require(may_edit_matrix(by, matrix))
    _refuse(draft)
    if indicator.result.skp_id != matrix.skp_id:
        raise InvalidInput([Problem(_("Indikator ini bukan milik pimpinan matriks ini."), "indicator")])
    last = indicator.strategies.aggregate(last=Max("ordinal"))["last"] or 0
    made: Strategy = Strategy.objects.create(indicator=indicator, ordinal=last + 1, **_values(draft))
    note("strategy.add", made, by, at, after=values_of(made))
    return made


@action
def change_strategy(
    *, matrix: RoleMatrix, strategy: Strategy, draft: StrategyDraft, by: Actor, at: datetime, version: str | None = None
) -> None:
    """Change a strategy or its workblock."""
    require(may_edit_matrix(by, matrix))
    stored = Strategy.objects.select_for_update().get(pk=strategy.pk)
    insist_fresh([stored], version)
    _refuse(draft)
    before = values_of(stored)
    for name, value in _values(draft).items():
        setattr(stored, name, value)
    stored.save()
    note("strategy.change", stored, by, at, before=before, after=values_of(stored))


@action
def remove_strategy(*, matrix: RoleMatrix, strategy: Strategy, by: Actor, at: datetime) -> None:
    """Take a strategy out. Roles made of it stay."""
    require(may_edit_matrix(by, matrix))
    note("strategy.remove", strategy, by, at, before=values_of(strategy))
    strategy.delete()


def _refuse(draft: StrategyDraft) -> None:
    problems = draft.problems()
    if problems:
        raise InvalidInput(problems)


def _values(draft: StrategyDraft) -> dict[str, object]:
    return {"statement": draft.statement.strip(), "cascade": draft.cascade, "work": dict(draft.work)}
