"""A key indicator of an objective follows an entry of the library."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.planning.actions.drafts import refuse
from capaian.planning.actions.objectives import lock_agreement
from capaian.planning.actions.recording import note, values_of
from capaian.planning.models import LibraryVersion, ObjectiveIndicator
from capaian.planning.permissions.objectives import may_edit_objective


@action
def follow_library(*, indicator: ObjectiveIndicator, version: LibraryVersion | None, by: Actor, at: datetime) -> None:
    """Let a key indicator mean what an approved wording says; None lets it go. What the indicator leaves empty (unit,
    formula) is filled; which way is good and how the year is counted are the wording's."""
    lock_agreement(indicator.objective.unit, indicator.objective.performance_year)
    stored = ObjectiveIndicator.objects.select_for_update(of=("self",)).select_related("objective__unit").get(pk=indicator.pk)
    require(may_edit_objective(by, stored.objective, timezone.localdate(at)))
    if version is not None and (version.indicator.agency_id != by.agency_id or version.approved_at is None):
        refuse([Problem(_("Pilih indikator yang berlaku di kamus instansi Anda."), "entry")])
    before = values_of(stored)
    stored.definition = version
    if version is not None:
        stored.unit, stored.formula = stored.unit or version.unit, stored.formula or version.formula
        stored.polarity, stored.measurement = version.polarity, version.measurement
    stored.save()
    note("library.follow", stored, by, at, before=before, after=values_of(stored))
