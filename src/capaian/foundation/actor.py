"""Who is acting: the value every action takes as `by=` and every permission judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Granted roles. Being somebody's appraiser is never granted: it follows from the ledger of people."""

    EMPLOYEE = "employee"
    PERFORMANCE_MANAGER = "performance-manager"
    INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of one agency with the roles held at this moment.

    `appraises` says whether the ledger names this person as anybody's appraiser today; whether
    of *this* person is a question for the record at hand, answered in the permission.
    """

    user_id: int
    employee_id: int
    agency_id: int
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    appraises: bool = False
    post: str = ""  # "Perawat Mahir · Puskesmas Galala", for the frame of the page
    agency: str = ""
    time_zone: str = "Asia/Jakarta"

    def has(self, role: Role) -> bool:
        """Whether this person was granted the role."""
        return role in self.roles
