"""What the cascade lacks, kind by kind, as queries that are counted and listed elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from capaian.people.models import Circumstance, Posting
from capaian.people.queries import on, own_post_on
from capaian.people.rules.ledger import EXEMPTING
from capaian.planning import workflow
from capaian.planning.models import (
    Assignment,
    Indicator,
    MatrixCell,
    MatrixLevel,
    Objective,
    ResultPlan,
    RoleMatrix,
    Skp,
)
from capaian.planning.queries.coverage_scope import Scope
from capaian.planning.queries.linking import standing_skp, waiting_results
from capaian.planning.rules.coverage import MOST_ASSIGNMENTS, MOST_RESULTS


def hanging(scope: Scope) -> QuerySet[Any]:
    """Results that hang below nothing, or only say what they wait for."""
    rows = ResultPlan.objects.filter(waiting_results(), skp__performance_year=scope.year)
    return scope.within(rows, "skp__position__unit")


def orphans(scope: Scope) -> QuerySet[Any]:
    """Results without parent, objective or placeholder."""
    return hanging(scope).filter(placeholder="")


def waiting(scope: Scope) -> QuerySet[Any]:
    """Results with a placeholder."""
    return hanging(scope).exclude(placeholder="")


def uncarried(scope: Scope) -> QuerySet[Any]:
    """Results of people who appraise others, with nothing below them in anybody's plan."""
    led = Skp.objects.standing().filter(performance_year=scope.year).exclude(employee=F("appraiser"))
    carried = ResultPlan.objects.filter(standing_skp(), parent=OuterRef("pk"), dropped_on__isnull=True)
    rows = ResultPlan.objects.standing().filter(
        standing_skp(), ~Exists(carried), skp__performance_year=scope.year, skp__employee__in=led.values("appraiser"),
    )
    return scope.within(rows, "skp__position__unit")


def indicators(scope: Scope) -> QuerySet[Any]:
    """Indicators of heads with a matrix of the first level that nobody has a role in."""
    divided = RoleMatrix.objects.filter(level=MatrixLevel.HEAD, skp__performance_year=scope.year)
    role = MatrixCell.objects.filter(indicator=OuterRef("pk"), no_role=False)
    below_it = ResultPlan.objects.filter(standing_skp(), parent_indicator=OuterRef("pk"), dropped_on__isnull=True)
    rows = Indicator.objects.standing().filter(
        ~Exists(role), ~Exists(below_it), result__skp__in=divided.values("skp"), result__dropped_on__isnull=True,
        result__skp__amends__isnull=True,
    ).exclude(result__skp__state=workflow.CLOSED)
    return scope.within(rows, "result__skp__position__unit")


def planless(scope: Scope) -> QuerySet[Any]:
    """Own posts of the day whose holder has no running SKP of the year; `freed` where none is asked."""
    started = Skp.objects.standing().filter(
        employee=OuterRef("employee"), performance_year=scope.year, closed_on__isnull=True
    )
    freed = Circumstance.objects.filter(on(scope.day), employee=OuterRef("employee"), kind__in=EXEMPTING)
    still = Q(employee__employed_until__isnull=True) | Q(employee__employed_until__gte=scope.day)
    rows = Posting.objects.filter(
        own_post_on(scope.day), still, ~Exists(started), position__unit__agency_id=scope.actor.agency_id
    ).annotate(freed=Exists(freed), why=Subquery(freed.values("kind")[:1]))
    return scope.within(rows, "position__unit")


def without(scope: Scope) -> QuerySet[Any]:
    """People without an SKP who should have one."""
    return planless(scope).filter(freed=False)


def exempt(scope: Scope) -> QuerySet[Any]:
    """People of whom no SKP is asked here, and `why`."""
    return planless(scope).filter(freed=True)


def burdened(scope: Scope) -> QuerySet[Any]:
    """SKPs of people with more results or active assignments than the house's limits."""
    many = ResultPlan.objects.standing().filter(standing_skp(), skp__performance_year=scope.year)
    heavy = many.order_by().values("skp").annotate(number=Count("pk")).filter(number__gt=MOST_RESULTS)
    given = Assignment.objects.filter(performance_year=scope.year, state=workflow.ACTIVE)
    busy = given.order_by().values("employee").annotate(number=Count("pk")).filter(number__gt=MOST_ASSIGNMENTS)
    rows = Skp.objects.standing().filter(
        Q(pk__in=heavy.values("skp")) | Q(employee__in=busy.values("employee")), performance_year=scope.year
    )
    return scope.within(rows, "position__unit")


def bare_objectives(scope: Scope) -> QuerySet[Any]:
    """Objectives of the year that nobody's result and no other objective serves."""
    served = ResultPlan.objects.filter(standing_skp(), objective=OuterRef("pk"), dropped_on__isnull=True)
    deeper = Objective.objects.filter(parent=OuterRef("pk"))
    rows = Objective.objects.filter(~Exists(served), ~Exists(deeper), performance_year=scope.year)
    return scope.within(rows, "unit")
