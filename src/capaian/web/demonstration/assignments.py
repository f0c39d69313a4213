"""What happens to people in a demonstration year: a Plt. for two weeks, a study leave, a team, somebody appraised outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from capaian.foundation.actor import Actor, Role
from capaian.people.actions.circumstances import record_circumstance
from capaian.people.actions.ledger import appoint_acting
from capaian.people.actions.teams import add_member, create_team
from capaian.people.models import Circumstance, CircumstanceKind, PostingKind
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.organisation import Holder
from capaian.web.demonstration.shapes import Region

TWO_WEEKS = timedelta(days=13)


def outside(top: Holder, start: date) -> None:
    """The secretary of the region is appraised by its head, who is nobody's employee (IV.A.12)."""
    Circumstance.objects.create(employee=top.employee, kind=CircumstanceKind.APPRAISED_OUTSIDE, start=start)


def of_region(region: Region, holders: Sequence[Holder], clock: Clock, manager: Holder) -> None:
    """Through the same actions that a manager uses, in units that nobody signs in from, but for the team."""
    outside(holders[0], date(clock.year, 1, 1))
    by = Actor(
        user_id=manager.employee.user_id or 0, employee_id=manager.employee.pk, agency_id=manager.employee.agency_id,
        name=manager.employee.name, roles=frozenset({Role.PERFORMANCE_MANAGER}),
    )
    heads = [one for one in holders if one.position.leads_unit and one.office and one.leader and one.leader.leader]
    away = next((one for one in heads if not one.is_shown), heads[-1])
    staff = [one for one in holders if one.leader is away]
    _acting_for(away, staff[0], clock, by)
    record_circumstance(
        employee=staff[1].employee, kind=CircumstanceKind.STUDY_LEAVE, start=date(clock.year, 8, 1),
        decree=f"893/{clock.year}", by=by, at=_morning(clock.year, 7, 20),
    )
    _team(region, holders, away, clock, by)


def _acting_for(away: Holder, deputy: Holder, clock: Clock, by: Actor) -> None:
    start = date(clock.year, 5, 4)
    appoint_acting(
        employee=deputy.employee, position=away.position, kind=PostingKind.PLT, start=start, end=start + TWO_WEEKS,
        decree=f"800/12/{clock.year}", by=by, at=_morning(clock.year, 5, 2),
    )


def _team(region: Region, holders: Sequence[Holder], lead: Holder, clock: Clock, by: Actor) -> None:
    start, at = date(clock.year, 2, 2), _morning(clock.year, 2, 1)
    objective = region.offices[0].objectives[0].statement
    team = create_team(
        name=f"Tim Kerja {objective}", purpose=f"Bekerja lintas unit untuk: {objective}.", start=start,
        end=date(clock.year, 12, 31), decree=f"060/3/{clock.year}", lead=lead.employee, by=by, at=at,
    )
    for one in [holder for holder in holders if holder.leader is not None and holder.leader.is_cast][:4]:
        add_member(team=team, employee=one.employee, start=start, by=by, at=at)


def _morning(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 2, tzinfo=UTC)
