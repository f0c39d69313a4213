"""Who may change what a unit is to reach."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import Posting, Unit
from capaian.people.permissions.scope import manages
from capaian.people.queries import on


def may_edit_objectives(actor: Actor, unit: Unit, day: date) -> Verdict:
    """Performance managers of the agency or of a unit above, and whoever holds the post that leads the unit on that day."""
    if unit.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    if manages(actor, unit.path):
        return ALLOWED
    leads = Posting.objects.filter(
        on(day), employee_id=actor.employee_id, position__unit=unit, position__leads_unit=True
    )
    if leads.exists():
        return ALLOWED
    return Denied(_("Sasaran %(unit)s diubah oleh kepala unit itu atau pengelola kinerja.") % {"unit": unit.name})
