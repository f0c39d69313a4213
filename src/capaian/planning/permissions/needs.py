"""Who may weigh the needs of an agency or of a unit. Everybody of the agency reads them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import Unit
from capaian.people.permissions.scope import manages, manages_agency, manages_units
from capaian.planning.models import NeedsAnalysis


def may_add_analysis(actor: Actor, unit: Unit | None) -> Verdict:
    """For the whole agency its performance managers; for a unit also the unit's."""
    if unit is not None and unit.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    if manages_agency(actor) if unit is None else manages(actor, unit.path):
        return ALLOWED
    return Denied(_("Analisis kebutuhan disusun oleh pengelola kinerja."))


def may_begin_analysis(actor: Actor) -> Verdict:
    """Whether there is any unit for which this person weighs needs."""
    return ALLOWED if manages_units(actor) else Denied(_("Analisis kebutuhan disusun oleh pengelola kinerja."))


def may_edit_analysis(actor: Actor, analysis: NeedsAnalysis) -> Verdict:
    """Its method, its needs, their evidence and what they lead to."""
    if analysis.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    return may_add_analysis(actor, analysis.unit)
