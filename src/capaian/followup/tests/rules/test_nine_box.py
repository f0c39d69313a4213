import pytest

from capaian.followup.rules.nine_box import PERFORMANCES, POTENTIALS, nine_box, parameters
from capaian.foundation.errors import InvalidInput
from capaian.governance.schemes import load

LAW = parameters(load("permenpanrb-3-2020"))


def test_the_grid():
    boxes = [[nine_box(potential=row, performance=column, **LAW).number for column in PERFORMANCES] for row in POTENTIALS]
    assert boxes == [[1, 2, 4], [3, 5, 7], [6, 8, 9]]


def test_the_top_three_form_the_succession_group():
    pool = {
        done.number
        for row in POTENTIALS
        for column in PERFORMANCES
        if (done := nine_box(potential=row, performance=column, **LAW)).in_succession_pool
    }
    assert pool == {7, 8, 9}


def test_a_box_says_what_to_do_and_from_what():
    done = nine_box(potential="low", performance="below", **LAW)
    assert done.recommendation == "Ditangani menurut ketentuan peraturan perundang-undangan."
    assert done.steps[0].inputs == {"potensial": "low", "kinerja": "below"}


def test_unknown_words_are_refused_together():
    with pytest.raises(InvalidInput) as refused:
        nine_box(potential="tinggi", performance="baik", **LAW)
    assert [str(one) for one in refused.value.problems] == [
        "potential: “tinggi” tidak dikenal; pilih low, medium, high",
        "performance: “baik” tidak dikenal; pilih below, meets, above",
    ]
