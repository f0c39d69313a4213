"""An amendment as both go through it, for tests of every floor above."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from capaian.foundation.actor import Actor
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action, writing
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.versions import merge
from capaian.planning.models import Skp, SkpVersion

REASON = "Anggaran kunjungan dipotong separuh sejak Juli."


@action
def agree(*, amendment: Skp, by: Actor, at: datetime) -> SkpVersion:
    """What the dialogue does: the transition, then the merge."""
    transition(amendment, verb="submit", by=by, at=at)
    transition(amendment, verb="merge", by=by, at=at)
    return merge(amendment=amendment, by=by, at=at)


def amend(skp: Skp, change: Callable[[Skp], object], *, by: Actor, at: datetime, basis: str = "resources") -> SkpVersion:
    """Open a working copy, let `change` write in it, agree to it."""
    copied = open_amendment(skp=skp, basis=basis, reason=REASON, by=by, at=at)
    with writing("test"):
        change(copied)
    return agree(amendment=copied, by=by, at=at)
