"""What an agency has chosen, for the floors below governance."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation import policy
from capaian.governance.models import SchemeAdoption
from capaian.governance.schemes import load

DAY = date(2026, 1, 21)


def test_without_governance_nobody_has_a_policy(monkeypatch):
    monkeypatch.setattr(policy, "_sources", [])
    with pytest.raises(RuntimeError, match="registered policies"):
        policy.policy_for(1, "clock.correction_decided", DAY)


@pytest.mark.django_db
def test_the_house_proposes_and_the_agencys_own_scheme_goes_before(cast, django_assert_num_queries):
    proposed = policy.Policy(2, "working-day", "Kebijakan Capaian; tidak diatur peraturan")
    assert policy.policy_for(cast.agency.pk, "clock.correction_decided", DAY) == proposed
    scheme = load("permenpanrb-6-2022")
    SchemeAdoption.objects.create(agency=cast.agency, scheme_id=scheme.id, scheme_hash=scheme.hash, start=DAY)
    with django_assert_num_queries(1):
        assert policy.policy_for(cast.agency.pk, "clock.correction_decided", DAY) == proposed
    own = policy.policy_for(cast.agency.pk, "clock.objection_filed", DAY)
    assert (own.value, own.unit, own.source[:18]) == (14, "working-day", "PermenPANRB 6/2022")
