"""On the way from the matrix into SKPs: what waits, what was taken over, what has changed since."""

from __future__ import annotations

from enum import StrEnum


class RoleState(StrEnum):
    """Where a role of the matrix stands in the person's SKP."""

    WAITING = "waiting"
    TAKEN = "taken"
    CHANGED = "changed"
    ADJUSTED = "adjusted"
    DECLINED = "declined"


class Obstacle(StrEnum):
    """Why roles cannot go into somebody's SKP now."""

    NONE = ""
    NO_SKP = "no-skp"
    NOT_DRAFT = "not-draft"
    AGREED = "agreed"
    APPROVAL = "approval"


def role_state(*, text: str, taken: str, result: str | None) -> RoleState:
    """II.A.5 (p.48): the role of a cell is the planned result of the SKP. `taken` is how the cell read when it became one,
    `result` how the SKP reads now (None: there is none).

    The leader's later change is a difference to confirm; what the employee wrote is never overwritten. Whoever took a role
    over and then removed it has declined it: it is offered again, and not put back.
    """
    if result is None:
        return RoleState.DECLINED if taken else RoleState.WAITING
    if text != taken:
        return RoleState.CHANGED
    return RoleState.TAKEN if result == taken else RoleState.ADJUSTED


def obstacle(*, state: str | None, approved: bool) -> Obstacle:
    """II.A.5.f.4 (p.45), Art 14(2): roles enter a draft; an agreed SKP is changed by an amendment only, and a role given by
    somebody who is not the appraiser waits for the appraiser's approval."""
    if state is None:
        return Obstacle.NO_SKP
    if not approved:
        return Obstacle.APPROVAL
    if state == "draft":
        return Obstacle.NONE
    return Obstacle.AGREED if state == "agreed" else Obstacle.NOT_DRAFT
