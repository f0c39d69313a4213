from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from capaian.planning.rules.completeness import (
    Code,
    IndicatorPlan,
    PlanFacts,
    ResultFacts,
    Severity,
    blocks,
    check_indicator,
    check_plan,
)

GOOD = IndicatorPlan(7, "Jumlah kunjungan rumah", "60 kunjungan", Decimal(60), None, "kunjungan")
RESULT = ResultFacts(3, "Kunjungan terlaksana", is_main=True, hangs=True, indicators=(GOOD,))
PLAN = PlanFacts((RESULT,), {"resources": 1, "accountability": 1, "consequences": 2})


def found(findings):
    return [(finding.code, finding.severity, finding.result, finding.indicator) for finding in findings]


def test_a_complete_plan_has_no_findings():
    assert check_plan(PLAN) == ()


def test_an_empty_plan_lacks_a_main_result_and_the_annex():
    findings = check_plan(PlanFacts((), {"resources": 0, "accountability": 0, "consequences": 1}))
    assert [(finding.code, finding.section) for finding in findings] == [
        (Code.NO_MAIN_RESULT, ""), (Code.EMPTY_ANNEX, "resources"), (Code.EMPTY_ANNEX, "accountability"),
    ]
    assert [finding.code for finding in blocks(findings)] == [Code.NO_MAIN_RESULT]


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"is_main": False}, Code.NO_MAIN_RESULT, Severity.BLOCK),
        ({"statement": "  "}, Code.NO_STATEMENT, Severity.BLOCK),
        ({"indicators": ()}, Code.NO_INDICATOR, Severity.BLOCK),
        ({"hangs": False}, Code.NO_PARENT, Severity.WARNING),
    ],
)
def test_what_a_result_can_lack(change, code, severity):
    result = None if code == Code.NO_MAIN_RESULT else RESULT.key
    assert found(check_plan(replace(PLAN, results=(replace(RESULT, **change),)))) == [(code, severity, result, None)]


@pytest.mark.parametrize(
    ("change", "code", "severity", "field"),
    [
        ({"statement": " "}, Code.NO_INDICATOR_STATEMENT, Severity.BLOCK, "statement"),
        ({"target": None, "target_text": ""}, Code.NO_TARGET, Severity.BLOCK, "target_text"),
        ({"target": None}, Code.TARGET_IN_WORDS, Severity.WARNING, "target"),
        ({"target": Decimal(-1)}, Code.NEGATIVE_TARGET, Severity.BLOCK, "target"),
        ({"target": None, "target_high": Decimal(9)}, Code.RANGE_WITHOUT_LOWER, Severity.BLOCK, "target"),
        ({"target_high": Decimal("59.9999")}, Code.RANGE_REVERSED, Severity.BLOCK, "target_high"),
        ({"unit": " "}, Code.NO_UNIT, Severity.BLOCK, "unit"),
        ({"target": Decimal(0)}, Code.ZERO_TARGET, Severity.WARNING, "target"),
        ({"target": Decimal(0), "target_high": Decimal(0)}, Code.ZERO_TARGET, Severity.WARNING, "target"),
    ],
)
def test_what_an_indicator_can_lack(change, code, severity, field):
    findings = check_indicator(replace(GOOD, **change))
    assert [(row.code, row.severity, row.field, row.indicator) for row in findings] == [(code, severity, field, 7)]


@pytest.mark.parametrize(
    "change",
    [
        {"target_text": ""},
        {"target_high": Decimal(60)},
        {"target_high": Decimal(90)},
        {"target": Decimal(0), "target_high": Decimal(2)},
    ],
)
def test_what_an_indicator_may_be(change):
    assert check_indicator(replace(GOOD, **change)) == ()


def test_a_finding_of_an_indicator_names_its_result():
    plan = replace(PLAN, results=(replace(RESULT, indicators=(replace(GOOD, unit=""),)),))
    assert found(check_plan(plan)) == [(Code.NO_UNIT, Severity.BLOCK, 3, 7)]
