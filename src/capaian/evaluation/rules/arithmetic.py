"""From indicators to one person's achievement and result rating, written once for a person and for a table.

Basis: the agency's own bridge (policy). PermenPANRB 6/2022, annex IV.B.3, gives the words only: "above" needs that
no main result lies below, "meets" that only a small part does; the floors of the bridge are those words as numbers.
Every level is rounded before the next is taken from it, so that each printed figure follows from printed figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.algebra import Algebra, Number, Word
from capaian.kernel.words import N_

WEIGHT_UNIT = 10**4  # a weight in percent has at most 4 decimals


class PersonState(StrEnum):
    """Whether a person has an achievement, and if not, what is in the way."""

    SCORED = "scored"
    INCOMPLETE = "incomplete"
    NOT_COMPUTABLE = "not-computable"


class Basis(StrEnum):
    """Where the result rating comes from, or why there is none."""

    APPRAISER_OVER_BRIDGE = "appraiser-over-bridge"
    APPRAISER = "appraiser"
    BRIDGE = "bridge"
    NO_BRIDGE = "no-bridge"
    INCOMPLETE = "incomplete"
    NOT_COMPUTABLE = "not-computable"


BASIS_REASONS = {
    Basis.APPRAISER_OVER_BRIDGE: N_("rating hasil kerja dari pejabat penilai didahulukan daripada jembatan skema"),
    Basis.APPRAISER: N_("rating hasil kerja ditetapkan pejabat penilai"),
    Basis.BRIDGE: N_("rating hasil kerja menurut jembatan skema (kebijakan instansi)"),
    Basis.NO_BRIDGE: N_("skema tidak memuat jembatan; rating hasil kerja harus ditetapkan pejabat penilai"),
    Basis.INCOMPLETE: N_("realisasi hasil kerja utama belum lengkap; rating hasil kerja tidak diusulkan"),
    Basis.NOT_COMPUTABLE: N_("tidak ada hasil kerja utama yang dapat dihitung; rating hasil kerja tidak diusulkan"),
}


@dataclass(frozen=True, slots=True)
class Bridge:
    """The agency's policy from achievement to result rating. All values in percent.

    above_from, meets_from: the rating holds from this achievement on. above_main_floor, meets_main_floor: and no
    main result may lie below this (None: no such condition). main_weight: share of the main results where there
    are additional ones.
    """

    above_from: Decimal
    meets_from: Decimal
    above_main_floor: Decimal | None
    meets_main_floor: Decimal | None
    main_weight: Decimal
    source: str = "kebijakan instansi"

    def __post_init__(self) -> None:
        problems = []
        if self.meets_from > self.above_from:
            problems.append(Problem("batas “sesuai” melampaui batas “di atas”", "bridge.meets_from"))
        if not 0 <= self.main_weight <= 100 or self.main_weight != round(self.main_weight, 4):
            problems.append(Problem("bobot harus 0 sampai 100, paling banyak 4 desimal", "bridge.main_weight"))
        if problems:
            raise InvalidInput(problems)


@dataclass(frozen=True, slots=True)
class PersonWorking:
    """The arithmetic of one person, step by step. Percentages are counted in 10^-decimals."""

    main: Number
    additional: Number
    pct: Number
    state: Word
    suggested: Word
    rating: Word
    basis: Word


def mean(algebra: Algebra, total: Number, count: Number) -> Number:
    """Agency's bridge (policy): the plain mean, rounded half up; missing where nothing is counted."""
    return algebra.where(count > 0, algebra.quotient(total, algebra.where(count > 0, count, 1)), None)


def combined(algebra: Algebra, main: Number, additional: Number, bridge: Bridge | None) -> Number:
    """Agency's bridge (policy): main and additional by weight; main alone where nothing is additional.

    Without a bridge nobody has fixed a weight, so additional results do not enter the percentage.
    """
    if bridge is None:
        return main
    weight, whole = int(bridge.main_weight * WEIGHT_UNIT), 100 * WEIGHT_UNIT
    both = algebra.known(main, 0) * weight + algebra.known(additional, 0) * (whole - weight)
    return algebra.where(algebra.missing(additional), main, algebra.quotient(both, whole))


def suggestion(algebra: Algebra, pct: Number, lowest: Number, bridge: Bridge, decimals: int) -> Word:
    """Agency's bridge (policy), after PermenPANRB 6/2022 annex IV.B.3: the rating by percentage and by the lowest
    main result. `pct` and `lowest` must be known where the answer is used."""
    pct, lowest = algebra.known(pct, 0), algebra.known(lowest, 0)

    def reached(start: Decimal, floor: Decimal | None) -> Number:
        enough = pct >= _least(start, decimals)
        return enough if floor is None else enough & (lowest >= _least(floor, decimals))

    meets = algebra.where(reached(bridge.meets_from, bridge.meets_main_floor), "meets", "below")
    return algebra.where(reached(bridge.above_from, bridge.above_main_floor), "above", meets)


def _least(threshold: Decimal, decimals: int) -> int:
    # Percentages are whole counts of 10^-decimals: to reach 99.995 with two decimals is to reach 100.00.
    return math.ceil(threshold.scaleb(decimals))


def person(
    algebra: Algebra, *, main_total: Number, main_count: Number, lowest_main: Number, additional_total: Number,
    additional_count: Number, unreported_main: Number, given: Word, bridge: Bridge | None, decimals: int,
) -> PersonWorking:
    """Agency's bridge (policy); PermenPANRB 6/2022 annex IV.B.3: the appraiser's own rating goes before any number.

    Totals and counts are of the scored results; `unreported_main` counts main indicators without a realisation.
    """
    main = algebra.keep("main", mean(algebra, main_total, main_count))
    additional = algebra.keep("additional", mean(algebra, additional_total, additional_count))
    uncounted = algebra.where(main_count > 0, PersonState.SCORED.value, PersonState.NOT_COMPUTABLE.value)
    state = algebra.keep("state", algebra.where(unreported_main > 0, PersonState.INCOMPLETE.value, uncounted))
    is_scored = state == PersonState.SCORED.value
    pct = algebra.keep("pct", algebra.where(is_scored, combined(algebra, main, additional, bridge), None))
    if bridge is None:
        suggested: Word = algebra.keep("suggested", algebra.where(is_scored, None, None))
        computed: Word = algebra.where(is_scored, Basis.NO_BRIDGE.value, state)
        stated = Basis.APPRAISER.value
    else:
        rated = suggestion(algebra, pct, lowest_main, bridge, decimals)
        suggested = algebra.keep("suggested", algebra.where(is_scored, rated, None))
        computed = algebra.where(is_scored, Basis.BRIDGE.value, state)
        stated = Basis.APPRAISER_OVER_BRIDGE.value
    return PersonWorking(
        main=main, additional=additional, pct=pct, state=state, suggested=suggested,
        rating=algebra.keep("rating", algebra.known(given, suggested)),
        basis=algebra.keep("basis", algebra.where(algebra.missing(given), computed, stated)),
    )
