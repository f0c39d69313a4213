"""Fetching an SKP is being allowed to read it."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import require
from capaian.people.models import Employee
from capaian.planning.models import AnnexItem, BehaviourExpectation, Indicator, ResultPlan, Skp, SkpStatus
from capaian.planning.permissions import may_view_skp

_FRAME = ("employee__agency", "performance_year", "position__unit", "appraiser", "appraiser_position__unit")


def skps_for(actor: Actor, year: int) -> QuerySet[Skp]:
    """The SKPs of a year that are this person's own or wait for this person as appraiser; own first, then by name."""
    mine = Q(employee_id=actor.employee_id) | Q(appraiser_id=actor.employee_id)
    return (
        Skp.objects.filter(mine, employee__agency_id=actor.agency_id, performance_year__year=year)
        .select_related("employee", "performance_year", "position__unit", "appraiser")
        .order_by("employee__name", "start", "pk")
    )


def get_skp_for(actor: Actor, pk: int) -> Skp:
    """One SKP with its frame (people, posts, year). Raises Http404 for another agency's, Refused where not permitted."""
    return _open(actor, pk, Skp.objects.select_related(*_FRAME))


def get_skp_to_read_for(actor: Actor, pk: int) -> Skp:
    """One SKP with everything its page and its forms print, in a fixed number of queries."""
    ordered = ("ordinal", "pk")
    results = (
        ResultPlan.objects.select_related("parent__skp__appraiser", "parent__skp__position", "objective__unit")
        .prefetch_related(Prefetch("indicators", Indicator.objects.order_by(*ordered)))
        .order_by(*ordered)
    )
    return _open(
        actor, pk,
        Skp.objects.select_related(*_FRAME).prefetch_related(
            Prefetch("results", results),
            Prefetch("behaviour_expectations", BehaviourExpectation.objects.order_by(*ordered)),
            Prefetch("annex_items", AnnexItem.objects.order_by(*ordered)),
            Prefetch("statuses", SkpStatus.objects.order_by("at", "pk")),
        ),
    )


def get_result_for(actor: Actor, skp_pk: int, pk: int) -> ResultPlan:
    """One planned result of one SKP with its indicators."""
    skp = get_skp_for(actor, skp_pk)
    result: ResultPlan | None = (
        ResultPlan.objects.filter(skp=skp, pk=pk)
        .prefetch_related(Prefetch("indicators", Indicator.objects.order_by("ordinal", "pk")))
        .first()
    )
    if result is None:
        raise Http404
    result.skp = skp
    return result


def get_indicator_for(actor: Actor, skp_pk: int, result_pk: int, pk: int) -> Indicator:
    """One indicator of one planned result."""
    result = get_result_for(actor, skp_pk, result_pk)
    indicator: Indicator | None = next((row for row in result.indicators.all() if row.pk == pk), None)
    if indicator is None:
        raise Http404
    indicator.result = result
    return indicator


def skp_row_for_year(employee_id: int, position_id: int, year: int) -> Skp | None:
    """The SKP of this post and year, if it was started."""
    return Skp.objects.filter(employee_id=employee_id, position_id=position_id, performance_year__year=year).first()


def managers_of(agency_id: int) -> list[str]:
    """The performance managers' names: who can mend the ledger."""
    rows = Employee.objects.filter(agency_id=agency_id, role_grants__role=Role.PERFORMANCE_MANAGER).order_by("name")
    return list(rows.values_list("name", flat=True)[:3])


def _open(actor: Actor, pk: int, rows: QuerySet[Skp]) -> Skp:
    skp = rows.filter(employee__agency_id=actor.agency_id, pk=pk).first()
    if skp is None:
        raise Http404
    require(may_view_skp(actor, skp))
    return skp

