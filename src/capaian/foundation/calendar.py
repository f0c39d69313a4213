"""Working days for whoever needs a clock. Holidays are governed two floors up, so governance registers itself here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from capaian.kernel.calendar import Deadline, WorkingCalendar

Source = Callable[[int, Iterable[int]], WorkingCalendar]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Name the source of agencies' calendars; called once, when the application starts."""
    _sources[:] = [source]


def calendar_for(agency_id: int, years: Iterable[int]) -> WorkingCalendar:
    """The working days of an agency in these years. Raises RuntimeError where nobody registered a source."""
    if not _sources:
        raise RuntimeError("no module has registered a calendar (governance does when it starts)")
    return _sources[0](agency_id, years)


def deadline(agency_id: int, start: date, working_days: int) -> Deadline:
    """The last day of a clock of so many working days that begins to run the day after `start`."""
    return calendar_for(agency_id, (start.year, start.year + 1)).deadline(start, working_days)
