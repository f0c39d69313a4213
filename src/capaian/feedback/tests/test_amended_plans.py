"""Feedback on what an amendment took out stays to be read; nothing new is said about it, and nothing about a working copy."""

from __future__ import annotations

import pytest
from django.http import Http404

from capaian.feedback import queries
from capaian.feedback.actions import give_feedback
from capaian.feedback.models import Giver, Tone
from capaian.foundation.errors import InvalidInput
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.models import Indicator, ResultPlan
from capaian.planning.tests import factories as plans
from capaian.planning.tests.amending import REASON, amend


def give(cast, skp, indicator, at):
    return give_feedback(
        skp=skp, indicator=indicator, giver=Giver.LEADER, tone=Tone.values[0], text="Kunjungan rumah berjalan baik.",
        by=cast.actor(cast.budi), at=at,
    )


def test_what_was_said_about_a_dropped_indicator_is_read_and_not_added_to(cast, at):
    skp = plans.skp(cast.ani, state="agreed", results=3)
    first, second, _third = Indicator.objects.filter(result__skp=skp).order_by("pk")
    give(cast, skp, second, at)
    amend(skp, lambda copied: ResultPlan.objects.filter(skp=copied, ordinal__gt=1).delete(), by=cast.actor(cast.ani), at=at)
    assert queries.indicators_of(skp) == [first, second]
    second.refresh_from_db()
    with pytest.raises(InvalidInput, match="sudah dikeluarkan dari SKP pada 21 Januari 2026"):
        give(cast, skp, second, at)


def test_a_working_copy_has_no_feedback(cast, at):
    skp = plans.skp(cast.ani, state="agreed")
    copied = open_amendment(skp=skp, basis="change", reason=REASON, by=cast.actor(cast.ani), at=at)
    with pytest.raises(Http404):
        queries.get_skp_for(cast.actor(cast.budi), copied.pk, at)
