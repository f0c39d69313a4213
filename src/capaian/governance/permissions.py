"""Who may decide how an agency judges: its performance managers (pengelola kinerja), for their own agency only."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import Agency
from capaian.people.permissions.scope import manages_agency


def may_adopt_scheme(actor: Actor, agency: Agency) -> Verdict:
    """Choosing the scheme by which everybody of the agency is judged."""
    return _manages(actor, agency, _("menetapkan skema penilaian"))


def may_open_year(actor: Actor, agency: Agency) -> Verdict:
    """Opening a performance year with its periods and windows."""
    return _manages(actor, agency, _("membuka tahun kinerja"))


def may_declare_holiday(actor: Actor, agency: Agency) -> Verdict:
    """Declaring a day on which the agency's clocks stand still."""
    return _manages(actor, agency, _("menetapkan hari libur instansi"))


def _manages(actor: Actor, agency: Agency, what: str) -> Verdict:
    if actor.agency_id != agency.pk:
        return Denied(_("Anda hanya dapat %(what)s untuk instansi Anda sendiri.") % {"what": what})
    if not manages_agency(actor):
        return Denied(_("Hanya pengelola kinerja yang dapat %(what)s.") % {"what": what})
    return ALLOWED
