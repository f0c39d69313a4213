"""Long work on people: reading a spreadsheet and applying it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.files import place
from capaian.foundation.jobs import Progress, job_kind
from capaian.people import workflow
from capaian.people.actions import applying, staging
from capaian.people.actions.imports import COMMIT, READ
from capaian.people.models import ImportBatch
from capaian.people.queries.imports import batch_of, remembered_columns, rows_to_apply
from capaian.people.queries.staging import Judgement, judge, length_of, tables_of, unmatched

APPLY_CHUNK = 500


@job_kind(READ, title=_("Membaca berkas pegawai"))
def read_import(progress: Progress, *, batch_id: int) -> str | None:
    """Stage every row of a batch's file; a run that was interrupted continues after the last staged row."""
    batch = batch_of(progress.by.agency_id, batch_id)
    if batch.state != workflow.READING:
        return None
    try:
        with override("id"):
            return _read(batch, progress)
    except InvalidInput as told:
        reasons = [str(problem) for problem in told.problems]
        staging.give_up_import(batch=batch, reasons=reasons, by=progress.by, at=timezone.now())
        return "\n".join(reasons)


def _read(batch: ImportBatch, progress: Progress) -> str | None:
    chosen = {table["title"]: table["chosen"] for table in batch.tables if "chosen" in table}
    if batch.file is None:
        raise InvalidInput([Problem(str(_("berkasnya sudah tidak ada; unggah lagi")))])
    tables = tables_of(place(batch.agency_id, batch.file.sha256), remembered_columns(batch.agency_id), chosen)
    if unmatched(tables):
        facts = [table.facts() for table in tables]
        staging.ask_for_columns(batch=batch, tables=facts, by=progress.by, at=timezone.now())
        return None
    progress.step(total=length_of(tables))
    judgement = judge(tables, batch.agency_id, batch.effective_from, beat=progress.beat)
    _stage(batch, judgement, progress)
    progress.step(done=progress.done, total=progress.done)
    counts = _counts(batch)
    staging.present_import(
        batch=batch, counts=counts, findings=judgement.conclusion.findings, by=progress.by, at=timezone.now(),
    )
    return None


def _stage(batch: ImportBatch, judgement: Judgement, progress: Progress) -> None:
    for rows in judgement.rows(after=progress.checkpoint.get("seen")):
        staging.stage_rows(batch=batch, rows=rows, progress=progress, by=progress.by, at=timezone.now())


def _counts(batch: ImportBatch) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for sheet, outcome, count in batch.rows.values_list("sheet", "outcome").annotate(count=Count("pk")):
        counts[sheet][outcome] = count
    return dict(counts)


@job_kind(COMMIT, title=_("Menerapkan impor pegawai"), cancellable=False)
def commit_import(progress: Progress, *, batch_id: int) -> str | None:
    """Apply a batch's rows in the order in which they were staged; a run that was interrupted continues after the last."""
    batch = batch_of(progress.by.agency_id, batch_id)
    if batch.state != workflow.COMMITTING:
        return None
    progress.step(total=rows_to_apply(batch, after=0).count())
    by = replace(progress.by, roles=frozenset({Role.PERFORMANCE_MANAGER}))  # asked when the batch was committed
    while rows := list(rows_to_apply(batch, after=batch.applied_upto)[:APPLY_CHUNK]):
        applying.apply_rows(batch=batch, rows=rows, progress=progress, by=by, at=timezone.now())
    applying.finish_import(batch=batch, by=by, at=timezone.now())
    return None


