"""Who is acting: the value every action takes as `by=` and every permission judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from capaian.foundation.roles import Role

__all__ = ["CAPACITY", "Actor", "Role"]

CAPACITY = "capacity"
"""In the session: the delegation whose role this person chose to use."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of one agency with the roles held at this moment.

    `appraises` says whether the ledger names this person as anybody's appraiser today; whether
    of *this* person is a question for the record at hand, answered in the permission.
    `scopes` are the paths of the units for which a role per unit was granted ("00/10/"), with everything below.
    `behalf_id` and `behalf_name` name the colleague whose lent role this person is using right now.
    """

    user_id: int
    employee_id: int
    agency_id: int
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    appraises: bool = False
    day: date | None = None  # the day on which all of this holds
    post: str = ""  # "Perawat Mahir · Puskesmas Galala", for the frame of the page
    agency: str = ""
    time_zone: str = "Asia/Jakarta"
    scopes: tuple[tuple[Role, str], ...] = ()
    behalf_id: int | None = None
    behalf_name: str = ""
    capacity_id: int | None = None  # the delegation in use
    capacity_until: date | None = None  # its last day
    lent: bool = False  # somebody lent this person a role that could be used today
    unread: bool = False  # notices that wait, for the bell in the frame

    def has(self, role: Role) -> bool:
        """Whether this person was granted the role."""
        return role in self.roles

    def has_for(self, role: Role, unit_path: str) -> bool:
        """Whether a role granted per unit reaches the unit of this path."""
        return any(held is role and unit_path.startswith(scope) for held, scope in self.scopes)
