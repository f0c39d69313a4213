"""What the home page and the performance managers ask: where am I, what is next, who has not reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.kernel.rounding import half_up
from capaian.people.permissions.scope import within_reach
from capaian.planning import workflow as planning
from capaian.planning.models import Indicator, Skp
from capaian.planning.rules.achievement import achievement
from capaian.progress import permissions, workflow
from capaian.progress.models import MonthlyReport
from capaian.progress.queries.realized import counted
from capaian.progress.queries.reports import agreed_skps_for, indicators_of, today_in
from capaian.progress.queries.sheet import Card, card_of
from capaian.progress.rules.deadline import first_day, last_day


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One indicator on the home page: value and target in `unit`, `pct` against the year's target, `pace_pct`
    against where the year should be by now; None with `reason` where it cannot be said."""

    indicator: Indicator
    value: Decimal | None
    target: Decimal | None
    unit: str
    pct: Decimal | None
    pace_pct: Decimal | None
    on_path: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Where the person stands at the end of `until` (the newest sent month). `pace_pct` is the plain mean of the
    lines that have one: for orientation, it decides nothing."""

    skp: Skp
    until: date
    lines: tuple[SummaryLine, ...]
    pace_pct: Decimal | None
    on_path: int
    compared: int


def _line(card: Card) -> SummaryLine:
    indicator = card.indicator
    path = card.path if card.path is None else half_up(card.path, 4)  # 8 × 11/12 never ends; a target has four decimals
    pace = achievement(polarity=indicator.polarity, target=path, realization=card.year.value)
    return SummaryLine(
        indicator=indicator, value=card.year.value, target=indicator.target, unit=indicator.unit,
        pct=card.achievement.pct, pace_pct=pace.pct, on_path=card.on_path,
        reason=card.year.reason or card.achievement.reason,
    )


def summary_for(actor: Actor, now: datetime) -> Summary | None:
    """The person's own standing from the months sent or accepted, at the newest of them. None without an agreed
    SKP or before the first month was sent. Three queries."""
    skp = next((s for s in agreed_skps_for(actor) if s.start <= today_in(s.employee.agency, now)), None)
    if skp is None:
        return None
    rows = defaultdict(list)
    until = None
    for row in counted(date.max, include_submitted=True).filter(report__skp=skp):
        rows[row.indicator_id].append(row)
        until = row.report.month
    if until is None:
        return None
    lines = tuple(_line(card_of(indicator, skp, until, rows[indicator.pk])) for indicator in indicators_of(skp, until))
    paces = [line.pace_pct for line in lines if line.pace_pct is not None]
    pace = (sum(paces, Decimal(0)) / len(paces)).quantize(Decimal("0.01")) if paces else None
    verdicts = Counter(line.on_path for line in lines)
    return Summary(skp, until, lines, pace, on_path=verdicts[True], compared=verdicts[True] + verdicts[False])


@dataclass(frozen=True, slots=True)
class Completeness:
    """How a unit stands in a month: of `expected` agreed SKPs so many accepted, with the appraiser, sent back and
    missing (never begun, or still a draft). The four add up to `expected`."""

    unit_id: int
    unit: str
    expected: int
    accepted: int
    submitted: int
    returned: int

    @property
    def missing(self) -> int:
        return self.expected - self.accepted - self.submitted - self.returned


def left_within(month: date, skp: str = "") -> Q:
    """SKPs that were closed within the month, because the post ended (II.C.6): the month is reported under the next one."""
    return Q(**{f"{skp}closed_on__isnull": False, f"{skp}end__lt": last_day(month)})


def completeness_by_unit(actor: Actor, month: date) -> list[Completeness]:
    """Every unit in one's reach that has an agreed SKP in `month`, by name. Two queries at any size.

    Raises Refused for anybody who reads nobody's by office.
    """
    require(permissions.may_read_completeness(actor))
    month = first_day(month)
    expected = (
        within_reach(actor, Skp.objects.filter(employee__agency_id=actor.agency_id, state=planning.AGREED), "position__unit")
        .filter(start__lte=last_day(month), end__gte=month).exclude(left_within(month))
        .values("position__unit_id", "position__unit__name").annotate(number=Count("pk")).order_by("position__unit__name")
    )
    of_month = MonthlyReport.objects.filter(
        month=month, skp__employee__agency_id=actor.agency_id, skp__state=planning.AGREED
    ).exclude(left_within(month, "skp__"))
    reports = within_reach(actor, of_month, "skp__position__unit")
    states = {
        (row["skp__position__unit_id"], row["state"]): row["number"]
        for row in reports.order_by().values("skp__position__unit_id", "state").annotate(number=Count("pk"))
    }
    return [
        Completeness(
            unit_id=(unit := row["position__unit_id"]), unit=row["position__unit__name"], expected=row["number"],
            accepted=states.get((unit, workflow.ACCEPTED), 0), submitted=states.get((unit, workflow.SUBMITTED), 0),
            returned=states.get((unit, workflow.RETURNED), 0),
        )
        for row in expected
    ]
