"""The agency at a glance: how far each unit is, and how its predikat spread. Aggregated in SQL at any size."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation, OrganisationAchievement
from capaian.evaluation.permissions import may_export_results, may_see_overview
from capaian.evaluation.queries.assignment import skps_of
from capaian.evaluation.queries.guidance import CIRCULAR, Guidance, guidance_for
from capaian.evaluation.queries.organisation import unit_of_appraiser
from capaian.evaluation.queries.periods import choose_period, local_day, periods_of
from capaian.evaluation.rules.distribution import Finding, Kind, Severity
from capaian.evaluation.rules.predikat import PREDIKAT_LABELS, Predikat
from capaian.foundation.actor import Actor
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.governance.models import EvaluationPeriod
from capaian.governance.queries import scheme_for
from capaian.governance.schemes import load
from capaian.people.models import Employee, Posting, Unit
from capaian.people.permissions.scope import oversees, within_reach
from capaian.people.queries import on
from capaian.planning.models import Skp
from capaian.planning.workflow import AGREED
from capaian.progress.queries import completeness_by_unit


@dataclass(frozen=True)
class UnitRow:
    """One unit: people with a post in it, agreed SKPs, this month's accepted reports, published results.

    `level` is its organisation achievement ("" = not set), `counts` the predikat given by the appraisers who lead it.
    """

    unit_id: int
    name: str
    people: int
    without_skp: int
    agreed: int
    reports_expected: int
    reports_accepted: int
    published: int
    level: str
    counts: Mapping[str, int]
    compare: Callable[[str, Mapping[str, int]], Guidance] = field(repr=False)

    @cached_property
    def guidance(self) -> Guidance:
        """The unit's distribution beside the guidance for its level: worked out only for the units that are shown."""
        return self.compare(self.level, self.counts)

    @property
    def rated(self) -> int:
        """How many results the unit's distribution counts."""
        return sum(self.counts.values())

    @property
    def spread(self) -> tuple[tuple[str, str, int], ...]:
        """The distribution in short: letters, name and number of each predikat."""
        return tuple(
            ("".join(word[0] for word in one.split("_")), told(PREDIKAT_LABELS[Predikat(one)]), count)
            for one, count in self.guidance.counts.items()
        )

    @cached_property
    def deviations(self) -> tuple[Finding, ...]:
        """Where the distribution leaves the guidance; remarks about small or empty units are not."""
        return tuple(found for found in self.guidance.findings if found.severity is not Severity.NOTE)

    @property
    def is_small(self) -> bool:
        """Too few people for shares to mean anything."""
        return any(found.kind is Kind.SMALL_UNIT for found in self.guidance.findings)

    @property
    def complete(self) -> bool:
        """Nothing left to do for the period: everybody has an agreed SKP, and a published result."""
        return self.people > 0 and self.agreed >= self.people and self.published >= self.agreed


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over all units of the agency."""

    people: int
    without_skp: int
    agreed: int
    reports_expected: int
    reports_accepted: int
    published: int
    levels_missing: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The performance managers' page. `rows` after search and filter, `totals` and `counts` over all units in reach;
    `whole` says that this is the agency."""

    period: EvaluationPeriod | None
    periods: tuple[EvaluationPeriod, ...]
    month: date
    rows: tuple[UnitRow, ...]
    totals: Totals
    counts: Mapping[str, int]
    units: int
    whole: bool = True


NOTHING = Totals(0, 0, 0, 0, 0, 0, 0)


def overview_for(
    actor: Actor, at: datetime, *, period_id: int | None = None, search: str = "", show: str = ""
) -> Overview:
    """Every unit in the actor's reach with its completeness, in eight queries at any size.

    `show`: "incomplete" (something left to do), "deviating" (off the guidance) or "" (all). Raises Refused for
    who reads nobody's appraisal by office.
    """
    require(may_see_overview(actor))
    periods = list(periods_of(actor.agency_id))
    period = next((one for one in periods if one.pk == period_id), None) or choose_period(periods, at)
    if period is None:
        return Overview(None, (), at.date().replace(day=1), (), NOTHING, {}, 0)
    month = min(local_day(period, at), date(period.performance_year.year, 12, 31)).replace(day=1)
    rows = _rows(actor, period, month)
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row.counts)
    shown = tuple(row for row in rows if search.lower() in row.name.lower() and _wanted(row, show))
    return Overview(period, tuple(periods), month, shown, _totals(rows), counts, len(rows), oversees(actor))


def _wanted(row: UnitRow, show: str) -> bool:
    if show == "incomplete":
        return not row.complete
    if show == "deviating":
        return bool(row.deviations)
    return True


def _totals(rows: Sequence[UnitRow]) -> Totals:
    return Totals(
        people=sum(row.people for row in rows), without_skp=sum(row.without_skp for row in rows),
        agreed=sum(row.agreed for row in rows), reports_expected=sum(row.reports_expected for row in rows),
        reports_accepted=sum(row.reports_accepted for row in rows), published=sum(row.published for row in rows),
        levels_missing=sum(1 for row in rows if not row.level),
    )


def _rows(actor: Actor, period: EvaluationPeriod, month: date) -> list[UnitRow]:
    """Every unit in reach. The period is the agency's own, so what belongs to it belongs to the agency."""
    level = OrganisationAchievement.objects.filter(period=period, unit=OuterRef("pk")).values("level")[:1]
    units = within_reach(actor, Unit.objects.filter(agency_id=actor.agency_id), "pk").annotate(level=Subquery(level))
    units = units.order_by("name", "pk")
    people = _people(actor.agency_id, period)
    agreed = _agreed(period)
    published, spread = _published(period)
    reports = {row.unit_id: row for row in completeness_by_unit(actor, month)}
    compare = partial(guidance_for, scheme_for(actor.agency_id, period.end), period.end, circular=load(CIRCULAR))
    return [
        UnitRow(
            unit_id=pk, name=name, people=people[pk][0], without_skp=people[pk][1], agreed=agreed.get(pk, 0),
            reports_expected=reports[pk].expected if pk in reports else 0,
            reports_accepted=reports[pk].accepted if pk in reports else 0, published=published[pk],
            level=unit_level or "", counts=spread[pk], compare=compare,
        )
        for pk, name, unit_level in units.values_list("pk", "name", "level")
    ]


def _people_with_skp(period: EvaluationPeriod) -> QuerySet[Any]:
    """The people with an agreed SKP, as one list: asked person by person, SQLite walks every SKP for each of them."""
    return skps_of(period).filter(state=AGREED).values("employee_id")


def _people(agency_id: int, period: EvaluationPeriod) -> Mapping[int, tuple[int, int]]:
    """Per unit: people with a post on the day the window opens, and how many of them have no agreed SKP."""
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = (
        Posting.objects.filter(on(period.window_start), employee__agency_id=agency_id)
        .values("position__unit_id")
        .annotate(
            people=Count("employee", distinct=True),
            lacking=Count("employee", filter=~Q(employee_id__in=_people_with_skp(period)), distinct=True),
        )
        .order_by()
    )
    for row in rows:
        found[row["position__unit_id"]] = (row["people"], row["lacking"])
    return found


def _agreed(period: EvaluationPeriod) -> dict[int, int]:
    rows = skps_of(period).filter(state=AGREED).order_by()
    return dict(rows.values_list("position__unit_id").annotate(number=Count("pk")))


def _published(period: EvaluationPeriod) -> tuple[Mapping[int, int], Mapping[int, Counter[str]]]:
    """Published results by the unit of the person, and their predikat by the unit the appraiser leads."""
    by_person: Counter[int] = Counter()
    spread: dict[int, Counter[str]] = defaultdict(Counter)
    given = Evaluation.objects.filter(period=period, state=workflow.PUBLISHED)
    rows = (
        given.order_by().values("skp__position__unit_id", "appraiser_id", "predikat").annotate(number=Count("pk"))
        .annotate(led=unit_of_appraiser(period))  # after the count: asked once per group, not once per result
    )
    for row in rows:
        by_person[row["skp__position__unit_id"]] += row["number"]
        spread[row["led"]][row["predikat"]] += row["number"]
    return by_person, spread


def people_without_skp_for(actor: Actor, period: EvaluationPeriod, *, search: str = "") -> QuerySet[Employee]:
    """People with a post in reach who have no agreed SKP in the period, by name, with `unit` and the state of a draft."""
    require(may_see_overview(actor))
    posting = within_reach(actor, Posting.objects.filter(on(period.window_start), employee=OuterRef("pk")), "position__unit")
    posting = posting.order_by("-start")
    drafts = Skp.objects.filter(employee=OuterRef("pk"), performance_year_id=period.performance_year_id)
    agreed = _people_with_skp(period)
    people = Employee.objects.filter(Exists(posting), ~Q(pk__in=agreed), agency_id=actor.agency_id).annotate(
        unit=Subquery(posting.values("position__unit__name")[:1]), post=Subquery(posting.values("position__title")[:1]),
        skp_state=Subquery(drafts.order_by("-start").values("state")[:1]),
        skp_id=Subquery(drafts.order_by("-start").values("pk")[:1]),
    )
    if search:
        people = people.filter(Q(name__icontains=search) | Q(nip__startswith=search) | Q(unit__icontains=search))
    return people.order_by("name", "pk")


def results_to_export_for(actor: Actor, period: EvaluationPeriod) -> QuerySet[Evaluation]:
    """Every published result of the period in reach, for the table that leaves the system."""
    require(may_export_results(actor))
    given = Evaluation.objects.filter(period=period, state=workflow.PUBLISHED, skp__employee__agency_id=actor.agency_id)
    return (
        within_reach(actor, given, "skp__position__unit")
        .select_related("skp__employee", "skp__position__unit", "appraiser")
        .order_by("skp__position__unit__name", "skp__employee__name", "pk")
    )
