"""Objectives of units: everybody of the agency may read them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.governance.models import PerformanceYear
from capaian.people.models import Agency, Posting, Unit
from capaian.people.permissions.scope import within_management
from capaian.people.queries import on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.planning.models import Objective, ObjectiveIndicator, StrategicPlan
from capaian.planning.queries.chain import whole


def units_for(actor: Actor) -> QuerySet[Unit]:
    """The units of one's agency, by name."""
    return Unit.objects.filter(agency_id=actor.agency_id).order_by("name", "pk")


def get_unit_for(actor: Actor, pk: int | None, day: date) -> Unit | None:
    """The unit asked for, or the one where the person works on that day. Http404 for another agency's."""
    if pk is not None:
        unit = units_for(actor).filter(pk=pk).first()
        if unit is None:
            raise Http404
        return unit
    held = Posting.objects.filter(on(day), employee_id=actor.employee_id).select_related("position__unit")
    posting = held.order_by(DEFINITIVE_FIRST, "-start").first()
    return posting.position.unit if posting else units_for(actor).first()


def performance_years_for(actor: Actor) -> list[int]:
    """The years the agency has opened, newest first."""
    rows = PerformanceYear.objects.filter(agency_id=actor.agency_id).order_by("-year")
    return list(rows.values_list("year", flat=True))


def get_performance_year_for(actor: Actor, year: int) -> PerformanceYear:
    """One opened year of one's agency."""
    row = PerformanceYear.objects.filter(agency_id=actor.agency_id, year=year).first()
    if row is None:
        raise Http404
    return row


def objectives_for(actor: Actor, unit: Unit, year: int) -> QuerySet[Objective]:
    """The objectives of a unit in a year with their indicators and what they serve, in order; `below` counts results."""
    return as_promised(Objective.objects.filter(unit=unit, unit__agency_id=actor.agency_id, performance_year__year=year))


def as_promised(rows: QuerySet[Objective]) -> QuerySet[Objective]:
    """Objectives of a year as lists and agreements print them."""
    return (
        rows.select_related("parent__plan", "parent__unit")
        .annotate(below=Count("results"))
        .prefetch_related(Prefetch("indicators", ObjectiveIndicator.objects.order_by("ordinal", "pk")))
        .order_by("ordinal", "pk")
    )


def get_objective_for(actor: Actor, pk: int) -> Objective:
    """One objective of one's agency, with its unit, plan or year, and indicators with their yearly targets."""
    row = whole(Objective.objects.filter(pk=pk, unit__agency_id=actor.agency_id)).first()
    if row is None:
        raise Http404
    return row


def get_plan_for(actor: Actor, pk: int) -> StrategicPlan:
    """One plan of one's agency. Http404 for another agency's."""
    row = StrategicPlan.objects.filter(pk=pk, agency_id=actor.agency_id).select_related("unit", "agency").first()
    if row is None:
        raise Http404
    return row


def objectives_of_plan(plan: StrategicPlan) -> QuerySet[Objective]:
    """The objectives of a plan with indicators and yearly targets, in order; `taken` counts those derived from each."""
    taken = Count("children", filter=Q(children__performance_year__isnull=False), distinct=True)
    return whole(plan.objectives.all()).annotate(taken=taken).order_by("ordinal", "pk")


def derivable_objectives(plan: StrategicPlan, year: int) -> list[Objective]:
    """The plan's objectives that nothing of the plan itself serves and that were not taken over into the year yet."""
    rows = plan.objectives.filter(
        ~Exists(Objective.objects.filter(parent=OuterRef("pk"), plan=plan)),
        ~Exists(Objective.objects.filter(parent=OuterRef("pk"), unit=OuterRef("unit"), performance_year__year=year)),
    )
    return list(rows.select_related("unit", "plan").order_by("ordinal", "pk"))


def root_unit_of(actor: Actor) -> Unit | None:
    """The uppermost unit of one's agency: the region's own objectives hang there."""
    return Unit.objects.filter(agency_id=actor.agency_id, parent=None).order_by("path", "pk").first()


def agency_of(actor: Actor) -> Agency:
    return Agency.objects.get(pk=actor.agency_id)


def units_to_plan_for(actor: Actor, day: date) -> QuerySet[Unit]:
    """The units for which this person may write plans: those managed and those led."""
    units = Unit.objects.filter(agency_id=actor.agency_id)
    led = Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True).values("position__unit_id")
    return (within_management(actor, units, "pk") | units.filter(pk__in=led)).order_by("path", "pk")
