"""Who may have the SKPs of a whole unit printed at once."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import Posting, Unit
from capaian.people.permissions.scope import reads
from capaian.people.queries import on


def may_export_unit_documents(actor: Actor, unit: Unit, day: date) -> Verdict:
    """Who reads the unit's SKPs by office, and whoever holds the post that leads it on that day; a head is given the SKPs that
    this person may open one by one."""
    if unit.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    if reads(actor, unit.path) or leads_on(actor, unit, day):
        return ALLOWED
    return Denied(_("Dokumen satu unit dibuat oleh kepala unit itu, pengelola kinerja, tim evaluasi atau pengawas."))


def leads_on(actor: Actor, unit: Unit, day: date) -> bool:
    """Whether this person holds, on that day, the post that leads the unit."""
    held = Posting.objects.filter(on(day), employee_id=actor.employee_id, position__unit=unit, position__leads_unit=True)
    return held.exists()
