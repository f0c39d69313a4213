"""What may hang below what."""

from __future__ import annotations

from collections.abc import Mapping


def would_loop(result: int, parent: int, parent_of: Mapping[int, int | None]) -> bool:
    """Annex II.A.4, p.39-43: a result supports a leader's result, so it never comes to support itself.

    `parent_of` holds the parent of every result on the way up from `parent` (result → its parent or None).
    True where `parent` is `result` itself or hangs, at any distance, below it. A chain that is already a loop
    ends the walk and counts as one.
    """
    seen: set[int] = set()
    step: int | None = parent
    while step is not None:
        if step == result or step in seen:
            return True
        seen.add(step)
        step = parent_of.get(step)
    return False
