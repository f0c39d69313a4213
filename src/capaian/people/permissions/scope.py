"""How far an office reaches: a whole agency, a unit with everything below it, reading only, or no appraisals at all."""

from __future__ import annotations

from capaian.foundation.actor import Actor, Role


def manages_agency(actor: Actor) -> bool:
    """Whether this person manages the performance data of the whole agency."""
    return actor.has(Role.PERFORMANCE_MANAGER)


def manages(actor: Actor, unit_path: str) -> bool:
    """Whether this person manages the unit of this path: by the agency's office, or by that of a unit above it."""
    return manages_agency(actor) or actor.has_for(Role.UNIT_MANAGER, unit_path)


def oversees(actor: Actor) -> bool:
    """Whether this person reads everybody's appraisal of the own agency by office."""
    return manages_agency(actor) or actor.has(Role.INSPECTOR) or actor.has(Role.EVALUATION_TEAM)


def administers(actor: Actor) -> bool:
    """Whether this person configures accounts and roles; that opens no appraisal."""
    return actor.has(Role.ADMINISTRATOR)
