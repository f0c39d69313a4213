"""A period is judged by what was agreed at its end; a working copy is nobody's plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from capaian.evaluation.models import Evaluation
from capaian.evaluation.queries import people_without_skp_for, standings_of, team_for
from capaian.evaluation.queries.assignment import skps_of, skps_to_evaluate_for
from capaian.evaluation.queries.counting import counts_of
from capaian.evaluation.tests import factories
from capaian.foundation.writing import writing
from capaian.governance.schemes import load
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.models import Indicator, ResultPlan, Skp
from capaian.planning.tests import factories as plans
from capaian.planning.tests.amending import REASON, amend


def lines(skp, period):
    found = standings_of([skp.pk], period, load(factories.SCHEME))[skp.pk].lines
    return [(line.indicator.result.statement[-1], line.indicator.target, line.realized.value) for line in found]


def change(copied) -> None:
    """Half the target, the second result gone, another one in its place."""
    Indicator.objects.filter(result__skp=copied).update(target=Decimal(30), target_text="30 kunjungan")
    ResultPlan.objects.get(skp=copied, ordinal=2).delete()
    plans.result(copied, "Kader posyandu terlatih", ordinal=3)


def test_a_quarter_is_scored_with_the_targets_of_its_end(cast):
    factories.adopt(cast.agency)
    skp = plans.skp(cast.ani, state="agreed", results=2)
    factories.accepted(skp, "5", date(2026, 5, 1))
    second, third = factories.quarter(cast.agency, 2), factories.quarter(cast.agency, 3)
    before = lines(skp, second)
    amend(skp, change, by=cast.actor(cast.ani), at=factories.OPEN.replace(month=7, day=10))
    assert lines(skp, second) == before == [("1", 60, 5), ("2", 60, 5)]
    assert lines(skp, third) == [("1", 30, 5), ("h", 60, None)]


def test_what_was_published_stays(cast):
    skp = plans.skp(cast.ani, state="agreed", results=2)
    period = factories.quarter(cast.agency, 2)
    with writing("test"):
        kept = Evaluation.objects.create(skp=skp, period=period, appraiser=cast.budi, result_rating="meets", reason="Sesuai.")
    before = Evaluation.objects.values().get(pk=kept.pk)
    amend(skp, change, by=cast.actor(cast.ani), at=factories.OPEN)
    assert Evaluation.objects.values().get(pk=kept.pk) == before


def test_a_working_copy_is_in_no_list(cast):
    factories.adopt(cast.agency)
    skp = plans.skp(cast.ani, state="agreed")
    period = factories.quarter(cast.agency, 3)
    budi, citra = cast.actor(cast.budi, date(2026, 10, 6)), cast.actor(cast.citra, date(2026, 10, 6))

    def everything():
        kept = counts_of(period, date(2026, 10, 1), factories.OPEN)
        team = team_for(budi, period.pk, factories.OPEN)
        return (
            list(skps_of(period)), [row.skp_id for row in team.rows], kept.totals,
            sorted(person.name for person in people_without_skp_for(citra, period)),
        )

    before = everything()
    copied = open_amendment(skp=skp, basis="change", reason=REASON, by=cast.actor(cast.ani), at=factories.OPEN)
    assert everything() == before
    assert skps_to_evaluate_for(cast.agency.pk, period, [copied.pk]) == {}


def test_a_closed_draft_is_no_draft(cast):
    draft = plans.skp(cast.ani)
    with writing("test"):
        Skp.objects.filter(pk=draft.pk).update(state="closed")
    person = people_without_skp_for(cast.actor(cast.citra), factories.quarter(cast.agency, 3)).get(pk=cast.ani.pk)
    assert person.skp_id is None
