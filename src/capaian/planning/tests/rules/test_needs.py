"""A method that is stated, ranks that say how they came about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.planning.rules.needs import (
    HOUSE_CRITERIA,
    Criterion,
    CriterionFault,
    check_criteria,
    check_scores,
    rank_needs,
)

TWO = (Criterion("a", "Mendesak", 60), Criterion("b", "Serius", 40))


def test_the_house_default_is_a_method():
    assert check_criteria(HOUSE_CRITERIA) == []


@pytest.mark.parametrize(("criteria", "faults"), [
    ((), [("Tuliskan paling sedikit satu kriteria.", None)]),
    ((Criterion("a", " ", 100),), [("Tuliskan nama kriterianya.", 1)]),
    ((Criterion("a", "A", 50), Criterion("b", " a ", 50)), [("Kriteria “ a ” ditulis dua kali.", 2)]),
    ((Criterion("a", "A", 0), Criterion("b", "B", 100)), [("Bobot adalah persen bulat dari 1 sampai 100.", 1)]),
    ((Criterion("a", "A", 60), Criterion("b", "B", 30)), [("Jumlah bobot 90, seharusnya 100.", None)]),
    (tuple(Criterion(f"{n}", f"{n}", 11 + (n == 0)) for n in range(9)), [("Paling banyak 8 kriteria.", None)]),
])
def test_check_criteria_names_the_row(criteria, faults):
    assert check_criteria(criteria) == [CriterionFault(*fault) for fault in faults]


def test_check_scores_names_the_criterion():
    assert check_scores({"a": 1, "b": 5}, TWO) == {}
    assert check_scores({"a": 0, "b": 6, "c": 1}, TWO) == {
        "a": "Nilai Mendesak adalah bilangan bulat 1 sampai 5.", "b": "Nilai Serius adalah bilangan bulat 1 sampai 5.",
        "c": "Kriteria ini tidak dipakai dalam analisis ini.",
    }


def test_rank_needs_shares_ranks_skips_the_next_and_never_counts_what_is_missing():
    needs = [
        ("air", {"a": 5, "b": 4}), ("jalan", {"a": 4, "b": 4}), ("guru", {"a": 2, "b": 2}), ("obat", {"a": 4, "b": 4}),
        ("pasar", {"a": 5}),
    ]
    ranked = rank_needs(needs, TWO)
    assert [(one.key, one.rank, one.points, one.shared) for one in ranked] == [
        ("air", 1, Decimal("4.6"), 1), ("jalan", 2, Decimal(4), 2), ("obat", 2, Decimal(4), 2), ("guru", 4, Decimal(2), 1),
        ("pasar", None, None, 1),
    ]
    assert ranked[0].explanation == "Mendesak 5 × 60 % + Serius 4 × 40 % = 4,6"
    assert ranked[3].explanation == "Mendesak 2 × 60 % + Serius 2 × 40 % = 2"
    assert ranked[-1].explanation == "Belum diperingkat: nilai Serius belum diisi."
    assert ranked[-1].missing == ("Serius",)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=12), st.randoms())
def test_the_order_in_which_needs_are_given_changes_no_rank(scores, random):
    needs = [(number, {"a": one, "b": two}) for number, (one, two) in enumerate(scores)]
    shuffled = random.sample(needs, len(needs))
    assert {one.key: one.rank for one in rank_needs(needs, TWO)} == {one.key: one.rank for one in rank_needs(shuffled, TWO)}
