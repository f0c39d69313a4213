from __future__ import annotations

from typing import ClassVar

from django.db import models

from capaian.foundation.models import JudgedModel, StatefulModel, StatusRow, StoredFile
from capaian.planning.models import Indicator, Skp
from capaian.progress import workflow


class MonthlyReport(StatefulModel):
    """A month of one SKP: the realisations of its indicators with note and evidence (Art 16; form B.1.2)."""

    WORKFLOW: ClassVar = workflow.REPORT

    skp = models.ForeignKey(Skp, models.PROTECT, related_name="reports")
    month = models.DateField()  # the month's first day
    state = models.CharField(max_length=20, default=workflow.DRAFT, choices=tuple(workflow.REPORT.labels.items()))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("skp", "month"), name="one_report_a_month"),)
        indexes = (models.Index(fields=("month", "state"), name="report_month_state"),)


class MonthlyReportStatus(StatusRow):
    record = models.ForeignKey(MonthlyReport, models.CASCADE, related_name="statuses")


class Realization(JudgedModel):
    """What was reached for one indicator in one month. `value` is in the indicator's unit; None = not measured
    (a state with a reason in `note`, never zero). `text` is what the forms print when it says more than the number."""

    report = models.ForeignKey(MonthlyReport, models.CASCADE, related_name="realizations")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="realizations")
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    text = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    evidence_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="realizations")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("report", "indicator"), name="one_realization_per_indicator"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0), name="realization_not_negative"
            ),
        )
