"""Working days [hari kerja], for every clock of the law. The regulations name them without defining them: here a
working day is Monday to Friday, no national holiday, no collective leave, no day the agency itself declared free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from capaian.kernel.numbers import whole_number

EARLIEST, LATEST = 1990, 2100
"""The years that plans and addresses speak of."""
_DAY = timedelta(days=1)
_WEEKEND = {5: "Sabtu", 6: "Minggu"}


def year_in(text: str | None, otherwise: int) -> int:
    """The year that an address or a form names, within a lifetime; anything else is `otherwise`."""
    year = whole_number(text, otherwise)
    return year if year is not None and EARLIEST <= year <= LATEST else otherwise


def iso_day(text: str) -> date | None:
    """A day as it stands in an address, "2026-01-31"; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a clock. `provisional`: it reaches into a year whose holidays are not decreed yet."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Free days by date with their names, and those free on the same date every year ("12-25").

    `decreed_years` are the years whose holidays are all known; in other years only weekends, `free` and `fixed` count,
    and a deadline says that it is provisional.
    """

    free: Mapping[date, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    decreed_years: frozenset[int] = frozenset()

    def why_free(self, day: date) -> str | None:
        """The name of the holiday, "Sabtu" or "Minggu"; None on a working day."""
        named = self.free.get(day)
        if named is None and day.year not in self.decreed_years:
            named = self.fixed.get(f"{day:%m-%d}")
        return named or _WEEKEND.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Whether clocks run on this day."""
        return self.why_free(day) is None

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; the day of the event itself is not counted. 0 is `start`.

        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError("a clock runs forward")
        day = start
        while count:
            day += _DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative where `end` comes first (days overdue)."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + _DAY * ahead) for ahead in range(1, (end - start).days + 1))

    def deadline(self, start: date, count: int) -> Deadline:
        """The last day of a clock of `count` working days that began with an event on `start`."""
        day = self.add_working_days(start, count)
        return Deadline(day, not set(range(start.year, day.year + 1)) <= self.decreed_years)
