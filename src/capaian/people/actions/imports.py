"""A spreadsheet is given, its columns are matched, it is applied or thrown away. Reading and applying are jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.files.base import File
from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.foundation import audit, jobs
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.files import IMPORT, store
from capaian.foundation.jobs.actions import cancel_job
from capaian.foundation.jobs.permissions import may_cancel_job
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.people import workflow
from capaian.people.models import Agency, ColumnMapping, ImportBatch, Outcome
from capaian.people.permissions.imports import may_decide_import, may_import_people
from capaian.people.rules.staging_shapes import SHAPES

READ, COMMIT = "people.import.read", "people.import.commit"


@action
def start_import(*, agency: Agency, upload: File[bytes], effective_from: date, by: Actor, at: datetime) -> ImportBatch:
    """Keep the file and have it read. Raises InvalidInput for a file that is not taken."""
    require(may_import_people(by))
    stored = store(upload, by=by, at=at, use=IMPORT)
    batch = ImportBatch.objects.create(
        agency=agency, file=stored, file_name=stored.name, effective_from=effective_from, made_at=at, made_by_name=by.name,
    )
    batch.statuses.create(state=batch.state, by_id=by.employee_id, by_name=by.name, at=at)
    given = {"file": stored.sha256, "effective_from": effective_from}
    audit.record(by=by, at=at, verb="import.start", subject=batch, after=given)
    _queue(batch, READ, by=by, at=at)
    return batch


@action
def match_columns(
    *, batch: ImportBatch, sheets: Mapping[str, str], columns: Mapping[str, Mapping[str, str]], by: Actor, at: datetime,
) -> None:
    """Say which table is which and which column holds what; remembered for the agency's next file.

    `sheets`: title → sheet ("" leaves it out); `columns`: sheet → our field → their heading. Raises InvalidInput where a
    required field has no column, a column is named twice or two tables are said to be the same.
    """
    require(may_decide_import(by, batch))
    problems = _matching_problems(sheets, columns)
    if problems:
        raise InvalidInput(problems)
    for sheet, chosen in columns.items():
        ColumnMapping.objects.update_or_create(agency_id=batch.agency_id, sheet=sheet, defaults={"columns": dict(chosen)})
    batch.tables = [{**table, "chosen": sheets.get(table["title"], "")} for table in batch.tables]
    transition(batch, verb="match", by=by, at=at, detail={"sheets": dict(sheets)}, also=["tables"])
    _queue(batch, READ, by=by, at=at)


@action
def commit_import(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """Have what was looked at applied. Of two who ask, the second is refused with the state the first one left."""
    require(may_decide_import(by, batch))
    counts = [outcomes.get(outcome, 0) for outcomes in batch.counts.values() for outcome in (Outcome.ADDED, Outcome.CHANGED)]
    if batch.state == workflow.READY and not sum(counts):
        raise InvalidInput([Problem(_("Tidak ada baris yang akan menambah atau mengubah sesuatu."))])
    transition(batch, verb="commit", by=by, at=at, detail={"counts": batch.counts})
    _queue(batch, COMMIT, by=by, at=at)


@action
def discard_import(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """Throw the rows away. The file and what was decided about it stay on record."""
    require(may_decide_import(by, batch))
    transition(batch, verb="discard", by=by, at=at)
    if batch.job and may_cancel_job(by, batch.job):
        cancel_job(job=batch.job, by=by, at=at)
    batch.rows.all().delete()


def _queue(batch: ImportBatch, kind: str, *, by: Actor, at: datetime) -> None:
    href = reverse("people:import", args=[batch.pk])
    batch.job = jobs.enqueue(kind, by=by, at=at, title=batch.file_name, arguments={"batch_id": batch.pk}, href=href)
    batch.save(update_fields=["job"])


def _matching_problems(sheets: Mapping[str, str], columns: Mapping[str, Mapping[str, str]]) -> list[Problem]:
    used = [sheet for sheet in sheets.values() if sheet]
    problems = [
        Problem(_("Dua lembar tidak dapat berisi hal yang sama: %(sheet)s.") % {"sheet": SHAPES[sheet].title}, f"{sheet}")
        for sheet in SHAPES if used.count(sheet) > 1
    ]
    if not used:
        problems.append(Problem(_("Pilih paling sedikit satu lembar untuk diimpor.")))
    for sheet in dict.fromkeys(used):
        chosen = {name: heading for name, heading in columns.get(sheet, {}).items() if heading}
        problems += [
            Problem(_("Pilih kolom untuk “%(field)s”.") % {"field": field.heading}, f"{sheet}.{field.name}")
            for field in SHAPES[sheet].fields if field.required and field.name not in chosen
        ]
        headings = list(chosen.values())
        problems += [
            Problem(_("Kolom “%(heading)s” dipilih lebih dari sekali.") % {"heading": heading}, f"{sheet}.{name}")
            for name, heading in chosen.items() if headings.count(heading) > 1
        ]
    return problems
