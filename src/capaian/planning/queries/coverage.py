"""What the cascade lacks, counted per unit in SQL and listed page by page, in as many queries at any number of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.governance.models import PerformanceYear
from capaian.people.models import Circumstance, CircumstanceKind, Posting, Unit
from capaian.people.permissions.scope import below, manages
from capaian.people.queries import on, own_post_on
from capaian.people.rules.ledger import EXEMPTING
from capaian.planning import workflow
from capaian.planning.models import (
    Assignment,
    Indicator,
    MatrixCell,
    MatrixLevel,
    Objective,
    ResultPlan,
    RoleMatrix,
    Skp,
)
from capaian.planning.permissions.cascade import may_see_coverage, reads_below
from capaian.planning.queries.linking import standing_skp, waiting_results
from capaian.planning.rules.coverage import MOST_ASSIGNMENTS, MOST_RESULTS, Kind, rolled_up, worst_first

Counts = dict[str, dict[str, int]]  # kind → path of a unit → how many


def led_paths(actor: Actor, day: date) -> tuple[str, ...]:
    """The units that this person leads on a day, as paths. One query."""
    held = Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True)
    return tuple(sorted(set(held.values_list("position__unit__path", flat=True))))


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which units and which year: `units` is None for the whole agency."""

    actor: Actor
    day: date
    year: PerformanceYear
    led: tuple[str, ...]
    unit: Unit | None
    units: QuerySet[Unit] | None

    def within(self, rows: QuerySet[Any], unit: str) -> QuerySet[Any]:
        """Those rows whose unit (the field that leads to it) is looked at."""
        return rows if self.units is None else rows.filter(**{f"{unit}__in": self.units.values("pk")})


def scope_for(actor: Actor, day: date, *, year: int, unit_id: int | None = None) -> Scope | None:
    """What this person looks at; None in a year that is not opened. Refused for who reads nobody's plans; Http404 for another
    agency's unit, or one out of reach. Three queries."""
    led = led_paths(actor, day)
    require(may_see_coverage(actor, led))
    opened = PerformanceYear.objects.filter(agency_id=actor.agency_id, year=year).first()
    reach = reads_below(actor, led)
    unit = None
    if unit_id is not None:
        unit = Unit.objects.filter(agency_id=actor.agency_id, pk=unit_id).select_related("parent").first()
        if unit is None or not (reach is None or unit.path.startswith(reach)):
            raise Http404
    if opened is None:
        return None
    paths = reach if unit is None else (unit.path,)
    return Scope(actor, day, opened, led, unit, None if paths is None else below(paths, actor.agency_id))


def counts_for(scope: Scope) -> Counts:
    """Every kind by the path of the unit, in six queries."""
    found: Counts = {kind: {} for kind in Kind}
    waiting = ~Q(placeholder="")
    _gather(found, _hanging(scope), "skp__position__unit__path", {Kind.ORPHANS: ~waiting, Kind.WAITING: waiting})
    _gather(found, uncarried(scope), "skp__position__unit__path", {Kind.UNCARRIED: Q()})
    _gather(found, indicators(scope), "result__skp__position__unit__path", {Kind.INDICATORS: Q()})
    freed = Q(freed=True)
    _gather(found, _planless(scope), "position__unit__path", {Kind.WITHOUT: ~freed, Kind.EXEMPT: freed}, what="employee")
    _gather(found, burdened(scope), "position__unit__path", {Kind.OVERLOADED: Q()})
    _gather(found, bare_objectives(scope), "unit__path", {Kind.OBJECTIVES: Q()})
    return found


def totals_of(counts: Counts) -> dict[str, int]:
    """Kind → how many altogether."""
    return {kind: sum(by_path.values()) for kind, by_path in counts.items()}


@dataclass(slots=True)
class UnitCounts:
    """A unit with its sums, everything below it included; `cells` are the sums with their words, as a table shows them."""

    unit: Unit
    sums: dict[str, int]
    cells: Sequence[Any] = ()


def units_of(scope: Scope, counts: Counts) -> list[UnitCounts]:
    """The units one step below the one looked at (or the topmost of the reach), worst first. One query."""
    rows = Unit.objects.filter(agency_id=scope.actor.agency_id)
    if scope.unit is not None:
        rows = rows.filter(parent=scope.unit)
    elif scope.units is not None:
        rows = rows.filter(path__in=reads_below(scope.actor, scope.led) or ())
    else:
        rows = rows.filter(Q(parent__isnull=True) | Q(parent__parent__isnull=True))
    units = {row.path: row for row in rows}
    by_kind = {kind: rolled_up(by_path, units) for kind, by_path in counts.items()}
    sums = {path: {kind: by_kind[kind][path] for kind in by_kind} for path in units}
    return [UnitCounts(units[path], sums[path]) for path in worst_first(sums)]


def _gather(found: Counts, rows: QuerySet[Any], path: str, kinds: dict[Kind, Q], what: str = "pk") -> None:
    numbers = {kind.value: Count(what, filter=wanted, distinct=what != "pk") if wanted else Count(what)
               for kind, wanted in kinds.items()}
    for row in rows.order_by().values(path).annotate(**numbers):
        for kind in kinds:
            if row[kind.value]:
                found[kind][row[path]] = row[kind.value]


def _hanging(scope: Scope) -> QuerySet[Any]:
    """Results that hang below nothing, or only say what they wait for."""
    rows = ResultPlan.objects.filter(waiting_results(), skp__performance_year=scope.year)
    return scope.within(rows, "skp__position__unit")


def orphans(scope: Scope) -> QuerySet[Any]:
    """Results without parent, objective or placeholder."""
    return _hanging(scope).filter(placeholder="")


def waiting(scope: Scope) -> QuerySet[Any]:
    """Results with a placeholder."""
    return _hanging(scope).exclude(placeholder="")


def uncarried(scope: Scope) -> QuerySet[Any]:
    """Results of people who appraise others, with nothing below them in anybody's plan."""
    led = Skp.objects.standing().filter(performance_year=scope.year).exclude(employee=F("appraiser"))
    carried = ResultPlan.objects.filter(standing_skp(), parent=OuterRef("pk"), dropped_on__isnull=True)
    rows = ResultPlan.objects.standing().filter(
        standing_skp(), ~Exists(carried), skp__performance_year=scope.year, skp__employee__in=led.values("appraiser"),
    )
    return scope.within(rows, "skp__position__unit")


def indicators(scope: Scope) -> QuerySet[Any]:
    """Indicators of heads with a matrix of the first level that nobody has a role in."""
    divided = RoleMatrix.objects.filter(level=MatrixLevel.HEAD, skp__performance_year=scope.year)
    role = MatrixCell.objects.filter(indicator=OuterRef("pk"), no_role=False)
    below_it = ResultPlan.objects.filter(standing_skp(), parent_indicator=OuterRef("pk"), dropped_on__isnull=True)
    rows = Indicator.objects.standing().filter(
        ~Exists(role), ~Exists(below_it), result__skp__in=divided.values("skp"), result__dropped_on__isnull=True,
        result__skp__amends__isnull=True,
    ).exclude(result__skp__state=workflow.CLOSED)
    return scope.within(rows, "result__skp__position__unit")


def _planless(scope: Scope) -> QuerySet[Any]:
    """Own posts of the day whose holder has no running SKP of the year; `freed` where none is asked."""
    started = Skp.objects.standing().filter(
        employee=OuterRef("employee"), performance_year=scope.year, closed_on__isnull=True
    )
    freed = Circumstance.objects.filter(on(scope.day), employee=OuterRef("employee"), kind__in=EXEMPTING)
    still = Q(employee__employed_until__isnull=True) | Q(employee__employed_until__gte=scope.day)
    rows = Posting.objects.filter(
        own_post_on(scope.day), still, ~Exists(started), position__unit__agency_id=scope.actor.agency_id
    ).annotate(freed=Exists(freed), why=Subquery(freed.values("kind")[:1]))
    return scope.within(rows, "position__unit")


def without(scope: Scope) -> QuerySet[Any]:
    """People without an SKP who should have one."""
    return _planless(scope).filter(freed=False)


def exempt(scope: Scope) -> QuerySet[Any]:
    """People of whom no SKP is asked here, and `why`."""
    return _planless(scope).filter(freed=True)


def burdened(scope: Scope) -> QuerySet[Any]:
    """SKPs of people with more results or active assignments than the house's limits."""
    many = ResultPlan.objects.standing().filter(standing_skp(), skp__performance_year=scope.year)
    heavy = many.order_by().values("skp").annotate(number=Count("pk")).filter(number__gt=MOST_RESULTS)
    given = Assignment.objects.filter(performance_year=scope.year, state=workflow.ACTIVE)
    busy = given.order_by().values("employee").annotate(number=Count("pk")).filter(number__gt=MOST_ASSIGNMENTS)
    rows = Skp.objects.standing().filter(
        Q(pk__in=heavy.values("skp")) | Q(employee__in=busy.values("employee")), performance_year=scope.year
    )
    return scope.within(rows, "position__unit")


def bare_objectives(scope: Scope) -> QuerySet[Any]:
    """Objectives of the year that nobody's result and no other objective serves."""
    served = ResultPlan.objects.filter(standing_skp(), objective=OuterRef("pk"), dropped_on__isnull=True)
    deeper = Objective.objects.filter(parent=OuterRef("pk"))
    rows = Objective.objects.filter(~Exists(served), ~Exists(deeper), performance_year=scope.year)
    return scope.within(rows, "unit")


@dataclass(frozen=True, slots=True)
class Lack:
    """One row of the list: who, where, what, and the page where it is mended."""

    unit: str
    person: str
    what: str
    note: str
    href: str
    action: str


def rows_for(scope: Scope, kind: Kind) -> QuerySet[Any]:
    """The records of one kind, by unit and name; `lacks_of` makes rows of a page of them."""
    sets = {
        Kind.ORPHANS: orphans, Kind.WAITING: waiting, Kind.UNCARRIED: uncarried, Kind.INDICATORS: indicators,
        Kind.WITHOUT: without, Kind.EXEMPT: exempt, Kind.OVERLOADED: burdened, Kind.OBJECTIVES: bare_objectives,
    }
    rows: QuerySet[Any] = sets[kind](scope)
    if kind in _RESULTS:
        related = ("skp__employee", "skp__position__unit")
        return rows.select_related(*related).order_by("skp__position__unit__path", "skp__employee__name", "ordinal", "pk")
    if kind == Kind.INDICATORS:
        rows = rows.select_related("result__skp__employee", "result__skp__position__unit")
        return rows.order_by("result__skp__position__unit__path", "result__ordinal", "ordinal", "pk")
    if kind in (Kind.WITHOUT, Kind.EXEMPT):
        return rows.select_related("employee", "position__unit").order_by("position__unit__path", "employee__name", "pk")
    if kind == Kind.OVERLOADED:
        results = ResultPlan.objects.standing().filter(skp=OuterRef("pk")).order_by().values("skp").annotate(n=Count("pk"))
        given = Assignment.objects.filter(employee=OuterRef("employee"), performance_year=scope.year, state=workflow.ACTIVE)
        numbers = {
            "results_held": Subquery(results.values("n")),
            "assignments_held": Subquery(given.order_by().values("employee").annotate(n=Count("pk")).values("n")),
        }
        rows = rows.annotate(**numbers).select_related("employee", "position__unit")
        return rows.order_by("position__unit__path", "employee__name", "pk")
    return rows.select_related("unit").order_by("unit__path", "ordinal", "pk")


_RESULTS = (Kind.ORPHANS, Kind.WAITING, Kind.UNCARRIED)


def lacks_of(scope: Scope, kind: Kind, records: Sequence[Any]) -> Iterator[Lack]:
    """These records as rows of the list. No query."""
    for record in records:
        if kind in _RESULTS:
            yield _of_result(scope, kind, record)
        elif kind == Kind.INDICATORS:
            skp = record.result.skp
            yield Lack(
                skp.position.unit.name, skp.employee.name, record.statement, record.result.statement,
                *_at_leader(scope, skp, record.result_id),
            )
        elif kind in (Kind.WITHOUT, Kind.EXEMPT):
            yield _of_person(scope, kind, record)
        elif kind == Kind.OVERLOADED:
            note = _("%(results)s hasil kerja, %(assignments)s penugasan") % {
                "results": record.results_held or 0, "assignments": record.assignments_held or 0,
            }
            yield Lack(
                record.position.unit.name, record.employee.name, record.position.title, note,
                reverse("planning:skp", args=[record.pk]), _("Buka SKP"),
            )
        else:
            href = f"{reverse('planning:objective_list')}?unit={record.unit_id}&year={scope.year.year}"
            yield Lack(record.unit.name, "", record.statement, record.source, href, _("Buka sasaran"))


def _of_result(scope: Scope, kind: Kind, record: ResultPlan) -> Lack:
    skp = record.skp
    if kind == Kind.UNCARRIED:
        href, action = _at_leader(scope, skp, record.pk)
    elif scope.actor.employee_id == skp.employee_id:
        href, action = reverse("planning:link_choice", args=[record.pk]), _("Pilih induknya")
    else:
        href, action = f"{reverse('planning:skp', args=[skp.pk])}#result-{record.pk}", _("Buka SKP")
    return Lack(skp.position.unit.name, skp.employee.name, record.statement, record.placeholder, href, action)


def _of_person(scope: Scope, kind: Kind, record: Any) -> Lack:
    unit = record.position.unit
    mends = manages(scope.actor, unit.path) or unit.path.startswith(scope.led or ("\0",))
    if kind == Kind.WITHOUT and mends:
        href, action = f"{reverse('planning:unit_plans')}?unit={unit.pk}", _("Mulai atau ingatkan")
    else:
        href, action = reverse("people:person", args=[record.employee_id]), _("Buka pegawai")
    note = "" if record.why is None else f"{CircumstanceKind(record.why).label} ({EXEMPTING[record.why]})"
    return Lack(unit.name, record.employee.name, record.position.title, note, href, action)


def _at_leader(scope: Scope, skp: Skp, result_id: int) -> tuple[str, str]:
    """Roles are divided in the leader's matrix, by the leader; others see the plan."""
    if skp.employee_id == scope.actor.employee_id:
        return reverse("planning:matrix_new", args=[skp.pk]), _("Bagi peran")
    return f"{reverse('planning:skp', args=[skp.pk])}#result-{result_id}", _("Buka SKP")
