from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import StatefulModel, StatusRow, StoredFile
from capaian.people import workflow
from capaian.people.models.agency import Unit
from capaian.people.models.employee import Employee
from capaian.people.models.position import Position


class CorrectionSubject(models.TextChoices):
    APPRAISER = "appraiser", _("Ini bukan atasan saya")
    UNIT = "unit", _("Ini bukan unit kerja saya")
    POSITION = "position", _("Ini bukan jabatan saya")


class Correction(StatefulModel):
    """An employee says that the ledger is wrong about the own superior, unit or position, from a day on.

    The performance manager decides by `due_on`, so many working days after it was sent as the agency's policy says.
    """

    WORKFLOW = workflow.CORRECTION
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="corrections")
    subject = models.CharField(max_length=20, choices=CorrectionSubject.choices)
    state = models.CharField(max_length=20, default=workflow.CORRECTION.initial)
    effective_from = models.DateField()
    recorded = models.CharField(max_length=300)  # what the ledger said when it was sent, in words
    recorded_key = models.CharField(max_length=40, blank=True)  # and as a value, to see whether it has changed since
    appraiser = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="corrections_naming")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="corrections_naming")
    position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="corrections_naming")
    position_title = models.CharField(max_length=200, blank=True)
    explanation = models.TextField()
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="corrections")
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    overdue_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employee", "subject"), condition=models.Q(state=workflow.SUBMITTED), name="one_open_correction",
            ),
        )
        indexes = (
            models.Index(fields=("state", "due_on"), name="correction_state_due"),
            models.Index(fields=("employee", "-sent_at"), name="correction_employee_sent"),
        )


class CorrectionStatus(StatusRow):
    record = models.ForeignKey(Correction, models.PROTECT, related_name="statuses")
