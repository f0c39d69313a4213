"""Assignments: one's own, those one gave, those one decides; and who leads somebody by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading
from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee, Posting, PostingKind, Reporting, TaskTeam, TeamMembership
from capaian.people.permissions.scope import reads_units, within_reach
from capaian.people.queries import on, posting_on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.planning import workflow
from capaian.planning.models import Assignment, AssignmentStatus, Indicator, ResultKind, ResultPlan, Skp
from capaian.planning.permissions.assignments import may_view_assignment
from capaian.planning.queries.past import realised_by

SHOWN = ("mine", "given", "decide", "office")


def leads_on(employee_id: int, day: date) -> bool:
    """Whether somebody is a Pimpinan on a day: leads a unit or a task team, or appraises. One query."""
    unit = Posting.objects.filter(on(day), employee=OuterRef("pk"), position__leads_unit=True)
    team = TeamMembership.objects.filter(on(day), employee=OuterRef("pk"), leads=True)
    people = Reporting.objects.filter(on(day), appraiser=OuterRef("pk"))
    return Employee.objects.filter(Exists(unit) | Exists(team) | Exists(people), pk=employee_id).exists()


def acts_on(employee_id: int, day: date) -> bool:
    """Whether somebody serves as Plt. or Plh. on a day."""
    acting = Q(kind=PostingKind.PLT) | Q(kind=PostingKind.PLH)
    return Posting.objects.filter(on(day) & acting, employee_id=employee_id).exists()


def unit_paths_of(people: Iterable[int], day: date) -> dict[int, str]:
    """Where these people work on a day, as paths of units. One query."""
    rows = Posting.objects.filter(on(day), employee__in=list(people)).order_by(DEFINITIVE_FIRST, "-start")
    found: dict[int, str] = {}
    for employee_id, path in rows.values_list("employee_id", "position__unit__path"):
        found.setdefault(employee_id, path)
    return found


def post_of(employee_id: int, day: date) -> str:
    """The title of the post held on a day, "" without any. One query."""
    rows = Posting.objects.filter(on(day), employee=employee_id).order_by(DEFINITIVE_FIRST, "-start")
    return rows.values_list("position__title", flat=True).first() or ""


def appraisers_of(people: Iterable[int], day: date) -> dict[int, Employee]:
    """Who appraises these people on a day. One query."""
    rows = Reporting.objects.filter(on(day), employee__in=list(people)).select_related("appraiser")
    return {row.employee_id: row.appraiser for row in rows}


def teams_to_give_for(actor: Actor, day: date) -> QuerySet[TaskTeam]:
    """Running teams that this person leads, and those of a unit that this person leads."""
    led = TeamMembership.objects.filter(on(day), team=OuterRef("pk"), employee_id=actor.employee_id, leads=True)
    units = Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True)
    running = Q(end__isnull=True) | Q(end__gte=day)
    return TaskTeam.objects.filter(
        running, Exists(led) | Q(unit__in=units.values("position__unit")), agency_id=actor.agency_id
    ).order_by("name", "pk")


def members_on(team: TaskTeam, day: date) -> list[Employee]:
    """Who is in a team on a day, by name."""
    members = TeamMembership.objects.filter(on(day), team=team)
    return list(Employee.objects.filter(pk__in=members.values("employee_id")).order_by("name", "pk"))


def performance_year_of(agency_id: int, day: date) -> PerformanceYear | None:
    """The opened year of a day."""
    return PerformanceYear.objects.filter(agency_id=agency_id, year=day.year).first()


def same_running(employee_id: int, statement: str, start: date) -> bool:
    """Whether the same work is already proposed or active for somebody in that year."""
    return Assignment.objects.filter(
        employee_id=employee_id, statement=statement, performance_year__year=start.year,
        state__in=(workflow.PROPOSED, workflow.ACTIVE),
    ).exists()


def assignments_for(actor: Actor, show: str, *, state: str = "", search: str = "") -> QuerySet[Assignment]:
    """One list: "mine", "given" by me, "decide" (my people's that wait for me), or "office" (all that one reads by office)."""
    rows = _placed(Assignment.objects.filter(employee__agency_id=actor.agency_id))
    if show == "given":
        rows = rows.filter(giver_id=actor.employee_id)
    elif show == "decide":
        rows = rows.filter(_to_decide(actor), state=workflow.PROPOSED)
    elif show == "office" and reads_units(actor):
        reached = Posting.objects.filter(on(_day(actor)), employee=OuterRef("employee"))
        rows = rows.filter(Exists(within_reach(actor, reached, "position__unit")))
    else:
        rows = rows.filter(employee_id=actor.employee_id)
    if state in workflow.ASSIGNMENT.labels:
        rows = rows.filter(state=state)
    if search:
        rows = rows.filter(Q(statement__icontains=search) | Q(employee__name__icontains=search) | Q(giver_name__icontains=search))
    return rows.select_related("employee", "team").order_by("-start", "employee__name", "-pk")


def get_assignment_for(actor: Actor, pk: int) -> Assignment:
    """One assignment with its people, history and what became of it in the SKP. Raises Http404 or Refused."""
    indicators = Prefetch("indicators", Indicator.objects.standing().order_by("ordinal", "pk"))
    results = ResultPlan.objects.standing().filter(skp__amends__isnull=True).prefetch_related(indicators).order_by("pk")
    rows = _placed(Assignment.objects.filter(pk=pk, employee__agency_id=actor.agency_id)).select_related(
        "employee", "giver", "team", "performance_year"
    ).prefetch_related(
        Prefetch("statuses", AssignmentStatus.objects.order_by("at", "pk")),
        Prefetch("results", results),
    )
    row: Assignment | None = rows.first()
    if row is None:
        raise Http404
    require(may_view_assignment(actor, row))
    for result in row.results.all()[:1]:
        note_reading(
            actor, subject_id=row.employee_id, thing="skp", thing_id=result.skp_id, label=str(row.performance_year.year)
        )
    return row


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an indicator of this year has come; `realised` is None where nothing was reported yet."""

    statement: str
    target: str
    unit: str
    realised: Decimal | None


@dataclass(frozen=True, slots=True)
class Load:
    """What an appraiser weighs (II.A.5.f.12): post and rank, results of the year, what else was asked of the person, and, in
    the running year, how the performance comes on."""

    post: str
    level: str
    rank: str
    main: int
    additional: int
    others: tuple[Assignment, ...]
    skp: Skp | None
    reached: tuple[Reached, ...] = ()


def load_of(assignment: Assignment, day: date) -> Load:
    """Competence and workload, in four queries; progress in one more and those of the floor above."""
    person, year = assignment.employee, assignment.performance_year_id
    held = posting_on(person, day)
    kinds = list(ResultPlan.objects.standing().filter(
        skp__in=Skp.objects.standing().filter(employee=person, performance_year=year)
    ).values_list("kind", flat=True))
    others = Assignment.objects.filter(employee=person, performance_year=year, state=workflow.ACTIVE).exclude(pk=assignment.pk)
    skp = skp_to_take_into(assignment)
    return Load(
        post=held.position.title if held else "", level=held.position.get_level_display() if held else "",
        rank=person.rank_grade, main=kinds.count(ResultKind.MAIN), additional=kinds.count(ResultKind.ADDITIONAL),
        others=tuple(others.order_by("start", "pk")), skp=skp, reached=_reached(skp, day),
    )


def _reached(skp: Skp | None, day: date) -> tuple[Reached, ...]:
    """Indicators that were agreed for the year, with what was reported of each until a day."""
    if skp is None or skp.state != workflow.AGREED:
        return ()
    rows = Indicator.objects.standing().filter(result__skp=skp, result__dropped_on=None).order_by(
        "-result__kind", "result__ordinal", "ordinal", "pk"
    )
    figures = realised_by([row.pk for row in rows], day)
    return tuple(Reached(row.statement, row.target_text, row.unit, figures.get(row.pk)) for row in rows)


def skp_to_take_into(assignment: Assignment) -> Skp | None:
    """The person's newest SKP of the assignment's year."""
    rows = Skp.objects.standing().filter(employee_id=assignment.employee_id, performance_year_id=assignment.performance_year_id)
    found: Skp | None = rows.order_by("-start", "-pk").first()
    return found


def draft_to_take_into(assignment: Assignment) -> Skp | None:
    """The person's SKP of the year while it is drafted, or the change of it that is. One query."""
    rows = Skp.objects.filter(
        employee_id=assignment.employee_id, performance_year_id=assignment.performance_year_id, state=workflow.DRAFT
    )
    found: Skp | None = rows.order_by("-start", "-pk").first()
    return found


def taken_into(assignment: Assignment, skp: Skp) -> bool:
    """Whether the assignment already stands in this SKP (or in the one it changes), or in a change that is being made."""
    agreed = skp.amends_id or skp.pk
    here = Q(skp=agreed) | Q(skp__amends=agreed, skp__state__in=workflow.OPEN_STATES)
    return bool(ResultPlan.objects.standing().filter(here, assignment=assignment).exists())


@dataclass(frozen=True, slots=True)
class Leader:
    """A Pimpinan of somebody: who gives work and feedback. `employee_id` is None outside the agency."""

    name: str
    post: str
    employee_id: int | None


def leaders_of(skp: Skp) -> list[Leader]:
    """Art 1.10: the appraiser, then everybody who gave an approved assignment of the year; each once. One query."""
    given = Assignment.objects.filter(
        employee_id=skp.employee_id, performance_year_id=skp.performance_year_id, state__in=(workflow.ACTIVE, workflow.ENDED)
    ).order_by("start", "pk")
    post = skp.appraiser_position.title if skp.appraiser_position else ""
    found = {(skp.appraiser_id, ""): Leader(skp.appraiser.name, post, skp.appraiser_id)}
    for row in given:
        key = (row.giver_id, "" if row.giver_id else row.giver_name)
        found.setdefault(key, Leader(row.giver_name, row.giver_post, row.giver_id))
    return list(found.values())


def given_by(actor_id: int, skp: Skp) -> QuerySet[Assignment]:
    """Approved assignments of the SKP's person and year that this person gave; a part of a query."""
    return Assignment.objects.filter(
        giver_id=actor_id, employee_id=skp.employee_id, performance_year_id=skp.performance_year_id,
        state__in=(workflow.ACTIVE, workflow.ENDED),
    )


def is_leader_of(actor: Actor, skp: Skp) -> bool:
    """Art 1.10: whether somebody gives this person work by an assignment. Gives feedback; never rates. One query."""
    return actor.employee_id != skp.employee_id and given_by(actor.employee_id, skp).exists()


def waiting_rows(actor: Actor) -> QuerySet[Assignment]:
    """What waits for this appraiser; nothing, without a query, for who appraises nobody."""
    if not actor.appraises or actor.day is None:
        return Assignment.objects.none()
    return Assignment.objects.filter(_to_decide(actor), state=workflow.PROPOSED, employee__agency_id=actor.agency_id)


def told_of(count: int) -> dict[str, str]:
    """The row for the home page."""
    title = ngettext("%(count)d penugasan menunggu persetujuan Anda", "%(count)d penugasan menunggu persetujuan Anda", count)
    return {
        "title": title % {"count": count}, "note": _("Timbang kompetensi, beban kerja dan perkembangan kinerja"),
        "href": reverse("planning:assignments") + "?show=decide", "action": _("Putuskan"), "kind": "plain", "column": "todo",
    }


def _to_decide(actor: Actor) -> Q:
    mine = Reporting.objects.filter(on(_day(actor)), appraiser_id=actor.employee_id)
    return Q(employee__in=mine.values("employee_id"))


def _day(actor: Actor) -> date:
    assert actor.day is not None  # set where an actor comes from a request
    return actor.day


def _placed(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With `unit_path`, where the person works (worked last)."""
    held = Posting.objects.filter(employee=OuterRef("employee")).order_by("-start")
    path = Coalesce(Subquery(held.values("position__unit__path")[:1]), Value(""))
    return rows.annotate(unit_path=path)  # type: ignore[no-redef]
