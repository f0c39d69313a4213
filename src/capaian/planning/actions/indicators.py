"""Indicators of a planned result."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from capaian.foundation.actor import Actor
from capaian.foundation.writing import action
from capaian.planning.actions.drafts import IndicatorDraft, refuse
from capaian.planning.actions.matrix_columns import insist_bare, release_column
from capaian.planning.actions.recording import insist, insist_fresh, note, values_of
from capaian.planning.actions.results import unlinkable
from capaian.planning.models import Indicator, ResultPlan
from capaian.planning.permissions import may_edit_skp
from capaian.planning.queries.family import measured


@action
def add_indicator(*, result: ResultPlan, draft: IndicatorDraft, by: Actor, at: datetime) -> Indicator:
    """Add an indicator at the end. Raises InvalidInput for a target that cannot be used."""
    stored = insist(result.skp, may_edit_skp, by)
    refuse([*draft.problems(measured=measured(stored)), *unlinkable(result.skp, draft)])
    last = Indicator.objects.filter(result=result).aggregate(last=Max("ordinal"))["last"] or 0
    indicator: Indicator = Indicator.objects.create(result=result, ordinal=last + 1, **draft.values())
    note("indicator.add", indicator, by, at, after=values_of(indicator))
    return indicator


@action
def change_indicator(
    *, indicator: Indicator, draft: IndicatorDraft, by: Actor, at: datetime, version: str | None = None
) -> None:
    """Change an indicator or its target."""
    skp = insist(indicator.result.skp, may_edit_skp, by)
    stored = Indicator.objects.get(pk=indicator.pk)
    insist_fresh([stored], version)
    refuse([*draft.problems(measured=measured(skp)), *unlinkable(indicator.result.skp, draft)])
    for name, value in draft.values().items():
        setattr(indicator, name, value)
    indicator.save()
    note("indicator.change", indicator, by, at, before=values_of(stored), after=values_of(indicator))


@action
def remove_indicator(*, indicator: Indicator, by: Actor, at: datetime) -> None:
    """Take an indicator out. Refused where somebody's result, or a role in a matrix, hangs below it."""
    insist(indicator.result.skp, may_edit_skp, by)
    insist_bare(indicator.intervened_by)
    release_column(indicator)
    note("indicator.remove", indicator, by, at, before=values_of(indicator))
    indicator.delete()
