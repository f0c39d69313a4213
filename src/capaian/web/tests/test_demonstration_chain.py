"""Scenario S4.1 and S4.2 in the demonstration: clean water ranks first and leads down to somebody's result."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.planning.models import NeedsAnalysis, PerformanceAgreement, ResultPlan
from capaian.planning.queries.agreements import agreement_facts
from capaian.planning.queries.chain import line_above
from capaian.planning.queries.chain_sheets import known_chain
from capaian.planning.queries.needs import weighed_needs
from capaian.planning.rules.agreements import missing_in
from capaian.web.demonstration.seed import seed_region


@pytest.mark.django_db
def test_clean_water_ranks_first_and_leads_down_to_a_result():
    agency = seed_region("sofifi-kebutuhan", today=date(2026, 11, 21))
    weighed = weighed_needs(NeedsAnalysis.objects.get())
    first = weighed.placed[0]
    assert (first.need.statement, first.place.rank, first.decision) == (
        "Air minum yang mengalir setiap hari, juga di pulau kecil", 1, "answered",
    )
    assert (weighed.undecided, weighed.unranked) == (2, 1)
    goal = first.need.objectives.get()
    assert [one.plan.kind for one in line_above(goal)] == ["rpjmd", "renstra"]
    assert ResultPlan.objects.filter(objective=goal).count() == 7
    assert goal.indicators.get().baseline == line_above(goal)[1].indicators.get().baseline
    agreements = PerformanceAgreement.objects.order_by("pk")
    assert [(one.state, missing_in(agreement_facts(one))) for one in agreements] == [("fixed", []), ("draft", [])]
    assert len(known_chain(agency.pk).objectives) == 5
