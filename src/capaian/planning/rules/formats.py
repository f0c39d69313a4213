"""Which official form an SKP is written on."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The forms of planning, as PermenPANRB 6/2022 numbers them (Annex II, p.31-61)."""

    LEADING_QUALITATIVE = "A.1.1"
    LEADING_QUANTITATIVE = "A.1.2"
    MANUAL = "A.1.3"
    WORKBLOCK = "A.1.4"
    MATRIX = "A.1.5"
    QUALITATIVE = "A.1.6"
    QUANTITATIVE = "A.1.7"
    ANNEX = "A.1.8"


def format_of(*, leads: bool, quantitative: bool) -> Format:
    """II.A.2.c (p.31) and II.A.7.c (p.54): high officials and heads of independent units on A.1.1 or A.1.2, everybody else on
    A.1.6 or A.1.7; the leader's choice of approach (Art 9(3)) says which of the two."""
    if leads:
        return Format.LEADING_QUANTITATIVE if quantitative else Format.LEADING_QUALITATIVE
    return Format.QUANTITATIVE if quantitative else Format.QUALITATIVE
