"""The people of a unit and how far their SKPs are: for who leads, appraises or manages them, and set by set for bulk work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.people.models import Circumstance, Employee, Posting, Reporting, Unit
from capaian.people.permissions.scope import below, managed_paths, manages_units
from capaian.people.queries import on, own_post_on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.planning import workflow
from capaian.planning.models import Outcome, Skp
from capaian.planning.permissions import answers, may_start_for
from capaian.planning.queries.dialogue import LAST_WORD
from capaian.planning.queries.skps import statuses_seen
from capaian.planning.queries.successions import with_ledger
from capaian.planning.queries.turns import FREEING, Turn, bring_successors, counterpart_of, turn_of

MISSING, EXEMPT = "none", "exempt"
CHUNK = 500
_FRAME = ("employee__agency", "performance_year", "position__unit", "appraiser", "dialogue_with")


@dataclass(frozen=True, slots=True)
class Standing:
    """One person and how far the SKP is; `awaited` is who is on turn, None where nobody is."""

    employee: Employee
    state: str
    skp: Skp | None
    awaited: Employee | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger says of some people on a day, in hand."""

    postings: dict[int, Posting]
    appraisers: dict[int, Employee]


def get_led_unit_for(actor: Actor, pk: int | None, day: date) -> Unit:
    """The unit asked for, or the one that this person leads, manages or works in. Http404 for another agency's, Refused for
    who neither leads nor manages it."""
    rows = Unit.objects.filter(agency_id=actor.agency_id)
    if pk is None:
        held = Posting.objects.filter(on(day), employee_id=actor.employee_id).order_by(
            F("position__leads_unit").desc(), DEFINITIVE_FIRST, "-start"
        )
        at_home = held.values_list("position__unit_id", "position__leads_unit").first()
        managed = managed_paths(actor)
        if managed and not (at_home and at_home[1]):
            pk = rows.filter(path=managed[0]).values_list("pk", flat=True).first()
        elif at_home:
            pk = at_home[0]
    unit = None if pk is None else rows.filter(pk=pk).first()
    if unit is None:
        raise Http404
    require(may_start_for(actor, unit, day))
    return unit


def people_of(unit: Unit, day: date, *, deep: bool = False) -> QuerySet[Employee]:
    """Who holds an own post in the unit on that day; `deep`: or anywhere below it."""
    here = Q(position__unit__in=below((unit.path,), unit.agency_id).values("pk")) if deep else Q(position__unit=unit)
    held = Posting.objects.filter(own_post_on(day), here)
    still = Q(employed_until__isnull=True) | Q(employed_until__gte=day)
    return Employee.objects.filter(still, agency_id=unit.agency_id, pk__in=held.values("employee_id")).order_by("name", "pk")


def people_to_start(agency_id: int, unit_id: int, day: date, *, deep: bool) -> QuerySet[Employee]:
    """`people_of` for work that goes on without the person who asked for it."""
    return people_of(Unit.objects.get(agency_id=agency_id, pk=unit_id), day, deep=deep)


def with_states(people: QuerySet[Employee], day: date) -> QuerySet[Any]:
    """The same people with `plan_state`: of their newest SKP of the year, "none" without one, "exempt" where none is asked."""
    running = Skp.objects.standing().filter(closed_on__isnull=True)  # that of a former post is none of this one (II.C.6)
    newest = running.filter(employee=OuterRef("pk"), performance_year__year=day.year).order_by("-start", "-pk")
    freed = Circumstance.objects.filter(on(day), employee=OuterRef("pk"), kind__in=FREEING)
    return people.annotate(
        plan=Subquery(newest.values("pk")[:1]), freed=Exists(freed),
        plan_state=Coalesce(
            Subquery(newest.values("state")[:1]), Value(MISSING), output_field=CharField(),
        ),
    )


def counts_of(people: QuerySet[Any]) -> dict[str, int]:
    """State → how many, of people with states. One query."""
    rows = people.order_by().values("plan_state", "freed").annotate(number=Count("pk"))
    counts: dict[str, int] = {}
    for row in rows:
        state = state_of(row["plan_state"], freed=row["freed"])
        counts[state] = counts.get(state, 0) + row["number"]
    return counts


def in_state(people: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those in this state; every one for a state that is none."""
    if state == EXEMPT:
        return people.filter(plan_state=MISSING, freed=True)
    if state == MISSING:
        return people.filter(plan_state=MISSING, freed=False)
    return people.filter(plan_state=state) if state in workflow.SKP.labels else people


def state_of(plan_state: str, *, freed: bool) -> str:
    return EXEMPT if plan_state == MISSING and freed else plan_state


def standings_of(people: Iterable[Any], day: date | None) -> list[Standing]:
    """Rows for these people (with states): their SKP and who is on turn on a day. One query, and one where somebody has a new
    appraiser to whom the dialogue did not go over yet."""
    people = list(people)
    rows = with_ledger(Skp.objects.select_related(*_FRAME), day).annotate(last_word=LAST_WORD)
    skps = rows.in_bulk([row.plan for row in people if row.plan])
    bring_successors(skps.values())
    found = []
    for person in people:
        skp, state = skps.get(person.plan), state_of(person.plan_state, freed=person.freed)
        found.append(Standing(person, state, skp, _awaited(person, skp, state)))
    return found


def rows_for(actor: Actor, people: Iterable[Any]) -> list[dict[str, Any]]:
    """What the list prints of these people; `seen` is set where this person may agree to what is offered. Two queries."""
    rows = standings_of(people, actor.day)
    newest = statuses_seen([row.skp.pk for row in rows if row.skp is not None])
    return [
        {
            "person": row.employee, "state": row.state, "skp": row.skp, "turn": turn_in(row),
            "seen": newest.get(row.skp.pk) if row.skp and _agreeable(actor, row.skp) else None,
        }
        for row in rows
    ]


def _agreeable(actor: Actor, skp: Any) -> bool:
    return skp.state == workflow.SUBMITTED and skp.last_word != Outcome.REPLY and answers(actor, skp)


def awaited_in(unit: Unit, day: date, *, deep: bool = False) -> list[int]:
    """Everybody of the unit with whose SKP somebody is on turn."""
    people = with_states(people_of(unit, day, deep=deep), day)
    done = [state for state, party in workflow.SKP.turn_of.items() if party == "nobody"]
    waiting = people.exclude(plan_state__in=done).exclude(plan_state=MISSING, freed=True)
    return list(waiting.values_list("pk", flat=True))


def employees_for(actor: Actor, pks: Iterable[int | None]) -> list[Employee]:
    """These people of one's agency; whom else was named does not exist."""
    wanted = {pk for pk in pks if pk is not None}
    rows = list(Employee.objects.filter(agency_id=actor.agency_id, pk__in=wanted).order_by("name", "pk"))
    if len(rows) != len(wanted):
        raise Http404
    return rows


def leads_any(actor: Actor, day: date) -> bool:
    """Whether the page of a unit's plans is for this person: manages, or holds a post that leads a unit."""
    if manages_units(actor):
        return True
    return Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True).exists()


def ledger_on(employee_ids: Sequence[int], day: date) -> Ledger:
    """Posts and appraisers of these people on a day. Two queries."""
    held = (
        Posting.objects.filter(on(day), employee_id__in=employee_ids)
        .select_related("position__unit")
        .order_by(DEFINITIVE_FIRST, "-start")
    )
    postings: dict[int, Posting] = {}
    for posting in held:
        postings.setdefault(posting.employee_id, posting)
    reportings = Reporting.objects.filter(on(day), employee_id__in=employee_ids).select_related("appraiser")
    return Ledger(postings, {row.employee_id: row.appraiser for row in reportings})


def started_of(employee_ids: Sequence[int], year: int) -> set[tuple[int, int]]:
    """(employee, post) for which an SKP of the year stands. One query."""
    running = Skp.objects.standing().filter(closed_on__isnull=True)  # who returns to a former post begins anew (II.C.6)
    rows = running.filter(employee_id__in=employee_ids, performance_year__year=year)
    return set(rows.values_list("employee_id", "position_id"))


def turn_in(row: Standing) -> Turn:
    """Who is on turn for a row of the list."""
    if row.skp is not None:
        return turn_of(row.skp)
    return Turn("employee", row.employee.name) if row.awaited else Turn("nobody", "")


def _awaited(person: Employee, skp: Skp | None, state: str) -> Employee | None:
    if skp is None:
        return None if state == EXEMPT else person
    party = workflow.SKP.turn_of[skp.state]
    return {"employee": person, "appraiser": counterpart_of(skp)}.get(party)
