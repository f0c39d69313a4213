"""Acting for an official for a time: Plt. and Plh. (IV.A.3, IV.A.5), and the return to the definitive order (IV.A.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import require
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
    insist_own,
    known_for,
    lock,
    posted,
)
from capaian.people.actions.successions import replaced, taken_over
from capaian.people.models import Employee, Position, Posting, PostingKind, ReportingBasis
from capaian.people.permissions.ledger import may_change_ledger
from capaian.people.queries.indexing import reindex
from capaian.people.queries.ledger_rows import Ledger, meets
from capaian.people.rules.ledger import DAY, Row, Span, splice
from capaian.people.rules.lines import give_back, upward

ACTING_KINDS = (PostingKind.PLT, PostingKind.PLH)
ACTING_BASES = frozenset({ReportingBasis.ACTING.value})
SERVED_BASES = frozenset({ReportingBasis.SERVED_AS_PLT.value})


@action
def appoint_acting(
    *, employee: Employee, position: Position, kind: str, start: date, end: date, reports_to: Employee | None = None,
    decree: str = "", by: Actor, at: datetime,
) -> tuple[Moved, ...]:
    """Let somebody act in a post, beside the own one. For that time those whom its holder appraises are theirs (IV.A.3).

    A Plt. is appraised meanwhile by the head of the unit served: `reports_to`, by default the holder's own appraiser
    (IV.A.5); a Plh. keeps the own appraiser. The day after, everything is as before (IV.A.6). Raises Refused or InvalidInput.
    """
    allow(by, employee, at)
    insist_own(by, position.unit.agency_id)
    require(may_change_ledger(by, position.unit.path))
    lock(by)
    span = _check(employee, position, kind, by, start=start, end=end, reports_to=reports_to)
    official, team = replaced(position, span)
    served = reports_to.pk if reports_to else None
    ledger = known_for([employee.pk, *team], official, served)
    posting = Posting.objects.create(
        employee=employee, position=position, kind=kind, start=start, end=end, decree=decree,
    )
    audit.record(by=by, at=at, verb="posting.act", subject=posting, after=posted(posting))
    reindex([employee.pk])
    after = taken_over(ledger, {}, team, official, Row(employee.pk, start, end, ReportingBasis.ACTING, decree))
    if kind == PostingKind.PLT:
        heads = [Row(served, start, end)] if served else upward(official, span, ledger.find) if official else ()
        after[employee.pk] = _served(ledger, employee.pk, heads, decree)
    return apply(ledger, after, by=by, at=at, verb="ledger.appoint-acting")


@action
def end_acting(*, posting: Posting, last_day: date, by: Actor, at: datetime) -> tuple[Moved, ...]:
    """End a Plt. or Plh. before its day: everybody goes back to the definitive order from the day after (IV.A.6)."""
    allow(by, posting.employee, at)
    acting = posting.employee_id
    lock(by)
    problems = Problems()
    problems.when(posting.kind not in ACTING_KINDS, _("Ini bukan penugasan Plt. atau Plh."), "last_day")
    problems.when(last_day < posting.start - DAY or (posting.end is not None and last_day >= posting.end),
                  _("Isi tanggal di antara mulai dan berakhirnya penugasan ini."), "last_day")
    problems.insist()
    freed = Span(last_day + DAY, posting.end)
    team = appraised_by(acting, freed)
    ledger = known_for([acting, *team])
    after = {one: give_back(ledger.rows(one), acting, ACTING_BASES, freed) for one in team}
    if posting.kind == PostingKind.PLT:
        own = ledger.rows(acting)
        for served in {row.who for row in own}:
            own = give_back(own, served, SERVED_BASES, freed)
        after[acting] = own
    before = posted(posting)
    if last_day < posting.start:
        audit.record(by=by, at=at, verb="posting.end", subject=posting, before=before)
        posting.delete()
    else:
        posting.end = last_day
        posting.save(update_fields=["end"])
        audit.record(by=by, at=at, verb="posting.end", subject=posting, before=before, after=posted(posting))
    reindex([acting])
    return apply(ledger, after, by=by, at=at, verb="ledger.end-acting")


def _check(
    employee: Employee, position: Position, kind: str, by: Actor, *, start: date, end: date, reports_to: Employee | None,
) -> Span:
    problems = Problems()
    check_agency(problems, by, (reports_to, "reports_to"))
    problems.when(kind not in ACTING_KINDS, _("Pilih Plt. atau Plh."), "kind")
    span = check_order(problems, start, end)
    check_employed(problems, employee, span, "employee")
    if reports_to is not None:
        problems.when(reports_to.pk == employee.pk, _("Seseorang tidak dapat menilai dirinya sendiri."), "reports_to")
        check_employed(problems, reports_to, span, "reports_to")
    if span is not None:
        _check_free(problems, employee, position, span)
    problems.insist()
    return Span(start, end)


def _check_free(problems: Problems, employee: Employee, position: Position, span: Span) -> None:
    """One acting official for a post at a time, who is not its holder."""
    for other in Posting.objects.filter(meets(span), position=position).select_related("employee").order_by("start", "pk"):
        if other.employee_id == employee.pk and other.kind == PostingKind.DEFINITIVE:
            words = _("%(name)s sudah memegang jabatan ini secara definitif.")
            problems.when(True, words % {"name": employee.name}, "employee")
        if other.kind in ACTING_KINDS:
            words = _("%(name)s sudah bertugas sebagai %(kind)s pada jabatan ini sejak %(day)s.")
            named = {"name": other.employee.name, "kind": other.get_kind_display(), "day": day_in_words(other.start)}
            problems.when(True, words % named, "start")


def _served(ledger: Ledger, acting: int, heads: Sequence[Row], decree: str) -> Rows:
    """The rows of a Plt.: the head of the unit served, where there is one other than the Plt. (IV.A.5)."""
    rows = ledger.rows(acting)
    for head in heads:
        if head.who != acting:
            rows = splice(rows, Row(head.who, head.start, head.end, ReportingBasis.SERVED_AS_PLT, decree))
    return ledger.find(acting).trimmed(rows)
