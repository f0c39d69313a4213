"""Who sets until when planning is due."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import Unit
from capaian.people.permissions.scope import manages, manages_agency, manages_units, oversees


def may_view_deadlines(actor: Actor) -> Verdict:
    """The page with the history: who manages or oversees. Everybody sees the day that counts on the own SKP."""
    if oversees(actor) or manages_units(actor):
        return ALLOWED
    return Denied(_("Riwayat tenggat dibuka pengelola kinerja, tim evaluasi dan pengawas. Tenggat Anda tertulis di halaman SKP."))


def may_set_some_deadline(actor: Actor) -> Verdict:
    """Whether the form to record a deadline is for this person at all."""
    if manages_units(actor):
        return ALLOWED
    return Denied(_("Tenggat ditetapkan pengelola kinerja instansi, atau pengelola kinerja unit bagi unitnya."))


def may_set_deadline(actor: Actor, agency_id: int, unit: Unit | None) -> Verdict:
    """The agency's: its performance managers. A unit's: also the performance manager of that unit."""
    if agency_id != actor.agency_id or (unit is not None and unit.agency_id != agency_id):
        return Denied(_("Data ini milik instansi lain."))
    if unit is None:
        if manages_agency(actor):
            return ALLOWED
        return Denied(_("Tenggat seluruh instansi ditetapkan pengelola kinerja instansi."))
    if manages(actor, unit.path):
        return ALLOWED
    return Denied(_("Tenggat %(unit)s ditetapkan pengelola kinerja unit itu atau instansi.") % {"unit": unit.name})
