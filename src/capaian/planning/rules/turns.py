"""When an appraiser counts as silent, so that the dialogue may be held with the appraiser's superior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DRAFTING, OFFERED = "draft", "submitted"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of one SKP that is not agreed yet. `words` are the days on which the appraiser asked, adjusted,
    returned, agreed or stated an expectation."""

    state: str
    submitted_on: date | None
    words: Sequence[date]


def silent_from(talk: Talk, due_on: date, today: date) -> date | None:
    """II.C.5: the first day on which the employee may hold the dialogue with the appraiser's superior, or None.

    The appraiser was silent where no word came since the plan was offered in time, or where none came at all. Who was
    answered and has the turn is not kept waiting by the appraiser.
    """
    if today <= due_on or talk.state not in (DRAFTING, OFFERED):
        return None
    if not talk.words:
        return due_on + timedelta(days=1)
    if talk.state == DRAFTING or talk.submitted_on is None or talk.submitted_on > due_on:
        return None
    return None if max(talk.words) >= talk.submitted_on else due_on + timedelta(days=1)
