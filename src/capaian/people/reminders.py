"""What time alone brings about: corrections whose clock has run out are told to the next higher office, once each."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from capaian.foundation.documents.wording import long_date
from capaian.foundation.jobs.clock import working_for
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.foundation.tenancy import everywhere
from capaian.foundation.writing import writing
from capaian.kernel.words import say
from capaian.people import workflow
from capaian.people.models import Correction
from capaian.people.queries.corrections import inspectors_of, offices_of

BATCH = 200


def remind_overdue(now: datetime) -> int:
    """Tell the agency's performance managers and inspectors, and the person who waits; returns for how many corrections.

    Called by the worker about once an hour. Each is told once: the mark is set in the transaction of the notices.
    """
    with everywhere():
        soonest = now.date()  # east of Greenwich the next day has begun already: which it is, the agency's clock says below
        overdue = Correction.objects.filter(state=workflow.SUBMITTED, overdue_told_at=None, due_on__lte=soonest)
        found = list(overdue.select_related("employee__agency").order_by("due_on", "pk")[:BATCH])
    return sum(_within(correction, now) for correction in found)


def _within(correction: Correction, now: datetime) -> bool:
    with working_for(correction.employee.agency_id):
        return _tell(correction, now)


def _tell(correction: Correction, now: datetime) -> bool:
    employee = correction.employee
    today = timezone.localdate(now)
    if correction.due_on >= today:
        return False
    agencys = [office.user_id for office in offices_of(employee.agency_id, today)
               if not office.path and office.employee_id != employee.pk]
    href = reverse("people:correction_detail", args=[correction.pk])
    due = long_date(correction.due_on)
    above = Telling(
        [*agencys, *inspectors_of(employee.agency_id, today)], NoticeKind.CORRECTION_OVERDUE, href=href,
        title=say("Permintaan perbaikan data %(name)s lewat batas", name=employee.name),
        text=say("Seharusnya diputuskan paling lambat %(due)s. Pengelola kinerja instansi dapat memutuskannya.", due=due),
    )
    waiting = Telling(
        [employee.user_id], NoticeKind.CORRECTION_OVERDUE, href=href, title="Permintaan perbaikan data Anda lewat batas",
        text=say("Belum diputuskan sampai %(due)s. Pengelola kinerja instansi dan pengawas sudah diberi tahu.", due=due),
    )
    with transaction.atomic(), writing("remind_overdue"):
        mine = Correction.objects.filter(pk=correction.pk, state=workflow.SUBMITTED, overdue_told_at=None)
        if not mine.update(overdue_told_at=now):  # another worker was quicker, or it has just been decided
            return False
        notify_many(agency_id=employee.agency_id, tellings=[above, waiting], at=now)
    return True
