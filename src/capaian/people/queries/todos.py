"""What people's data ask of a person: the rows for the home page."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.people import workflow
from capaian.people.models import Correction
from capaian.people.permissions.scope import manages_units
from capaian.people.queries.corrections import corrections_for

Todo = dict[str, str]


def todos_for(actor: Actor, now: datetime) -> list[Todo]:
    """The own corrections that wait, and for managers those that wait for them. One query; two for managers."""
    mine = Correction.objects.filter(employee_id=actor.employee_id, state=workflow.SUBMITTED).order_by("due_on")
    found = [_own(one) for one in mine]
    if manages_units(actor):
        today = timezone.localdate(now)
        waiting = corrections_for(actor, day=today).exclude(employee_id=actor.employee_id).order_by()
        counts = waiting.aggregate(total=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)), first=Min("due_on"))
        if counts["total"]:
            found.append(_to_decide(counts["total"], counts["late"], counts["first"]))
    return found


def _own(correction: Correction) -> Todo:
    return {
        "title": _("Perbaikan data: %(subject)s") % {"subject": correction.get_subject_display()},
        "note": _("diputuskan paling lambat %(due)s") % {"due": date_format(correction.due_on, "l, j F")},
        "href": reverse("people:correction_detail", args=[correction.pk]), "action": _("Lihat"), "kind": "plain",
        "column": "waiting",
    }


def _to_decide(total: int, late: int, first: date) -> Todo:
    title = ngettext("Putuskan %(number)d permintaan perbaikan data", "Putuskan %(number)d permintaan perbaikan data", total)
    note = _("yang terdekat %(due)s") % {"due": date_format(first, "l, j F")}
    if late:
        note = ngettext("%(number)d lewat batas", "%(number)d lewat batas", late) % {"number": late}
    return {
        "title": title % {"number": total}, "note": note, "href": reverse("people:correction_queue"), "action": _("Periksa"),
        "kind": "primary" if late else "plain", "column": "todo",
    }
