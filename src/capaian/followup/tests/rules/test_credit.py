from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.evaluation.rules.predikat import Predikat
from capaian.followup.rules.credit import accumulate, credit, parameters
from capaian.foundation.errors import InvalidInput
from capaian.governance.schemes import load

LAW = parameters(load("perbkn-3-2023"))
LEVELS = sorted(LAW["coefficients"])


def of(level, predikat, months, **options):
    return credit(level=level, predikat=predikat, months=months, **{**LAW, **options})


@pytest.mark.parametrize(("level", "predikat", "months", "decimals", "points"), [
    ("ahli-pertama", "SANGAT_BAIK", 12, 2, "18.75"), ("ahli-pertama", "BAIK", 2, 2, "2.08"),
    ("ahli-pertama", "BAIK", 2, 3, "2.083"), ("mahir", "KURANG", 6, 3, "3.125"), ("mahir", "KURANG", 6, 2, "3.13"),
    ("pemula", "SANGAT_BAIK", 12, 2, "5.63"), ("ahli-utama", "SANGAT_KURANG", 1, 2, "1.04"),
])  # fmt: skip
def test_points_are_rounded_half_up_once(level, predikat, months, decimals, points):
    done = of(level, predikat, months, decimals=decimals)
    assert str(done.value) == points
    assert done.steps[0].rounding == f"{decimals} desimal, half-up"


def test_every_problem_is_named():
    with pytest.raises(InvalidInput) as refused:
        of("ahli", "BAIK", 13, decimals=4)
    assert [str(one) for one in refused.value.problems] == [
        f"level: jenjang “ahli” tidak dikenal; pilih {', '.join(LAW['coefficients'])}",
        "months: lama penilaian harus 1 sampai 12 bulan, bukan 13", "decimals: jumlah desimal harus 2 atau 3, bukan 4",
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="bukan 0"):
        of("pemula", "BAIK", 0)


@given(st.sampled_from(LEVELS), st.sampled_from(Predikat), st.sampled_from(Predikat), st.integers(1, 12), st.integers(1, 12))
def test_longer_and_better_never_earn_less(level, one, other, first, second):
    best, worst = sorted((one, other), key=lambda predikat: predikat.rank)
    short, long = sorted((first, second))
    assert of(level, worst, short).value <= of(level, best, long).value


@given(st.sampled_from(LEVELS), st.sampled_from(Predikat), st.integers(1, 11))
def test_parts_of_a_year_add_up_but_for_their_rounding(level, predikat, months):
    parts = (of(level, predikat, months).value, of(level, predikat, 12 - months).value)
    assert abs(accumulate(parts).value - of(level, predikat, 12).value) <= Decimal("0.01")


def test_an_accumulation_shows_its_parts():
    done = accumulate((Decimal("18.75"), Decimal("2.08")))
    assert (done.value, done.steps[0].inputs) == (Decimal("20.83"), {"1": "18.75", "2": "2.08"})
