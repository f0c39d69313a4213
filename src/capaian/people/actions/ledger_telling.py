"""Whom a change of the ledger concerns, and what they are told: the employee, and who begins or ceases to appraise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from capaian.foundation.actor import Actor
from capaian.foundation.documents.wording import long_date
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import say
from capaian.people.models import Employee
from capaian.people.rules.ledger import Change

NAMED = 3
"""So many people are named in one notice; more are counted."""


def moved(changes: Mapping[int, Iterable[Change]], by: Actor, at: datetime) -> None:
    """Tell everybody whose appraiser changed from when on, and each appraiser once for all of them. Two statements."""
    rows = [(employee, change) for employee, found in changes.items() for change in found]
    named = {one for employee, change in rows for one in (employee, change.before, change.after) if one is not None}
    people = {one.pk: one for one in Employee.objects.filter(pk__in=named).only("pk", "name", "user_id")}
    tellings = [_of_employee(people, employee, change) for employee, change in rows]
    begun: dict[tuple[int, date], list[str]] = {}
    ended: dict[tuple[int, date], list[str]] = {}
    for employee, change in rows:
        for who, kept in ((change.after, begun), (change.before, ended)):
            if who is not None:
                kept.setdefault((who, change.span.start), []).append(people[employee].name)
    for (who, day), names in begun.items():
        title = say("Anda menjadi pejabat penilai %(names)s mulai %(day)s", names=_listed(names), day=long_date(day))
        tellings.append(Telling([people[who].user_id], NoticeKind.LEDGER_CHANGED, title))
    for (who, day), names in ended.items():
        title = say("Anda bukan lagi pejabat penilai %(names)s mulai %(day)s", names=_listed(names), day=long_date(day))
        tellings.append(Telling([people[who].user_id], NoticeKind.LEDGER_CHANGED, title))
    notify_many(agency_id=by.agency_id, tellings=tellings, at=at)


def _of_employee(people: Mapping[int, Employee], employee: int, change: Change) -> Telling:
    day = long_date(change.span.start)
    if change.after is None:
        title = say("Mulai %(day)s tidak ada pejabat penilai yang tercatat untuk Anda", day=day)
    else:
        title = say("Pejabat penilai Anda mulai %(day)s: %(name)s", day=day, name=people[change.after].name)
    return Telling([people[employee].user_id], NoticeKind.LEDGER_CHANGED, title)


def _listed(names: list[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return say("%(names)s dan %(count)s orang lain", names=", ".join(names[:NAMED]), count=len(names) - NAMED)
