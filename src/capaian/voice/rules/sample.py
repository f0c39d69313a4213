"""How many to ask (PermenPANRB 14/2017, Lampiran: the table of Krejcie and Morgan)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.rounding import half_up, plain
from capaian.kernel.trace import Step, Traced

if TYPE_CHECKING:
    from datetime import date

    from capaian.governance.schemes import Scheme

ARTICLE = "PermenPANRB 14/2017, Lampiran (tabel Krejcie dan Morgan)"


def sample_size(
    *, population: int, chi_square: Decimal, proportion: Decimal, error: Decimal, article: str = ARTICLE
) -> Traced[int]:
    """PermenPANRB 14/2017 annex (Krejcie and Morgan): respondents needed for `population` people, rounded half-up.

    S = χ²·N·P(1−P) ÷ (d²·(N−1) + χ²·P(1−P)). It gives the printed table, except 100,000 → 383 where 384 is printed.
    Raises InvalidInput for a population below one.
    """
    if population < 1:
        raise InvalidInput([Problem(f"populasi paling sedikit 1 orang, bukan {population}", "population")])
    spread = Fraction(chi_square) * Fraction(proportion) * (1 - Fraction(proportion))
    exact = spread * population / (Fraction(error) ** 2 * (population - 1) + spread)
    size = int(half_up(exact, 0))
    inputs = {
        "populasi": str(population), "χ²": plain(chi_square), "P": plain(proportion), "d": plain(error),
        "hasil sebelum dibulatkan": plain(exact),
    }  # fmt: skip
    step = Step("χ²·N·P(1−P) ÷ (d²·(N−1) + χ²·P(1−P))", article, inputs, str(size), "bilangan bulat, half-up")
    return Traced(size, (step,))


def parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """PermenPANRB 14/2017: what a scheme gives `sample_size`, as it holds on a day."""
    return {
        "chi_square": scheme.get("sample.chi_square", on).value, "proportion": scheme.get("sample.proportion", on).value,
        "error": scheme.get("sample.error", on).value,
    }  # fmt: skip
