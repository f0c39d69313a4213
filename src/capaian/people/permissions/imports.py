"""Who may bring a spreadsheet of people in and out: the performance managers of the whole agency.

A unit's manager may not, because one file changes the tree, accounts and appraisers across units (docs/adr/0016).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import ImportBatch
from capaian.people.permissions.scope import manages_agency


def may_import_people(actor: Actor) -> Verdict:
    if manages_agency(actor):
        return ALLOWED
    return Denied(_("Data pegawai hanya diimpor dan diekspor oleh pengelola kinerja instansi."))


def may_decide_import(actor: Actor, batch: ImportBatch) -> Verdict:
    if batch.agency_id != actor.agency_id:
        return Denied(_("Impor ini milik instansi lain."))
    return may_import_people(actor)
