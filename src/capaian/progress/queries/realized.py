"""What the months have come to, per indicator: the figures that evaluation, team grid and forms print.

Only **accepted** months count: the appraiser has seen them. `include_submitted=True` adds those still with the
appraiser, for screens that show where somebody stands before the check. Drafts and returned months never count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from capaian.foundation.ui.numbers import number
from capaian.planning.models import Indicator, Skp
from capaian.planning.queries.versions import indicators_on
from capaian.progress import workflow
from capaian.progress.models import Realization
from capaian.progress.rules.accumulate import Measurement, accumulate


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of a month's evidence: where it lies and what the person wrote about it. A file has a `name`, a link none."""

    month: date
    url: str
    note: str
    name: str = ""


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


class Month(NamedTuple):
    """What one month says of one indicator: bare columns, because a team's year is hundreds of them."""

    indicator_id: int
    month: date
    value: Decimal | None
    text: str
    note: str
    evidence_url: str
    file_id: int | None
    file_name: str | None

    @property
    def evidence(self) -> Iterator[Evidence]:
        """The link, then the file."""
        if self.evidence_url:
            yield Evidence(self.month, self.evidence_url, self.note)
        if self.file_id is not None:
            yield Evidence(self.month, reverse("files:file", args=[self.file_id]), self.note, self.file_name or "")


def realized(indicator: Indicator, rows: Sequence[Month]) -> Realized:
    """One indicator's year from what its months say, in their order. No query."""
    year = accumulate(indicator.measurement, [row.value for row in rows])
    notes = [row.note for row in rows if row.value is None and not row.text and row.note]
    text = _printed(indicator, year.value, rows)
    reason = "" if text else (notes[-1] if notes else year.reason)
    return Realized(
        indicator_id=indicator.pk, value=year.value, text=text, reason=reason,
        evidence=tuple(piece for row in rows for piece in row.evidence),
        monthly=tuple((row.month, row.value) for row in rows),
    )


def _printed(indicator: Indicator, value: Decimal | None, rows: Sequence[Month]) -> str:
    """The person's own wording where it says the whole year's figure, else the number with its unit."""
    told = [row for row in rows if row.value is not None or row.text]
    own = told[-1].text if told else ""
    if own and (len(told) == 1 or indicator.measurement != Measurement.CUMULATIVE or value is None):
        return own
    return "" if value is None else f"{number(value, 4)} {indicator.unit}".strip()


def year_to_date_of(
    indicators: Iterable[Indicator], skp_ids: Iterable[int], until: date, *, include_submitted: bool = False
) -> dict[int, Realized]:
    """`{indicator_id: Realized}` for indicators of these SKPs, in their order. One query however many there are.

    Every indicator is there, also one without a realisation (value None, with the reason).
    """
    found = counted(until, include_submitted=include_submitted).filter(report__skp_id__in=list(skp_ids))
    rows: dict[int, list[Month]] = defaultdict(list)
    names = ("indicator_id", "report__month", "value", "text", "note", "evidence_url", "evidence_file_id", "evidence_file__name")
    for row in found.values_list(*names):
        rows[row[0]].append(Month(*row))
    return {indicator.pk: realized(indicator, rows[indicator.pk]) for indicator in indicators}


def year_to_date_for(
    skp_ids: Iterable[int], until: date, *, include_submitted: bool = False
) -> dict[int, dict[int, Realized]]:
    """`{skp_id: {indicator_id: Realized}}` for many SKPs at once, of the indicators as they were agreed on `until`: two
    queries however many there are, three where one was amended."""
    skp_ids = list(skp_ids)
    indicators = indicators_on(skp_ids, until)
    found = year_to_date_of(indicators, skp_ids, until, include_submitted=include_submitted)
    answer: dict[int, dict[int, Realized]] = {skp_id: {} for skp_id in skp_ids}
    for indicator in indicators:
        answer[indicator.result.skp_id][indicator.pk] = found[indicator.pk]
    return answer


def realizations_of(skp: Skp, until: date, *, include_submitted: bool = False) -> Mapping[int, Realized]:
    """`{indicator_id: Realized}` of one SKP, in the order of the forms. Two queries."""
    return year_to_date_for([skp.pk], until, include_submitted=include_submitted)[skp.pk]


def evidence_counts(skp_ids: Iterable[int], until: date | None = None) -> dict[int, int]:
    """How many links and files each SKP's accepted months bring as evidence; 0 where none. One query."""
    skp_ids = list(skp_ids)
    rows = counted(until or date.max).filter(report__skp_id__in=skp_ids).order_by().values("report__skp_id")
    counts = rows.annotate(links=Count("pk", filter=~Q(evidence_url="")), files=Count("evidence_file_id"))
    return dict.fromkeys(skp_ids, 0) | {row["report__skp_id"]: row["links"] + row["files"] for row in counts}
