"""One month's report as it is shown: a card per indicator, grouped by result, with last month, path and year so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import Q

from capaian.foundation.ui.numbers import number
from capaian.planning.models import Indicator, ResultPlan, Skp
from capaian.planning.rules.achievement import Achievement, achievement
from capaian.progress import workflow
from capaian.progress.models import MonthlyReport, Realization
from capaian.progress.queries.reports import indicators_of
from capaian.progress.rules.accumulate import YearToDate, accumulate, bound, expected_path, is_on_path
from capaian.progress.rules.deadline import months_between, previous_month


@dataclass(frozen=True, slots=True)
class Card:
    """An indicator in a month. `path` is where the year should stand by this month, None where there is none."""

    indicator: Indicator
    realization: Realization | None
    last: Realization | None
    path: Decimal | None
    year: YearToDate
    on_path: bool | None
    achievement: Achievement
    is_first: bool  # the SKP's first month: nothing can have come before

    @property
    def is_filled(self) -> bool:
        """A figure, words, or a note why there is neither."""
        row = self.realization
        return row is not None and (row.value is not None or bool(row.text) or bool(row.note))

    @property
    def scale(self) -> Decimal | None:
        """What the meter is full at: the target, or a range's upper end."""
        return self.indicator.target_high or self.indicator.target

    @property
    def target_words(self) -> str:
        """The target as a number, a range with both ends."""
        low, high = self.indicator.target, self.indicator.target_high
        return f"{number(low)}–{number(high)}" if high is not None else number(low)

    @property
    def tone(self) -> str:
        """How the meter is coloured; its words say the same."""
        return {True: "good", False: "warn", None: ""}[self.on_path]


@dataclass(frozen=True, slots=True)
class Group:
    """A planned result with the cards of its indicators."""

    result: ResultPlan
    cards: tuple[Card, ...]


def path_of(indicator: Indicator, skp: Skp, month: date) -> Decimal | None:
    """Where this indicator should stand at the end of `month` within the SKP's own months."""
    months = months_between(skp.start, skp.end)
    nth = min(max(months_between(skp.start, month), 1), months)
    kept = bound(indicator.polarity, indicator.target, indicator.target_high)
    return expected_path(indicator.measurement, indicator.polarity, kept, nth, months)


def card_of(indicator: Indicator, skp: Skp, month: date, rows: Iterable[Realization]) -> Card:
    """The card from the indicator's realisations up to `month`, in order (each with its report). No query."""
    rows = list(rows)
    by_month = {row.report.month: row for row in rows}
    year = accumulate(indicator.measurement, [row.value for row in rows])
    path = path_of(indicator, skp, month)
    return Card(
        indicator=indicator, realization=by_month.get(month), last=by_month.get(previous_month(month)),
        path=path, year=year, on_path=is_on_path(indicator.polarity, year.value, path),
        achievement=achievement(
            polarity=indicator.polarity, target=indicator.target, target_high=indicator.target_high,
            realization=year.value,
        ),
        is_first=skp.start >= month,
    )


def cards_of(report: MonthlyReport, indicators: Iterable[Indicator] | None = None) -> list[Card]:
    """The report's cards, main results first. Other months count where they were sent; this one as it stands.

    Two queries, three for an SKP that was amended; one where the indicators are given.
    """
    rows: dict[int, list[Realization]] = defaultdict(list)
    sent = Q(report__state__in=workflow.SENT, report__month__lt=report.month)
    for row in (
        Realization.objects.filter(sent | Q(report=report), report__skp_id=report.skp_id)
        .select_related("report", "evidence_file")
        .order_by("report__month", "pk")
    ):
        rows[row.indicator_id].append(row)
    reported = frozenset(pk for pk, those in rows.items() if any(row.report_id == report.pk for row in those))
    chosen = indicators_of(report.skp, report.month, keep=reported) if indicators is None else indicators
    return [card_of(indicator, report.skp, report.month, rows[indicator.pk]) for indicator in chosen]


def groups_of(cards: Iterable[Card]) -> list[Group]:
    """Cards grouped by their result, order kept."""
    return [
        Group(found[0].indicator.result, tuple(found))
        for _, together in groupby(cards, key=lambda card: card.indicator.result_id)
        if (found := list(together))
    ]
