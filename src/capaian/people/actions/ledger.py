"""Changing who appraises whom and who holds which post. Each returns whose appraiser changed, from when to when.

`rehearse` runs any of them and takes it back, so that a screen can say what would change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.people.actions.acting import appoint_acting, end_acting
from capaian.people.actions.rows import (
    Moved,
    Problems,
    allow,
    apply,
    appraised_by,
    check_agency,
    check_employed,
    check_order,
    end_rows,
    insist_own,
    known_for,
    lock,
    posted,
)
from capaian.people.actions.successions import passed_on, placed, replaced, taken_over
from capaian.people.models import Employee, Position, Posting, PostingKind, ReportingBasis
from capaian.people.permissions.ledger import may_change_ledger
from capaian.people.queries.indexing import reindex
from capaian.people.queries.ledger_rows import Ledger, meets
from capaian.people.rules.ledger import DAY, Row, Span

__all__ = ["Moved", "appoint_acting", "change_appraiser", "end_acting", "hand_over_team", "rehearse", "second", "transfer"]


def rehearse(do: Callable[..., Sequence[Moved]], **given: Any) -> Sequence[Moved]:
    """What an action of the ledger would change; nothing is kept. Raises what the action raises."""
    with transaction.atomic():
        moved = do(**given)
        transaction.set_rollback(True)
    return moved


@action
def change_appraiser(
    *, employee: Employee, appraiser: Employee, start: date, end: date | None = None, basis: str = ReportingBasis.SUPERIOR,
    decree: str = "", by: Actor, at: datetime,
) -> tuple[Moved, ...]:
    """`appraiser` appraises `employee` from `start` (to `end`: afterwards whoever did before).

    Raises Refused, or InvalidInput: dates out of order, nobody's appraiser is oneself, a circle, somebody of another agency
    or no longer here, a day on which the employee is exempt.
    """
    allow(by, employee, at)
    lock(by)
    ledger = known_for([employee.pk], appraiser.pk)
    problems = Problems()
    check_agency(problems, by, (appraiser, "appraiser"))
    check_order(problems, start, end)
    check_employed(problems, employee, Span(start, start), "start")
    check_appraiser(problems, ledger, employee, appraiser, start)
    check_needs_appraiser(problems, ledger, employee, start)
    problems.insist()
    after = placed(ledger, employee.pk, Row(appraiser.pk, start, end, basis, decree))
    return apply(ledger, {employee.pk: after}, by=by, at=at, verb="ledger.change-appraiser")


@action
def transfer(
    *, employee: Employee, position: Position, appraiser: Employee, start: date, decree: str = "",
    successor: Employee | None = None, by: Actor, at: datetime,
) -> tuple[Moved, ...]:
    """Move somebody to another post (IV.A.13): the definitive post ends the day before, the new one and its appraiser begin.

    Where the unit changes, whoever this person appraised goes to `successor`, or upward (IV.A.2, IV.A.14). With a post that
    leads a unit come those whom its last holder appraised. A post that is not yet in the records is made.
    Raises Refused (both units must be this manager's), or InvalidInput.
    """
    allow(by, employee, at)
    insist_own(by, position.unit.agency_id)
    require(may_change_ledger(by, position.unit.path))
    lock(by)
    days = Span(start)
    held = _definitive(employee, start)
    leaves = held is not None and held.position.unit_id != position.unit_id
    team = appraised_by(employee.pk, days) if leaves else []
    official, waiting = replaced(position, days) if position.pk and position.leads_unit else (None, [])
    ledger = known_for([employee.pk, *team, *waiting], appraiser.pk, successor.pk if successor else None, official)
    _check_transfer(ledger, employee, position, start, by, appraiser=appraiser, successor=successor)
    _begin_post(employee, position, start, decree, held, by=by, at=at)
    after = passed_on(ledger, employee.pk, team, days, successor)
    after |= taken_over(ledger, after, waiting, official, Row(employee.pk, start, None, ReportingBasis.SUPERIOR, decree))
    after[employee.pk] = placed(ledger, employee.pk, Row(appraiser.pk, start, None, ReportingBasis.TRANSFER, decree))
    return apply(ledger, after, by=by, at=at, verb="ledger.transfer")


@action
def hand_over_team(
    *, employee: Employee, start: date, end: date | None = None, successor: Employee | None = None, by: Actor, at: datetime,
) -> tuple[Moved, ...]:
    """Everybody whom this person appraises is appraised by `successor`, or by the superior step by step (IV.A.2), in a span.
    Raises Refused or InvalidInput."""
    allow(by, employee, at)
    lock(by)
    problems = Problems()
    check_agency(problems, by, (successor, "successor"))
    span = check_order(problems, start, end)
    team = appraised_by(employee.pk, span) if span else []
    problems.when(span is not None and not team, _("%(name)s tidak menilai siapa pun.") % {"name": employee.name}, "start")
    if successor is not None:
        problems.when(successor.pk == employee.pk, _("Pengganti harus orang lain."), "successor")
        check_employed(problems, successor, Span(start, start), "successor")
    problems.insist()
    ledger = known_for([employee.pk, *team], successor.pk if successor else None)
    after = passed_on(ledger, employee.pk, team, Span(start, end), successor)
    return apply(ledger, after, by=by, at=at, verb="ledger.hand-over")


@action
def second(
    *, employee: Employee, position: Position, start: date, end: date, decree: str = "", by: Actor, at: datetime,
) -> tuple[Moved, ...]:
    """Lend somebody to another unit or body beside the own post. The appraiser at home stays (IV.A.15)."""
    allow(by, employee, at)
    insist_own(by, position.unit.agency_id)
    lock(by)
    problems = Problems()
    span = check_order(problems, start, end)
    check_employed(problems, employee, span, "start")
    if span and position.pk:
        twice = Posting.objects.filter(meets(span), employee=employee, position=position).exists()
        problems.when(twice, _("%(name)s sudah memegang jabatan ini pada tanggal itu.") % {"name": employee.name}, "position")
    problems.insist()
    _known(position)
    posting = Posting.objects.create(
        employee=employee, position=position, kind=PostingKind.SECONDMENT, start=start, end=end, decree=decree,
    )
    audit.record(by=by, at=at, verb="ledger.second", subject=posting, after=posted(posting))
    reindex([employee.pk])
    return ()


def check_appraiser(problems: Problems, ledger: Ledger, employee: Employee, appraiser: Employee, start: date) -> None:
    """Somebody else, employed here on the day, and not away for good."""
    problems.when(employee.pk == appraiser.pk, _("Seseorang tidak dapat menilai dirinya sendiri."), "appraiser")
    check_employed(problems, appraiser, Span(start, start), "appraiser")
    known = ledger.find(appraiser.pk)
    gone = any(start in span for span in known.away) and not any(start in span for span in known.unemployed)
    words = _("%(name)s sedang tidak menjalankan tugas pada %(day)s, jadi belum dapat menilai.")
    problems.when(gone, words % {"name": appraiser.name, "day": day_in_words(start)}, "appraiser")


def check_needs_appraiser(problems: Problems, ledger: Ledger, employee: Employee, start: date) -> None:
    """On a day on which a declared circumstance exempts, nobody appraises here (II.C.8, IV.A.12)."""
    exempt = any(start in span for span in ledger.find(employee.pk).exempt)
    words = _("Pada %(day)s %(name)s dikecualikan dari penilaian di sini (PermenPANRB 6/2022, Lampiran II.C.8 atau IV.A.12). "
              "Akhiri dulu keadaan itu.")
    problems.when(exempt, words % {"name": employee.name, "day": day_in_words(start)}, "start")


def _definitive(employee: Employee, start: date) -> Posting | None:
    held = Posting.objects.filter(meets(Span(start - DAY)), employee=employee, kind=PostingKind.DEFINITIVE)
    return held.select_related("position").order_by("start").first()


def _check_transfer(
    ledger: Ledger, employee: Employee, position: Position, start: date, by: Actor, *,
    appraiser: Employee, successor: Employee | None,
) -> None:
    problems = Problems()
    check_agency(problems, by, (appraiser, "appraiser"),
                 (successor, "successor"))
    check_employed(problems, employee, Span(start, start), "start")
    check_appraiser(problems, ledger, employee, appraiser, start)
    check_needs_appraiser(problems, ledger, employee, start)
    if successor is not None:
        problems.when(successor.pk == employee.pk, _("Pengganti harus orang lain."), "successor")
        check_employed(problems, successor, Span(start, start), "successor")
    closed = position.unit.closed_on is not None and position.unit.closed_on <= start
    problems.when(closed, _("Unit %(unit)s sudah ditutup pada tanggal itu.") % {"unit": position.unit.name}, "position")
    if position.pk and position.leads_unit:
        others = Posting.objects.filter(meets(Span(start)), position=position, kind=PostingKind.DEFINITIVE)
        other = others.exclude(employee=employee).select_related("employee").first()
        if other is not None:
            words = _("Jabatan ini masih dipegang %(name)s. Pindahkan atau akhiri dulu penugasannya.")
            problems.when(True, words % {"name": other.employee.name}, "position")
    problems.insist()


def _begin_post(
    employee: Employee, position: Position, start: date, decree: str, held: Posting | None, *, by: Actor, at: datetime,
) -> None:
    _known(position)
    before = posted(held) if held else None
    ending = Posting.objects.filter(meets(Span(start)), employee=employee, kind=PostingKind.DEFINITIVE)
    end_rows(ending.order_by("start"), start - DAY)
    posting = Posting.objects.create(employee=employee, position=position, start=start, decree=decree)
    audit.record(by=by, at=at, verb="posting.begin", subject=posting, before=before, after=posted(posting))
    reindex([employee.pk])


def _known(position: Position) -> None:
    """A post that is not yet in the records is made."""
    if position.pk is None:
        position.save()
