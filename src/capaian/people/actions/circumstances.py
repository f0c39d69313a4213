"""What happens to a person for a time (study, leave, dismissal, retirement), and what that does to the ledger."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.writing import action
from capaian.people.actions.rows import (
    Moved,
    Problems,
    Rows,
    allow,
    apply,
    appraised_by,
    check_agency,
    check_employed,
    check_order,
    end_rows,
    known_for,
    lock,
)
from capaian.people.actions.successions import passed_on, stepped_in, stepped_up_for
from capaian.people.models import Circumstance, CircumstanceKind, Employee, Posting, TeamMembership
from capaian.people.queries.indexing import reindex
from capaian.people.queries.ledger_rows import Ledger, meets
from capaian.people.rules.ledger import DAY, Span, carve, exempts, splice
from capaian.people.rules.lines import fill


@action
def record_circumstance(
    *, employee: Employee, kind: str, start: date, end: date | None = None, decree: str = "", step_up: bool = False,
    by: Actor, at: datetime,
) -> tuple[Moved, ...]:
    """Note what keeps somebody away. Exempting ones (II.C.8, IV.A.12) take their days out of the person's appraiser rows.

    With `step_up`, those whom the person appraises are appraised meanwhile by the person's own superior (IV.A.2), except
    where a Plt. or Plh. does already. Raises Refused or InvalidInput.
    """
    allow(by, employee, at)
    lock(by)
    problems = Problems()
    problems.when(kind not in CircumstanceKind.values, _("Pilih keadaannya."), "kind")
    span = check_order(problems, start, end)
    check_employed(problems, employee, span and Span(start, start), "start")
    if span:
        _check_alone(problems, employee, kind, span)
    problems.insist()
    span = Span(start, end)
    made = Circumstance.objects.create(employee=employee, kind=kind, start=start, end=end, decree=decree)
    audit.record(by=by, at=at, verb="circumstance.record", subject=made, after=_plain(made))
    team = appraised_by(employee.pk, span) if step_up else []
    ledger = known_for([employee.pk, *team])
    after: dict[int, Rows] = passed_on(ledger, employee.pk, team, span, None)
    if exempts(kind):
        after[employee.pk] = carve(ledger.rows(employee.pk), span)
    return apply(ledger, after, by=by, at=at, verb="ledger.circumstance")


@action
def end_circumstance(*, circumstance: Circumstance, last_day: date, by: Actor, at: datetime) -> tuple[Moved, ...]:
    """End it on an earlier day: from the day after, the person is appraised again by who was next, or else by who was before,
    and appraises again whom the superior had taken over."""
    employee = circumstance.employee
    allow(by, employee, at)
    lock(by)
    problems = Problems()
    problems.when(last_day < circumstance.start - DAY or (circumstance.end is not None and last_day >= circumstance.end),
                  _("Isi tanggal di antara mulai dan berakhirnya keadaan ini."), "last_day")
    problems.insist()
    freed = Span(last_day + DAY, circumstance.end)
    team = stepped_up_for(employee.pk, freed)
    before = _plain(circumstance)
    never = last_day < circumstance.start
    circumstance.end = last_day
    audit.record(by=by, at=at, verb="circumstance.end", subject=circumstance, before=before,
                 after=None if never else _plain(circumstance))
    circumstance.delete() if never else circumstance.save(update_fields=["end"])
    ledger = known_for([employee.pk, *team])
    after = {one: _returned(ledger, one, employee.pk, freed) for one in team}
    if exempts(circumstance.kind):
        after[employee.pk] = ledger.find(employee.pk).trimmed(fill(ledger.rows(employee.pk), freed))
    return apply(ledger, after, by=by, at=at, verb="ledger.circumstance-end")


@action
def end_employment(
    *, employee: Employee, last_day: date, successor: Employee | None = None, decree: str = "", by: Actor, at: datetime,
) -> tuple[Moved, ...]:
    """Somebody leaves: posts, appraisers, circumstances and teams end with the last day. From the day after, those they
    appraised go to `successor`, or upward (IV.A.2). Raises Refused or InvalidInput."""
    allow(by, employee, at)
    lock(by)
    after_that = Span(last_day + DAY)
    team = appraised_by(employee.pk, after_that)
    employee.refresh_from_db(fields=["employed_from", "employed_until"])
    problems = Problems()
    check_agency(problems, by, (successor, "successor"))
    check_employed(problems, employee, Span(last_day, last_day), "last_day")
    if successor is not None:
        problems.when(successor.pk == employee.pk, _("Pengganti harus orang lain."), "successor")
        check_employed(problems, successor, Span(last_day + DAY, last_day + DAY), "successor")
    problems.insist()
    ledger = known_for([employee.pk, *team], successor.pk if successor else None)
    employee.employed_until = last_day
    employee.save(update_fields=["employed_until"])
    for manager in (Posting.objects, Circumstance.objects, TeamMembership.objects):
        end_rows(manager.filter(meets(after_that), employee=employee).order_by("start"), last_day)
    audit.record(by=by, at=at, verb="employee.end", subject=employee,
                 after={"employed_until": last_day, "decree": decree, "successor": successor.pk if successor else None})
    reindex([employee.pk])
    after: dict[int, Rows] = passed_on(ledger, employee.pk, team, after_that, successor)
    after[employee.pk] = carve(ledger.rows(employee.pk), after_that)
    return apply(ledger, after, by=by, at=at, verb="ledger.end-employment")


def _check_alone(problems: Problems, employee: Employee, kind: str, span: Span) -> None:
    """Not twice the same, and not two that exempt, on one day."""
    for other in Circumstance.objects.filter(meets(span), employee=employee).order_by("start", "pk"):
        if other.kind == kind or (exempts(kind) and exempts(other.kind)):
            words = _("Bertumpuk dengan %(kind)s yang mulai %(day)s. Akhiri dulu yang itu.")
            problems.when(True, words % {"kind": other.get_kind_display(), "day": day_in_words(other.start)}, "start")


def _returned(ledger: Ledger, one: int, official: int, span: Span) -> Rows:
    """Where the superior had stepped in for the official, the official appraises again in the span."""
    result = ledger.rows(one)
    for row in stepped_in(result, official):
        if (met := row.span.meet(span)) is not None:
            result = splice(result, row.on(met))
    return result


def _plain(what: Circumstance) -> dict[str, object]:
    return {"employee": what.employee_id, "kind": what.kind, "start": what.start, "end": what.end, "decree": what.decree}
