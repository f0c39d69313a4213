"""The scalar half of the algebra: whole numbers, exact or refused."""

from decimal import Decimal, Inexact

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.kernel.algebra import ONE, fraction, whole


@pytest.mark.parametrize(("numerator", "denominator", "quotient"), [
    (1, 2, 1), (3, 2, 2), (149, 100, 1), (150, 100, 2), (0, 7, 0), (10**36, 3, 333333333333333333333333333333333333),
])  # fmt: skip
def test_a_quotient_is_rounded_half_up(numerator, denominator, quotient):
    assert ONE.quotient(Decimal(numerator), Decimal(denominator)) == quotient


def test_a_number_that_is_not_whole_in_its_unit_is_an_error():
    assert whole(Decimal("1.5"), Decimal(100)) == 150
    with pytest.raises(Inexact):
        whole(Decimal("1.555"), Decimal(100))


@given(st.decimals(min_value=-(10**16), max_value=10**16, places=4))
def test_counting_in_units_loses_nothing(value):
    assert fraction(whole(value, Decimal(10) ** 4), 4) == value
