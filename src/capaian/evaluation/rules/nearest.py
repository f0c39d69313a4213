"""What in the measured year stood furthest from its target, and what would have reached it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator as the explanation needs it; `pct` None where nothing could be computed."""

    name: str
    target: Decimal | None
    target_high: Decimal | None
    realization: Decimal | None
    unit: str
    pct: Decimal | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An indicator below its target: the value that reaches 100 %, and the way still to go."""

    name: str
    realization: Decimal
    needed: Decimal
    gap: Decimal
    unit: str
    pct: Decimal


def value_reaching(target: Decimal, target_high: Decimal | None, realization: Decimal) -> Decimal:
    """PermenPANRB 8/2021 annex ch. VI p. 91-100: the nearest value at which R/T (or 2 - R/T) is 100 %.

    For a range that is the bound on the side where the realisation lies; without one it is the target itself.
    """
    if target_high is not None and realization > target_high:
        return target_high
    return target


def shortfalls(indicators: Iterable[Measured]) -> tuple[Shortfall, ...]:
    """PermenPANRB 6/2022 Annex IV.B.3: the results below expectation, furthest below first.

    Only indicators with a target, a realisation and an achievement under 100 %; what is missing is told elsewhere.
    """
    found = []
    for one in indicators:
        if one.pct is None or one.pct >= FULL or one.target is None or one.realization is None:
            continue
        needed = value_reaching(one.target, one.target_high, one.realization)
        gap = abs(needed - one.realization)
        found.append(Shortfall(one.name, one.realization, needed, gap, one.unit, one.pct))
    return tuple(sorted(found, key=lambda short: (short.pct, short.name)))
