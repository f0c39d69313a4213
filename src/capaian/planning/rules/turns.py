"""When an appraiser counts as silent, so that the dialogue may be held with the appraiser's superior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DRAFTING, OFFERED = "draft", "submitted"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of one SKP that is not agreed yet: when it was offered last, by the clock of the agency, and in `words`
    when the appraiser asked, adjusted, returned, agreed or stated an expectation."""

    state: str
    submitted_at: datetime | None
    words: Sequence[datetime]

    @property
    def submitted_on(self) -> date | None:
        return None if self.submitted_at is None else self.submitted_at.date()


def silent_from(talk: Talk, due_on: date, today: date, answer_by: date | None = None) -> date | None:
    """II.C.5: the first day on which the employee may hold the dialogue with the appraiser's superior, or None.

    The appraiser was silent where no word came since the plan was offered in time, or where none came at all. Who was
    answered and has the turn is not kept waiting by the appraiser. Who answered back, or whose plan went over to a new appraiser
    (II.C.7), waits from that moment on, be it still the day of the last word. Of a plan that came after the deadline, and of
    which there was talk before, the appraiser is silent after `answer_by` (Kebijakan Capaian: some working days from then).
    """
    if today <= due_on or talk.state not in (DRAFTING, OFFERED):
        return None
    if not talk.words:
        return due_on + timedelta(days=1)
    if talk.state == DRAFTING or talk.submitted_at is None or max(talk.words) >= talk.submitted_at:
        return None
    if not came_late(talk, due_on):
        return due_on + timedelta(days=1)
    return answer_by + timedelta(days=1) if answer_by is not None and today > answer_by else None


def came_late(talk: Talk, due_on: date) -> bool:
    """II.C.4: whether the plan came to the appraiser after the last day."""
    return talk.state == OFFERED and talk.submitted_on is not None and talk.submitted_on > due_on


def is_being_kind(talk: Talk, due_on: date, today: date, answer_by: date) -> bool:
    """Kebijakan Capaian: of a plan that came after the deadline nobody says for some working days that the appraiser did not
    answer. That takes nothing from the employee: where nothing was clarified until the deadline, II.C.5 holds at once."""
    return came_late(talk, due_on) and today <= answer_by
