"""How far an office reaches: a whole agency, a unit with everything below it, reading only, or no appraisals at all."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from capaian.foundation.actor import Actor, Role
from capaian.people.models import Unit

T = TypeVar("T", bound=Model)


def manages_agency(actor: Actor) -> bool:
    """Whether this person manages the performance data of the whole agency."""
    return actor.has(Role.PERFORMANCE_MANAGER)


def manages(actor: Actor, unit_path: str) -> bool:
    """Whether this person manages the unit of this path: by the agency's office, or by that of a unit above it."""
    return manages_agency(actor) or actor.has_for(Role.UNIT_MANAGER, unit_path)


def manages_units(actor: Actor) -> bool:
    """Whether this person manages any unit at all."""
    return manages_agency(actor) or bool(managed_paths(actor))


def oversees(actor: Actor) -> bool:
    """Whether this person reads everybody's appraisal of the own agency by office."""
    return manages_agency(actor) or actor.has(Role.INSPECTOR) or actor.has(Role.EVALUATION_TEAM)


def reads(actor: Actor, unit_path: str) -> bool:
    """Whether this person reads the appraisals of the people of this unit by office."""
    return oversees(actor) or manages(actor, unit_path)


def reads_units(actor: Actor) -> bool:
    """Whether this person reads appraisals of others by office anywhere: the pages that add up begin here."""
    return oversees(actor) or manages_units(actor)


def administers(actor: Actor) -> bool:
    """Whether this person configures accounts and roles; that opens no appraisal."""
    return actor.has(Role.ADMINISTRATOR)


def managed_paths(actor: Actor) -> tuple[str, ...]:
    """The units for which this person is unit performance manager, as paths, with everything below."""
    return tuple(path for role, path in actor.scopes if role is Role.UNIT_MANAGER)


def below(paths: tuple[str, ...], agency_id: int) -> QuerySet[Unit]:
    """The units of these paths and all beneath them. Compared letter by letter: `LIKE` of SQLite knows no capitals."""
    wanted = Q(pk__in=())
    for path in paths:
        wanted |= Q(Exact(Left(F("path"), len(path)), path))
    return Unit.objects.filter(wanted, agency_id=agency_id)


def within_reach(actor: Actor, rows: QuerySet[T], unit: str) -> QuerySet[T]:
    """Those rows whose unit (the name of the field that leads to it) this person reads by office.

    Who oversees the agency gets the rows as they are, so that the largest lists are asked no more than before.
    """
    if oversees(actor):
        return rows
    return rows.filter(**{f"{unit}__in": below(managed_paths(actor), actor.agency_id).values("pk")})


def within_management(actor: Actor, rows: QuerySet[T], unit: str) -> QuerySet[T]:
    """As `within_reach`, of the units that this person may change."""
    if manages_agency(actor):
        return rows
    return rows.filter(**{f"{unit}__in": below(managed_paths(actor), actor.agency_id).values("pk")})
