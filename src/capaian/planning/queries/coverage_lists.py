"""What the cascade lacks as rows of a list: who, where, what, and where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.people.models import CircumstanceKind
from capaian.people.permissions.scope import manages
from capaian.people.rules.ledger import EXEMPTING
from capaian.planning import workflow
from capaian.planning.models import Assignment, ResultPlan, Skp
from capaian.planning.queries import coverage_sets as sets
from capaian.planning.queries.coverage_scope import Scope
from capaian.planning.rules.coverage import Kind


@dataclass(frozen=True, slots=True)
class Lack:
    """One row of the list: who, where, what, and the page where it is mended."""

    unit: str
    person: str
    what: str
    note: str
    href: str
    action: str


SETS = {
    Kind.ORPHANS: sets.orphans, Kind.WAITING: sets.waiting, Kind.UNCARRIED: sets.uncarried, Kind.INDICATORS: sets.indicators,
    Kind.WITHOUT: sets.without, Kind.EXEMPT: sets.exempt, Kind.OVERLOADED: sets.burdened, Kind.OBJECTIVES: sets.bare_objectives,
}
UNIT_OF = {
    Kind.ORPHANS: "skp__position__unit", Kind.WAITING: "skp__position__unit", Kind.UNCARRIED: "skp__position__unit",
    Kind.INDICATORS: "result__skp__position__unit", Kind.WITHOUT: "position__unit", Kind.EXEMPT: "position__unit",
    Kind.OVERLOADED: "position__unit", Kind.OBJECTIVES: "unit",
}


def rows_of(scope: Scope, kind: Kind) -> QuerySet[Any]:
    """The records of one kind, to be counted."""
    rows: QuerySet[Any] = SETS[kind](scope)
    return rows


def rows_for(scope: Scope, kind: Kind) -> QuerySet[Any]:
    """The records of one kind, by unit and name; `lacks_of` makes rows of a page of them."""
    rows: QuerySet[Any] = rows_of(scope, kind)
    by_unit = _in_order(scope, UNIT_OF[kind])
    if kind in _RESULTS:
        related = ("skp__employee", "skp__position__unit")
        return rows.select_related(*related).order_by(by_unit, "skp__employee__name", "ordinal", "pk")
    if kind == Kind.INDICATORS:
        rows = rows.select_related("result__skp__employee", "result__skp__position__unit")
        return rows.order_by(by_unit, "result__ordinal", "ordinal", "pk")
    if kind in (Kind.WITHOUT, Kind.EXEMPT):
        return rows.select_related("employee", "position__unit").order_by(by_unit, "employee__name", "pk")
    if kind == Kind.OVERLOADED:
        results = ResultPlan.objects.standing().filter(skp=OuterRef("pk")).order_by().values("skp").annotate(n=Count("pk"))
        given = Assignment.objects.filter(employee=OuterRef("employee"), performance_year=scope.year, state=workflow.ACTIVE)
        numbers = {
            "results_held": Subquery(results.values("n")),
            "assignments_held": Subquery(given.order_by().values("employee").annotate(n=Count("pk")).values("n")),
        }
        rows = rows.annotate(**numbers).select_related("employee", "position__unit")
        return rows.order_by(by_unit, "employee__name", "pk")
    return rows.select_related("unit").order_by(by_unit, "ordinal", "pk")


def _in_order(scope: Scope, unit: str) -> Any:
    """A few units stand as they were named: a database sorts paths by its language, which is not how they were counted."""
    if not scope.few:
        return f"{unit}__path"
    return Case(*(When(**{unit: pk}, then=Value(place)) for place, pk in enumerate(scope.few)))


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
