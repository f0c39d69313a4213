"""A workflow is a table; this file reads it and moves one record along it.

A module's `workflow.py` holds the table (states, transitions, whose turn). `transition()` is the only door
through which a state changes: it checks the table, appends the status row and writes the audit row. Whether
*this person* may is asked before, in the module's `permissions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from capaian.foundation.models import StatefulModel


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


MINIMUM_REASON = 20
"""Characters: a returned report must say something the person can act on (experience: send back with a useful reason)."""


def transition(
    record: StatefulModel, *, verb: str, by: Actor, at: datetime, reason: str = "",
    detail: Mapping[str, object] | None = None, also: Sequence[str] = (),
) -> None:
    """Move `record` along its workflow: lock, check, append the status row, write the audit row.

    `also` names fields already set on `record` that must be stored in the same statement as the state,
    because a constraint ties them together (a published evaluation is complete).

    Raises Refused where the record's *stored* state does not allow the verb (a second click, another tab)
    or where a reason is needed and too short.
    """
    stored = record.lock()
    step = record.WORKFLOW.find(verb, stored.state)
    if step is None:
        label = record.WORKFLOW.labels[stored.state]
        words = _("Tidak dapat dilakukan karena statusnya “%(label)s”. Muat ulang halaman untuk melihat keadaan terbaru.")
        raise Refused(words % {"label": label})
    reason = reason.strip()
    if step.needs_reason and len(reason) < MINIMUM_REASON:
        words = _("Tuliskan alasan yang dapat ditindaklanjuti, paling sedikit %(least)s huruf.")
        raise Refused(words % {"least": MINIMUM_REASON})
    before = stored.state
    record.state = step.target
    record.save(update_fields=["state", *also])
    record.statuses.create(state=step.target, by_id=by.employee_id, by_name=by.name, at=at, reason=reason)
    audit.record(
        by=by, at=at, verb=f"{record.WORKFLOW.name}.{verb}", subject=record,
        before={"state": before}, after={"state": step.target, "reason": reason, **(detail or {})},
    )
