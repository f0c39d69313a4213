"""Analyses of needs: everybody of the agency reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.language import told
from capaian.people.models import Unit
from capaian.people.permissions.scope import manages_agency, within_management
from capaian.planning.models import Need, NeedEvidence, NeedsAnalysis, Objective, ObjectiveNeed, Sector
from capaian.planning.rules.needs import Criterion, Ranked, rank_needs

MOST_OBJECTIVES = 40


def criteria_of(analysis: NeedsAnalysis) -> tuple[Criterion, ...]:
    """The stated method of an analysis."""
    return tuple(Criterion(one["slug"], one["label"], one["weight"]) for one in analysis.criteria)


def analyses_for(actor: Actor) -> QuerySet[NeedsAnalysis]:
    """The agency's analyses, newest year first; `needed` counts needs, `open` those nobody decided on."""
    undecided = Q(needs__reason_not="") & ~Exists(ObjectiveNeed.objects.filter(need_id=OuterRef("needs__pk")))
    return (
        NeedsAnalysis.objects.filter(agency_id=actor.agency_id)
        .select_related("performance_year", "unit")
        .annotate(
            needed=Count("needs", distinct=True),
            open=Count(Case(When(undecided & Q(needs__isnull=False), then="needs__pk"))),
        )
        .order_by("-performance_year__year", "-made_at", "-pk")
    )


def get_analysis_for(actor: Actor, pk: int) -> NeedsAnalysis:
    """One analysis of one's agency. Http404 for another agency's."""
    row = NeedsAnalysis.objects.filter(agency_id=actor.agency_id, pk=pk).select_related("performance_year", "unit").first()
    if row is None:
        raise Http404
    return row


def get_need_for(actor: Actor, pk: int) -> Need:
    """One need of one's agency, with its analysis, evidence and objectives."""
    rows = _whole(Need.objects.filter(analysis__agency_id=actor.agency_id, pk=pk))
    row = rows.select_related("analysis__unit", "analysis__performance_year").first()
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class Placed:
    """A need with the place it takes."""

    need: Need
    place: Ranked

    @property
    def sector(self) -> str:
        return sector_label(self.need)

    @property
    def explanation(self) -> str:
        return told(self.place.explanation)

    @property
    def decision(self) -> str:
        """`answered`, `not` or `open`."""
        if self.need.objectives.all():
            return "answered"
        return "not" if self.need.reason_not else "open"


@dataclass(frozen=True, slots=True)
class Weighed:
    """An analysis with its needs in their order, and the sectors there are: (name, how many)."""

    placed: tuple[Placed, ...]
    sectors: tuple[tuple[str, int], ...]
    undecided: int
    unranked: int


def weighed_needs(analysis: NeedsAnalysis) -> Weighed:
    """Every need of an analysis in its place. Three queries at any number of needs."""
    needs = {need.pk: need for need in _whole(Need.objects.filter(analysis=analysis)).order_by("pk")}
    ranked = rank_needs([(pk, need.scores) for pk, need in needs.items()], criteria_of(analysis))
    placed = tuple(Placed(needs[one.key], one) for one in ranked if isinstance(one.key, int))
    return Weighed(
        placed, tuple(sorted(Counter(one.sector for one in placed).items())),
        sum(one.decision == "open" for one in placed), sum(one.place.rank is None for one in placed),
    )


def sector_label(need: Need) -> str:
    """What the need's sector is called."""
    return need.sector_name if need.sector == Sector.OTHER else str(Sector(need.sector).label)


def objectives_to_answer_for(actor: Actor, need: Need, search: str, year: int) -> list[Objective]:
    """Objectives that may answer a need: those that do, then of the year and of plans that run in it, narrowed by words."""
    running = Q(performance_year__year=year) | Q(plan__first_year__lte=year, plan__last_year__gte=year)
    chosen = Exists(ObjectiveNeed.objects.filter(need=need, objective_id=OuterRef("pk")))
    rows = Objective.objects.filter(unit__agency_id=actor.agency_id).filter(running | chosen)
    if search:
        rows = rows.filter(Q(statement__icontains=search) | Q(unit__name__icontains=search) | chosen)
    first = Case(When(chosen, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = rows.select_related("unit", "plan", "performance_year").order_by(first, "unit__name", "ordinal", "pk")
    return list(rows[:MOST_OBJECTIVES])


def get_objectives_for(actor: Actor, pks: Sequence[int]) -> list[Objective]:
    """These objectives of one's agency. Http404 where one is another agency's or does not exist."""
    rows = list(Objective.objects.filter(pk__in=pks, unit__agency_id=actor.agency_id).select_related("unit").order_by("pk"))
    if len(rows) != len(set(pks)):
        raise Http404
    return rows


def units_to_analyse_for(actor: Actor) -> QuerySet[Unit]:
    """The units for which this person may weigh needs, as the tree has them."""
    rows = Unit.objects.filter(agency_id=actor.agency_id)
    return within_management(actor, rows, "pk").order_by("path", "pk")


def analyses_of_agency(actor: Actor) -> bool:
    """Whether this person may weigh the needs of the agency as a whole."""
    return manages_agency(actor)


def _whole(rows: QuerySet[Need]) -> QuerySet[Need]:
    return rows.prefetch_related(
        Prefetch("evidence", NeedEvidence.objects.order_by("pk")),
        Prefetch("objectives", Objective.objects.select_related("unit", "performance_year", "plan").order_by("pk")),
    )
