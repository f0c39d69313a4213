"""Exact numbers in, plain text out: the one way a judged number is rounded and written."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

Exact = Decimal | Fraction | int


def half_up(value: Exact, decimals: int) -> Decimal:
    """`value` rounded half-up (away from zero on a tie) to `decimals` places, which are kept: 100 → 100.00.

    A Fraction is rounded from its exact value, so that nine ninths are one and a tie is a tie.
    """
    exact = Fraction(value)
    scaled = abs(exact) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if rest * 2 >= scaled.denominator:
        whole += 1
    with localcontext() as context:
        context.prec = max(28, len(str(whole)) + decimals + 1)
        return Decimal(-whole if exact < 0 else whole).scaleb(-decimals)


def plain(value: Exact) -> str:
    """`value` in plain notation without an exponent; a Fraction that never ends is shown to six places ("2.708889")."""
    if isinstance(value, Fraction):
        return trimmed(half_up(value, 6))
    return format(Decimal(value), "f")


def trimmed(value: Decimal) -> str:
    """`value` in plain notation without the zeros that say nothing: 102.80 → "102.8", 100 → "100"."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
