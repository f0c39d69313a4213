"""From predikat to credit points of a functional post (PermenPANRB 1/2023; PerBKN 3/2023)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.rounding import half_up, plain, trimmed
from capaian.kernel.trace import Step, Traced

if TYPE_CHECKING:
    from datetime import date

    from capaian.governance.schemes import Scheme

ARTICLE = "PermenPANRB 1/2023 Pasal 37; PerBKN 3/2023, konversi predikat kinerja"
MONTHS_A_YEAR = 12


def credit(
    *, level: str, predikat: str, months: int, coefficients: Mapping[str, Decimal], shares: Mapping[str, Decimal],
    decimals: int = 2, decimals_allowed: tuple[int, ...] = (2, 3), article: str = ARTICLE,
) -> Traced[Decimal]:
    """PermenPANRB 1/2023 art. 37 and PerBKN 3/2023: months/12 × share of the predikat × yearly coefficient of the level.

    `shares` are percent per predikat, `coefficients` points a year per level ("ahli-madya"). Rounded half-up once, to
    `decimals` places. Raises InvalidInput for an unknown level, months outside 1..12 or another number of decimals.
    """
    problems = []
    if level not in coefficients:
        problems.append(Problem(f"jenjang “{level}” tidak dikenal; pilih {', '.join(coefficients)}", "level"))
    if not 1 <= months <= MONTHS_A_YEAR:
        problems.append(Problem(f"lama penilaian harus 1 sampai 12 bulan, bukan {months}", "months"))
    if decimals not in decimals_allowed:
        choices = " atau ".join(str(one) for one in decimals_allowed)
        problems.append(Problem(f"jumlah desimal harus {choices}, bukan {decimals}", "decimals"))
    if problems:
        raise InvalidInput(problems)
    share, coefficient = Fraction(shares[predikat]), Fraction(coefficients[level])
    points = half_up(Fraction(months, MONTHS_A_YEAR) * share / 100 * coefficient, decimals)
    inputs = {
        "bulan": str(months), "predikat": str(predikat), "persen": trimmed(Decimal(shares[predikat])),
        "jenjang": level, "koefisien": trimmed(Decimal(coefficients[level])),
    }  # fmt: skip
    step = Step("bulan ÷ 12 × persen predikat × koefisien", article, inputs, plain(points), f"{decimals} desimal, half-up")
    return Traced(points, (step,))


def parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """PerBKN 3/2023: what a scheme gives `credit`, as it holds on a day; `decimals` is its default and may be replaced."""
    coefficients = scheme.get("credit.coefficients", on)
    return {
        "coefficients": coefficients.value, "article": coefficients.source,
        "shares": scheme.get("credit.shares", on).value, "decimals": scheme.get("credit.decimals", on).value,
        "decimals_allowed": scheme.get("credit.decimals_allowed", on).value,
    }  # fmt: skip


def accumulate(parts: tuple[Decimal, ...], *, article: str = ARTICLE) -> Traced[Decimal]:
    """PerBKN 3/2023 (tabel akumulasi): the sum of the determined points, each already rounded on its own document."""
    added = sum(parts, Decimal(0))
    inputs = {str(number): plain(part) for number, part in enumerate(parts, start=1)}
    return Traced(added, (Step("Akumulasi angka kredit", article, inputs, plain(added), "tanpa pembulatan"),))
