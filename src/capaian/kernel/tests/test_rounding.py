from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.kernel.rounding import half_up, plain, trimmed


@pytest.mark.parametrize(("value", "decimals", "text"), [
    (Decimal("2.345"), 2, "2.35"), (Decimal("-2.345"), 2, "-2.35"), (Decimal("2.3449"), 2, "2.34"),
    (Fraction(25, 12), 2, "2.08"), (Fraction(1, 3) * 3, 2, "1.00"), (100, 2, "100.00"), (Decimal("0.5"), 0, "1"),
    (Decimal("30.5"), 0, "31"), (Decimal(10) ** 30 + Decimal(0), 2, "1" + "0" * 30 + ".00"),
])  # fmt: skip
def test_a_tie_goes_away_from_zero_and_places_are_kept(value, decimals, text):
    assert format(half_up(value, decimals), "f") == text


@pytest.mark.parametrize(("value", "text"), [
    (Decimal("1E+2"), "100"), (Decimal("102.80"), "102.80"), (Fraction(24_38, 900), "2.708889"), (7, "7"), (Fraction(4), "4"),
])  # fmt: skip
def test_plain_has_no_exponent(value, text):
    assert plain(value) == text


@pytest.mark.parametrize(("value", "text"), [
    (Decimal("102.80"), "102.8"), (Decimal("100.00"), "100"), (Decimal("-0.00"), "0"), (Decimal("0.05"), "0.05"),
    (Decimal("1E+3"), "1000"), (Decimal(10) ** 40, "1" + "0" * 40),
])  # fmt: skip
def test_trimmed_says_only_what_is_meant(value, text):
    assert trimmed(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-10**9, max_value=10**9), st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_unit(value, decimals):
    assert abs(half_up(value, decimals) - value) * 2 <= Decimal(1).scaleb(-decimals)
