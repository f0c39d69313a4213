"""What the months have come to, per indicator: the figures that evaluation, team grid and forms print.

Only **accepted** months count: the appraiser has seen them. `include_submitted=True` adds those still with the
appraiser, for screens that show where somebody stands before the check. Drafts and returned months never count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from capaian.kernel.numbers import format_id
from capaian.planning.models import Indicator, Skp
from capaian.progress import workflow
from capaian.progress.models import Realization
from capaian.progress.rules.accumulate import Measurement, accumulate


@dataclass(frozen=True, slots=True)
class Evidence:
    """One month's evidence: where it lies and what the person wrote about it."""

    month: date
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Realized:
    """An indicator's year so far. `value` in the indicator's unit or None with `reason`; `text` is what form C.1.3
    prints under REALISASI BERDASARKAN BUKTI DUKUNG ("" where nothing is known); `monthly` in order of months."""

    indicator_id: int
    value: Decimal | None
    text: str
    reason: str
    evidence: tuple[Evidence, ...]
    monthly: tuple[tuple[date, Decimal | None], ...]


def counted(until: date, *, include_submitted: bool = False) -> QuerySet[Realization]:
    """Realisations of the months up to and with the one `until` lies in that count (see above), in order."""
    states = workflow.SENT if include_submitted else {workflow.ACCEPTED}
    return (
        Realization.objects.filter(report__month__lte=until, report__state__in=states)
        .select_related("report")
        .order_by("report__month", "pk")
    )


def realized(indicator: Indicator, rows: Iterable[Realization]) -> Realized:
    """One indicator's year from its realisations in order of months. No query (the rows bring their report)."""
    rows = list(rows)
    year = accumulate(indicator.measurement, [row.value for row in rows])
    notes = [row.note for row in rows if row.value is None and not row.text and row.note]
    text = _printed(indicator, year.value, rows)
    reason = "" if text else (notes[-1] if notes else year.reason)
    return Realized(
        indicator_id=indicator.pk, value=year.value, text=text, reason=reason,
        evidence=tuple(Evidence(r.report.month, r.evidence_url, r.note) for r in rows if r.evidence_url),
        monthly=tuple((row.report.month, row.value) for row in rows),
    )


def _printed(indicator: Indicator, value: Decimal | None, rows: list[Realization]) -> str:
    """The person's own wording where it says the whole year's figure, else the number with its unit."""
    told = [row for row in rows if row.value is not None or row.text]
    own = told[-1].text if told else ""
    if own and (len(told) == 1 or indicator.measurement != Measurement.CUMULATIVE or value is None):
        return own
    return "" if value is None else f"{format_id(value)} {indicator.unit}".strip()


def year_to_date_for(
    skp_ids: Iterable[int], until: date, *, include_submitted: bool = False
) -> dict[int, dict[int, Realized]]:
    """`{skp_id: {indicator_id: Realized}}` for many SKPs at once: two queries however many there are.

    Every indicator of every SKP is there, also those without a realisation (value None, with the reason).
    """
    skp_ids = list(skp_ids)
    rows: dict[int, list[Realization]] = defaultdict(list)
    for row in counted(until, include_submitted=include_submitted).filter(report__skp_id__in=skp_ids):
        rows[row.indicator_id].append(row)
    answer: dict[int, dict[int, Realized]] = {skp_id: {} for skp_id in skp_ids}
    order = ("-result__kind", "result__ordinal", "ordinal", "pk")
    for indicator in Indicator.objects.filter(result__skp_id__in=skp_ids).select_related("result").order_by(*order):
        answer[indicator.result.skp_id][indicator.pk] = realized(indicator, rows[indicator.pk])
    return answer


def realizations_of(skp: Skp, until: date, *, include_submitted: bool = False) -> Mapping[int, Realized]:
    """`{indicator_id: Realized}` of one SKP, in the order of the forms. Two queries."""
    return year_to_date_for([skp.pk], until, include_submitted=include_submitted)[skp.pk]


def evidence_counts(skp_ids: Iterable[int], until: date | None = None) -> dict[int, int]:
    """How many realisations with an evidence link each SKP's accepted months bring; 0 where none. One query."""
    skp_ids = list(skp_ids)
    rows = counted(until or date.max).filter(report__skp_id__in=skp_ids).exclude(evidence_url="")
    counts = rows.order_by().values("report__skp_id").annotate(number=Count("pk"))
    return dict.fromkeys(skp_ids, 0) | {row["report__skp_id"]: row["number"] for row in counts}
