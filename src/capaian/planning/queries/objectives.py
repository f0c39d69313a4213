"""Objectives of units: everybody of the agency may read them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.governance.models import PerformanceYear
from capaian.people.models import Posting, Unit
from capaian.people.queries import on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.planning.models import Objective, ObjectiveIndicator


def units_for(actor: Actor) -> QuerySet[Unit]:
    """The units of one's agency, by name."""
    return Unit.objects.filter(agency_id=actor.agency_id).order_by("name", "pk")


MOST_CHOICES = 100


def unit_choices_for(actor: Actor, search: str, chosen: Unit | None) -> tuple[list[tuple[int, str]], bool]:
    """(number, name) of the units to choose from, with the chosen one, and whether there are more: then search."""
    found = units_for(actor).filter(name__icontains=search) if search else units_for(actor)
    rows = list(found.values_list("pk", "name")[: MOST_CHOICES + 1])
    more, rows = len(rows) > MOST_CHOICES, rows[:MOST_CHOICES]
    if chosen is not None and chosen.pk not in {pk for pk, _name in rows}:
        rows.insert(0, (chosen.pk, chosen.name))
    return rows, more


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
    """The objectives of a unit in a year with their indicators, in order; `below` counts results."""
    return (
        Objective.objects.filter(unit=unit, unit__agency_id=actor.agency_id, performance_year__year=year)
        .annotate(below=Count("results"))
        .prefetch_related(Prefetch("indicators", ObjectiveIndicator.objects.order_by("ordinal", "pk")))
        .order_by("ordinal", "pk")
    )


def get_objective_for(actor: Actor, pk: int) -> Objective:
    """One objective of one's agency, with its unit, year and indicators."""
    row = (
        Objective.objects.filter(pk=pk, unit__agency_id=actor.agency_id)
        .select_related("unit", "performance_year")
        .prefetch_related(Prefetch("indicators", ObjectiveIndicator.objects.order_by("ordinal", "pk")))
        .first()
    )
    if row is None:
        raise Http404
    return row
