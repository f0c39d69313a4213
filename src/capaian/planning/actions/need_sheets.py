"""Bringing needs in from a sheet: the good rows are written, the others were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.planning.actions.needs import EvidenceDraft, NeedDraft, add_need, change_need
from capaian.planning.models import Need, NeedsAnalysis
from capaian.planning.permissions.needs import may_edit_analysis
from capaian.planning.rules.need_sheet import ADDED, CHANGED, NeedRow, plain_words


@action
def apply_needs(*, analysis: NeedsAnalysis, rows: Sequence[NeedRow], by: Actor, at: datetime) -> int:
    """Add and change what the rows say; how many. Rejected and unchanged rows are passed over."""
    require(may_edit_analysis(by, analysis))
    known = {plain_words(need.statement): need for need in Need.objects.filter(analysis=analysis).select_related("analysis")}
    good = [row for row in rows if row.outcome in {ADDED, CHANGED}]
    for row in good:
        need = known.get(plain_words(row.statement))
        if need is None:
            add_need(analysis=analysis, draft=_draft(row, None), by=by, at=at)
        else:
            change_need(need=need, draft=_draft(row, need), by=by, at=at)
    return len(good)


def _draft(row: NeedRow, need: Need | None) -> NeedDraft:
    """What stands already and the row on top of it."""
    kept = [EvidenceDraft(one.kind, one.source, one.finding) for one in need.evidence.order_by("pk")] if need else []
    new = EvidenceDraft(*row.evidence) if row.evidence else None
    criteria = {one["slug"] for one in (need.analysis.criteria if need else [])}
    scores = {slug: score for slug, score in need.scores.items() if slug in criteria} if need else {}
    return NeedDraft(
        sector=row.sector, sector_name=row.sector_name, statement=need.statement if need else row.statement,
        scores={**scores, **row.scores}, evidence=kept if new is None or new in kept else [*kept, new],
    )
