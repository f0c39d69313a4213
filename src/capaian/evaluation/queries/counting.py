"""Counts kept per unit and period, so that the overview costs the same at any size.

They follow from the records and are never judged. What changed since they were made is read from the states that
records enter (append-only rows, so what is new has a higher number) and from the version of the ledger: only the
units of the people concerned are counted anew. Rows that a slower transaction may still be adding are read again
for a while; and everything is counted anew every hour, whatever happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Model, Q, QuerySet, Subquery, Sum, Value

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation, EvaluationStatus, PeriodCount, PredikatChoice, UnitCount
from capaian.evaluation.queries.assignment import skps_of
from capaian.evaluation.queries.organisation import unit_of_appraiser
from capaian.governance.models import EvaluationPeriod
from capaian.people.models import DirectoryDay, Posting, Unit
from capaian.people.queries import on, own_post_on
from capaian.planning.models import Skp, SkpStatus
from capaian.planning.workflow import AGREED
from capaian.progress import workflow as progress
from capaian.progress.models import MonthlyReport, MonthlyReportStatus
from capaian.progress.queries.overview import left_within
from capaian.progress.rules.deadline import last_day

WHOLE = timedelta(hours=1)
SETTLED = timedelta(minutes=2)
"""After this long no transaction is still adding a row with a lower number."""
MANY = 500
"""With more changes than this, everything is counted anew."""
AT_ONCE = 2_000
SUMS = ("people", "without_skp", "agreed", "reports_expected", "reports_accepted", "published")
PREDIKATS = {value: value.lower() for value in PredikatChoice.values}


def counts_of(period: EvaluationPeriod, month: date, at: datetime) -> PeriodCount:
    """The counts of the period's agency as they are now. Two questions where nothing has changed since the last time."""
    version = DirectoryDay.objects.filter(agency=period.performance_year.agency_id).values("version")
    known = PeriodCount.objects.filter(period=period, month=month).annotate(version=Subquery(version)).first()
    if known is None or known.ledger != (known.version or 0) or not timedelta(0) <= at - known.counted_at < WHOLE:
        return count_all(period, month, at)
    changes = _changes(known, period, at)
    if len(changes.people) > MANY:
        return count_all(period, month, at)
    return _count_again(known, period, changes) if changes.people else known


def forget_comparison(period: EvaluationPeriod, unit: Unit) -> None:
    """To be called where the level of a unit was set: whether it leaves the guidance is compared anew."""
    UnitCount.objects.filter(count__period=period, unit=unit).update(deviates=None)


@transaction.atomic
def count_all(period: EvaluationPeriod, month: date, at: datetime) -> PeriodCount:
    """Every unit anew. What is counted for another month of the period is thrown away."""
    agency = period.performance_year.agency_id
    PeriodCount.objects.get_or_create(period=period, month=month, defaults={"counted_at": at, "ledger": 0})
    kept = PeriodCount.objects.select_for_update().get(period=period, month=month)
    kept.counted_at = at
    kept.ledger = DirectoryDay.objects.filter(agency=agency).values_list("version", flat=True).first() or 0
    for field, model in MARKS.items():  # read before counting, so that what comes meanwhile is counted again
        setattr(kept, field, _settled(model, at))
    UnitCount.objects.filter(count=kept).delete()
    PeriodCount.objects.filter(period=period).exclude(pk=kept.pk).delete()
    every = Unit.objects.filter(agency_id=agency).values_list("pk", flat=True)
    UnitCount.objects.bulk_create(_counted(kept, period, list(every), None), batch_size=AT_ONCE)
    return _summed(kept)


@transaction.atomic
def _count_again(known: PeriodCount, period: EvaluationPeriod, changes: Changes) -> PeriodCount:
    """The units of the people concerned, counted while nobody else does, so that no older count follows a newer."""
    kept = PeriodCount.objects.select_for_update().get(pk=known.pk)
    for field in MARKS:
        setattr(kept, field, max(getattr(kept, field), changes.marks[field]))
    units = _units_of(changes.people)
    UnitCount.objects.filter(count=kept, unit__in=units).delete()
    UnitCount.objects.bulk_create(_counted(kept, period, units, units), batch_size=AT_ONCE)
    return _summed(kept)


def _summed(kept: PeriodCount) -> PeriodCount:
    fields = (*SUMS, *PREDIKATS.values())
    kept.totals = {field: number or 0 for field, number in sums_of(UnitCount.objects.filter(count=kept), fields).items()}
    kept.save()
    return kept


def sums_of(rows: QuerySet[UnitCount], fields: Collection[str] = (*SUMS, *PREDIKATS.values())) -> dict[str, int]:
    """The sum of each count over some units."""
    return {field: number or 0 for field, number in rows.aggregate(**{field: Sum(field) for field in fields}).items()}


MARKS: dict[str, type[Model]] = {
    "skp_mark": SkpStatus, "report_mark": MonthlyReportStatus, "evaluation_mark": EvaluationStatus,
}
PERSON = {"skp_mark": "record__employee", "report_mark": "record__skp__employee", "evaluation_mark": "record__skp__employee"}


def _settled(model: type[Model], at: datetime) -> int:
    """The last row of these states that every slower transaction must have been added before."""
    rows = model._default_manager.filter(at__lte=at - SETTLED).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


@dataclass(frozen=True, slots=True)
class Changes:
    """People of whom something changed state since the marks, with the appraisers of results; and the marks to keep."""

    people: set[int]
    marks: dict[str, int]


def _changes(known: PeriodCount, period: EvaluationPeriod, at: datetime) -> Changes:
    """In one question. Rows of other agencies only move the marks."""
    feeds = []
    for number, (field, model) in enumerate(MARKS.items()):
        person = PERSON[field]
        appraiser = F("record__appraiser_id") if field == "evaluation_mark" else Value(0)
        rows = model._default_manager.filter(pk__gt=getattr(known, field)).order_by()
        feeds.append(rows.annotate(feed=Value(number), appraiser=appraiser).values_list(
            "feed", "pk", "at", f"{person}_id", f"{person}__agency_id", "appraiser"
        ))
    marks = {field: int(getattr(known, field)) for field in MARKS}
    people: set[int] = set()
    for number, pk, entered, person, agency, appraiser in feeds[0].union(*feeds[1:], all=True)[: AT_ONCE * 3]:
        field = list(MARKS)[number]
        if entered <= at - SETTLED:
            marks[field] = max(marks[field], pk)
        if agency == period.performance_year.agency_id:
            people |= {person, appraiser} if appraiser else {person}
    return Changes(people, marks)


def _units_of(people: Collection[int]) -> list[int]:
    """Every unit in whose counts these people may stand, then or now."""
    posts = Posting.objects.filter(employee__in=people).values_list("position__unit_id", flat=True)
    plans = Skp.objects.filter(employee__in=people).values_list("position__unit_id", flat=True)
    return sorted({*posts, *plans})


def _counted(
    kept: PeriodCount, period: EvaluationPeriod, every: Collection[int], units: Collection[int] | None
) -> list[UnitCount]:
    """The counts of `every` unit; `units`: only of these is asked (None: of all)."""
    rows = {pk: UnitCount(count=kept, unit_id=pk) for pk in every}
    asked = {
        "people": _people(period, units), "without_skp": _lacking(period, units), "agreed": _agreed(period, units),
        "reports_expected": _expected(period, kept.month, units), "reports_accepted": _accepted(period, kept.month, units),
        "published": _published(period, units), **_given(period, units),
    }
    for field, numbers in asked.items():
        for unit, number in numbers.items():
            if unit in rows:
                setattr(rows[unit], field, number)
    for row in rows.values():
        row.complete = row.people > 0 and row.agreed >= row.people and row.published >= row.agreed
    return list(rows.values())


def _by_unit(rows: QuerySet[Any], unit: str, units: Collection[int] | None, what: str = "pk") -> dict[int, int]:
    """How many rows each unit has (`unit`: the way to its number)."""
    if units is not None:
        rows = rows.filter(**{f"{unit}__in": units})
    return dict(rows.order_by().values_list(f"{unit}_id").annotate(number=Count(what, distinct=what != "pk")))


def _posted(period: EvaluationPeriod) -> QuerySet[Posting]:
    return Posting.objects.filter(own_post_on(period.window_start), employee__agency_id=period.performance_year.agency_id)


def _people(period: EvaluationPeriod, units: Collection[int] | None) -> dict[int, int]:
    """People with a post on the day the window opens."""
    return _by_unit(_posted(period), "position__unit", units, "employee")


def _lacking(period: EvaluationPeriod, units: Collection[int] | None) -> dict[int, int]:
    """Of these, who has no agreed SKP in the period."""
    agreed = people_with_skp(period)
    if units is not None:
        agreed = agreed.filter(employee_id__in=_posted(period).filter(position__unit__in=units).values("employee_id"))
    return _by_unit(_posted(period).filter(~Q(employee_id__in=agreed)), "position__unit", units, "employee")


def people_with_skp(period: EvaluationPeriod) -> QuerySet[Any]:
    """The people with an agreed SKP, as one list: asked person by person, SQLite walks every SKP for each of them."""
    return skps_of(period).filter(state=AGREED).values("employee_id")


def _agreed(period: EvaluationPeriod, units: Collection[int] | None) -> dict[int, int]:
    return _by_unit(skps_of(period).filter(state=AGREED), "position__unit", units)


def _expected(period: EvaluationPeriod, month: date, units: Collection[int] | None) -> dict[int, int]:
    """Agreed SKPs that reach into the month, as progress.queries.completeness_by_unit has them."""
    rows = Skp.objects.filter(employee__agency_id=period.performance_year.agency_id, state=AGREED)
    reaching = rows.filter(start__lte=last_day(month), end__gte=month).exclude(left_within(month))
    return _by_unit(reaching, "position__unit", units)


def _accepted(period: EvaluationPeriod, month: date, units: Collection[int] | None) -> dict[int, int]:
    rows = MonthlyReport.objects.filter(
        month=month, state=progress.ACCEPTED, skp__state=AGREED, skp__employee__agency_id=period.performance_year.agency_id
    ).exclude(left_within(month, "skp__"))
    return _by_unit(rows, "skp__position__unit", units)


def _published(period: EvaluationPeriod, units: Collection[int] | None) -> dict[int, int]:
    """Published results by the unit of the person."""
    return _by_unit(Evaluation.objects.filter(period=period, state=workflow.PUBLISHED), "skp__position__unit", units)


def _given(period: EvaluationPeriod, units: Collection[int] | None) -> dict[str, dict[int, int]]:
    """By predikat, the published results by the unit whose post the appraiser holds."""
    rows = Evaluation.objects.filter(period=period, state=workflow.PUBLISHED)
    if units is not None:
        held = Posting.objects.filter(on(period.window_start), position__unit__in=units)  # also an acting head's
        rows = rows.filter(appraiser_id__in=held.values("employee_id"))
    given: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    grouped = rows.order_by().values("appraiser_id", "predikat").annotate(number=Count("pk"))
    for row in grouped.annotate(led=unit_of_appraiser(period)):  # after the count: asked once per group, not once per result
        given[PREDIKATS[row["predikat"]]][row["led"]] += row["number"]
    return given
