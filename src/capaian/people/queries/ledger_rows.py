"""The ledger of some people as values for the rules: their rows, and when they were exempt, away or not employed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q

from capaian.people.models import Circumstance, Employee, Reporting
from capaian.people.rules.ledger import DAY, REMOVING, Row, Span, exempts
from capaian.people.rules.lines import Person

NOT_HERE = Person()

UP = """
    WITH RECURSIVE line(id) AS (
        SELECT id FROM people_employee WHERE id IN ({places})
        UNION
        SELECT above.appraiser_id FROM people_reporting above JOIN line ON above.employee_id = line.id
    )
    SELECT id FROM line
"""


@dataclass(slots=True)
class Ledger:
    """What is known of some people, by number."""

    people: dict[int, Person] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def find(self, employee_id: int) -> Person:
        return self.people.get(employee_id, NOT_HERE)

    def rows(self, employee_id: int) -> tuple[Row, ...]:
        return tuple(self.find(employee_id).rows)


def meets(span: Span) -> Q:
    """Ledger rows that hold on some day of a span."""
    begun = Q() if span.end is None else Q(start__lte=span.end)
    return begun & (Q(end__isnull=True) | Q(end__gte=span.start))


def everybody_above(employee_ids: Iterable[int]) -> set[int]:
    """These people and all who ever appraised them, their appraisers, and so on upward. One query."""
    wanted = sorted(set(employee_ids))
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(UP.format(places=", ".join(["%s"] * len(wanted))), wanted)
        return {pk for (pk,) in cursor.fetchall()}


def ledger_of(employee_ids: Iterable[int]) -> Ledger:
    """The ledger of these people alone. Three queries."""
    wanted = set(employee_ids)
    rows: dict[int, list[Row]] = defaultdict(list)
    for one in Reporting.objects.filter(employee__in=wanted).order_by("employee_id", "start"):
        rows[one.employee_id].append(as_row(one))
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for what in Circumstance.objects.filter(employee__in=wanted).order_by("start", "pk"):
        spans[what.employee_id][what.kind].append(Span(what.start, what.end))
    found = Ledger()
    for employee in Employee.objects.filter(pk__in=wanted).only("pk", "name", "employed_from", "employed_until"):
        found.names[employee.pk] = employee.name
        found.people[employee.pk] = _person(employee, rows[employee.pk], spans[employee.pk])
    return found


def ledger_above(employee_ids: Iterable[int]) -> Ledger:
    """The ledger of these people and of everybody above them. Four queries."""
    return ledger_of(everybody_above(employee_ids))


def as_row(one: Reporting) -> Row:
    """A stored row as a value."""
    return Row(one.appraiser_id, one.start, one.end, one.basis, one.decree, one.pk)


def not_employed(employee: Employee) -> tuple[Span, ...]:
    """The days before and after the employment of a person."""
    before = [Span(date.min, employee.employed_from - DAY)] if employee.employed_from else []
    after = [Span(employee.employed_until + DAY)] if employee.employed_until else []
    return (*before, *after)


def _person(employee: Employee, rows: list[Row], spans: dict[str, list[Span]]) -> Person:
    elsewhere = not_employed(employee)
    return Person(
        rows=tuple(rows),
        exempt=tuple(span for kind, held in spans.items() if exempts(kind) for span in held),
        outside=tuple(spans.get("appraised-outside", ())),
        away=(*(span for kind, held in spans.items() if kind in REMOVING for span in held), *elsewhere),
        unemployed=elsewhere,
    )
