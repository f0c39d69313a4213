from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from capaian.planning.rules.completeness import check_acting, check_plan, check_wording
from capaian.planning.rules.findings import Code, IndicatorPlan, PlanFacts, ResultFacts, Severity, block, warning
from capaian.planning.rules.leading import (
    check_control,
    check_leading,
    check_perspectives,
    draft_stands_in,
    least_level,
)
from capaian.planning.rules.lines import continued
from capaian.planning.rules.steps import STEPS, first_unfinished
from capaian.planning.rules.units import check_units, same_unit

KEY = IndicatorPlan(1, "Angka stunting", "12 %", Decimal(12), None, "%", "recipient", "outcome", taken_from=9)
BUDGET = replace(KEY, key=2, statement="Nilai IKPA", perspective="budget", taken_from=None)
REST = tuple(replace(BUDGET, key=key, perspective=name) for key, name in ((3, "process"), (4, "internal")))
PROMISED = ResultFacts(5, "Menurunnya stunting", is_main=True, hangs=True, indicators=(KEY, BUDGET, *REST), source="agreement")
PLAN = PlanFacts((PROMISED,), {}, leading=True, keys={9: "Angka stunting"}, least_control="output-low")


def codes(findings):
    return [(finding.code, finding.severity) for finding in findings]


def with_(result=PROMISED, **changes):
    return replace(PLAN, results=(replace(result, **changes),))


def test_a_complete_plan_of_a_leader():
    assert check_leading(PLAN) == ()
    assert check_plan(PLAN) == ()


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (replace(PLAN, keys={9: "a", 10: "Angka kematian ibu"}), (Code.KEY_MISSING, Severity.BLOCK)),
        (with_(is_main=False), (Code.AGREEMENT_NOT_MAIN, Severity.BLOCK)),
        (with_(is_main=False, source="own"), (Code.AGREEMENT_NOT_MAIN, Severity.BLOCK)),
        (with_(indicators=(KEY, *REST)), (Code.NO_BUDGET, Severity.BLOCK)),
        (with_(indicators=(replace(KEY, perspective=""), BUDGET, *REST)), (Code.NO_PERSPECTIVE, Severity.WARNING)),
        (with_(indicators=(replace(KEY, control="output-medium"), BUDGET, *REST)), (Code.CONTROL_BELOW, Severity.WARNING)),
        (with_(indicators=(KEY, BUDGET, REST[0])), (Code.PERSPECTIVE_MISSING, Severity.WARNING)),
    ],
)
def test_what_a_leader_must_have(plan, expected):
    assert codes(check_leading(plan)) == [expected]
    assert codes(check_leading(replace(plan, leading=False, least_control=""))) == []


@pytest.mark.parametrize(("source", "told"), [
    ("strategic", [Code.PLANNED_NOT_MAIN]), ("annual", [Code.PLANNED_NOT_MAIN]), ("directive", []), ("action", []),
])
def test_what_comes_from_the_plans_is_main_on_the_form(source, told):
    """Form A.1.2, p.34: B. TAMBAHAN names "Direktif, dan/atau Rencana Aksi"; Renstra and RKT stand under A. UTAMA only."""
    extra = replace(PROMISED, key=6, is_main=False, source=source, indicators=REST)
    assert [finding.code for finding in check_leading(replace(PLAN, results=(PROMISED, extra)))] == told
    main = replace(extra, is_main=True)
    assert check_leading(replace(PLAN, results=(PROMISED, main))) == ()


def test_each_of_the_four_perspectives_is_looked_for():
    """II.A.2.a.8, p.29: penerima layanan, proses bisnis, penguatan internal, anggaran; only the last must be there."""
    found = check_perspectives(with_(indicators=(BUDGET,)))
    assert [finding.text.partition(".")[0] for finding in found] == [
        f"Belum ada indikator perspektif {name}" for name in ("Penerima Layanan", "Proses Bisnis", "Penguatan Internal")
    ]
    for plan in (replace(PLAN, leading=False), with_(indicators=()), with_(indicators=(BUDGET, replace(KEY, perspective="")))):
        assert check_perspectives(plan) == ()


@pytest.mark.parametrize(("group", "leads_team", "least"), [
    ("jpt", False, "output-low"), ("unit-head", True, "output-low"), ("administrator", False, "output-medium"),
    ("supervisor", False, "output-medium"), ("functional", True, "output-medium"), ("functional", False, ""),
    ("executor", True, "output-high"),
])
def test_least_level_of_a_post(group, leads_team, least):
    """II.A.5.b-d, p.44: a functional official who leads a team like a supervisor; the others by their jenjang, for which the
    text names no level."""
    assert least_level(group, leads_team=leads_team) == least


def test_a_missing_key_indicator_is_named():
    assert [one.about for one in check_leading(replace(PLAN, keys={9: "a", 10: "Angka kematian ibu"}))] == ["Angka kematian ibu"]


@pytest.mark.parametrize(("least", "said", "told"), [
    ("output-low", "output-low", False), ("output-low", "output-medium", True), ("output-medium", "outcome", False),
    ("output-medium", "output-high", True), ("", "output-high", False), ("output-low", "", False),
])
def test_the_level_of_control(least, said, told):
    plan = replace(with_(indicators=(replace(KEY, control=said),)), least_control=least)
    assert bool(check_control(plan)) is told


def test_the_draft_stands_in_from_the_third_week():
    due = date(2026, 1, 14)
    assert [draft_stands_in(False, date(2026, 1, day), due) for day in (14, 15)] == [False, True]
    assert not draft_stands_in(True, date(2026, 2, 1), due)


@pytest.mark.parametrize(("source", "main", "codes_of"), [
    ("acting", False, [Code.ACTING_NOT_MAIN]), ("acting", True, []), ("own", False, []),
])
def test_an_acting_duty_is_main(source, main, codes_of):
    result = replace(PROMISED, source=source, is_main=main)
    assert [finding.code for finding in check_acting(result)] == codes_of


@pytest.mark.parametrize(("one", "other", "same"), [
    ("%", "persen", True), ("Persen ", "%", True), ("hari  kerja", "Hari kerja", True), ("", "%", True), ("%", "", True),
    ("%", "orang", False), ("hari", "hari kerja", False),
])
def test_units_that_say_the_same(one, other, same):
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same


def test_a_target_in_the_wrong_unit():
    result = replace(PROMISED, represents=True, parent_unit="persen")
    wrong = replace(KEY, unit="orang", key_unit="%", defined_unit="%")
    assert codes(check_units(result, wrong)) == [
        (Code.UNIT_OF_KEY, Severity.BLOCK), (Code.UNIT_OF_DEFINITION, Severity.BLOCK), (Code.UNIT_OF_PARENT, Severity.WARNING),
    ]
    assert check_units(replace(result, represents=False), replace(wrong, key_unit="", defined_unit="")) == ()
    found = check_plan(replace(PLAN, results=(replace(result, indicators=(wrong, BUDGET, *REST)),)))
    assert {(one.result, one.indicator) for one in found} == {(5, 1)}


def test_what_waits_for_the_leader_is_told_otherwise():
    staff = PlanFacts((replace(PROMISED, source="own", hangs=False),), {})
    assert [one.code for one in check_plan(staff)] == [Code.NO_PARENT]
    waiting = replace(staff, results=(replace(PROMISED, source="own", hangs=False, waits=True),))
    assert [one.code for one in check_plan(waiting)] == [Code.WAITS_FOR_PARENT]
    assert check_plan(with_(hangs=False)) == ()  # a directive of a leader's own leader hangs below nothing


def test_words_that_differ_from_the_matrix_are_told():
    result = replace(PROMISED, statement="Stunting  menurun", roles=("stunting menurun.", "Anak sehat"))
    assert [(one.code, one.about, one.severity) for one in check_wording(result)] == [
        (Code.WORDED_OTHERWISE, "Anak sehat", Severity.WARNING)
    ]


@pytest.mark.parametrize(("done", "here"), [
    ({}, 8), ({1: False, 2: None}, 1), ({1: True, 2: None, 6: True, 7: False, 8: False}, 7),
    (dict.fromkeys(range(1, 9), True), 8),
])
def test_drafting_goes_on_at_the_first_step_that_is_unfinished(done, here):
    assert first_unfinished(done) == here
    assert [step.number for step in STEPS] == list(range(1, 9))


def test_a_described_plan_needs_no_target():
    narrative = IndicatorPlan(1, "Terlayani sesuai jadwal, paling banyak dua penundaan", "", None, None, "")
    plan = PlanFacts((ResultFacts(5, "A", is_main=True, hangs=True, indicators=(narrative,)),), {})
    assert [one.code for one in check_plan(plan)] == [Code.NO_TARGET]
    assert check_plan(replace(plan, measured=False)) == ()


def test_a_block_and_a_warning_are_made_in_one_way():
    made = (block(Code.NO_BUDGET, "x", "a"), warning(Code.NO_BUDGET, "x"))
    assert [(one.severity, one.field) for one in made] == [(Severity.BLOCK, "a"), (Severity.WARNING, "")]


@pytest.mark.parametrize(("before", "after", "places"), [
    ([], ["a"], [None]),
    (["a"], [], []),
    (["satu kendaraan", "dua laptop"], ["dua laptop", "satu kendaraan"], [1, 0]),
    (["satu kendaraan roda dua", "dua laptop"], ["satu kendaraan roda empat", "dua laptop"], [0, 1]),
    (["satu kendaraan roda dua"], ["pelatihan"], [None]),
    (["satu kendaraan", "satu kendaraan"], ["satu kendaraan", "x", "satu kendaraan"], [0, None, 1]),
    (["pelatihan ibu", "pelatihan ibu hamil"], ["pelatihan ibu hamill"], [1]),
])
def test_which_line_goes_on_from_which(before, after, places):
    assert continued(before, after) == places
