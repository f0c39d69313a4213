"""What was agreed, and when: versions of an SKP, and its rows as they were agreed on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import fields
from datetime import date
from itertools import groupby
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import F, Model, Prefetch, Q, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.record.readings import note_reading
from capaian.planning import workflow
from capaian.planning.models import (
    AnnexItem,
    BehaviourExpectation,
    Indicator,
    ResultKind,
    ResultPlan,
    Skp,
    SkpVersion,
)
from capaian.planning.queries.skps import get_skp_for
from capaian.planning.rules.content import IndicatorContent, LineContent, PlanContent, ResultContent, from_json

Held = TypeVar("Held", bound=Model)
_ORDER = ("ordinal", "pk")
_OF_INDICATOR = tuple(
    field.name for field in fields(IndicatorContent) if field.name not in {"key", "objective_indicator", "definition"}
)


def skps_to_record(pks: Iterable[int]) -> QuerySet[Skp]:
    """SKPs with everything that `content_of` reads, in five queries however many they are."""
    indicators = Prefetch("indicators", Indicator.objects.standing().order_by(*_ORDER))
    results = ResultPlan.objects.standing().select_related("parent", "objective").prefetch_related(indicators)
    rows: QuerySet[Skp] = Skp.objects.filter(pk__in=list(pks)).select_related(
        "employee__agency", "appraiser", "appraiser_position", "dialogue_with"
    ).prefetch_related(
        Prefetch("results", results.order_by(*_ORDER)),
        Prefetch("behaviour_expectations", BehaviourExpectation.objects.order_by("core_value", *_ORDER)),
        Prefetch("annex_items", AnnexItem.objects.order_by("section", *_ORDER)),
    )
    return rows


def content_of(skp: Skp) -> PlanContent:
    """What this SKP, or the working copy of one, says now. Free where the SKP was prefetched (`skps_to_record`, the page)."""
    results = sorted(
        (row for row in skp.results.all() if row.dropped_on is None),
        key=lambda row: (row.kind != ResultKind.MAIN, row.ordinal, row.pk),
    )
    return PlanContent(
        approach=skp.approach, appraiser=skp.appraiser_id, appraiser_name=skp.appraiser.name,
        appraiser_post=skp.appraiser_position.title if skp.appraiser_position else "",
        start=skp.start.isoformat(), end=skp.end.isoformat(),
        results=tuple(_result(row, number, is_copy=skp.amends_id is not None) for number, row in enumerate(results, start=1)),
        expectations=_lines((row.core_value, row.ordinal, row.text, None) for row in skp.behaviour_expectations.all()),
        annex=_lines((row.section, row.ordinal, row.text, row.due_on) for row in skp.annex_items.all()),
    )


def stored_content(skp_id: int) -> PlanContent:
    """What the stored SKP says now."""
    return content_of(skps_to_record([skp_id]).get())


def version_made_by(amendment: Skp) -> SkpVersion | None:
    """The version that a merged working copy became. One query."""
    row: SkpVersion | None = SkpVersion.objects.filter(amendment=amendment).first()
    return row


def versions_for(actor: Actor, skp_id: int) -> tuple[Skp, list[SkpVersion]]:
    """An SKP and what was agreed about it, newest first. Raises Http404 and Refused as `get_skp_for`."""
    skp = _read(actor, skp_id)
    return skp, list(SkpVersion.objects.filter(skp=skp).order_by("-number"))


def get_version_for(actor: Actor, skp_id: int, number: int) -> tuple[SkpVersion, SkpVersion | None]:
    """One version, and the one before it. Raises Http404 where it does not exist, Refused as `get_skp_for`."""
    skp = _read(actor, skp_id)
    found = {row.number: row for row in SkpVersion.objects.filter(skp=skp, number__in=(number, number - 1))}
    if number not in found:
        raise Http404
    found[number].skp = skp
    return found[number], found.get(number - 1)


def _read(actor: Actor, skp_id: int) -> Skp:
    skp = get_skp_for(actor, skp_id)
    note_reading(actor, subject_id=skp.employee_id, thing="skp", thing_id=skp.pk, label=str(skp.performance_year.year))
    return skp


def agreed_on_day(skp_ids: Iterable[int], day: date) -> dict[int, PlanContent]:
    """SKP → what was agreed of it on the evening of a day; before the first agreement, the first. One query."""
    rows = (
        SkpVersion.objects.filter(skp_id__in=list(skp_ids))
        .order_by("skp_id", "number").values_list("skp_id", "agreed_at", "content", "skp__employee__agency__time_zone")
    )
    stored: dict[int, Mapping[str, object]] = {}
    for skp_id, agreed_at, content, zone in rows:
        if skp_id not in stored or agreed_at.astimezone(ZoneInfo(zone)).date() <= day:
            stored[skp_id] = content
    return {skp_id: from_json(content) for skp_id, content in stored.items()}


def indicators_on(skp_ids: Iterable[int], day: date, *, keep: frozenset[int] = frozenset()) -> list[Indicator]:
    """The indicators of these SKPs with their results as they were agreed on a day, in the order of the forms: target and
    words of then, without what was added later, with what was dropped since. What `keep` names stays, as the rows say it.

    They are for reading, never saved. One query, two where one of the SKPs was amended.
    """
    rows = list(
        Indicator.objects.filter(result__skp_id__in=list(skp_ids)).select_related("result")
        .annotate(agreements=F("result__skp__version")).order_by("-result__kind", "result__ordinal", "result__pk", *_ORDER)
    )
    amended = {row.result.skp_id for row in rows if row.agreements > 1}
    if not amended:
        return [row for row in rows if row.dropped_on is None]
    agreed = {
        (skp_id, each.key): (result, each)
        for skp_id, plan in agreed_on_day(amended, day).items() for result in plan.results for each in result.indicators
    }
    kept: list[Indicator] = []
    for row in rows:
        found = agreed.get((row.result.skp_id, row.pk))
        if row.result.skp_id not in amended or (found is None and row.pk in keep):
            kept.append(row)
        elif found is not None:
            kept.append(_as_agreed(row, *found))
    return sorted(kept, key=_form_order)


def as_agreed(skp: Skp, day: date) -> Skp:
    """An SKP whose results and indicators were prefetched, with these as they were agreed on that day: for the forms of a
    past period. No query where it was never amended."""
    if skp.version <= 1:
        return skp
    loaded = {row.pk: row for row in skp.results.all()}
    results: list[ResultPlan] = []
    for pk, together in groupby(indicators_on([skp.pk], day), key=lambda row: row.result_id):
        indicators = list(together)
        shown = copy(loaded.get(pk, indicators[0].result))
        for name in ("statement", "kind", "ordinal"):
            setattr(shown, name, getattr(indicators[0].result, name))
        results.append(_holding(shown, "indicators", indicators))
    return _holding(copy(skp), "results", results)


def _holding(record: Held, name: str, rows: list[Any]) -> Held:
    """With these rows as if they had been prefetched."""
    record.__dict__["_prefetched_objects_cache"] = record.__dict__.get("_prefetched_objects_cache", {}) | {name: rows}
    return record


def _form_order(row: Indicator) -> tuple[bool, int, int, int, int]:
    return (row.result.kind != ResultKind.MAIN, row.result.ordinal, row.result_id, row.ordinal, row.pk)


def _as_agreed(row: Indicator, result: ResultContent, agreed: IndicatorContent) -> Indicator:
    shown, shown.result = copy(row), copy(row.result)
    for name in _OF_INDICATOR:
        setattr(shown, name, getattr(agreed, name))
    shown.result.statement, shown.result.kind, shown.result.ordinal = result.statement, result.kind, result.ordinal
    return shown


def _result(row: ResultPlan, ordinal: int, *, is_copy: bool) -> ResultContent:
    above = row.parent or row.objective
    return ResultContent(
        key=row.origin_id if is_copy else row.pk, kind=row.kind, ordinal=ordinal, statement=row.statement,
        supports=above.statement if above else "", parent=row.parent_id, parent_indicator=row.parent_indicator_id,
        objective=row.objective_id, cascade=row.cascade, source=row.source, assignment=row.assignment_id,
        assigned_by=row.assigned_by, placeholder=row.placeholder,
        indicators=tuple(
            _indicator(each, number, is_copy=is_copy)
            for number, each in enumerate(_in_order(row.indicators.all()), start=1)
        ),
    )


def _indicator(row: Indicator, ordinal: int, *, is_copy: bool) -> IndicatorContent:
    return IndicatorContent(
        key=row.origin_id if is_copy else row.pk, ordinal=ordinal, objective_indicator=row.objective_indicator_id,
        definition=row.definition_id,
        **{name: getattr(row, name) for name in _OF_INDICATOR if name != "ordinal"},
    )


def _in_order(rows: Iterable[Indicator]) -> list[Indicator]:
    return sorted((row for row in rows if row.dropped_on is None), key=lambda row: (row.ordinal, row.pk))


def _lines(rows: Iterable[tuple[str, int, str, date | None]]) -> tuple[LineContent, ...]:
    """Numbered anew within each place, so that a gap left by a deletion is no change."""
    placed: dict[str, list[LineContent]] = {}
    for place, _ordinal, text, due in sorted(rows, key=lambda row: (row[0], row[1])):
        lines = placed.setdefault(place, [])
        lines.append(LineContent(place, len(lines) + 1, text, due.isoformat() if due else ""))
    return tuple(line for lines in placed.values() for line in lines)


def hanging_below(results: Iterable[int]) -> QuerySet[ResultPlan]:
    """What hangs below these results, in SKPs and in changes that are being made. One query."""
    alive = Q(skp__amends__isnull=True) & ~Q(skp__state=workflow.CLOSED) | Q(skp__state__in=workflow.OPEN_STATES)
    rows: QuerySet[ResultPlan] = (
        ResultPlan.objects.standing().filter(alive, parent__in=list(results))
        .select_related("skp__employee").order_by("skp__employee__name", "pk")
    )
    return rows


def let_go_by(amendment: Skp) -> list[ResultPlan]:
    """What others hung below results that this change takes out: to be linked anew when it is agreed. One query."""
    kept = ResultPlan.objects.filter(skp=amendment, origin__isnull=False).values("origin_id")
    out = ResultPlan.objects.standing().filter(skp=amendment.amends_id).exclude(pk__in=kept)
    rows = ResultPlan.objects.standing().filter(parent__in=out.values("pk"), skp__amends__isnull=True)
    return list(rows.exclude(skp__state=workflow.CLOSED).select_related("skp__employee").order_by("skp__employee__name", "pk"))
