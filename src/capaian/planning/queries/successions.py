"""What the ledger says of SKPs, agreed or in the making: whose post ended, whose appraiser is another one now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import CharField, DateField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from capaian.foundation.actor import Actor
from capaian.kernel.batches import in_batches
from capaian.people.models import Employee, Posting, Reporting
from capaian.people.queries import on, post_line
from capaian.people.rules.ledger import Row
from capaian.planning import workflow
from capaian.planning.models import Skp
from capaian.planning.permissions.sides import BETWEEN, know
from capaian.planning.queries.house import HOUSE_ID
from capaian.planning.rules.successions import asks_clarification

_AT_ONCE = 500
_ALIVE = (*workflow.OPEN_STATES, workflow.AGREED)


def lacks_own(actor: Actor, mine: Iterable[Skp]) -> bool:
    """Whether this person's post of today has no SKP among these own ones: none was begun, or the post is a new one (II.C.6).
    No query where `position__unit` came with them."""
    running = [row for row in mine if row.amends_id is None and row.closed_on is None]
    posts = {post_line(row.position.title, row.position.unit.name) for row in running}
    return not running or bool(actor.post and actor.post not in posts)


def clarifies_with(skp: Skp, day: date) -> Employee | None:
    """II.C.7: the new appraiser with whom an agreed SKP is to be clarified anew, or None. One query, none for what is no
    running agreed SKP. Whether that has begun already, `open_amendment_of` says."""
    if skp.amends_id is not None or skp.state != workflow.AGREED or skp.closed_on is not None or not skp.start <= day <= skp.end:
        return None
    row = Reporting.objects.filter(on(day), employee_id=skp.employee_id).select_related("appraiser").first()
    return row.appraiser if row is not None and _asks(row, skp) else None


def open_amendment_of(skp: Skp) -> Skp | None:
    """The change of this SKP that is being drafted or discussed, with who began it as `opened_by`. One query."""
    first = Skp.objects.filter(pk=OuterRef("pk")).order_by("statuses__at", "statuses__pk")
    row: Skp | None = (
        Skp.objects.filter(amends=skp, state__in=workflow.OPEN_STATES)
        .annotate(opened_by=Subquery(first.values("statuses__by_name")[:1]), opened_at=Subquery(first.values("statuses__at")[:1]))
        .first()
    )
    return row


def ended_skps(agency_id: int, day: date) -> list[tuple[Skp, date]]:
    """SKPs that run on that day though the post is no longer held, with the last day of the post. One query.

    A post that the ledger never gave this person is a correction, not an end: nothing is said of it.
    """
    held = Posting.objects.filter(on(day), employee=OuterRef("employee"), position=OuterRef("position"))
    before = Posting.objects.filter(employee=OuterRef("employee"), position=OuterRef("position"), end__lt=day)
    last = before.order_by().values("employee").annotate(last=Max("end")).values("last")
    rows = (
        _running(agency_id, day).filter(~Exists(held), state__in=_ALIVE).annotate(last=Subquery(last))
        .filter(last__isnull=False).select_related("employee", "appraiser", "position__unit", "performance_year").order_by("pk")
    )
    return [(row, row.last) for row in rows]


def skps_to_clarify(agency_id: int, day: date) -> list[Skp]:
    """Agreed SKPs whose appraiser is another one on that day and whose people were not told of this one yet; the new appraiser
    is `named` on each. One query, one more for every 500."""
    now = Reporting.objects.filter(on(day), employee=OuterRef("employee")).values("appraiser_id")[:1]
    changing = Skp.objects.filter(amends=OuterRef("pk"), state__in=workflow.OPEN_STATES)  # it goes on with the new one
    rows = list(
        _running(agency_id, day).filter(~Exists(changing), state=workflow.AGREED).annotate(now=Subquery(now))
        .filter(Q(now__isnull=False) & ~Q(now=F("appraiser_id")))
        .filter(Q(clarify_told__isnull=True) | ~Q(clarify_told=F("now")))
        .select_related("employee", "performance_year").order_by("pk")
    )
    return [row for some in in_batches(rows, _AT_ONCE) for row in _named(some, day)]


def skps_to_hand_over(agency_id: int, day: date) -> list[Skp]:
    """SKPs and changes in the making whose people have another appraiser on that day; those that a Plt. of days stands in for
    are among them. One query."""
    now = Reporting.objects.filter(on(day), employee=OuterRef("employee")).values("appraiser_id")[:1]
    rows = Skp.objects.filter(
        performance_year__agency_id=agency_id, performance_year__year=day.year, state__in=workflow.OPEN_STATES, start__lte=day,
        end__gte=day, closed_on__isnull=True,
    )
    return list(
        with_ledger(rows, day).annotate(now=Subquery(now)).filter(now__isnull=False).exclude(now=F("appraiser_id"))
        .select_related("employee", "appraiser", "dialogue_with", "performance_year").order_by("pk")
    )


def with_ledger(rows: QuerySet[Skp], day: date | None) -> QuerySet[Skp]:
    """With the ledger's row of that day on each, so that who decides is asked without a query (`permissions.sides`)."""
    if day is None:
        return rows
    words = ("appraiser_id", "start", "end", "basis")
    told = [Coalesce(Cast(word, CharField()), Value("")) for word in words]
    row = Concat(told[0], Value(BETWEEN), told[1], Value(BETWEEN), told[2], Value(BETWEEN), told[3])
    today = Reporting.objects.filter(on(day), employee=OuterRef("employee")).values(row=row)
    return rows.annotate(ledger_day=Value(day, DateField()), ledger_row=Subquery(today[:1]))


def mark_appraised(actor: Actor, skps: Iterable[Skp]) -> None:
    """Say on each SKP whom the ledger names today, so that nothing asks one by one. One query."""
    skps = list(skps)
    if actor.day is None or not (actor.appraises or any(actor.employee_id == skp.appraiser_id for skp in skps)):
        return
    rows = Reporting.objects.filter(on(actor.day), employee_id__in=[skp.employee_id for skp in skps])
    of_person = {row.employee_id: row for row in rows}
    for skp in skps:
        know(skp, actor.day, of_person.get(skp.employee_id))


def taken_over(skp: Skp) -> bool:
    """Whether the last that happened is that a new appraiser came: what the former one adjusted is nobody's word now. Free
    where the history was prefetched in order, else one query."""
    here = "statuses" in skp.__dict__.get("_prefetched_objects_cache", {})
    newest = next(reversed(skp.statuses.all()), None) if here else skp.statuses.order_by("at", "pk").last()
    return newest is not None and newest.by_id == HOUSE_ID


def _named(rows: Sequence[Skp], day: date) -> list[Skp]:
    reportings = Reporting.objects.filter(on(day), employee_id__in=[row.employee_id for row in rows]).select_related("appraiser")
    of_person = {row.employee_id: row for row in reportings}
    asked = [row for row in rows if _asks(of_person[row.employee_id], row)]
    for row in asked:
        row.named = of_person[row.employee_id].appraiser  # type: ignore[attr-defined]
    return asked


def _running(agency_id: int, day: date) -> QuerySet[Skp]:
    rows: QuerySet[Skp] = Skp.objects.standing().filter(
        performance_year__agency_id=agency_id, performance_year__year=day.year, closed_on__isnull=True,
    )
    return rows.filter(start__lte=day, end__gte=day)


def _asks(row: Reporting, skp: Skp) -> bool:
    return asks_clarification(Row(row.appraiser_id, row.start, row.end, row.basis), skp.appraiser_id)
