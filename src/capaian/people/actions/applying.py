"""What the applying job writes: chunk by chunk, each with its audit rows and its count, so that it has its effect once.

A row is applied to the records as they are at that moment: who was added meanwhile is changed, and a row whose effect
stands already changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from django.contrib.auth.hashers import make_password
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.audit import Deed
from capaian.foundation.jobs import Progress
from capaian.foundation.models import User
from capaian.foundation.tenancy import everywhere
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.people.actions.accounts import sync_emails
from capaian.people.actions.applying_ledger import apply_assignments
from capaian.people.actions.circumstances import end_employment
from capaian.people.actions.rows import lock
from capaian.people.models import Employee, ImportBatch, ImportRow, Position, Unit
from capaian.people.queries.indexing import reindex, reindex_below
from capaian.people.queries.staging_compare import (
    differing,
    people_by_nip,
    person_today,
    position_today,
    positions_by_code,
    unit_today,
    units_by_code,
)
from capaian.people.rules.staging_shapes import ASSIGNMENTS, PEOPLE, POSITIONS, UNITS

Values = Mapping[str, str]
PERSON = ("name", "kind", "rank_grade", "email", "birth_date", "employed_from", "employed_until")
DATES = frozenset({"closed_on", "birth_date", "employed_from", "employed_until"})


@action
def apply_rows(*, batch: ImportBatch, rows: Sequence[ImportRow], progress: Progress, by: Actor, at: datetime) -> None:
    """Apply a chunk of rows, which follow each other as they were staged, and count it, together."""
    lock(by)
    for sheet, some in groupby(rows, key=lambda row: row.sheet):
        values = [row.values for row in some]
        audit.record_many(by=by, at=at, deeds=_APPLY[sheet](batch, values))
        if sheet == PEOPLE:
            _end_employments(batch, values, by, at)
    batch.applied_upto = rows[-1].pk
    batch.save(update_fields=["applied_upto"])
    progress.step(done=progress.done + len(rows))


@action
def finish_import(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """Every row has its effect."""
    transition(batch, verb="finish", by=by, at=at, detail={"counts": batch.counts})


def _units(batch: ImportBatch, rows: Sequence[Values]) -> list[Deed]:
    """One by one: a unit that moves takes everything below it along, and the next row may hang under it."""
    known = units_by_code(batch.agency_id, [code for row in rows for code in (row["code"], row.get("parent", "")) if code])
    deeds = []
    for row in rows:
        unit = known.get(row["code"])
        before = differing(row, unit_today(unit)) if unit else None
        if unit is None:
            unit = Unit(agency_id=batch.agency_id, code=row["code"])
        elif not before:
            continue
        _set(unit, row, ("name", "closed_on"))
        if "parent" in row:
            unit.parent = known[row["parent"]]
        old_path, unit.path = unit.path, ""
        unit.save()
        known[unit.code] = unit
        if before is not None and old_path != unit.path:
            _move_below(unit, old_path)
            known = units_by_code(batch.agency_id, known)
        deeds.append(_deed("unit", unit, before, row))
    return deeds


def _move_below(unit: Unit, old_path: str) -> None:
    below = Unit.objects.filter(agency_id=unit.agency_id, path__startswith=old_path).exclude(pk=unit.pk)
    below.update(path=Concat(Value(unit.path), Substr(F("path"), len(old_path) + 1)))
    reindex_below(unit)


def _positions(batch: ImportBatch, rows: Sequence[Values]) -> list[Deed]:
    known = positions_by_code(batch.agency_id, (row["code"] for row in rows))
    units = units_by_code(batch.agency_id, {row["unit"] for row in rows})
    new, changed, deeds = [], [], []
    for row in rows:
        position = known.get(row["code"])
        before = differing(row, position_today(position)) if position else None
        if position is None:
            position = Position(code=row["code"])
            new.append(position)
        elif before:
            changed.append(position)
        else:
            continue
        _set(position, row, ("title", "group", "level"))
        position.unit = units[row["unit"]]
        position.leads_unit = row["leads_unit"] == "ya" if "leads_unit" in row else position.leads_unit
        deeds.append(_deed("position", position, before, row))
    Position.objects.bulk_create(new)
    Position.objects.bulk_update(changed, ["title", "group", "level", "unit", "leads_unit"])
    reindex(Employee.objects.filter(postings__position__in=changed).values_list("pk", flat=True) if changed else ())
    return deeds


def _people(batch: ImportBatch, rows: Sequence[Values]) -> list[Deed]:
    known = people_by_nip(batch.agency_id, (row["nip"] for row in rows))
    new, changed, deeds = [], [], []
    for row in rows:
        person = known.get(row["nip"])
        before = differing(row, person_today(person)) if person else None
        if person is None:
            person = Employee(agency_id=batch.agency_id, nip=row["nip"])
            new.append(person)
        elif before:
            changed.append(person)
        else:
            continue
        _set(person, row, PERSON if person.pk is None or _lengthens(person, row) else PERSON[:-1])
        deeds.append(_deed("employee", person, before, row))
    _give_accounts(new)
    Employee.objects.bulk_create(new)
    Employee.objects.bulk_update(changed, PERSON)
    sync_emails(employee_ids=[person.pk for person in changed])
    reindex(person.pk for person in (*new, *changed))
    return deeds


def _lengthens(person: Employee, row: Values) -> bool:
    """Whether the file lets somebody stay as long as before or longer; to leave earlier is a deed on the ledger."""
    told = row.get("employed_until", "")
    return person.employed_until is not None and told >= person.employed_until.isoformat()


def _end_employments(batch: ImportBatch, rows: Sequence[Values], by: Actor, at: datetime) -> None:
    """Who leaves by the file leaves as anybody does: posts end, and those they appraised go upward."""
    leaving = {row["nip"]: date.fromisoformat(row["employed_until"]) for row in rows if "employed_until" in row}
    for person in people_by_nip(batch.agency_id, leaving).values():
        if person.employed_until is None or leaving[person.nip] < person.employed_until:
            end_employment(employee=person, last_day=leaving[person.nip], by=by, at=at)


def _give_accounts(people: Sequence[Employee]) -> None:
    """An account without a password for everybody new: it is opened by invitation. A number that somebody else already
    signs in with stays theirs, and the person remains without an account until an administrator has looked."""
    nips = [one.nip for one in people]
    with everywhere():  # the accounts of all agencies: who holds one elsewhere must not be taken over here
        taken: dict[str, User | None] = {
            user.username: None if held else user
            for user in User.objects.filter(username__in=nips).select_related("employee")
            for held in [hasattr(user, "employee")]
        }
    missing = [one for one in people if one.nip not in taken]
    made = User.objects.bulk_create([
        User(username=one.nip, first_name=one.name[:150], email=one.email, password=make_password(None)) for one in missing
    ])
    for person, user in zip(missing, made, strict=True):
        person.user = user
    for person in people:
        if account := taken.get(person.nip):
            person.user = account


def _set(thing: Unit | Position | Employee, row: Values, names: Sequence[str]) -> None:
    for name in names:
        if name in row:
            setattr(thing, name, date.fromisoformat(row[name]) if name in DATES else row[name])


def _deed(noun: str, subject: Unit | Position | Employee, before: Mapping[str, str] | None, row: Values) -> Deed:
    return Deed(f"{noun}.import-{'add' if before is None else 'change'}", subject, before, dict(row))


_APPLY: dict[str, Callable[[ImportBatch, Sequence[Values]], list[Deed]]] = {
    UNITS: _units, POSITIONS: _positions, PEOPLE: _people, ASSIGNMENTS: apply_assignments,
}
