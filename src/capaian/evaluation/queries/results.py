"""Published results: one's own over the years, one's team's, the agency's; and one of them with the permission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation, PredikatChoice
from capaian.evaluation.permissions import Readership, may_see_evaluation, may_see_overview, may_see_team
from capaian.evaluation.queries.assignment import appraisers_of
from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading
from capaian.kernel.numbers import whole_number
from capaian.people.models import Reporting
from capaian.people.permissions.scope import reads_units, within_reach
from capaian.people.queries import named


class Scope(StrEnum):
    """Whose results are asked for."""

    MINE = "mine"
    TEAM = "team"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """What the address of the list says; unknown words count as nothing."""

    scope: Scope = Scope.MINE
    search: str = ""
    period_id: int | None = None
    predikat: str = ""

    @classmethod
    def read(cls, query: dict[str, str]) -> ResultFilter:
        """From the address: ?scope=team&q=ani&period=3&predikat=BAIK."""
        scope, predikat = query.get("scope", ""), query.get("predikat", "")
        return cls(
            scope=Scope(scope) if scope in set(Scope) else Scope.MINE,
            search=query.get("q", "").strip()[:100],
            period_id=whole_number(query.get("period")),
            predikat=predikat if predikat in PredikatChoice.values else "",
        )


def scopes_for(actor: Actor) -> tuple[Scope, ...]:
    """Whose results this person may list."""
    return tuple(
        scope for scope, allowed in (
            (Scope.MINE, True), (Scope.TEAM, actor.appraises), (Scope.AGENCY, reads_units(actor)),
        ) if allowed
    )


PER_PAGE = 25


def _published(agency_id: int) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(state=workflow.PUBLISHED, period__performance_year__agency_id=agency_id)


def _below(actor: Actor) -> Q:
    """Results the actor gave, or gave as the superior of the one who did, by the ledger of the window's first day."""
    above = Reporting.objects.filter(
        Q(end__isnull=True) | Q(end__gte=OuterRef("period__window_start")),
        employee=OuterRef("appraiser"), appraiser_id=actor.employee_id, start__lte=OuterRef("period__window_start"),
    )
    return Q(appraiser_id=actor.employee_id) | Q(Exists(above))


def evaluations_for(actor: Actor, wanted: ResultFilter) -> QuerySet[Evaluation]:
    """Published results this person may read, newest period first. Raises Refused for a scope beyond one's reach."""
    found = _published(actor.agency_id)
    if wanted.scope is Scope.MINE:
        found = found.filter(skp__employee_id=actor.employee_id)
    elif wanted.scope is Scope.TEAM:
        require(may_see_team(actor, members=0))
        found = found.filter(_below(actor))
    else:
        require(may_see_overview(actor))
        found = within_reach(actor, found, "skp__position__unit")
    if wanted.search:
        name = named(wanted.search, "skp__employee__")
        found = found.filter(name | Q(skp__position__unit__name__icontains=wanted.search))
    if wanted.period_id is not None:
        found = found.filter(period_id=wanted.period_id)
    if wanted.predikat:
        found = found.filter(predikat=wanted.predikat)
    return found.order_by("-period__end", "skp__employee__name", "-pk")


def page_of_evaluations_for(actor: Actor, wanted: ResultFilter, number: str | None) -> Page[Evaluation]:
    """One page of `evaluations_for`. The wide rows are fetched for the page alone, and of the others only the periods are
    counted, so that a large agency's list costs the database little more than a small one's."""
    found = evaluations_for(actor, wanted)
    ends = _counted_by_end(found)
    page: Page[Any] = Paginator(range(sum(end.total for end in ends)), PER_PAGE).get_page(number)
    first = (page.number - 1) * PER_PAGE
    keys = _keys_of(found, ends, range(first, first + PER_PAGE), actor.agency_id)
    rows = (
        Evaluation.objects.filter(pk__in=keys)
        .select_related("skp__employee", "skp__position__unit", "period__performance_year", "appraiser")
        .defer("trace")
        .in_bulk()
    )
    page.object_list = [rows[key] for key in keys]
    return page


@dataclass(slots=True)
class _End:
    """How many of the results found belong to the periods that end on one day."""

    periods: list[int]
    total: int


def _counted_by_end(found: QuerySet[Evaluation]) -> list[_End]:
    """In the order of the list: the newest day first. One query, which names no key: an index can answer it alone."""
    ends: dict[date, _End] = {}
    counts = found.order_by("-period__end").values_list("period__end", "period_id").annotate(total=Count("*"))
    for day, period, total in counts:
        end = ends.setdefault(day, _End([], 0))
        end.periods.append(period)
        end.total += total
    return list(ends.values())


def _keys_of(found: QuerySet[Evaluation], ends: list[_End], places: range, agency_id: int) -> list[int]:
    """The keys at these places of the list. Within periods of one end the order is by name alone: the database then
    walks the index of names and stops when the page is full, instead of putting everybody in order."""
    chosen: list[_End] = []
    passed = skipped = 0
    for end in ends:
        if passed + end.total <= places.start:
            skipped += end.total
        elif passed < places.stop:
            chosen.append(end)
        passed += end.total
    rows = found.filter(period_id__in=[period for end in chosen for period in end.periods])
    if len(chosen) == 1:
        rows = rows.filter(skp__employee__agency_id=agency_id).order_by("skp__employee__name", "-pk")
    return list(rows.values_list("pk", flat=True)[places.start - skipped:places.stop - skipped])


def get_evaluation_for(actor: Actor, evaluation_id: int, *, thing: str = "evaluation") -> Evaluation:
    """One result with everything its page names; another agency's does not exist (404), a colleague's is refused.

    `thing` says as what it is opened, for the list of who read it."""
    evaluation: Evaluation | None = (
        Evaluation.objects.filter(pk=evaluation_id, period__performance_year__agency_id=actor.agency_id)
        .select_related(
            "skp__employee__agency", "skp__position__unit", "skp__appraiser_position__unit", "skp__performance_year",
            "period__performance_year__agency", "appraiser",
        )
        .first()
    )
    if evaluation is None:
        raise Http404
    superior = appraisers_of([evaluation.appraiser_id], evaluation.period).get(evaluation.appraiser_id)
    require(may_see_evaluation(actor, Readership(
        employee_id=evaluation.skp.employee_id, appraiser_id=evaluation.appraiser_id,
        superior_id=superior.id if superior else None, state=evaluation.state,
        unit_path=evaluation.skp.position.unit.path,
    )))
    note_reading(
        actor, subject_id=evaluation.skp.employee_id, thing=thing, thing_id=evaluation.pk, label=evaluation.period.label,
    )
    return evaluation
