"""On which side of an SKP somebody stands: who appraises by the SKP or by the ledger of today, and who decides about it now.

The SKP names an appraiser; the ledger may name another one today (docs/adr/0013). Both read and both help. About what is still
in the making decides, from the day of a lasting change, the new one alone (II.C.7).
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy

from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.people.models import Employee, Reporting
from capaian.people.queries import on
from capaian.people.rules.ledger import Row
from capaian.planning import workflow
from capaian.planning.models import Skp
from capaian.planning.rules.successions import asks_clarification

BETWEEN = "|"
"""Between the words of a row of the ledger that a query brought along: who, start, end, basis."""

_SUCCEEDED = gettext_lazy(
    "Menurut buku penugasan, pejabat penilai %(employee)s sejak %(day)s ialah %(name)s. Ekspektasi dibicarakan dan disepakati "
    "dengan pejabat penilai yang baru (Lampiran II.C.7)."
)
_FORMERLY = gettext_lazy(
    "Anda menilai %(employee)s sampai %(day)s. Sejak itu SKP ini dibicarakan dan disepakati dengan %(name)s (Lampiran II.C.7)."
)


def appraises(actor: Actor, skp: Skp) -> bool:
    """Whether this person is on the appraiser's side of the SKP: the one it was agreed with, or whom the ledger names today (a
    Plt. of two weeks, a superior who came later). The ledger is asked only where the SKP names somebody else, and once for an
    SKP in hand, however many buttons its page decides about."""
    if actor.employee_id == skp.appraiser_id:
        return True
    if not actor.appraises or actor.day is None or actor.employee_id == skp.employee_id:
        return False
    row = named_on(skp, actor.day)
    return row is not None and row.who == actor.employee_id


def answers(actor: Actor, skp: Skp) -> bool:
    """Whether this person holds the dialogue with the employee: the appraiser, or after II.C.5 the appraiser's superior; of
    an SKP in the making the new appraiser as soon as there is one (II.C.7)."""
    mine = actor.employee_id in (skp.appraiser_id, skp.dialogue_with_id) or actor.appraises
    if not mine or actor.employee_id == skp.employee_id:
        return False
    new = successor_on(skp, actor.day) if skp.state in workflow.OPEN_STATES else None
    if new is not None:
        return actor.employee_id == new.who
    return actor.employee_id == skp.dialogue_with_id if skp.dialogue_with_id else appraises(actor, skp)


def successor_on(skp: Skp, day: date | None) -> Row | None:
    """II.C.7: the ledger's row of whoever appraises the employee of a running SKP on that day instead of the one it names;
    None where that is the same, a Plt. or Plh. of days, or nobody. A query at most, see `named_on`."""
    if day is None or skp.closed_on is not None or not skp.start <= day <= skp.end:
        return None
    row = named_on(skp, day)
    return row if row is not None and asks_clarification(row, skp.appraiser_id) else None


def named_on(skp: Skp, day: date) -> Row | None:
    """The ledger's row of the employee on a day. Kept with the SKP in hand, so asked once; not at all where the SKP brought it
    along (`queries.skps.with_ledger`) or was told (`know`)."""
    known: dict[date, Row | None] = skp.__dict__.setdefault("named_on", {})
    if day not in known:
        known[day] = _brought(skp.__dict__["ledger_row"]) if skp.__dict__.get("ledger_day") == day else _asked(skp, day)
    return known[day]


def know(skp: Skp, day: date, row: Reporting | None) -> None:
    """Say on an SKP in hand what the ledger's row of that day is."""
    skp.__dict__.setdefault("named_on", {})[day] = None if row is None else _of(row)


def passed_on(actor: Actor, skp: Skp) -> str:
    """Why somebody who was on the appraiser's side does not decide any more, "" for everybody else."""
    return gone_over(actor, skp) if actor.employee_id in (skp.appraiser_id, skp.dialogue_with_id) else ""


def gone_over(actor: Actor, skp: Skp) -> str:
    """Who decides about this SKP now instead of whom it names, for everybody but that one; "" where nobody else does."""
    if skp.state not in (*workflow.OPEN_STATES, workflow.AGREED):
        return ""
    new = successor_on(skp, actor.day)
    return told_of(skp, new) if new is not None and new.who != actor.employee_id else ""


def formerly(actor: Actor, skp: Skp) -> str:
    """Why somebody who appraised the employee earlier in the span of the SKP does not read it any more; "" of everybody else.
    One query."""
    if actor.day is None:
        return ""
    rows = Reporting.objects.filter(
        employee_id=skp.employee_id, appraiser_id=actor.employee_id, start__lte=skp.end, end__gte=skp.start, end__lt=actor.day,
    )
    last = rows.order_by("-end").values_list("end", flat=True).first()
    if last is None:
        return ""
    return str(_FORMERLY) % {"employee": skp.employee.name, "day": day_in_words(last), "name": skp.appraiser.name}


def told_of(skp: Skp, new: Row) -> str:
    """Who appraises now, since when. One query."""
    name = Employee.objects.values_list("name", flat=True).get(pk=new.who)
    return str(_SUCCEEDED) % {"employee": skp.employee.name, "day": day_in_words(new.start), "name": name}


def _asked(skp: Skp, day: date) -> Row | None:
    row = Reporting.objects.filter(on(day), employee_id=skp.employee_id).first()
    return None if row is None else _of(row)


def _of(row: Reporting) -> Row:
    return Row(row.appraiser_id, row.start, row.end, row.basis)


def _brought(found: str | None) -> Row | None:
    if not found:
        return None
    who, start, end, basis = found.split(BETWEEN)
    return Row(int(who), date.fromisoformat(start), date.fromisoformat(end) if end else None, basis)
