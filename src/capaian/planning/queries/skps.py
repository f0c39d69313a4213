"""Fetching an SKP is being allowed to read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading
from capaian.kernel.batches import in_batches
from capaian.people.models import Employee, Reporting, RoleGrant, Unit
from capaian.people.permissions.scope import within_reach
from capaian.people.queries import appraisees_on, held_on, named, on
from capaian.planning import workflow
from capaian.planning.models import AnnexItem, BehaviourExpectation, Indicator, Outcome, ResultPlan, Skp, SkpStatus
from capaian.planning.permissions import may_browse_skps, may_view_skp
from capaian.planning.queries.dialogue import LAST_WORD
from capaian.planning.queries.successions import with_ledger
from capaian.planning.queries.turns import exempt_ids

_CHUNK = 500
_FRAME = (
    "employee__agency", "performance_year", "position__unit", "appraiser", "appraiser_position__unit", "dialogue_with",
)


def appraised_by(actor: Actor, skp: str = "", *, own: bool = False, dialogue: bool = False) -> Q:
    """SKPs agreed with this person, or of people whom the ledger says this person appraises today (see
    `permissions.appraises`); `own` ones too, and with `dialogue` those taken up with this person (II.C.5). `skp` leads to
    the SKP from another record ("skp__"). Part of a query, not one of its own.

    Each kind is found by its index and the keys put together: asked as "this or that", PostgreSQL reads every SKP there is.
    """
    kinds = [Skp.objects.filter(appraiser_id=actor.employee_id).values("pk")]
    if own:
        kinds.append(Skp.objects.filter(employee_id=actor.employee_id).values("pk"))
    if dialogue:
        kinds.append(Skp.objects.filter(dialogue_with_id=actor.employee_id).values("pk"))
    if actor.appraises and actor.day is not None:
        today = Reporting.objects.filter(on(actor.day), appraiser_id=actor.employee_id)
        kinds.append(Skp.objects.filter(employee_id__in=today.values("employee_id")).values("pk"))
    return Q(**{f"{skp}pk__in": kinds[0].union(*kinds[1:])})


def skps_for(actor: Actor, year: int) -> QuerySet[Skp]:
    """The SKPs of a year that are this person's own or wait for this person as appraiser; own first, then by name."""
    return _listed(Skp.objects.standing(), actor, year)


def skps_in_hand_for(actor: Actor, year: int) -> QuerySet[Skp]:
    """`skps_for` with the changes of agreed SKPs that are being drafted or discussed."""
    open_changes = Q(amends__isnull=True) | Q(state__in=workflow.OPEN_STATES)
    return _listed(Skp.objects.exclude(state=workflow.CLOSED).filter(open_changes), actor, year)


def _listed(rows: QuerySet[Skp], actor: Actor, year: int) -> QuerySet[Skp]:
    mine = appraised_by(actor, own=True, dialogue=True)
    return (
        with_ledger(rows, actor.day).filter(mine, employee__agency_id=actor.agency_id, performance_year__year=year)
        .select_related("employee__agency", "performance_year", "position__unit", "appraiser", "dialogue_with")
        .order_by("employee__name", "start", "pk")
    )


def get_skp_for(actor: Actor, pk: int) -> Skp:
    """One SKP with its frame (people, posts, year). Raises Http404 for another agency's, Refused where not permitted."""
    return _open(actor, pk, Skp.objects.select_related(*_FRAME))


def get_skp_to_read_for(actor: Actor, pk: int) -> Skp:
    """One SKP with everything its page and its forms print, in a fixed number of queries."""
    ordered = ("ordinal", "pk")
    results = (
        ResultPlan.objects.standing().select_related("parent__skp__appraiser", "parent__skp__position", "objective__unit")
        .prefetch_related(Prefetch("indicators", Indicator.objects.standing().order_by(*ordered)))
        .order_by(*ordered)
    )
    skp = _open(
        actor, pk,
        Skp.objects.select_related(*_FRAME).prefetch_related(
            Prefetch("results", results),
            Prefetch("behaviour_expectations", BehaviourExpectation.objects.order_by(*ordered)),
            Prefetch("annex_items", AnnexItem.objects.order_by(*ordered)),
            Prefetch("statuses", SkpStatus.objects.order_by("at", "pk")),
        ),
    )
    note_reading(actor, subject_id=skp.employee_id, thing="skp", thing_id=skp.pk, label=str(skp.performance_year.year))
    return skp


def get_skp_to_print_for(actor: Actor, pk: int) -> Skp:
    """One SKP for its printed form, which is noted as such."""
    skp = get_skp_for(actor, pk)
    note_reading(actor, subject_id=skp.employee_id, thing="skp-pdf", thing_id=skp.pk, label=str(skp.performance_year.year))
    return skp


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


def skp_rows_for(actor: Actor, year: int) -> list[Skp]:
    """`skps_in_hand_for` with `seen` on each: the number of its newest status row, so that one agrees to what one saw; and
    whether the employee `objected`, so that there is nothing to agree to yet."""
    rows: list[Any] = list(skps_in_hand_for(actor, year).annotate(last_word=LAST_WORD))
    newest = statuses_seen([row.pk for row in rows])
    for row in rows:
        row.seen, row.objected = newest.get(row.pk), row.last_word == Outcome.REPLY
    return rows


def statuses_seen(pks: Sequence[int]) -> dict[int, int]:
    """SKP → the number of its newest status row. One query for every 500."""
    found: dict[int, int] = {}
    for some in in_batches(pks, _CHUNK):
        rows = SkpStatus.objects.filter(record_id__in=some).order_by("at", "pk")
        found.update(rows.values_list("record_id", "pk"))
    return found


def skps_to_agree_for(actor: Actor, chosen: Sequence[tuple[int | None, int | None]]) -> list[tuple[Skp, int | None]]:
    """The SKPs of these (number, status seen) pairs; Http404 where one is not readable by this person as appraiser."""
    rows = {
        row.pk: row
        for row in with_ledger(Skp.objects.all(), actor.day).filter(
            appraised_by(actor, dialogue=True), pk__in=[pk for pk, _seen in chosen if pk is not None],
            employee__agency_id=actor.agency_id,
        ).select_related(*_FRAME)
    }
    if any(pk not in rows for pk, _seen in chosen):
        raise Http404
    return [(rows[pk], seen) for pk, seen in dict(chosen).items() if pk is not None]


def without_skp_for(actor: Actor, day: date) -> list[Employee]:
    """The people this person appraises on that day who have not started an SKP of its year."""
    if not actor.appraises:
        return []
    running = Skp.objects.standing().filter(closed_on__isnull=True)  # that of a former post is none of this one (II.C.6)
    started = running.filter(employee=OuterRef("pk"), performance_year__year=day.year)
    rows = list(appraisees_on(actor.employee_id, day).exclude(Exists(started)))
    exempt = exempt_ids([row.pk for row in rows], day) if rows else {}
    return [row for row in rows if row.pk not in exempt]


def get_employee_of(actor: Actor) -> Employee:
    """The person who acts, as a record."""
    return Employee.objects.get(pk=actor.employee_id)


def expectations_of(skp: Skp, core_value: str) -> list[BehaviourExpectation]:
    """The special expectations on one core value, in order."""
    return list(BehaviourExpectation.objects.filter(skp=skp, core_value=core_value).order_by("ordinal", "pk"))


def annex_of(skp: Skp, section: str) -> list[AnnexItem]:
    """The lines of one section of form A.1.8, in order."""
    return list(AnnexItem.objects.filter(skp=skp, section=section).order_by("ordinal", "pk"))


def skp_row_for_year(employee_id: int, position_id: int, year: int) -> Skp | None:
    """The SKP of this post and year, if it was started and the post was not left since: who comes back begins another."""
    standing = Skp.objects.standing().filter(closed_on__isnull=True)
    row: Skp | None = standing.filter(employee_id=employee_id, position_id=position_id, performance_year__year=year).first()
    return row


def managers_of(agency_id: int, day: date) -> list[str]:
    """The performance managers' names: who can mend the ledger."""
    granted = RoleGrant.objects.filter(held_on(day), role=Role.PERFORMANCE_MANAGER, employee__agency_id=agency_id)
    return list(Employee.objects.filter(pk__in=granted.values("employee_id")).order_by("name").values_list("name", flat=True)[:3])


def browsed_skps_for(
    actor: Actor, year: int, *, search: str = "", unit_id: int | None = None, state: str = ""
) -> QuerySet[Skp]:
    """Every SKP of a year that this person reads by office, by name: the way from a figure to the plan behind it.

    Raises Refused for who reads nobody's by office.
    """
    require(may_browse_skps(actor))
    rows: QuerySet[Skp] = Skp.objects.standing().filter(employee__agency_id=actor.agency_id, performance_year__year=year)
    rows = within_reach(actor, rows, "position__unit")
    if search:
        rows = rows.filter(named(search, "employee__"))
    if unit_id is not None:
        rows = rows.filter(position__unit_id=unit_id)
    if state in workflow.SKP.labels:
        rows = rows.filter(state=state)
    return rows.select_related("employee", "position__unit", "appraiser").order_by("employee__name", "start", "pk")


def browsed_unit_for(actor: Actor, unit_id: int | None) -> Unit | None:
    """The unit a list is narrowed to; another agency's, or one out of reach, does not exist."""
    if unit_id is None:
        return None
    unit = within_reach(actor, Unit.objects.filter(agency_id=actor.agency_id), "pk").filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    return unit


def _open(actor: Actor, pk: int, rows: QuerySet[Skp]) -> Skp:
    skp = with_ledger(rows, actor.day).filter(employee__agency_id=actor.agency_id, pk=pk).first()
    if skp is None:
        raise Http404
    require(may_view_skp(actor, skp))
    return skp

