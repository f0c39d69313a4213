from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.planning.rules.linking import Match, Worded, best, likeness, ranked, settled, stems

DENGUE = Worded(1, "Menurunnya insiden demam berdarah dengue")
STUNTING = Worded(2, "Menurunnya prevalensi balita stunting", order=2)
SERVICE = Worded(3, "Meningkatnya kepuasan pasien rawat jalan", main=False)


@pytest.mark.parametrize("text", ["Menurunnya", "penurunan", "MENURUNKAN"])
def test_stems_meet(text):
    assert list(stems(text)) == ["urun"]


def test_stems_leave_out_what_every_plan_says():
    assert stems("Persentase hasil kerja yang terlaksana di unit") == {}
    assert stems("Ibu hamil Ibu") == {"ibu": "ibu", "hamil": "hamil"}
    assert stems("béan peta") == {"bean": "bean", "peta": "peta"}


def test_likeness_is_exact():
    assert likeness("demam berdarah", "demam dengue") == Fraction(1, 2)
    assert likeness("", "demam") == likeness("demam", "") == Fraction(0)


def test_ranked_by_words_then_by_the_leaders_form():
    matches = ranked("Penurunan stunting pada balita di Galala", [SERVICE, STUNTING, DENGUE])
    assert [match.key for match in matches] == [2, 1, 3]
    assert matches[0].shared == ("penurunan", "stunting", "balita")
    assert matches[2] == Match(3, (), Fraction(0))


def test_best_is_what_nobody_refused():
    offered = [DENGUE, STUNTING]
    assert best("demam berdarah", offered) == ranked("demam berdarah", offered)[0]
    assert best("demam berdarah", offered, refused=[1]).key == 2
    assert best("demam berdarah", offered, refused=[1, 2]) is None


def test_without_shared_words_the_first_main_result_is_proposed():
    assert best("Arsip tertata", [SERVICE, STUNTING, DENGUE]).key == DENGUE.key


@pytest.mark.parametrize(("one", "other", "both"), [(True, True, True), (True, False, False), (False, True, False)])
def test_settled_when_both_said_so(one, other, both):
    assert settled(one, other) is both


@given(st.permutations([DENGUE, STUNTING, SERVICE]), st.text(max_size=40))
def test_the_order_of_what_is_offered_does_not_matter(offered, waiting):
    assert ranked(waiting, offered) == ranked(waiting, [DENGUE, STUNTING, SERVICE])
