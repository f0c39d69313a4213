"""What can go wrong in front of a person, in words the person can use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """An action was asked for that this person, or this state, does not allow. `str()` is the reason."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was given: where (row, field) and why, in plain Indonesian."""

    reason: str
    field: str = ""
    row: int | None = None
    file: str = ""

    def __str__(self) -> str:
        where = [self.file] if self.file else []
        if self.row is not None:
            where.append(f"baris {self.row}")
        if self.field:
            where.append(self.field)
        return f"{', '.join(where)}: {self.reason}" if where else self.reason


class InvalidInput(Exception):  # noqa: N818
    """What was given cannot be used; nothing was written. Carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))
