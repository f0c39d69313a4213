from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.evaluation.rules import legacy
from capaian.evaluation.rules.predikat import Predikat
from capaian.foundation.errors import InvalidInput
from capaian.governance.schemes import load

IKI = legacy.iki_parameters(load("permenpanrb-8-2021"))
TOTAL = legacy.total_parameters(load("pp-30-2019"))
percents = st.decimals(0, 250, places=2)
scores = st.decimals(0, 120, places=2)


def score(pct, **options):
    done = legacy.iki_score(achievement=Decimal(pct), **IKI, **options)
    return done.category, done.score


@pytest.mark.parametrize(("pct", "category", "value"), [
    ("0", "SANGAT_KURANG", "0.00"), ("59", "SANGAT_KURANG", "49.00"), ("59.49", "SANGAT_KURANG", "49.00"),
    ("59.5", "KURANG", "50.00"), ("60", "KURANG", "50.00"), ("79", "KURANG", "69.00"), ("80", "CUKUP", "70.00"),
    ("98", "CUKUP", "88.00"), ("99.49", "CUKUP", "89.00"), ("99.5", "BAIK", "109.00"), ("100", "BAIK", "109.00"),
    ("100.5", "SANGAT_BAIK", "110.00"), ("106", "SANGAT_BAIK", "115.56"), ("110", "SANGAT_BAIK", "120.00"),
    ("110.5", "SANGAT_BAIK", "120.00"), ("500", "SANGAT_BAIK", "120.00"),
])  # fmt: skip
def test_bands_and_their_boundaries(pct, category, value):
    assert score(pct) == (category, Decimal(value))


def test_a_met_maximum_earns_the_top():
    assert score("100", target_is_maximum=True) == ("SANGAT_BAIK", Decimal("120.00"))
    assert score("99.4", target_is_maximum=True) == ("CUKUP", Decimal("89.00"))


def test_the_rounding_to_whole_percent_is_a_step_of_its_own():
    first, second = legacy.iki_score(achievement=Decimal("97.89"), **IKI).steps
    assert (first.value, first.rounding) == ("98", "persen utuh, half-up")
    assert (second.rule, second.value) == ("Nilai dalam rentang 80-99 %", "88")


@pytest.mark.parametrize(("pct", "options", "reason"), [
    ("-0.01", {}, "capaian tidak boleh negatif"), ("101", {"target_is_maximum": True}, "tidak dapat dilampaui"),
])  # fmt: skip
def test_what_cannot_be_is_refused(pct, options, reason):
    with pytest.raises(InvalidInput, match=reason):
        score(pct, **options)


@given(percents, percents)
def test_more_achievement_never_scores_less(one, other):
    low, high = sorted((one, other))
    assert score(low)[1] <= score(high)[1]


def total(skp, behaviour, **options):
    done = legacy.total(skp=Decimal(skp), behaviour=Decimal(behaviour), **TOTAL, **options)
    return done.total, done.predikat, done.label


@pytest.mark.parametrize(("both", "predikat", "label"), [
    ("120", Predikat.BAIK, "Baik"), ("110", Predikat.BAIK, "Baik"), ("90", Predikat.BAIK, "Baik"),
    ("89.99", Predikat.BUTUH_PERBAIKAN, "Cukup"), ("70", Predikat.BUTUH_PERBAIKAN, "Cukup"),
    ("69.99", Predikat.KURANG, "Kurang"), ("50", Predikat.KURANG, "Kurang"),
    ("49.99", Predikat.SANGAT_KURANG, "Sangat Kurang"), ("0", Predikat.SANGAT_KURANG, "Sangat Kurang"),
])  # fmt: skip
def test_predikat_of_a_total(both, predikat, label):
    value, *rest = total(both, both)
    assert (value, *rest) == (Decimal(both), predikat, label)


def test_sangat_baik_needs_the_recorded_new_idea():
    assert total("110", "110", new_idea=True)[1] is Predikat.SANGAT_BAIK
    assert total("109.99", "109.99", new_idea=True)[1] is Predikat.BAIK
    steps = legacy.total(skp=Decimal(110), behaviour=Decimal(110), **TOTAL).steps
    assert [step.rule for step in steps] == [
        "Bobot × nilai SKP + bobot × nilai perilaku", "Sangat Baik butuh ide baru yang tercatat",
        "Predikat menurut rentang nilai",
    ]  # fmt: skip


def test_peers_make_it_sixty_forty():
    assert total("100", "90")[0] == Decimal("97.0")
    assert total("100", "90", peer_input=True)[0] == Decimal("96.0")


def test_scores_outside_the_scale_are_refused_together():
    with pytest.raises(InvalidInput) as refused:
        total("120.01", "-1")
    assert [str(one) for one in refused.value.problems] == [
        "skp: nilai harus 0 sampai 120, bukan 120.01", "behaviour: nilai harus 0 sampai 120, bukan -1",
    ]  # fmt: skip


@given(scores, scores, scores, st.booleans(), st.booleans())
def test_a_better_score_or_idea_never_gives_a_worse_predikat(skp, better, behaviour, peers, idea):
    low, high = sorted((skp, better))
    before, after = total(low, behaviour, peer_input=peers), total(high, behaviour, peer_input=peers, new_idea=idea)
    assert after[0] >= before[0]
    assert after[1].rank <= before[1].rank
