"""Setting the achievement of a unit for a period."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from capaian.evaluation.models import OrganisationAchievement, OrganisationLevel
from capaian.evaluation.queries import forget_comparison, get_unit_for, verdict_on
from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import EvaluationPeriod
from capaian.people.models import Unit

MINIMUM_BASIS = 10


@action
def set_achievement(
    *, unit: Unit, period: EvaluationPeriod, level: str, basis: str, by: Actor, at: datetime
) -> OrganisationAchievement:
    """Record the level of a unit with the document or figures it rests on; setting it again corrects it.

    Raises Refused for who may not and where a published result already rests on it; InvalidInput for an unknown
    level or a basis that says nothing.
    """
    require(verdict_on(by, get_unit_for(by, period, unit.pk)))
    basis = basis.strip()
    _insist_on(level, basis)
    stored = OrganisationAchievement.objects.select_for_update().filter(unit=unit, period=period).first()
    before = {"level": stored.level, "basis": stored.basis} if stored else {}
    stored = stored or OrganisationAchievement(unit=unit, period=period)
    stored.level, stored.basis = level, basis
    stored.save()
    forget_comparison(period, unit)
    audit.record(
        by=by, at=at, verb="achievement.set", subject=stored, before=before, after={"level": level, "basis": basis}
    )
    return stored


def _insist_on(level: str, basis: str) -> None:
    problems = []
    if level not in OrganisationLevel.values:
        problems.append(Problem(_("Pilih salah satu dari lima predikat organisasi."), field="level"))
    if len(basis) < MINIMUM_BASIS:
        problems.append(Problem(_("Sebutkan dokumen atau angka yang menjadi dasarnya."), field="basis"))
    if problems:
        raise InvalidInput(problems)
