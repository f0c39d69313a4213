"""Who may open, give up and end what was agreed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.permissions.scope import manages
from capaian.planning import workflow
from capaian.planning.models import Skp
from capaian.planning.permissions.sides import answers, appraises, passed_on, successor_on, told_of


def may_open_amendment(actor: Actor, skp: Skp) -> Verdict:
    """Art 14(2), II.A: an agreed SKP is changed by both together; either side may begin. After a change of appraiser that is
    the new one (II.C.7)."""
    if skp.amends_id is not None:
        return Denied(_("Ini sudah perubahan SKP. Ubah isinya di sini."))
    if actor.employee_id != skp.employee_id and not appraises(actor, skp):
        return Denied(_("Perubahan SKP dimulai oleh pegawai pemilik SKP atau pejabat penilainya."))
    new = None if actor.employee_id == skp.employee_id else successor_on(skp, actor.day)
    if new is not None and new.who != actor.employee_id:
        return Denied(told_of(skp, new))
    if skp.state != workflow.AGREED:
        return Denied(_("SKP ini belum disepakati, jadi isinya masih dapat diubah langsung tanpa adendum."))
    if skp.closed_on is not None:
        words = _("SKP ini sudah berakhir pada %(day)s karena jabatan berganti. Perubahan dibuat pada SKP jabatan yang baru.")
        return Denied(words % {"day": day_in_words(skp.end)})
    return ALLOWED


def may_discard_amendment(actor: Actor, amendment: Skp) -> Verdict:
    """Whoever drafts it gives it up: the employee, or the appraiser's side of today where that side opened it."""
    if amendment.amends_id is None:
        return Denied(_("Yang dapat dibatalkan di sini hanya perubahan SKP."))
    if actor.employee_id == amendment.employee_id:
        return ALLOWED
    if answers(actor, amendment) and opener_of(amendment) not in (None, amendment.employee_id):
        return ALLOWED
    return Denied(passed_on(actor, amendment) or _("Perubahan SKP dibatalkan oleh pegawai, atau oleh penilai yang memulainya."))


def may_close_skp(actor: Actor, skp: Skp) -> Verdict:
    """II.C.6: the employee who begins the next SKP, who manages the unit, and the house itself, day by day."""
    if not actor.employee_id or actor.employee_id == skp.employee_id or manages(actor, skp.position.unit.path):
        return ALLOWED
    return Denied(_("SKP diakhiri oleh pegawai pemiliknya, pengelola kinerja unitnya, atau sistem saat jabatan berganti."))


def opener_of(amendment: Skp) -> int | None:
    """Who opened the amendment: its first status row. Free where the rows were prefetched in order."""
    rows = sorted(amendment.statuses.all(), key=lambda row: (row.at, row.pk))
    return rows[0].by_id if rows else None
