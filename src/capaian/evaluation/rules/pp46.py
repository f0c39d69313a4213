"""One row of a work target under PP 46/2011 (Perka BKN 1/2013): only for reading history into the system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.rounding import half_up, plain
from capaian.kernel.trace import Step

if TYPE_CHECKING:
    from datetime import date

    from capaian.governance.schemes import Scheme

ARTICLE = "PP 46/2011 Pasal 7; Perka BKN 1/2013, Lampiran"
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A target and what was reached of it, in the same unit."""

    target: Decimal
    reached: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """The values of the aspects (percent), their sum [penghitungan] and their mean [nilai capaian]."""

    aspects: Mapping[str, Decimal]
    sum: Decimal
    value: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Efficiency:
    """The constants of the time and cost formula: 1.76, 76 and the efficiency (percent) above which it turns."""

    factor: Decimal
    base: Decimal
    turn: Decimal


def row(
    *, quantity: Pair, quality: Pair, time: Pair, efficiency: Efficiency, cost: Pair | None = None, article: str = ARTICLE,
) -> Row:
    """PP 46/2011 art. 7 (Perka BKN 1/2013): quantity, quality, time and, if planned, cost; their sum and their mean.

    Sum and mean are taken from the unrounded aspects and rounded half-up to two decimals once.
    Raises InvalidInput for a target that is not above zero or a negative realisation.
    """
    pairs = {"quantity": quantity, "quality": quality, "time": time} | ({"cost": cost} if cost else {})
    problems = [problem for name, pair in pairs.items() for problem in _problems(name, pair)]
    if problems:
        raise InvalidInput(problems)
    exact: dict[str, Fraction] = {}
    steps: list[Step] = []
    for name, pair in pairs.items():
        exact[name], rule = _thrift(pair, efficiency) if name in {"time", "cost"} else _ratio(pair)
        inputs = {"aspek": ASPECTS[name], "target": plain(pair.target), "realisasi": plain(pair.reached)}
        steps.append(Step(rule, article, inputs, plain(half_up(exact[name], DECIMALS)), "2 desimal, half-up"))
    added = sum(exact.values(), Fraction(0))
    mean = added / len(exact)
    total, value = half_up(added, DECIMALS), half_up(mean, DECIMALS)
    steps.append(Step("Penghitungan = jumlah aspek", article, {}, plain(total), "2 desimal, half-up"))
    steps.append(Step(f"Nilai = jumlah ÷ {len(exact)} aspek", article, {}, plain(value), "2 desimal, half-up"))
    return Row({name: half_up(one, DECIMALS) for name, one in exact.items()}, total, value, tuple(steps))


def parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """PP 46/2011: what a scheme gives `row`, as it holds on a day."""
    found = scheme.get("pp46.efficiency", on)
    return {"efficiency": Efficiency(**found.value), "article": found.source}


ASPECTS: Mapping[str, str] = {"quantity": "kuantitas", "quality": "kualitas", "time": "waktu", "cost": "biaya"}


def _problems(name: str, pair: Pair) -> list[Problem]:
    found = []
    if pair.target <= 0:
        found.append(Problem(f"target {ASPECTS[name]} harus lebih dari nol, bukan {plain(pair.target)}", f"target_{name}"))
    if pair.reached < 0:
        found.append(Problem(f"realisasi {ASPECTS[name]} tidak boleh negatif ({plain(pair.reached)})", name))
    return found


def _ratio(pair: Pair) -> tuple[Fraction, str]:
    return Fraction(pair.reached) / Fraction(pair.target) * 100, "realisasi ÷ target × 100"


def _thrift(pair: Pair, constants: Efficiency) -> tuple[Fraction, str]:
    """Perka BKN 1/2013: a saving up to 24 % earns more, a larger one less (the target was too loose)."""
    target, used = Fraction(pair.target), Fraction(pair.reached)
    saving = 100 - used / target * 100
    plainly = (Fraction(constants.factor) * target - used) / target * 100
    if saving <= Fraction(constants.turn):
        return plainly, f"efisiensi ≤ {plain(constants.turn)} %: (1,76 × target − realisasi) ÷ target × 100"
    rule = f"efisiensi > {plain(constants.turn)} %: 76 − ((1,76 × target − realisasi) ÷ target × 100 − 100)"
    return Fraction(constants.base) - (plainly - 100), rule
