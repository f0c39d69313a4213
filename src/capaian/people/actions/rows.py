"""What the actions on the ledger have in common: lock, check, write the rows that differ, tell what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import require
from capaian.people.actions import ledger_telling
from capaian.people.models import Agency, Circumstance, Employee, Posting, Reporting, TeamMembership
from capaian.people.permissions.ledger import may_change_person
from capaian.people.queries.ledger import unit_path_of
from capaian.people.queries.ledger_rows import Ledger, ledger_above, meets
from capaian.people.rules.ledger import Change, Row, Span, changes
from capaian.people.rules.lines import circle_from

Rows = tuple[Row, ...]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose appraiser changed, and on which days from whom to whom."""

    employee_id: int
    changes: tuple[Change, ...]


class Problems:
    """Everything wrong with what was given, told at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def when(self, wrong: bool, reason: str, field: str = "") -> None:
        if wrong:
            self.found.append(Problem(reason, field))

    def insist(self) -> None:
        """Raises InvalidInput with all of it, if there is any."""
        if self.found:
            raise InvalidInput(self.found)


def lock(by: Actor) -> None:
    """One writer of an agency's ledger at a time: a change reaches people whom nobody could name beforehand. Rows that only
    refer to the agency are not held up."""
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)


def allow(by: Actor, employee: Employee, at: datetime) -> None:
    """Refused unless this person manages the unit in which the employee, who is somebody else, works today."""
    insist_own(by, employee.agency_id)
    require(may_change_person(by, employee.pk, unit_path_of(employee, timezone.localdate(at))))


def insist_own(by: Actor, agency_id: int) -> None:
    """Refused for a record of another agency, however it was come by."""
    if agency_id != by.agency_id:
        raise Refused(_("Data ini milik instansi lain."))


def check_agency(problems: Problems, by: Actor, *people: tuple[Employee | None, str]) -> None:
    """Who is named must belong to the agency of whoever names them."""
    for person, field in people:
        problems.when(person is not None and person.agency_id != by.agency_id, _("Tidak ditemukan di instansi ini."), field)


def check_order(problems: Problems, start: date, end: date | None, field: str = "end") -> Span | None:
    """The span, if its days are in order."""
    problems.when(end is not None and end < start, _("Tanggal selesai mendahului tanggal mulai."), field)
    return None if end is not None and end < start else Span(start, end)


def check_employed(problems: Problems, employee: Employee, span: Span | None, field: str) -> None:
    """Nobody who has left, or has not come yet, holds anything on that day."""
    if span is None:
        return
    if employee.employed_from and span.start < employee.employed_from:
        words = _("%(name)s baru mulai bekerja pada %(day)s.")
        problems.when(True, words % {"name": employee.name, "day": day_in_words(employee.employed_from)}, field)
    if employee.employed_until and span.last > employee.employed_until:
        words = _("%(name)s bekerja di sini hanya sampai %(day)s.")
        problems.when(True, words % {"name": employee.name, "day": day_in_words(employee.employed_until)}, field)


def insist_no_circle(ledger: Ledger, after: Mapping[int, Rows], field: str = "appraiser") -> None:
    """Raise InvalidInput where somebody would come to appraise upward of themselves on some day. A ring that old data holds
    already stands in nobody's way: the health page shows it."""
    rows_of = lambda one: after[one] if one in after else ledger.rows(one)  # noqa: E731
    for employee, rows in after.items():
        for change in changes(ledger.rows(employee), rows):
            circle = circle_from(employee, change.span, rows_of) if change.after else ()
            if circle and not circle_from(employee, change.span, ledger.rows):
                names = " → ".join(ledger.names.get(one, "…") for one in (*circle, circle[0]))
                words = _("Penilaian akan berputar: %(names)s. Seseorang tidak dapat menilai atasannya sendiri.")
                raise InvalidInput([Problem(words % {"names": names}, field)])


def appraised_by(official: int, span: Span) -> list[int]:
    """Who is appraised by an official on some day of a span."""
    found = Reporting.objects.filter(meets(span), appraiser_id=official).order_by("employee_id")
    return list(found.values_list("employee_id", flat=True).distinct())


def known_for(employees: Iterable[int], *above: int | None) -> Ledger:
    """The ledger of the people who change and of everybody above the old and the new appraisers."""
    return ledger_above({*employees, *(one for one in above if one)})


def apply(ledger: Ledger, after: Mapping[int, Rows], *, by: Actor, at: datetime, verb: str) -> tuple[Moved, ...]:
    """Write the rows that differ, with an audit row for each person, and tell whom it concerns; returns who is now appraised
    by whom else."""
    insist_no_circle(ledger, after)
    changed = {employee: rows for employee, rows in after.items() if rows != ledger.rows(employee)}
    _write(ledger, changed)
    subjects = Employee.objects.in_bulk(list(changed))
    audit.record_many(by=by, at=at, deeds=[
        audit.Deed(verb, subjects[employee], _plain(ledger.rows(employee)), _plain(rows)) for employee, rows in changed.items()
    ])
    moved = {employee: changes(ledger.rows(employee), rows) for employee, rows in changed.items()}
    ledger_telling.moved(moved, by, at)
    return tuple(Moved(employee, found) for employee, found in moved.items() if found)


def _write(ledger: Ledger, after: Mapping[int, Rows]) -> None:
    old = {row.key: row for employee in after for row in ledger.rows(employee)}
    kept = {row.key for rows in after.values() for row in rows}
    Reporting.objects.filter(pk__in=[key for key in old if key and key not in kept]).delete()
    moved = [_stored(employee, row) for employee, rows in after.items() for row in rows if row.key and row != old[row.key]]
    # What ends first, what stays open last: one person never has two open rows, not even between two statements.
    for some in ([one for one in moved if one.end], [one for one in moved if not one.end]):
        Reporting.objects.bulk_update(some, ["start", "end"], batch_size=BATCH)
    new = (_stored(employee, row) for employee, rows in after.items() for row in rows if not row.key)
    Reporting.objects.bulk_create(new, batch_size=BATCH)


def _stored(employee: int, row: Row) -> Reporting:
    return Reporting(
        pk=row.key, employee_id=employee, appraiser_id=row.who, start=row.start, end=row.end, basis=row.basis, decree=row.decree,
    )


def _plain(rows: Sequence[Row]) -> dict[str, object]:
    """Rows as an audit row keeps them."""
    return {"rows": [
        {"appraiser": row.who, "start": row.start, "end": row.end, "basis": row.basis, "decree": row.decree} for row in rows
    ]}


def posted(posting: Posting) -> dict[str, object]:
    """A posting as an audit row keeps it."""
    return {
        "employee": posting.employee_id, "position": posting.position_id, "kind": posting.kind, "start": posting.start,
        "end": posting.end, "decree": posting.decree,
    }


def end_rows(rows: Iterable[Posting | Circumstance | TeamMembership], last_day: date) -> None:
    """End what has a start and an end on a day; what would only begin later never happens."""
    for row in rows:
        if row.start > last_day:
            row.delete()
        else:
            row.end = last_day
            row.save(update_fields=["end"])
