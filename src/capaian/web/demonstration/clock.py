"""When the demonstration takes place: always around today, so that every role has something to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

QUARTER_STARTS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Clock:
    """`year` is the performance year shown; `quarter` the one being rated now (the last that ended);
    `month` the one being reported now. From January to March that is last year's fourth quarter."""

    today: date

    @property
    def year(self) -> int:
        return self.today.year if self.today.month > 3 else self.today.year - 1

    @property
    def quarter(self) -> int:
        return (self.today.month - 1) // 3 if self.today.month > 3 else 4

    @property
    def month(self) -> int:
        return self.today.month if self.today.year == self.year else 12

    def months_before(self, few: bool) -> tuple[int, ...]:
        """The months already reported: all of the year, or where people are many the latest quarter's end and the latest."""
        reported = range(1, self.month)
        if few:
            return tuple(month for month in reported if month % 3 == 0 or month == self.month - 1)[-2:]
        return tuple(reported)

    def quarter_span(self, quarter: int) -> tuple[date, date]:
        start = date(self.year, QUARTER_STARTS[quarter - 1], 1)
        end = (start + timedelta(days=93)).replace(day=1) - timedelta(days=1)
        return start, end

    def window(self, quarter: int) -> tuple[date, date]:
        """When appraisers rate this quarter. The one shown stays open another month, as an agency may extend it."""
        _, end = self.quarter_span(quarter)
        closes = end + timedelta(days=14)
        if quarter == self.quarter:
            closes = max(closes, self.today + timedelta(days=30))
        return end - timedelta(days=7), closes
