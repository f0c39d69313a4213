"""Which evaluation period is meant, and which day it is where the agency stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.governance.models import EvaluationPeriod


def periods_of(agency_id: int) -> QuerySet[EvaluationPeriod]:
    """Every period of the agency, newest first, with its year and agency."""
    return (
        EvaluationPeriod.objects.filter(performance_year__agency_id=agency_id)
        .select_related("performance_year__agency")
        .order_by("-end", "kind", "-ordinal")
    )


def local_day(period: EvaluationPeriod, at: datetime) -> date:
    """The date of a moment at the agency's place: windows open and close there, not at the server."""
    return at.astimezone(ZoneInfo(period.performance_year.agency.time_zone)).date()


def choose_period(periods: Sequence[EvaluationPeriod], at: datetime) -> EvaluationPeriod | None:
    """The period somebody means without saying: open for rating now, else last opened, else the next to open."""
    if not periods:
        return None
    day = local_day(periods[0], at)
    opened = [period for period in periods if period.window_start <= day]
    current = [period for period in opened if day <= period.window_end]
    if current:
        return min(current, key=lambda period: (period.window_end, period.end - period.start))
    if opened:
        return max(opened, key=lambda period: (period.window_start, period.start))
    return min(periods, key=lambda period: (period.window_start, period.end))


def current_period_for(actor: Actor, at: datetime) -> EvaluationPeriod | None:
    """The agency's current or latest period, or None where no year was opened yet."""
    return choose_period(list(periods_of(actor.agency_id)), at)



def period_and_others_for(actor: Actor, period_id: int) -> tuple[EvaluationPeriod, list[EvaluationPeriod]]:
    """One period and all of the same agency for the picker, in one query."""
    periods = list(periods_of(actor.agency_id))
    for period in periods:
        if period.pk == period_id:
            return period, periods
    raise Http404


def get_period_for(actor: Actor, period_id: int) -> EvaluationPeriod:
    """One period of the actor's agency, with its year and agency; another agency's does not exist."""
    return period_and_others_for(actor, period_id)[0]


def periods_for(actor: Actor) -> list[EvaluationPeriod]:
    """Every period of the actor's agency, newest first."""
    return list(periods_of(actor.agency_id))
