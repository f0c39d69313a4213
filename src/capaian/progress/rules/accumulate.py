"""What a year has come to, from its months, and where it ought to stand by now.

Only values go in and come out: months are given in order, a month that was not measured is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from capaian.kernel.words import N_


class Measurement(StrEnum):
    """How the months make the year (the same slugs as the indicator's own choice)."""

    CUMULATIVE = "cumulative"
    SNAPSHOT = "snapshot"
    RELEASED = "released"


class Polarity(StrEnum):
    """Which way is better (the same slugs as the indicator's own choice)."""

    HIGHER = "higher"
    LOWER = "lower"


NOT_MEASURED = {
    Measurement.CUMULATIVE: N_("Belum ada bulan yang dilaporkan."),
    Measurement.SNAPSHOT: N_("Belum ada keadaan yang diukur."),
    Measurement.RELEASED: N_("Angka belum dirilis oleh pihak yang berwenang."),
}


@dataclass(frozen=True, slots=True)
class YearToDate:
    """The year's figure so far in the indicator's unit, or None with the reason; `months` = how many it rests on."""

    value: Decimal | None
    reason: str
    months: int


def accumulate(measurement: str, values: Sequence[Decimal | None]) -> YearToDate:
    """Art 16(1)-(3) and Annex III.A: progress is recorded month by month and the year is read from the record.

    Cumulative: the sum of the months that have a value. Snapshot: the latest value. Released (a figure another
    body publishes): the latest figure as it stands, never split into monthly instalments. A month without a
    value is skipped, not counted as zero; where no month has one, the year's figure is missing, with a reason.
    Raises ValueError for an unknown measurement.
    """
    kind = Measurement(measurement)
    measured = [value for value in values if value is not None]
    if not measured:
        return YearToDate(None, NOT_MEASURED[kind], 0)
    if kind is Measurement.CUMULATIVE:
        return YearToDate(sum(measured, Decimal(0)), "", len(measured))
    return YearToDate(measured[-1], "", 1)


def year_to_date(measurement: str, values: Sequence[Decimal | None]) -> Decimal | None:
    """Art 16(1)-(3); Annex III.A: the figure of `accumulate` alone, None where nothing was measured."""
    return accumulate(measurement, values).value


def expected_path(
    measurement: str, polarity: str, target: Decimal | None, month: int, months: int = 12
) -> Decimal | None:
    """Art 24(4) and Annex IV.B.1.e: a period within the year is read against the target's trajectory.

    Where the year should stand at the end of its `month`-th of `months` months, in the indicator's unit.
    Cumulative: target x month / months, multiplied before it is divided and not rounded (28 significant digits,
    exactly the target in the last month); for lower-is-better the same number is the ceiling. Snapshot: the target
    itself, in every month. Released: None, because the figure is not the person's to spread over months. None also
    where the target has no number. The straight line is SAKIP practice where an agency sets no own trajectory.
    Raises ValueError for a month outside 1..months, an unknown measurement or an unknown polarity.
    """
    kind, _ = Measurement(measurement), Polarity(polarity)
    if not 1 <= month <= months:
        raise ValueError(f"month {month} is not within 1..{months}")
    if target is None or kind is Measurement.RELEASED:
        return None
    if kind is Measurement.SNAPSHOT:
        return target
    return target * month / months


def bound(polarity: str, target: Decimal | None, target_high: Decimal | None) -> Decimal | None:
    """Annex II (targets as a range, p.22): the end of the range that must be kept: its lower end where higher is
    better, its upper end where lower is better; the plain target where there is no range."""
    if Polarity(polarity) is Polarity.LOWER and target_high is not None:
        return target_high
    return target


def is_on_path(polarity: str, value: Decimal | None, path: Decimal | None) -> bool | None:
    """Art 17 and Annex III.B: what monitoring asks each month. None where there is no figure or no path to compare."""
    if value is None or path is None:
        return None
    return value <= path if Polarity(polarity) is Polarity.LOWER else value >= path
