"""Who may write, approve and share indicators of the library, and who switches hints."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import Posting, Unit
from capaian.people.permissions.scope import manages, manages_agency, manages_units
from capaian.people.queries import on
from capaian.planning.models import LibraryIndicator


def may_write_library(actor: Actor, unit: Unit, day: date) -> Verdict:
    """Who answers for a measure: the head of the unit that owns it, and performance managers of the unit or the agency."""
    if unit.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    if manages(actor, unit.path):
        return ALLOWED
    if _leads(actor, day).filter(position__unit=unit).exists():
        return ALLOWED
    return Denied(_("Indikator ini ditulis oleh kepala %(unit)s atau pengelola kinerja.") % {"unit": unit.name})


def may_add_to_library(actor: Actor, day: date) -> Verdict:
    """Whether there is any unit for which this person may write."""
    if manages_units(actor) or _leads(actor, day).exists():
        return ALLOWED
    return Denied(_("Kamus indikator ditulis oleh kepala unit dan pengelola kinerja."))


def may_approve_library(actor: Actor, indicator: LibraryIndicator) -> Verdict:
    """One measure for the whole agency: its performance manager approves, returns and retires."""
    if indicator.agency_id == actor.agency_id and manages_agency(actor):
        return ALLOWED
    return Denied(_("Kamus indikator disetujui oleh pengelola kinerja instansi."))


def may_import_library(actor: Actor) -> Verdict:
    """What comes from another agency is approved as it is taken, so by who approves."""
    if manages_agency(actor):
        return ALLOWED
    return Denied(_("Kamus indikator dari instansi lain diambil oleh pengelola kinerja instansi."))


def may_switch_hints(actor: Actor) -> Verdict:
    """A hint is switched off for the whole agency."""
    if manages_agency(actor):
        return ALLOWED
    return Denied(_("Petunjuk penulisan diatur oleh pengelola kinerja instansi."))


def _leads(actor: Actor, day: date) -> QuerySet[Posting]:
    return Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True)
