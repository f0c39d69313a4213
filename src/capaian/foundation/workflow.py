"""A workflow is a table: states, transitions, whose turn. A module's `workflow.py` holds one; it has no effects.

Moving a record along it is `foundation.transitions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MINIMUM_REASON = 20
"""Characters: what is sent back must say something that the person can act on."""


@dataclass(frozen=True, slots=True)
class Transition:
    """`verb` leads from any of `sources` to `target`; `by` names the party whose act it is, for the diagram."""

    verb: str
    sources: frozenset[str]
    target: str
    by: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Workflow:
    """A table of states. `labels` are the words on screen; `turn_of` says who is awaited in each state."""

    name: str
    initial: str
    labels: Mapping[str, StrOrPromise]
    turn_of: Mapping[str, str]
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        states = set(self.labels)
        named = {self.initial} | {t.target for t in self.transitions} | {s for t in self.transitions for s in t.sources}
        if named - states or set(self.turn_of) != states:
            raise ValueError(f"{self.name}: every state needs a label and an owner; check {named ^ states}")

    def find(self, verb: str, state: str) -> Transition | None:
        """The transition that this verb makes from this state, or None."""
        return next((t for t in self.transitions if t.verb == verb and state in t.sources), None)

    def verbs_from(self, state: str) -> tuple[str, ...]:
        """What can be done from this state, in the table's order."""
        return tuple(t.verb for t in self.transitions if state in t.sources)
