"""The achievement of units in a period (IV.B.1; SE MenPANRB 3/2023), and which unit counts for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When
from django.http import Http404

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation, OrganisationAchievement
from capaian.evaluation.permissions import may_see_achievements, may_set_achievement
from capaian.foundation.actor import Actor
from capaian.foundation.permissions import Verdict, require
from capaian.governance.models import EvaluationPeriod
from capaian.people.models import Posting, Unit
from capaian.people.permissions.scope import within_reach
from capaian.people.queries import on
from capaian.people.queries.ledger import DEFINITIVE_FIRST


@dataclass(frozen=True, slots=True)
class LedUnit:
    """The unit an appraiser leads in a period and the level set for it ("" = not yet set)."""

    unit_id: int
    name: str
    level: str


def led_units_of(appraiser_ids: Iterable[int], period: EvaluationPeriod) -> dict[int, LedUnit]:
    """The unit each appraiser leads on the day the window opens, with its level, in one query.

    "The unit led by the employee's appraiser" (IV.B.1.g): for a unit head that is the superior's unit. An appraiser
    who leads none (a delegate, IV.A.2) counts with the unit of the own post.
    """
    level = OrganisationAchievement.objects.filter(period=period, unit=OuterRef("position__unit")).values("level")[:1]
    rows = (
        Posting.objects.filter(on(period.window_start), employee_id__in=set(appraiser_ids))
        .annotate(level=Subquery(level))
        .order_by("position__leads_unit", DEFINITIVE_FIRST.desc(), "start")  # the last stays: the own post before an acting one
        .values_list("employee_id", "position__unit_id", "position__unit__name", "level")
    )
    return {employee: LedUnit(unit, name, level or "") for employee, unit, name, level in rows}


def _with_level(units: QuerySet[Unit], period: EvaluationPeriod) -> QuerySet[Unit]:
    found = OrganisationAchievement.objects.filter(period=period, unit=OuterRef("pk"))
    return units.annotate(level=Subquery(found.values("level")[:1]), basis=Subquery(found.values("basis")[:1]))


def units_for(actor: Actor, period: EvaluationPeriod, *, search: str = "", only_missing: bool = False) -> QuerySet[Unit]:
    """The agency's units (for who only manages units: these), by name, with `level` and `basis` (None where not set),
    `heads_above` and `relied_on`.

    Raises Refused for who neither appraises nor reads by office.
    """
    require(may_see_achievements(actor))
    every = Unit.objects.filter(agency_id=actor.agency_id)
    units = _with_level(every if actor.appraises else within_reach(actor, every, "pk"), period).select_related("parent")
    units = units.annotate(
        heads_above=Exists(_heads(actor, period.window_start).filter(position__unit=OuterRef("parent"))),
        relied_on=Case(When(pk__in=published_under(period).values("unit_of_appraiser"), then=True), default=False),
    )
    if search:
        units = units.filter(name__icontains=search)
    if only_missing:
        units = units.filter(level__isnull=True)
    return units.order_by("name", "pk")


def _heads(actor: Actor, day: date) -> QuerySet[Posting]:
    return Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True)


def unit_of_appraiser(period: EvaluationPeriod) -> Subquery:
    """The unit of the appraiser's post, for a query of evaluations (several posts: one that leads, then the own)."""
    postings = Posting.objects.filter(on(period.window_start), employee=OuterRef("appraiser_id"))
    return Subquery(postings.order_by("-position__leads_unit", DEFINITIVE_FIRST, "-start").values("position__unit")[:1])


def published_under(period: EvaluationPeriod) -> QuerySet[Any]:
    """Published evaluations with the unit of the appraiser's post."""
    found: QuerySet[Any] = Evaluation.objects.annotate(unit_of_appraiser=unit_of_appraiser(period))
    return found.filter(period=period, state=workflow.PUBLISHED)


def get_unit_for(actor: Actor, period: EvaluationPeriod, unit_id: int) -> Unit:
    """One unit as `units_for` gives it; another agency's does not exist."""
    unit = units_for(actor, period).filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    return unit


def get_unit_to_set_for(actor: Actor, period: EvaluationPeriod, unit_id: int) -> Unit:
    """As `get_unit_for`, for who wants to set its level: Refused where this person may not."""
    unit = get_unit_for(actor, period, unit_id)
    require(verdict_on(actor, unit))
    return unit


def verdict_on(actor: Actor, unit: Unit) -> Verdict:
    """Whether this person may set the level of a unit that `units_for` gave."""
    heads_above, relied_on = getattr(unit, "heads_above"), getattr(unit, "relied_on")  # noqa: B009
    return may_set_achievement(actor, heads_above=heads_above, relied_on=relied_on, unit_path=unit.path)
