"""One arithmetic, evaluated two ways: a person's numbers as `Decimal`, a nation's as columns of a table.

A rule that must hold for one person and for millions is written once, over an `Algebra`. Its numbers are
whole numbers in a stated unit (ten-thousandths of a target, hundredths of a percent), so that addition,
multiplication and comparison are exact everywhere; the one operation that rounds is `Algebra.quotient`.
Constants of a rule are ints; conditions are combined with `&` and `|`: both mean the same to bool, `Decimal` and
columns.
"""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from typing import Any, Protocol, TypeAlias

Number: TypeAlias = Any  # a whole Decimal, or a column of whole numbers
Truth: TypeAlias = Any  # a bool, or a column of booleans
Word: TypeAlias = Any  # a str, or a column of text

# The legal range of an input: what a target column of the database can hold. Anything outside is refused,
# because a table engine computes in 38 digits and must never have to round on the way.
INPUT_DECIMALS = 4
INPUT_DIGITS = 16  # before the point
INPUT_UNIT = Decimal(10) ** INPUT_DECIMALS
MOST_DECIMALS = 6  # of a percentage

# Any rounding that nobody asked for raises.
EXACT = Context(prec=120, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])


class Algebra(Protocol):
    """What a rule may do with its numbers beyond `+ - *`, comparison, `&` and `|`."""

    def missing(self, value: Number) -> Truth:
        """Is there no value?"""

    def known(self, value: Number, default: Number) -> Number:
        """The value, or the default where there is none."""

    def where(self, condition: Truth, yes: Any, no: Any) -> Any:
        """`yes` where the condition holds, `no` elsewhere; both are evaluated."""

    def quotient(self, numerator: Number, denominator: Number) -> Number:
        """numerator / denominator rounded half up to a whole number; numerator ≥ 0, denominator > 0."""

    def keep(self, name: str, value: Any) -> Any:
        """The same value under a name: a table computes it once, however often it is used."""


class DecimalAlgebra:
    """The algebra of one person."""

    def missing(self, value: Number) -> bool:
        return value is None

    def known(self, value: Number, default: Number) -> Number:
        return default if value is None else value

    def where(self, condition: Truth, yes: Any, no: Any) -> Any:
        return yes if condition else no

    def quotient(self, numerator: Number, denominator: Number) -> Decimal:
        return Decimal((2 * int(numerator) + int(denominator)) // (2 * int(denominator)))

    def keep(self, name: str, value: Any) -> Any:
        return value


ONE = DecimalAlgebra()


def whole(value: Decimal, unit: Decimal) -> Decimal:
    """The value counted in units (1.5 in hundredths is 150); a remainder is an error, never rounded away."""
    return EXACT.to_integral_exact(EXACT.multiply(value, unit))


def fraction(value: Decimal, decimals: int) -> Decimal:
    """The inverse of `whole` for a unit of 10^-decimals: 10222 with two decimals is 102.22."""
    return Decimal(value).scaleb(-decimals, context=EXACT)  # inside a range the hundred is a plain int
