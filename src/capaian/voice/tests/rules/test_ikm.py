from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.foundation.errors import InvalidInput
from capaian.governance.schemes import load
from capaian.voice.rules.ikm import element_means, ikm, parameters

LAW = parameters(load("permenpanrb-14-2017"))
CLASSIC = ["3.45", "2.65", "3.53", "2.31", "1.55", "3.12", "2.13", "2.43", "3.21"]
answers = st.one_of(st.none(), st.integers(1, 4))
tables = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(st.integers(1, 4), min_size=n, max_size=n), min_size=1, max_size=20)
)


def of(*values, **options):
    return ikm(nrr={f"U{at}": Decimal(value) for at, value in enumerate(values, start=1)}, **LAW, **options)


def test_the_classic_set():
    done = of(*CLASSIC)
    assert (done.index, done.ikm, done.grade, done.label) == (Decimal("2.7089"), Decimal("67.72"), "C", "Kurang baik")
    assert [step.value for step in done.steps] == ["24.3800", "2.7089", "67.72", "C"]


def test_weights_as_published_only_repeat_what_others_printed():
    assert of(*CLASSIC, weight="0.11").ikm == Decimal("67.05")
    assert of(*["4"] * 9, weight="0.111").ikm == Decimal("99.90")
    assert of(*["4"] * 9, weight="0.11").steps[1].inputs == {"bobot": "0.11 (sebagaimana dipublikasikan)"}


@pytest.mark.parametrize("elements", range(1, 31))
def test_all_fours_are_exactly_a_hundred(elements):
    done = of(*["4"] * elements)
    assert (done.index, done.ikm, done.grade) == (Decimal("4.0000"), Decimal("100.00"), "A")


@pytest.mark.parametrize(("mean", "value", "grade"), [
    ("1", "25.00", "D"), ("2.5997", "64.99", "D"), ("2.59979", "64.99", "D"), ("2.5998", "65.00", "C"),
    ("3.064", "76.60", "C"), ("3.0641", "76.60", "C"), ("3.0642", "76.61", "B"), ("3.532", "88.30", "B"),
    ("3.5322", "88.31", "A"),
])  # fmt: skip
def test_grades_are_given_after_rounding(mean, value, grade):
    done = of(mean)
    assert (done.ikm, done.grade) == (Decimal(value), grade)


@pytest.mark.parametrize(("values", "options", "reasons"), [
    (("6.60", "0.99", "4"), {}, ["U1: nilai 6.60 di luar skala 1 sampai 4", "U2: nilai 0.99 di luar skala 1 sampai 4"]),
    ((), {}, ["nrr: belum ada unsur"]),
    ((), {"weight": "0.111"}, ["nrr: belum ada unsur"]),
    (("4",), {"weight": "0.125"}, ["weight: bobot “0.125” tidak dikenal; pilih exact, 0.111, 0.11"]),
    (("4",) * 8, {"weight": "0.11"}, ["weight: bobot 0.11 hanya untuk 9 unsur; di sini ada 8"]),
])  # fmt: skip
def test_what_cannot_be_is_refused(values, options, reasons):
    with pytest.raises(InvalidInput) as refused:
        of(*values, **options)
    assert [str(one) for one in refused.value.problems] == reasons


def test_unanswered_elements_count_for_their_own_mean_only():
    assert element_means({"U1": [4, 2, None], "U2": [None, 3, 3]}) == {"U1": Fraction(3), "U2": Fraction(3)}


def test_an_element_nobody_answered_has_no_mean():
    with pytest.raises(InvalidInput) as refused:
        element_means({"U1": [None], "U2": [5, 0, 4]})
    assert [str(one) for one in refused.value.problems] == [
        "U1: tidak dijawab oleh seorang pun, jadi rata-ratanya tidak ada",
        "U2: nilai 5 di luar skala 1 sampai 4", "U2: nilai 0 di luar skala 1 sampai 4",
    ]  # fmt: skip


def index(rows):
    return ikm(nrr=element_means({f"U{at}": column for at, column in enumerate(zip(*rows, strict=True))}), **LAW)


@given(tables, st.randoms())
def test_the_order_of_respondents_and_elements_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    order = random.sample(range(len(rows[0])), len(rows[0]))
    assert index(rows).ikm == index([[row[at] for at in order] for row in shuffled]).ikm


@given(tables, st.data())
def test_a_better_answer_never_gives_a_worse_grade(rows, data):
    at, which = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows[0]) - 1))
    better = [list(row) for row in rows]
    better[at][which] = data.draw(st.integers(rows[at][which], 4))
    before, after = index(rows), index(better)
    assert before.ikm <= after.ikm
    assert before.grade >= after.grade  # A sorts before D
    assert Decimal(25) <= before.ikm <= Decimal(100)
