"""Spans of days: months, quarters, and the months somebody served."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, both included. Raises ValueError where the end comes first."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.end} comes before {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.end - self.start).days + 1

    def overlap(self, other: Span) -> Span | None:
        """The days both spans share, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start <= end else None


def month(year: int, number: int) -> Span:
    """Month 1-12 of a year."""
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def quarter(year: int, number: int) -> Span:
    """Quarter 1-4 of a year."""
    return Span(date(year, 3 * number - 2, 1), month(year, 3 * number).end)


def months(year: int) -> tuple[Span, ...]:
    """The twelve months."""
    return tuple(month(year, number) for number in range(1, 13))


def quarters(year: int) -> tuple[Span, ...]:
    """The four quarters."""
    return tuple(quarter(year, number) for number in range(1, 5))


def whole_year(year: int) -> Span:
    """January to December."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + count
    year, number = index // 12, index % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def months_served(start: date, end: date) -> int:
    """PerBKN 3/2023 (worked examples): elapsed months from `start` to `end`, a begun month counted as whole.

    20 January to 20 December is 11, to 31 December 12. The day of the month closes a month, so 20 January to
    20 February is one; a single day is a begun month. Raises ValueError where the end comes first.
    """
    if end < start:
        raise ValueError(f"{end} comes before {start}")
    elapsed = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, elapsed) > end:
        elapsed -= 1
    begun = add_months(start, elapsed) < end
    return max(1, elapsed + begun)
