"""What planning asks of a person: the rows for the home page."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.planning import workflow
from capaian.planning.models import Skp, SkpStatus
from capaian.planning.queries.skps import skps_for

Todo = dict[str, str]


def todos_for(actor: Actor, now: datetime) -> list[Todo]:
    """To do, waiting for others, done: of this year's SKPs. `column` is todo, waiting or done. One query,
    and one more for the reason where a plan was sent back."""
    year = timezone.localdate(now).year
    newest = Prefetch("statuses", SkpStatus.objects.order_by("-at", "-pk"))
    rows = list(skps_for(actor, year))
    mine = [row for row in rows if row.employee_id == actor.employee_id]
    prefetch_related_objects([row for row in mine if row.state == workflow.DRAFT], newest)
    awaiting = [row for row in rows if row.employee_id != actor.employee_id and row.state == workflow.SUBMITTED]
    todos = [_of_mine(row) for row in mine] or [_to_start(year)]
    return todos + ([_to_agree(awaiting)] if awaiting else [])


def _to_start(year: int) -> Todo:
    return {
        "title": _("Susun SKP %(year)s") % {"year": year},
        "note": _("Belum ada SKP Anda untuk tahun ini"),
        "href": reverse("planning:skp_list"), "action": _("Mulai"), "kind": "primary", "column": "todo",
    }


def _of_mine(skp: Skp) -> Todo:
    year, href = skp.performance_year.year, reverse("planning:skp", args=[skp.pk])
    if skp.state == workflow.AGREED:
        day = date_format(skp.agreed_on, "j F Y") if skp.agreed_on else ""
        return {
            "title": _("SKP %(year)s disepakati") % {"year": year}, "note": day,
            "href": href, "action": _("Lihat"), "kind": "quiet", "column": "done",
        }
    if skp.state == workflow.SUBMITTED:
        return {
            "title": _("SKP %(year)s") % {"year": year},
            "note": _("diperiksa %(name)s") % {"name": skp.appraiser.name},
            "href": href, "action": _("Lihat"), "kind": "quiet", "column": "waiting",
        }
    reason = next((row.reason for row in skp.statuses.all()), "")
    title = _("Perbaiki SKP %(year)s") if reason else _("Lanjutkan SKP %(year)s")
    note = _("Catatan penilai: %(reason)s") % {"reason": reason} if reason else _("Lengkapi, lalu ajukan kepada penilai")
    return {
        "title": title % {"year": year}, "note": note,
        "href": href, "action": _("Lanjutkan"), "kind": "primary", "column": "todo",
    }


def _to_agree(rows: list[Skp]) -> Todo:
    if len(rows) == 1:
        title = _("Periksa SKP %(name)s") % {"name": rows[0].employee.name}
        href = reverse("planning:skp", args=[rows[0].pk])
    else:
        title = ngettext("%(count)d SKP menunggu persetujuan Anda", "%(count)d SKP menunggu persetujuan Anda", len(rows))
        title %= {"count": len(rows)}
        href = reverse("planning:skp_list")
    names = ", ".join(row.employee.name for row in rows[:3]) + ("…" if len(rows) > 3 else "")
    return {
        "title": title, "note": names, "href": href, "action": _("Periksa"), "kind": "primary", "column": "todo",
    }
