"""Which of the old lines of a list each new line goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.5
"""From this likeness (0 to 1) a line counts as reworded, below it as another one."""


def continued(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Art 11-13 (what was promised is followed): for every new line the place of the old one it goes on from, or None where
    it is new. The same words are the same line wherever they stand; of what is left, the most alike is the reworded one."""
    free = list(range(len(before)))
    found: list[int | None] = []
    for text in after:
        place = next((number for number in free if before[number] == text), None)
        if place is not None:
            free.remove(place)
        found.append(place)
    for number, text in enumerate(after):
        if found[number] is None and free:
            likeness, place = max((SequenceMatcher(None, before[old], text).ratio(), -old) for old in free)
            if likeness >= ALIKE:
                found[number] = -place
                free.remove(-place)
    return found
