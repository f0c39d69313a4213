"""Achievement (capaian) of an individual performance indicator.

Article: PermenPANRB 8/2021, annex ch. VI, p. 91-100: the only published arithmetic. PermenPANRB 6/2022
prescribes none, so a scheme adopts it as practice; PermenPANRB 53/2014 counts "lower is better" alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.algebra import (
    EXACT,
    INPUT_DECIMALS,
    INPUT_DIGITS,
    INPUT_UNIT,
    MOST_DECIMALS,
    ONE,
    Algebra,
    Number,
    Truth,
    Word,
    fraction,
    whole,
)
from capaian.kernel.rounding import trimmed
from capaian.kernel.trace import Step
from capaian.kernel.words import N_

ARTICLE = "PermenPANRB 8/2021, Lampiran Bab VI, hlm. 91-100"
POLARITIES = ("higher", "lower")


class State(StrEnum):
    """Whether an indicator has an achievement, and if not, why."""

    SCORED = "scored"
    NO_TARGET = "no-target"
    ZERO_TARGET = "zero-target"
    NO_REALIZATION = "no-realization"


REASONS = {
    State.SCORED: "",
    State.NO_TARGET: N_("target tidak berupa angka, dinilai atasan dengan kata-kata"),
    State.ZERO_TARGET: N_("target nol, persentase tidak dapat dihitung dan perlu dinilai atasan"),
    State.NO_REALIZATION: N_("belum ada realisasi"),
}


@dataclass(frozen=True, slots=True)
class Working:
    """The arithmetic of one indicator, step by step. Percentages are counted in 10^-decimals."""

    bound: Number
    inside: Truth
    below_zero: Truth
    uncapped: Number
    pct: Number
    state: Word


def working(
    algebra: Algebra, *, higher: Truth, target: Number, target_high: Number, realization: Number,
    cap: Number | None, decimals: int,
) -> Working:
    """PermenPANRB 8/2021 annex ch. VI p. 91-100: R/T, or 2 - R/T where lower is better; a range counts from
    its nearer bound and is 100 inside. All inputs are whole numbers in the same unit, or missing.

    A target without an upper bound is the range from T to T, which the same formula answers.
    """
    hundred = 100 * 10**decimals
    low = algebra.keep("low", algebra.known(target, 0))
    high = algebra.keep("high", algebra.known(target_high, low))
    actual = algebra.keep("actual", algebra.known(realization, 0))
    bound = algebra.keep("bound", algebra.where(actual > high, high, low))
    inside = algebra.keep("inside", (actual >= low) & (actual <= high))
    earned = algebra.keep("earned", algebra.where(higher, actual, 2 * bound - actual))
    share = algebra.quotient(
        hundred * algebra.where(earned < 0, 0, earned), algebra.where(bound == 0, 1, bound)
    )
    uncapped = algebra.keep("uncapped", algebra.where(inside, hundred, share))
    pct = uncapped if cap is None else algebra.where(uncapped > cap, cap, uncapped)
    # A range from 0 to 5 has an answer inside it; only below it would the division be by zero.
    state = algebra.keep("state", _state(
        algebra, no_target=algebra.missing(target), no_realization=algebra.missing(realization),
        zero_target=(low == 0) & (high == 0), by_zero=algebra.where(inside, False, bound == 0),
    ))
    return Working(
        bound=bound, inside=inside, below_zero=algebra.where(inside, False, earned < 0), uncapped=uncapped,
        pct=algebra.keep("pct", algebra.where(state == State.SCORED.value, pct, None)), state=state,
    )


def _state(
    algebra: Algebra, *, no_target: Truth, no_realization: Truth, zero_target: Truth, by_zero: Truth
) -> Word:
    divided = algebra.where(by_zero, State.ZERO_TARGET.value, State.SCORED.value)
    reported = algebra.where(no_realization, State.NO_REALIZATION.value, divided)
    stated = algebra.where(zero_target, State.ZERO_TARGET.value, reported)
    return algebra.where(no_target, State.NO_TARGET.value, stated)


@dataclass(frozen=True, slots=True)
class Achievement:
    """An achievement in percent, or the state and reason why there is none: what is missing is never 0 %."""

    pct: Decimal | None
    state: State
    reason: str
    steps: tuple[Step, ...]


def achievement(
    *, polarity: str, target: Decimal | None, realization: Decimal | None, target_high: Decimal | None = None,
    cap: Decimal | None = None, decimals: int = 2,
) -> Achievement:
    """PermenPANRB 8/2021 annex ch. VI p. 91-100: achievement of one indicator in percent, rounded half up.

    Raises InvalidInput naming each field that is not legal. `cap` is the scheme's (none, 100, 110, 120).
    """
    problems = input_problems(
        polarity=polarity, target=target, target_high=target_high, realization=realization, cap=cap,
        decimals=decimals,
    )
    if problems:
        raise InvalidInput(problems)
    with localcontext(EXACT):
        done = working(
            ONE, higher=polarity == "higher", target=_count(target), target_high=_count(target_high),
            realization=_count(realization), cap=None if cap is None else whole(cap, Decimal(10) ** decimals),
            decimals=decimals,
        )
    state = State(done.state)
    if state is not State.SCORED:
        inputs = _inputs(target, target_high, realization)
        step = Step(N_("Capaian indikator tidak dihitung"), ARTICLE, inputs, state.value)
        return Achievement(None, state, REASONS[state], (step,))
    range_steps = () if target_high is None else _range_steps(done, target, target_high, realization)
    formula = _formula_steps(done, polarity, realization, target_high, decimals)
    steps = (*range_steps, *formula, *_limits(done, cap, decimals))
    return Achievement(fraction(done.pct, decimals), state, "", steps)


def input_problems(
    *, polarity: str, target: Decimal | None, target_high: Decimal | None = None,
    realization: Decimal | None = None, cap: Decimal | None = None, decimals: int = 2,
) -> list[Problem]:
    """PermenPANRB 8/2021 annex ch. VI p. 91-100: why these values cannot enter the formula, if so."""
    problems = []
    if polarity not in POLARITIES:
        problems.append(Problem(f"arah “{polarity}” tidak dikenal; gunakan higher atau lower", "polarity"))
    for field, value in (("target", target), ("target_high", target_high), ("realization", realization)):
        problems += _number_problems(field, value, signed=field == "realization")
    if not problems and target_high is not None:
        if target is None:
            problems.append(Problem("batas atas target tanpa target", "target_high"))
        elif target_high < target:
            problems.append(Problem("batas atas target lebih kecil daripada target", "target_high"))
    if not 0 <= decimals <= MOST_DECIMALS:
        problems.append(Problem(f"jumlah desimal harus 0 sampai {MOST_DECIMALS}", "decimals"))
    elif cap is not None and not _is_cap(cap, decimals):
        problems.append(Problem(f"batas capaian harus positif, paling banyak {decimals} desimal", "cap"))
    return problems


def _is_cap(cap: Decimal, decimals: int) -> bool:
    return cap.is_finite() and cap > 0 and cap == round(cap, decimals)


def _number_problems(field: str, value: Decimal | None, *, signed: bool) -> list[Problem]:
    if value is None:
        return []
    if not value.is_finite():
        return [Problem("bukan angka", field)]
    if value < 0 and not signed:
        return [Problem("target tidak boleh negatif", field)]
    if value.adjusted() >= INPUT_DIGITS:
        return [Problem(f"angka terlalu besar; paling banyak {INPUT_DIGITS} angka di depan koma", field)]
    if EXACT.remainder(EXACT.multiply(value, INPUT_UNIT), Decimal(1)) != 0:
        return [Problem(f"paling banyak {INPUT_DECIMALS} angka di belakang koma", field)]
    return []


def _count(value: Decimal | None) -> Decimal | None:
    return None if value is None else whole(value, INPUT_UNIT)


def _inputs(
    target: Decimal | None, target_high: Decimal | None, realization: Decimal | None
) -> dict[str, str]:
    given = {"target": target, "target_high": target_high, "realisasi": realization}
    return {name: trimmed(value) for name, value in given.items() if value is not None}


def _range_steps(
    done: Working, target: Decimal | None, target_high: Decimal, realization: Decimal | None
) -> tuple[Step, ...]:
    inputs = _inputs(target, target_high, realization)
    if done.inside:
        return (Step("Realisasi di dalam rentang target: capaian 100", ARTICLE, inputs, "100"),)
    bound = fraction(done.bound, INPUT_DECIMALS)
    side = "atas" if bound == target_high else "bawah"
    rule = f"Realisasi di luar rentang: dihitung dari batas {side}"
    return (Step(rule, ARTICLE, inputs, trimmed(bound)),)


def _formula_steps(
    done: Working, polarity: str, realization: Decimal | None, target_high: Decimal | None, decimals: int
) -> tuple[Step, ...]:
    if done.inside and target_high is not None:
        return ()
    formula = "realisasi ÷ target × 100" if polarity == "higher" else "(2 − realisasi ÷ target) × 100"
    inputs = _inputs(fraction(done.bound, INPUT_DECIMALS), None, realization)
    value = trimmed(fraction(done.uncapped, decimals))
    return (Step(formula, ARTICLE, inputs, value, f"setengah ke atas, {decimals} desimal"),)


def _limits(done: Working, cap: Decimal | None, decimals: int) -> tuple[Step, ...]:
    steps = []
    if done.below_zero:
        steps.append(Step("Hasil di bawah nol dibatasi menjadi 0", ARTICLE, {}, "0", "paling rendah 0"))
    if cap is not None and done.pct != done.uncapped:
        before = {"capaian": trimmed(fraction(done.uncapped, decimals))}
        limit = trimmed(cap)
        steps.append(Step(f"Batas capaian {limit}", "parameter skema", before, limit, "dibatasi"))
    return tuple(steps)
