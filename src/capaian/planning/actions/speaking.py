"""Putting an entry into the dialogue of an SKP. What it does to the SKP itself is done beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from capaian.foundation.actor import Actor
from capaian.planning.models import DialogueEntry, ResultPlan, Skp


def speak(
    skp: Skp, outcome: str, by: Actor, at: datetime, *, text: str = "", result: ResultPlan | None = None,
    before: Mapping[str, object] | None = None, after: Mapping[str, object] | None = None,
) -> DialogueEntry:
    """One entry, about a result or, without one, about the whole SKP. Its audit row is that of the deed."""
    entry: DialogueEntry = DialogueEntry.objects.create(
        skp=skp, result=result, about=result.statement if result else "", outcome=outcome, text=text.strip(),
        before=dict(before or {}), after=dict(after or {}), by_id=by.employee_id, by_name=by.name, at=at,
    )
    return entry


def speak_of(skps: Sequence[Skp], outcome: str, by: Actor, at: datetime) -> None:
    """The same entry in the dialogue of several SKPs, without words."""
    DialogueEntry.objects.bulk_create(
        [DialogueEntry(skp=skp, outcome=outcome, by_id=by.employee_id, by_name=by.name, at=at) for skp in skps],
        batch_size=500,
    )
