"""Measured or described: the leader's choice of how an SKP is written."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.writing import action
from capaian.planning.actions.recording import insist, note
from capaian.planning.models import Approach, Skp
from capaian.planning.permissions.drafting import may_choose_approach


@action
def choose_approach(*, skp: Skp, approach: str, by: Actor, at: datetime) -> None:
    """Art 9(3), II.A.7: quantitative or qualitative. What was written stays: targets and units are only shown otherwise."""
    stored = insist(skp, may_choose_approach, by)
    if approach not in Approach.values:
        raise InvalidInput([Problem(_("Pilih kuantitatif atau kualitatif."), "approach")])
    if stored.approach == approach:
        return
    before, skp.approach = stored.approach, approach
    skp.save(update_fields=["approach"])
    note("skp.approach", skp, by, at, before={"approach": before}, after={"approach": approach})
