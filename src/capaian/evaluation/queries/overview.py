"""The agency at a glance: how far each unit is, and how its predikat spread. Aggregated in SQL at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from typing import overload

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation, OrganisationAchievement, PeriodCount, UnitCount
from capaian.evaluation.permissions import may_export_results, may_see_overview
from capaian.evaluation.queries.counting import AT_ONCE, PREDIKATS, SUMS, counts_of, people_with_skp, sums_of
from capaian.evaluation.queries.guidance import CIRCULAR, Guidance, guidance_for
from capaian.evaluation.queries.periods import choose_period, local_day, periods_of
from capaian.evaluation.rules.distribution import Finding, Kind, Severity
from capaian.evaluation.rules.predikat import PREDIKAT_LABELS, Predikat
from capaian.foundation.actor import Actor
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import EVERYBODY, note_reading
from capaian.governance.models import EvaluationPeriod
from capaian.governance.queries import scheme_for
from capaian.governance.schemes import load
from capaian.kernel.batches import in_batches
from capaian.people.models import Employee, Posting, Unit
from capaian.people.permissions.scope import oversees, within_reach
from capaian.people.queries import named, own_post_on
from capaian.planning.models import Skp


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
    `whole` says that this is the agency. `counted_at`: when everything was last
    counted; what changed since is in."""

    period: EvaluationPeriod | None
    periods: tuple[EvaluationPeriod, ...]
    month: date
    rows: Sequence[UnitRow]
    totals: Totals
    counts: Mapping[str, int]
    units: int
    whole: bool = True
    counted_at: datetime | None = None


NOTHING = Totals(0, 0, 0, 0, 0, 0, 0)


def overview_for(
    actor: Actor, at: datetime, *, period_id: int | None = None, search: str = "", show: str = ""
) -> Overview:
    """Every unit in the actor's reach with its completeness, from counts that are kept (see `counting`): the page and the
    sums cost the same at any size.

    `show`: "incomplete" (something left to do), "deviating" (off the guidance) or "" (all). Raises Refused for
    who reads nobody's appraisal by office.
    """
    require(may_see_overview(actor))
    periods = list(periods_of(actor.agency_id))
    period = next((one for one in periods if one.pk == period_id), None) or choose_period(periods, at)
    if period is None:
        return Overview(None, (), at.date().replace(day=1), (), NOTHING, {}, 0)
    month = min(local_day(period, at), date(period.performance_year.year, 12, 31)).replace(day=1)
    kept = counts_of(period, month, at)
    compare = partial(guidance_for, scheme_for(actor.agency_id, period.end), period.end, circular=load(CIRCULAR))
    reach = within_reach(actor, Unit.objects.filter(agency_id=actor.agency_id), "pk")
    units = reach.count()
    sums = kept.totals if oversees(actor) else sums_of(within_reach(actor, UnitCount.objects.filter(count=kept), "unit"))
    levels = within_reach(actor, OrganisationAchievement.objects.filter(period=period), "unit").count()
    rows = UnitRows(_chosen(reach, kept, compare, search, show), kept, compare, None if search or show else units)
    totals = Totals(**{field: sums[field] for field in SUMS}, levels_missing=units - levels)
    counts = {value: sums[field] for value, field in PREDIKATS.items()}
    return Overview(period, tuple(periods), month, rows, totals, counts, units, oversees(actor), kept.counted_at)


def _chosen(
    reach: QuerySet[Unit], kept: PeriodCount, compare: Callable[[str, Mapping[str, int]], Guidance], search: str, show: str
) -> QuerySet[Unit]:
    """The units that search and filter leave, by name."""
    if search:
        reach = reach.filter(name__icontains=search)
    if show == "incomplete":
        reach = reach.exclude(pk__in=UnitCount.objects.filter(count=kept, complete=True).values("unit_id"))
    elif show == "deviating":
        _compare_all(kept, compare)
        reach = reach.filter(pk__in=UnitCount.objects.filter(count=kept, deviates=True).values("unit_id"))
    return reach.order_by("name", "pk")


def _compare_all(kept: PeriodCount, compare: Callable[[str, Mapping[str, int]], Guidance]) -> None:
    """Hold the units against the guidance that were not since they were counted, and keep what was found."""
    waiting = Unit.objects.filter(pk__in=UnitCount.objects.filter(count=kept, deviates=None).values("unit_id"))
    off: dict[bool, list[int]] = {True: [], False: []}
    for row in UnitRows(waiting.order_by("pk"), kept, compare):
        off[bool(row.deviations)].append(row.unit_id)
    for found, those in off.items():
        for some in in_batches(those, AT_ONCE):
            UnitCount.objects.filter(count=kept, unit__in=some).update(deviates=found)


class UnitRows(Sequence[UnitRow]):
    """The units of a query as rows, read where they are looked at: a page is one question."""

    def __init__(
        self, units: QuerySet[Unit], kept: PeriodCount, compare: Callable[[str, Mapping[str, int]], Guidance],
        length: int | None = None,
    ) -> None:
        self._units, self._kept, self._compare, self._length = units, kept, compare, length

    def __len__(self) -> int:
        if self._length is None:
            self._length = self._units.count()
        return self._length

    @overload
    def __getitem__(self, wanted: int) -> UnitRow: ...
    @overload
    def __getitem__(self, wanted: slice) -> tuple[UnitRow, ...]: ...
    def __getitem__(self, wanted: int | slice) -> UnitRow | tuple[UnitRow, ...]:
        if isinstance(wanted, int):
            found = self._read(slice(wanted, wanted + 1))
            if not found:
                raise IndexError(wanted)
            return found[0]
        return self._read(wanted)

    def __iter__(self) -> Iterator[UnitRow]:
        return iter(self._read(slice(None)))

    def _read(self, wanted: slice) -> tuple[UnitRow, ...]:
        level = OrganisationAchievement.objects.filter(period=self._kept.period_id, unit=OuterRef("pk")).values("level")[:1]
        ours = FilteredRelation("counts", condition=Q(counts__count=self._kept))
        units = self._units.annotate(level=Subquery(level), kept=ours)
        fields = (*SUMS, *PREDIKATS.values())
        rows = units.values_list("pk", "name", "level", *(f"kept__{field}" for field in fields))[wanted]
        return tuple(
            _row(pk, name, level or "", dict(zip(fields, (number or 0 for number in numbers), strict=True)), self._compare)
            for pk, name, level, *numbers in rows
        )


def _row(
    pk: int, name: str, level: str, numbers: Mapping[str, int], compare: Callable[[str, Mapping[str, int]], Guidance]
) -> UnitRow:
    counts = {value: numbers[field] for value, field in PREDIKATS.items()}
    return UnitRow(pk, name, **{field: numbers[field] for field in SUMS}, level=level, counts=counts, compare=compare)


def people_without_skp_for(actor: Actor, period: EvaluationPeriod, *, search: str = "") -> QuerySet[Employee]:
    """People with a post in reach who have no agreed SKP in the period, by name, with `unit` and the state of a draft."""
    require(may_see_overview(actor))
    own = Posting.objects.filter(own_post_on(period.window_start), employee=OuterRef("pk"))
    posting = within_reach(actor, own, "position__unit").order_by("-start")
    drafts = Skp.objects.standing().filter(employee=OuterRef("pk"), performance_year_id=period.performance_year_id)
    agreed = people_with_skp(period)
    people = Employee.objects.filter(Exists(posting), ~Q(pk__in=agreed), agency_id=actor.agency_id).annotate(
        unit=Subquery(posting.values("position__unit__name")[:1]), post=Subquery(posting.values("position__title")[:1]),
        skp_state=Subquery(drafts.order_by("-start").values("state")[:1]),
        skp_id=Subquery(drafts.order_by("-start").values("pk")[:1]),
    )
    if search:
        people = people.filter(named(search) | Q(unit__icontains=search))
    return people.order_by("name", "pk")


def results_to_export_for(actor: Actor, period: EvaluationPeriod) -> QuerySet[Evaluation]:
    """Every published result of the period in reach, for the table that leaves the system."""
    require(may_export_results(actor))
    given = Evaluation.objects.filter(period=period, state=workflow.PUBLISHED, skp__employee__agency_id=actor.agency_id)
    found: QuerySet[Evaluation] = within_reach(actor, given, "skp__position__unit")
    everybody = [EVERYBODY] if oversees(actor) else found.values_list("skp__employee_id", flat=True)
    for subject_id in everybody:
        note_reading(actor, subject_id=subject_id, thing="export", thing_id=period.pk, label=period.label)
    return (
        found
        .select_related("skp__employee", "skp__position__unit", "appraiser")
        .order_by("skp__position__unit__name", "skp__employee__name", "pk")
    )
