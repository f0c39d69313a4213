import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.evaluation.rules.predikat import Change, Predikat, Rating, decide, read_predikat, read_rating, what_would_change
from capaian.foundation.errors import InvalidInput, Problem
from capaian.governance.schemes import load

MATRIX = load("permenpanrb-6-2022").get("predikat.matrix").value
ratings = st.sampled_from(Rating)


@pytest.mark.parametrize(("result", "behaviour", "predikat"), [
    ("above", "above", "SANGAT_BAIK"), ("above", "meets", "BAIK"), ("above", "below", "KURANG"),
    ("meets", "above", "BAIK"), ("meets", "meets", "BAIK"), ("meets", "below", "KURANG"),
    ("below", "above", "BUTUH_PERBAIKAN"), ("below", "meets", "BUTUH_PERBAIKAN"), ("below", "below", "SANGAT_KURANG"),
])  # fmt: skip
def test_the_nine_cells(result, behaviour, predikat):
    assert decide(matrix=MATRIX, result=result, behaviour=behaviour).value == predikat


def test_a_decision_carries_its_article_and_both_ratings():
    (step,) = decide(matrix=MATRIX, result=Rating.MEETS, behaviour=Rating.BELOW, article="hlm. 99").steps
    assert step.as_json() == {
        "rule": "Matriks rating hasil kerja × rating perilaku kerja", "article": "hlm. 99",
        "inputs": {"rating hasil kerja": "meets", "rating perilaku kerja": "below"}, "value": "KURANG", "rounding": "",
    }  # fmt: skip


@given(ratings, ratings, ratings, ratings)
def test_higher_results_never_give_a_worse_predikat_and_neither_does_both(result, behaviour, up, across):
    if up.rank <= result.rank and across.rank <= behaviour.rank:
        before = decide(matrix=MATRIX, result=result, behaviour=behaviour).value
        assert decide(matrix=MATRIX, result=up, behaviour=across).value.rank <= before.rank


def test_the_order_is_from_best_to_worst():
    assert [one.rank for one in Predikat] == [0, 1, 2, 3, 4]
    assert [one.label for one in Rating] == ["Di atas ekspektasi", "Sesuai ekspektasi", "Di bawah ekspektasi"]
    assert Predikat.KURANG.label == "Kurang/Misconduct"


@pytest.mark.parametrize(("text", "predikat"), [
    ("Cukup", Predikat.BUTUH_PERBAIKAN), ("Misconduct", Predikat.KURANG), ("Kurang/Misconduct", Predikat.KURANG),
    ("Kurang", Predikat.KURANG), ("sangat-baik", Predikat.SANGAT_BAIK), ("SANGAT_KURANG", Predikat.SANGAT_KURANG),
    ("  butuh   perbaikan ", Predikat.BUTUH_PERBAIKAN), ("B", Predikat.BAIK),
])  # fmt: skip
def test_predikat_are_read_under_their_other_names(text, predikat):
    assert read_predikat(text) is predikat


def test_an_unknown_predikat_or_rating_is_refused_with_the_choices():
    with pytest.raises(InvalidInput) as refused:
        read_predikat("bagus", field="kolom F")
    assert refused.value.problems == (
        Problem(
            "“bagus” bukan predikat; pilih salah satu: Sangat Baik, Baik, Butuh Perbaikan, Kurang/Misconduct, Sangat Kurang",
            "kolom F",
        ),
    )
    with pytest.raises(InvalidInput, match=r"^rating: “bagus” bukan rating; pilih above, meets atau below$"):
        read_rating("bagus")


@pytest.mark.parametrize("text", ["Di atas ekspektasi", "ABOVE", "di atas"])
def test_ratings_are_read_as_printed(text):
    assert read_rating(text) is Rating.ABOVE


def test_what_would_change_names_the_least_that_has_to_rise():
    assert what_would_change(matrix=MATRIX, result="meets", behaviour="meets") == (
        Change(Predikat.SANGAT_BAIK, Rating.ABOVE, Rating.ABOVE, ("result", "behaviour")),
    )
    assert what_would_change(matrix=MATRIX, result="meets", behaviour="below") == (
        Change(Predikat.BAIK, Rating.MEETS, Rating.MEETS, ("behaviour",)),
        Change(Predikat.SANGAT_BAIK, Rating.ABOVE, Rating.ABOVE, ("result", "behaviour")),
    )
    assert what_would_change(matrix=MATRIX, result="below", behaviour="above") == (
        Change(Predikat.BAIK, Rating.MEETS, Rating.ABOVE, ("result",)),
        Change(Predikat.SANGAT_BAIK, Rating.ABOVE, Rating.ABOVE, ("result",)),
    )
    assert what_would_change(matrix=MATRIX, result="above", behaviour="above") == ()


def test_from_the_bottom_every_better_predikat_is_reachable():
    changes = what_would_change(matrix=MATRIX, result="below", behaviour="below")
    assert {change.predikat for change in changes} == set(Predikat) - {Predikat.SANGAT_KURANG}


@pytest.mark.parametrize(("result", "behaviour"), list(itertools.product(Rating, Rating)))
def test_a_change_always_does_what_it_promises(result, behaviour):
    now = decide(matrix=MATRIX, result=result, behaviour=behaviour).value
    for change in what_would_change(matrix=MATRIX, result=result, behaviour=behaviour):
        assert decide(matrix=MATRIX, result=change.result, behaviour=change.behaviour).value is change.predikat
        assert change.predikat.rank < now.rank
        assert change.raises == tuple(
            axis for axis, raised in (("result", change.result != result), ("behaviour", change.behaviour != behaviour)) if raised
        )
