import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.foundation.errors import InvalidInput
from capaian.governance.schemes import load
from capaian.voice.rules.sample import parameters, sample_size

LAW = parameters(load("permenpanrb-14-2017"))


@pytest.mark.parametrize(("population", "size"), [(1, 1), (10, 10), (300, 169), (1000, 278), (100_000, 383), (1_000_000, 384)])
def test_the_table(population, size):
    done = sample_size(population=population, **LAW)
    assert done.value == size
    assert done.steps[0].inputs["populasi"] == str(population)


@pytest.mark.parametrize("population", [0, -1])
def test_nobody_cannot_be_asked(population):
    with pytest.raises(InvalidInput, match=r"^population: populasi paling sedikit 1 orang"):
        sample_size(population=population, **LAW)


@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_more_people_never_need_fewer_answers_and_never_more_than_there_are(one, other):
    low, high = sorted((one, other))
    assert sample_size(population=low, **LAW).value <= sample_size(population=high, **LAW).value
    assert 1 <= sample_size(population=low, **LAW).value <= low
