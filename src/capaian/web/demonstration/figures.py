"""Realisations for the demonstration: a plausible path through the year, the same for the same person. No floats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from capaian.web.demonstration.shapes import Measure

# How well somebody does, in percent of the way from the baseline to the target at year's end.
TEMPERAMENTS = (104, 98, 112, 91, 101, 86, 108, 95, 118, 74, 100, 97)
WAVE = (0, 2, -1, 1, -2, 1, 0, 2, -1, 0, 1, 0)


def to_date(measure: Measure, person: int, month: int) -> Decimal:
    """Where this indicator stands at the end of `month`, in its unit."""
    done = Decimal(TEMPERAMENTS[person % len(TEMPERAMENTS)]) / 100
    target = measure.numbers[1] or measure.numbers[0] if measure.polarity == "higher" else measure.numbers[0]
    share = Decimal(month) / 12
    if measure.measurement == "cumulative":
        value = target * share * done
    else:
        start = Decimal(measure.start)
        reached = min(Decimal(1), share * Decimal("1.25")) * done
        value = start + (target - start) * reached
        value += (abs(target - start) * WAVE[(person + month) % 12]) / 100
    if measure.unit in {"%", "skala 4", "skala 5"}:
        value = min(value, {"%": Decimal(100), "skala 4": Decimal(4), "skala 5": Decimal(5)}[measure.unit])
    return max(Decimal(0), value).quantize(Decimal(1).scaleb(-measure.places), ROUND_HALF_UP)


def of_month(measure: Measure, person: int, month: int, previous: int) -> Decimal:
    """What is reported in `month` when the report before it was of month `previous` (0 = none this year)."""
    now = to_date(measure, person, month)
    if measure.measurement != "cumulative" or not previous:
        return now
    return max(Decimal(0), now - to_date(measure, person, previous))
