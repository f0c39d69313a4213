"""The ledger, by date: which post a person holds, and who appraises whom (Art 1.9)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from capaian.people.models.employee import Employee
from capaian.people.models.position import Position


class Posting(models.Model):
    """A person holds a post from `start` to `end`, both included; no end means still."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="postings")
    position = models.ForeignKey(Position, models.PROTECT, related_name="postings")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="posting_ends_after_start"),
            models.UniqueConstraint(fields=("employee",), condition=Q(end__isnull=True), name="one_open_posting"),
        )


class Reporting(models.Model):
    """`employee` is appraised by `appraiser` (the direct superior) from `start` to `end`, both included."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="reportings")
    appraiser = models.ForeignKey(Employee, models.PROTECT, related_name="appraisees")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="reporting_ends_after_start"),
            models.CheckConstraint(condition=~Q(employee=F("appraiser")), name="nobody_appraises_themselves"),
            models.UniqueConstraint(fields=("employee",), condition=Q(end__isnull=True), name="one_open_appraiser"),
        )
