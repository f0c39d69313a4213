"""Recording until when planning is due."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.people.models import Unit
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.actions.recording import note
from capaian.planning.models import DeadlineKind, PlanningDeadline
from capaian.planning.permissions import may_set_deadline
from capaian.planning.queries.deadlines import due_on as due_of
from capaian.planning.rules.deadlines import wrong_with


@action
def set_deadline(
    *, performance_year: PerformanceYear, kind: str, due_on: date, reason: str, unit: Unit | None = None, by: Actor, at: datetime
) -> PlanningDeadline:
    """Record another day, for the agency or for one unit with all below it. What was recorded before stays readable.

    Raises Refused, and InvalidInput for a kind that is none, a day outside the year or past, the day that counts already,
    or a reason that says too little.
    """
    require(may_set_deadline(by, performance_year.agency_id, unit))
    today = timezone.localdate(at)
    problems = _problems(performance_year, kind, due_on, reason, today)
    if problems:
        raise InvalidInput(problems)
    before = due_of(performance_year, kind, unit)
    if before == due_on:
        raise InvalidInput([Problem(_("Tanggal ini sudah menjadi tenggatnya."), "due_on")])
    row = PlanningDeadline.objects.create(
        performance_year=performance_year, kind=kind, unit=unit, due_on=due_on, reason=reason.strip(), by_name=by.name, at=at,
    )
    where = {"kind": kind, "unit": unit.code if unit else ""}
    note(
        "deadline.set", row, by, at, before={**where, "due_on": before},
        after={**where, "due_on": due_on, "reason": row.reason},
    )
    return row


def _problems(performance_year: PerformanceYear, kind: str, due_on: date, reason: str, today: date) -> list[Problem]:
    found = []
    if kind not in DeadlineKind.values:
        found.append(Problem(_("Pilihan ini tidak dikenal."), "kind"))
    wrong = wrong_with(due_on, year=performance_year.year, today=today)
    if wrong:
        found.append(Problem(told(wrong), "due_on"))
    if not MINIMUM_REASON <= len(reason.strip()) <= LONGEST_TEXT:
        words = _("Tuliskan alasannya, %(least)s sampai %(most)s huruf: alasan ini dibaca semua yang terkena.")
        found.append(Problem(words % {"least": MINIMUM_REASON, "most": LONGEST_TEXT}, "reason"))
    return found
