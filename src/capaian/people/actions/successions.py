"""Whose people go to whom: new rows for everybody whom an official, a deputy or a successor appraises."""

from __future__ import annotations

from collections.abc import Sequence

from capaian.people.actions.rows import Rows, appraised_by
from capaian.people.models import Employee, Position, Posting, PostingKind, Reporting, ReportingBasis
from capaian.people.queries.ledger_rows import Ledger, meets
from capaian.people.rules.ledger import Row, Span, splice
from capaian.people.rules.lines import hand_over, upward


def placed(ledger: Ledger, employee: int, new: Row) -> Rows:
    """The rows with a new one put in. Days on which the new appraiser is away go upward; exempt days stay nobody's."""
    rows = splice(ledger.rows(employee), new)
    for away in ledger.find(new.who).away:
        if (gone := new.span.meet(away)) is not None:
            rows = hand_over(rows, new.who, _others(upward(new.who, gone, ledger.find), employee))
    return ledger.find(employee).trimmed(rows)


def passed_on(ledger: Ledger, official: int, team: Sequence[int], span: Span, successor: Employee | None) -> dict[int, Rows]:
    """Whom the official appraises in the span, given to the successor, or upward step by step (IV.A.2). A successor from
    among them goes upward too."""
    above = upward(official, span, ledger.find)
    named = [Row(successor.pk, span.start, span.end, ReportingBasis.SUPERIOR)] if successor else []
    return {
        one: hand_over(ledger.rows(one), official, _others(named, one) or _others(above, one)) for one in team if one != official
    }


def replaced(position: Position, span: Span) -> tuple[int | None, list[int]]:
    """The holder of the post (or the last one before the span), and whom that person appraises, or did before they went up."""
    holders = Posting.objects.filter(position=position, kind=PostingKind.DEFINITIVE)
    holder = holders.filter(meets(span)).order_by("start").first() or (
        holders.filter(end__lt=span.start).order_by("-end").first()
    )
    if holder is None:
        return None, []
    team = {*appraised_by(holder.employee_id, span), *stepped_up_for(holder.employee_id, span)}
    return holder.employee_id, sorted(team)


def stepped_up_for(official: int, span: Span) -> list[int]:
    """Who is appraised by somebody's superior on some day of the span and once was appraised by the official."""
    once = Reporting.objects.filter(appraiser=official).values("employee_id")
    rows = Reporting.objects.filter(meets(span), employee__in=once, basis=ReportingBasis.UPWARD)
    return sorted(set(rows.values_list("employee_id", flat=True)))


def taken_over(ledger: Ledger, after: dict[int, Rows], team: Sequence[int], official: int | None, deputy: Row) -> dict[int, Rows]:
    """Each of the team with the deputy in place of the official, and of whoever had stepped in for the official upward."""
    result: dict[int, Rows] = {}
    for one in team:
        if official is not None and one not in {deputy.who, official}:
            rows = after.get(one, ledger.rows(one))
            days = (row.span.meet(deputy.span) for row in stepped_in(rows, official))
            rows = hand_over(rows, official, [deputy])
            for met in days:
                rows = splice(rows, deputy.on(met)) if met else rows
            result[one] = rows
    return result


def stepped_in(rows: Sequence[Row], official: int) -> list[Row]:
    """The days on which the superior had stepped in for this official (upward rows that follow one of the official's), as
    rows of the official."""
    found: list[Row] = []
    before: Row | None = None
    for row in rows:
        if row.basis != ReportingBasis.UPWARD:
            before = row
        elif before is not None and before.who == official:
            found.append(before.on(row.span))
    return found


def _others(deputies: Sequence[Row], employee: int) -> list[Row]:
    """Nobody appraises themselves, not even for want of anybody else."""
    return [deputy for deputy in deputies if deputy.who != employee]
