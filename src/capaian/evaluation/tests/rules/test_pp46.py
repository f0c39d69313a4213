from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.evaluation.rules.pp46 import Pair, parameters, row
from capaian.foundation.errors import InvalidInput
from capaian.governance.schemes import load

LAW = parameters(load("pp-46-2011"))
FULL = Pair(Decimal(10), Decimal(10))
amounts = st.decimals("0.01", 1000, places=2)


def test_the_row_of_a_teacher():
    quantity, quality = Pair(Decimal(175), Decimal(170)), Pair(Decimal(100), Decimal(80))
    done = row(quantity=quantity, quality=quality, time=Pair(Decimal(12), Decimal(12)), **LAW)
    assert (done.sum, done.value) == (Decimal("253.14"), Decimal("84.38"))
    assert done.aspects == {"quantity": Decimal("97.14"), "quality": Decimal("80.00"), "time": Decimal("76.00")}
    assert [step.value for step in done.steps] == ["97.14", "80.00", "76.00", "253.14", "84.38"]


@pytest.mark.parametrize(("used", "value"), [
    ("12", "76.00"), ("9.12", "100.00"), ("9.11", "75.92"), ("6", "50.00"), ("0", "0.00"), ("15", "51.00"), ("24", "-24.00"),
])  # fmt: skip
def test_time_turns_at_an_efficiency_of_24_percent(used, value):
    done = row(quantity=FULL, quality=FULL, time=Pair(Decimal(12), Decimal(used)), **LAW)
    assert done.aspects["time"] == Decimal(value)


def test_cost_makes_it_four_aspects():
    done = row(quantity=FULL, quality=FULL, time=FULL, cost=Pair(Decimal(100), Decimal(100)), **LAW)
    assert (done.sum, done.value) == (Decimal("352.00"), Decimal("88.00"))
    assert done.steps[-1].rule == "Nilai = jumlah ÷ 4 aspek"


def test_every_impossible_number_is_named():
    with pytest.raises(InvalidInput) as refused:
        row(quantity=Pair(Decimal(0), Decimal(1)), quality=Pair(Decimal(100), Decimal(-1)), time=FULL, **LAW)
    assert [str(one) for one in refused.value.problems] == [
        "target_quantity: target kuantitas harus lebih dari nol, bukan 0",
        "quality: realisasi kualitas tidak boleh negatif (-1)",
    ]


@given(amounts, amounts, amounts, amounts)
def test_more_of_quantity_never_lowers_the_sum_and_the_sum_is_of_its_parts(target, one, other, used):
    low, high = sorted((one, other))
    rows = [row(quantity=Pair(target, done), quality=FULL, time=Pair(Decimal(100), used), **LAW) for done in (low, high)]
    assert rows[0].sum <= rows[1].sum
    assert all(abs(done.sum - sum(done.aspects.values())) <= Decimal("0.02") for done in rows)


@given(st.decimals("76", 500, places=2), st.decimals("76", 500, places=2))
def test_within_24_percent_less_time_is_never_worse(one, other):
    low, high = sorted((one, other))
    fast, slow = (row(quantity=FULL, quality=FULL, time=Pair(Decimal(100), used), **LAW).sum for used in (low, high))
    assert fast >= slow
