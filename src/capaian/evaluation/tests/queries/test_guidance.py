"""What is told beside a distribution: shares where there are people enough, else only that there are not."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.evaluation.queries.guidance import guidance_for
from capaian.evaluation.rules.distribution import Kind
from capaian.governance.schemes import load

DAY = date(2026, 3, 31)


@pytest.mark.parametrize(("people", "told"), [(12, {Kind.LIMIT}), (2, {Kind.SMALL_UNIT})])
def test_a_small_unit_is_told_no_shares(people, told):
    found = guidance_for(load("permenpanrb-6-2022"), DAY, "BAIK", {"BAIK": people})
    assert {finding.kind for finding in found.findings} == told
    assert found.counts["BAIK"] == people


def test_without_a_level_there_is_no_guidance():
    found = guidance_for(load("permenpanrb-6-2022"), DAY, "", {"BAIK": 3})
    assert (found.findings, found.level_label, found.peak) == ((), "", "")
