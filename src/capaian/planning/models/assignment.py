"""Assignments (penugasan): work given by any Pimpinan, or asked for; the appraiser approves (II.A.5.f, p.45-46)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import StatefulModel, StatusRow
from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee, TaskTeam
from capaian.planning import workflow


class AssignmentForm(models.TextChoices):
    APPOINTMENT = "appointment", _("Penunjukan")
    VOLUNTARY = "voluntary", _("Pengajuan sukarela")


class Host(models.TextChoices):
    """Where the work is done (II.A.5.f.3)."""

    UNIT = "unit", _("Unit kerja sendiri")
    AGENCY = "agency", _("Unit kerja lain dalam instansi")
    OTHER_AGENCY = "other-agency", _("Instansi lain")
    OUTSIDE = "outside", _("Organisasi di luar pemerintah")


class Assignment(StatefulModel):
    """One person is to do something for a Pimpinan. Only the appraiser's approval makes it active."""

    WORKFLOW: ClassVar = workflow.ASSIGNMENT

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="assignments")
    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="assignments")
    team = models.ForeignKey(TaskTeam, models.PROTECT, null=True, blank=True, related_name="assignments")
    form = models.CharField(max_length=12, choices=AssignmentForm.choices)
    host = models.CharField(max_length=12, choices=Host.choices, default=Host.UNIT)
    giver = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="assignments_given")
    giver_name = models.CharField(max_length=200)  # of the Pimpinan, also where outside
    giver_post = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)  # outside one's own agency
    consent = models.CharField(max_length=300, blank=True)  # letter of the other organisation: number and date
    statement = models.TextField()  # the expected result
    main = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=workflow.ASSIGNMENT.initial)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    if TYPE_CHECKING:
        unit_path: str  # where the person works, as queries.assignments annotate it

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="assignment_ends_after_start"),
        )


class AssignmentStatus(StatusRow):
    record = models.ForeignKey(Assignment, models.CASCADE, related_name="statuses")
