"""What the reading job writes, chunk by chunk: staged rows, and in the end what is to be told of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from capaian.foundation.actor import Actor
from capaian.foundation.jobs import Progress
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.people.models import ImportBatch, ImportRow
from capaian.people.queries.staging import StagedRow
from capaian.people.rules.staging_file import Finding

# The worker acts here for the person who gave the file; whether that person may was asked when the job was queued.


@action
def stage_rows(*, batch: ImportBatch, rows: Sequence[StagedRow], progress: Progress, by: Actor, at: datetime) -> None:
    """Keep a chunk of rows and count it, together."""
    ImportRow.objects.bulk_create([
        ImportRow(
            batch=batch, sheet=row.sheet, number=row.number, key=row.key, outcome=row.outcome, values=row.values,
            before=row.before,
            problems=[{"column": one.column, "reason": str(one.reason), "warning": one.warning} for one in row.problems],
        ) for row in rows
    ])
    seen = Counter(progress.checkpoint.get("seen", {}))
    seen.update(row.sheet for row in rows)
    progress.step(done=progress.done + len(rows), checkpoint={"seen": dict(seen)})


@action
def present_import(
    *, batch: ImportBatch, counts: dict[str, dict[str, int]], findings: Iterable[Finding], by: Actor, at: datetime,
) -> None:
    """Everything was read: a person may look at it."""
    batch.counts = counts
    batch.problems = [{"reason": str(one.reason), "tone": one.tone, "sheet": one.sheet} for one in findings]
    transition(batch, verb="present", by=by, at=at, detail={"counts": counts}, also=["counts", "problems"])


@action
def ask_for_columns(*, batch: ImportBatch, tables: list[dict[str, Any]], by: Actor, at: datetime) -> None:
    """The headings say too little: a person must match the columns."""
    batch.tables = tables
    transition(batch, verb="ask", by=by, at=at, also=["tables"])


@action
def give_up_import(*, batch: ImportBatch, reasons: Sequence[str], by: Actor, at: datetime) -> None:
    """The file cannot be read at all."""
    batch.rows.all().delete()
    batch.problems = [{"reason": reason, "tone": "bad", "sheet": ""} for reason in reasons]
    transition(batch, verb="give-up", by=by, at=at, detail={"reasons": list(reasons)}, also=["problems"])
