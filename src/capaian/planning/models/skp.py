from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel, StatefulModel, StatusRow
from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee, Position
from capaian.planning import workflow


class Skp(StatefulModel):
    """A person's performance expectation for a year in one post (Art 1.4): results, behaviour, annex.

    `position` and `appraiser` are those the SKP was made with; `start`/`end` bound it within the year.
    """

    WORKFLOW: ClassVar = workflow.SKP

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="skps")
    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="skps")
    position = models.ForeignKey(Position, models.PROTECT, related_name="skps")
    appraiser = models.ForeignKey(Employee, models.PROTECT, related_name="skps_appraised")
    appraiser_position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=20, default=workflow.DRAFT, choices=tuple(workflow.SKP.labels.items()))
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("employee", "performance_year", "position"), name="one_skp_per_post_and_year"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="skp_ends_after_start"),
        )
        indexes = (
            models.Index(fields=("appraiser", "performance_year", "state"), name="skp_appraiser_year"),
            models.Index(fields=("performance_year", "state"), name="skp_year_state"),
        )


class SkpStatus(StatusRow):
    record = models.ForeignKey(Skp, models.CASCADE, related_name="statuses")


class BehaviourExpectation(JudgedModel):
    """A special expectation of the leader on one core value (Art 10(4)); several may stand under one value."""

    skp = models.ForeignKey(Skp, models.CASCADE, related_name="behaviour_expectations")
    core_value = models.CharField(max_length=30)  # slug of kernel.berakhlak
    text = models.TextField()
    ordinal = models.PositiveSmallIntegerField(default=1)


class AnnexSection(models.TextChoices):
    """The three lists of form A.1.8, as the regulation heads them."""

    RESOURCES = "resources", _("DUKUNGAN SUMBER DAYA")
    ACCOUNTABILITY = "accountability", _("SKEMA PERTANGGUNGJAWABAN")
    CONSEQUENCES = "consequences", _("KONSEKUENSI")


class AnnexItem(JudgedModel):
    """One line of form A.1.8."""

    skp = models.ForeignKey(Skp, models.CASCADE, related_name="annex_items")
    section = models.CharField(max_length=20, choices=AnnexSection.choices)
    text = models.TextField()
    ordinal = models.PositiveSmallIntegerField(default=1)
