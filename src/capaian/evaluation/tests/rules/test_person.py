"""From indicators to one person's percentage and rating: the bridge is policy, the appraiser goes first."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.evaluation.rules.arithmetic import BASIS_REASONS, Basis, Bridge, combined
from capaian.evaluation.rules.person import IndicatorFact, PersonState, score_person
from capaian.evaluation.rules.policy import Policy, policy_of
from capaian.evaluation.rules.predikat import Rating
from capaian.foundation.errors import InvalidInput, Problem
from capaian.governance.schemes import load
from capaian.kernel.algebra import ONE

BRIDGE = Bridge(
    above_from=Decimal(105), meets_from=Decimal(90), above_main_floor=Decimal(95), meets_main_floor=Decimal(60),
    main_weight=Decimal(80), source="Kebijakan contoh",
)


def fact(result="A", indicator="a", *, kind="main", reached="100", target="100", polarity="higher"):
    return IndicatorFact(
        result=result, kind=kind, indicator=indicator, polarity=polarity,
        target=None if target is None else Decimal(target), realization=None if reached is None else Decimal(reached),
    )


def score(*facts, bridge=BRIDGE, **more):
    return score_person(facts, bridge=bridge, **more)


def test_a_result_is_the_mean_of_its_indicators_and_the_person_the_mean_of_the_results():
    found = score(fact("A", "a1", reached="100"), fact("A", "a2", reached="90.01"), fact("B", "b", reached="110"))

    assert (found.achievement_pct, found.main_pct, found.additional_pct) == (
        Decimal("102.51"), Decimal("102.51"), None,  # 95.005 → 95.01, (95.01 + 110) / 2 = 102.505 → 102.51
    )
    assert [(step.rule, step.value) for step in found.steps] == [
        ("a1: realisasi ÷ target × 100", "100"),
        ("a2: realisasi ÷ target × 100", "90.01"),
        ("b: realisasi ÷ target × 100", "110"),
        ("Rata-rata indikator “A”", "95.01"),
        ("Rata-rata indikator “B”", "110"),
        ("Rata-rata hasil kerja utama", "102.51"),
        ("Capaian dari hasil kerja utama saja; tidak ada hasil kerja tambahan", "102.51"),
        ("Usulan rating hasil kerja", "meets"),
        (BASIS_REASONS[Basis.BRIDGE], "meets"),
    ]


def test_additional_results_enter_by_the_weight_of_the_bridge():
    found = score(fact(reached="100"), fact("B", "b", kind="additional", reached="120.03"))

    assert (found.achievement_pct, found.main_pct, found.additional_pct) == (
        Decimal("104.01"), Decimal("100.00"), Decimal("120.03"),  # 80 + 24.006
    )
    assert found.steps[-3].inputs == {"utama": "100", "tambahan": "120.03", "bobot utama": "80"}


def test_without_a_bridge_additional_results_have_no_weight_and_nobody_suggests_a_rating():
    found = score(fact(reached="100"), fact("B", "b", kind="additional", reached="120"), bridge=None)

    assert (found.achievement_pct, found.result_rating, found.suggested) == (Decimal("100.00"), None, None)
    assert found.reasons == (BASIS_REASONS[Basis.NO_BRIDGE],)
    assert found.steps[-2].rule == "Capaian dari hasil kerja utama; skema tidak menetapkan bobot hasil kerja tambahan"


@pytest.mark.parametrize(("first", "second", "rating"), [
    ("105", "105", Rating.ABOVE),
    ("104.99", "105", Rating.ABOVE),  # the mean, 104.995, is rounded to 105.00
    ("104.99", "104.99", Rating.MEETS),
    ("115", "95", Rating.ABOVE),  # exactly on the floor
    ("120", "94.99", Rating.MEETS),
    ("90", "90", Rating.MEETS),
    ("89.99", "89.99", Rating.BELOW),
    ("120", "60", Rating.MEETS),
    ("125", "59.99", Rating.BELOW),
])  # fmt: skip
def test_thresholds_include_their_own_value_and_floors_look_at_the_lowest_main_result(first, second, rating):
    found = score(fact("A", "a", reached=first), fact("B", "b", reached=second))

    assert (found.result_rating, found.suggested) == (rating, rating)


def test_a_bridge_without_floors_looks_at_the_percentage_only():
    bridge = replace(BRIDGE, above_main_floor=None, meets_main_floor=None)

    found = score(fact("A", "a", reached="200"), fact("B", "b", reached="10"), bridge=bridge)

    assert found.result_rating is Rating.ABOVE
    assert found.steps[-2].inputs == {
        "capaian": "105", "hasil utama terendah": "10", "di atas sejak": "105", "sesuai sejak": "90",
    }


def test_a_threshold_finer_than_the_percentage_is_reached_by_the_next_percentage_only():
    bridge = replace(BRIDGE, above_from=Decimal("104.995"))

    assert score(fact(reached="104.99"), bridge=bridge).result_rating is Rating.MEETS
    assert score(fact(reached="105"), bridge=bridge).result_rating is Rating.ABOVE


def test_a_main_indicator_without_realisation_leaves_the_person_incomplete():
    found = score(fact("A", "a1"), fact("A", "a2", reached=None), fact("B", "b", kind="additional"))

    assert (found.achievement_pct, found.result_rating, found.state) == (None, None, PersonState.INCOMPLETE)
    assert found.reasons == (
        "hasil kerja utama “A”, indikator “a2”: belum ada realisasi", BASIS_REASONS[Basis.INCOMPLETE],
    )


def test_what_cannot_be_computed_is_left_out_and_named():
    found = score(
        fact("A", "a1", reached="104"), fact("A", "a2", target="0"), fact("A", "a3", target=None),
        fact("B", "b", kind="additional", reached=None),
    )

    assert (found.achievement_pct, found.state) == (Decimal("104.00"), PersonState.SCORED)
    assert found.reasons == (
        "hasil kerja utama “A”, indikator “a2”: target nol, persentase tidak dapat dihitung dan perlu dinilai atasan",
        "hasil kerja utama “A”, indikator “a3”: target tidak berupa angka, dinilai atasan dengan kata-kata",
        "hasil kerja tambahan “B”, indikator “b”: belum ada realisasi",
        BASIS_REASONS[Basis.BRIDGE],
    )


@pytest.mark.parametrize("facts", [
    (), (fact(target="0"),), (fact(target=None),), (fact(kind="additional"),),
])  # fmt: skip
def test_without_a_main_result_that_can_be_computed_there_is_no_percentage(facts):
    found = score(*facts)

    assert (found.achievement_pct, found.result_rating, found.state) == (None, None, PersonState.NOT_COMPUTABLE)
    assert found.reasons[-1] == BASIS_REASONS[Basis.NOT_COMPUTABLE]


@pytest.mark.parametrize(("bridge", "basis"), [(BRIDGE, Basis.APPRAISER_OVER_BRIDGE), (None, Basis.APPRAISER)])
@pytest.mark.parametrize("reached", ["200", None])
def test_the_rating_of_the_appraiser_goes_before_any_number(bridge, basis, reached):
    found = score(fact(reached=reached), bridge=bridge, result_rating=Rating.BELOW)

    assert found.result_rating is Rating.BELOW
    assert (found.reasons[-1], found.steps[-1].rule, found.steps[-1].article) == (
        BASIS_REASONS[basis], BASIS_REASONS[basis], "PermenPANRB 6/2022, Lampiran IV.B.3",
    )


def test_cap_and_decimals_reach_every_indicator():
    found = score(fact(reached="150"), fact("B", "b", target="3", reached="2"), cap=Decimal(120), decimals=1)

    assert str(found.achievement_pct) == "93.4"  # (120.0 + 66.7) / 2 = 93.35


@pytest.mark.parametrize(("facts", "problems"), [
    ((fact(kind="utama"),), (Problem("jenis “utama” tidak dikenal; gunakan main atau additional", "kind"),)),
    ((fact(), fact()), (Problem("hasil “A”, indikator “a” tercatat lebih dari sekali", "indicator"),)),
    ((fact(), fact(indicator="b", kind="additional")),
     (Problem("hasil “A” tercatat sebagai utama dan tambahan", "kind"),)),
    ((fact(target="-1"),), (Problem("target tidak boleh negatif", "target"),)),
])  # fmt: skip
def test_contradictory_facts_are_refused(facts, problems):
    with pytest.raises(InvalidInput) as refused:
        score(*facts)

    assert refused.value.problems == problems


@pytest.mark.parametrize(("changes", "problem"), [
    ({"meets_from": Decimal(106)}, Problem("batas “sesuai” melampaui batas “di atas”", "bridge.meets_from")),
    ({"main_weight": Decimal(101)}, Problem("bobot harus 0 sampai 100, paling banyak 4 desimal", "bridge.main_weight")),
    ({"main_weight": Decimal("33.33333")},
     Problem("bobot harus 0 sampai 100, paling banyak 4 desimal", "bridge.main_weight")),
])  # fmt: skip
def test_a_bridge_must_make_sense(changes, problem):
    with pytest.raises(InvalidInput) as refused:
        replace(BRIDGE, **changes)

    assert refused.value.problems == (problem,)


facts = st.lists(st.builds(
    IndicatorFact, result=st.sampled_from("AB"), kind=st.just("main"), indicator=st.sampled_from("abcde"),
    polarity=st.sampled_from(["higher", "lower"]), target=st.none() | st.decimals(0, 1000, places=2),
    realization=st.none() | st.decimals(0, 1000, places=2),
), unique_by=lambda each: (each.result, each.indicator))  # fmt: skip


@given(facts, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(given_, random):
    shuffled = random.sample(given_, len(given_))

    assert score(*given_) == score(*shuffled)


def test_a_scheme_tells_the_policy():
    found = policy_of(load("sofifi-capaian-2026"))

    assert found == Policy(
        cap=Decimal(120), decimals=2, matrix=load("permenpanrb-6-2022").get("predikat.matrix").value,
        bridge=Bridge(
            above_from=Decimal(105), meets_from=Decimal(90), above_main_floor=Decimal(90), meets_main_floor=None,
            main_weight=Decimal(80), source=found.bridge.source,
        ),
    )
    assert found.bridge.source.startswith("Kebijakan instansi contoh")


def test_the_scheme_of_the_law_has_no_bridge():
    assert policy_of(load("permenpanrb-6-2022")).bridge is None


@pytest.mark.parametrize(("main", "additional", "bridge", "expected"), [
    (10_000, 5_000, BRIDGE, 9_000),  # 80 % of 100,00 and 20 % of 50,00, in hundredths
    (10_000, None, BRIDGE, 10_000),
    (10_000, 5_000, None, 10_000),
])
def test_combined_weighs_main_and_additional_as_the_agency_says(main, additional, bridge, expected):
    assert combined(ONE, Decimal(main), None if additional is None else Decimal(additional), bridge) == expected
