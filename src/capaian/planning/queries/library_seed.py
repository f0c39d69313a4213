"""Where a library indicator may begin: with an indicator that somebody planned already."""

from __future__ import annotations

from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading
from capaian.kernel.numbers import whole_number
from capaian.planning.models import Aspect, ControlLevel, Indicator, ObjectiveIndicator
from capaian.planning.permissions import may_view_skp
from capaian.planning.rules.library import Content


def seed_of(actor: Actor, indicator: str = "", key: str = "") -> Content | None:
    """The wording that an indicator of a plan (`indicator`) or of an objective (`key`) gives; None where none is named."""
    planned, named = whole_number(indicator), whole_number(key)
    if planned is not None:
        row = get_indicator_to_read(actor, planned)
        return Content(
            name=row.statement, definition="", purpose="", unit=row.unit, polarity=row.polarity, aspect=row.aspect,
            measurement=row.measurement, control=row.control or ControlLevel.OUTPUT_HIGH,
        )
    if named is not None:
        found = get_key_indicator_for(actor, named)
        return Content(
            name=found.statement, definition="", purpose="", formula=found.formula, unit=found.unit, polarity=found.polarity,
            aspect=Aspect.QUANTITY, measurement=found.measurement, control=ControlLevel.OUTCOME,
        )
    return None


def get_key_indicator_for(actor: Actor, pk: int) -> ObjectiveIndicator:
    """A key indicator of one's agency, with its objective and the wording it follows. Http404 for another agency's."""
    rows = ObjectiveIndicator.objects.filter(pk=pk, objective__unit__agency_id=actor.agency_id)
    row = rows.select_related("objective__unit", "objective__performance_year", "definition__indicator").first()
    if row is None:
        raise Http404
    return row


def get_indicator_to_read(actor: Actor, pk: int) -> Indicator:
    """An indicator of a plan that one may read, with what its manual needs. Http404 for another agency's."""
    rows = Indicator.objects.filter(pk=pk, result__skp__employee__agency_id=actor.agency_id)
    row: Indicator | None = rows.select_related(
        "result__skp__employee", "result__skp__position__unit", "result__skp__performance_year", "definition__indicator",
        "objective_indicator__definition",
    ).first()
    if row is None:
        raise Http404
    skp = row.result.skp
    require(may_view_skp(actor, skp))
    note_reading(actor, subject_id=skp.employee_id, thing="skp", thing_id=skp.pk, label=str(skp.performance_year.year))
    return row
