"""A spreadsheet on its way into the records: staged row by row, looked at, then applied or thrown away."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import Job, StatefulModel, StatusRow, StoredFile
from capaian.people import workflow
from capaian.people.models.agency import Agency


class Sheet(models.TextChoices):
    """What a table holds, in the order in which the tables are applied."""

    UNITS = "units", _("Unit kerja")
    POSITIONS = "positions", _("Jabatan")
    PEOPLE = "people", _("Pegawai")
    ASSIGNMENTS = "assignments", _("Penugasan dan atasan")


class Outcome(models.TextChoices):
    ADDED = "added", _("Baru")
    CHANGED = "changed", _("Berubah")
    UNCHANGED = "unchanged", _("Tetap")
    REJECTED = "rejected", _("Ditolak")


class ColumnMapping(models.Model):
    """Which column of the agency's own spreadsheet holds which field, remembered for the next time."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="column_mappings")
    sheet = models.CharField(max_length=20, choices=Sheet.choices)
    columns = models.JSONField(default=dict)  # our field → their heading

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "sheet"), name="mapping_once_per_sheet"),)


class ImportBatch(StatefulModel):
    """One file given by one person. Reading and applying are jobs; `applied_upto` counts rows whose effect stands."""

    WORKFLOW = workflow.IMPORT
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="import_batches")
    state = models.CharField(max_length=20, default=workflow.IMPORT.initial)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="import_batches")
    file_name = models.CharField(max_length=150)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="import_batches")
    effective_from = models.DateField()  # ledger rows of this import begin on this day unless the row says otherwise
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    tables = models.JSONField(default=list)  # its sheets: [{"title", "sheet", "headings", "columns", "missing", "samples"}]
    counts = models.JSONField(default=dict)  # sheet → outcome → rows
    problems = models.JSONField(default=list)  # about the file or a sheet as a whole: [{"reason", "tone", "sheet"}]
    applied_upto = models.BigIntegerField(default=0)  # pk of the last ImportRow whose effect stands


class ImportBatchStatus(StatusRow):
    record = models.ForeignKey(ImportBatch, models.PROTECT, related_name="statuses")


class ImportRow(models.Model):
    """One row of the file, as it was read and what it would do."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=20, choices=Sheet.choices)
    number = models.PositiveIntegerField()  # as the spreadsheet counts
    key = models.CharField(max_length=80, blank=True)  # NIP or code
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)  # of a changed row: what the records say today
    problems = models.JSONField(default=list)  # [{"column", "reason", "warning"}]

    class Meta:
        indexes = (models.Index(fields=("batch", "sheet", "outcome", "number"), name="import_row_preview"),)
