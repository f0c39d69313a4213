"""The library of indicators (kamus indikator): what a measure means, once for everybody (II.A.3; form A.1.3)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from capaian.foundation.models import StatefulModel, StatusRow
from capaian.people.models import Agency, Unit
from capaian.planning import workflow
from capaian.planning.models.measures import Aspect, ControlLevel, Measurement, Polarity, Rhythm


class LibraryIndicator(StatefulModel):
    """An indicator of the library. `code` is the same in every agency that shares it; `owner` answers for its meaning.
    What it means stands in its versions; the newest approved one is offered."""

    WORKFLOW: ClassVar = workflow.LIBRARY

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="library_indicators")
    code = models.SlugField(max_length=60)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="library_indicators")
    state = models.CharField(max_length=20, default=workflow.LIBRARY.initial)
    origin = models.CharField(max_length=200, blank=True)  # the agency it was taken from, where it came by a file

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "code"), name="indicator_code_once_per_agency"),)


class LibraryIndicatorStatus(StatusRow):
    record = models.ForeignKey(LibraryIndicator, models.CASCADE, related_name="statuses")


class LibraryVersion(models.Model):
    """One wording of a library indicator; never changed once approved. `digest` is the SHA-256 of its canonical content, so
    that two regions can see whether they mean the same."""

    indicator = models.ForeignKey(LibraryIndicator, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.TextField()
    definition = models.TextField()
    purpose = models.TextField()
    formula = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    polarity = models.CharField(max_length=6, choices=Polarity.choices, default=Polarity.HIGHER)
    aspect = models.CharField(max_length=10, choices=Aspect.choices)
    measurement = models.CharField(max_length=12, choices=Measurement.choices, default=Measurement.SNAPSHOT)
    control = models.CharField(max_length=20, choices=ControlLevel.choices)
    data_source = models.TextField(blank=True)
    rhythm = models.CharField(max_length=20, choices=Rhythm.choices, default=Rhythm.MONTHLY)
    good_example = models.TextField(blank=True)
    bad_example = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("indicator", "number"), name="version_once_per_indicator"),)


class HintSwitch(models.Model):
    """An agency does not want one hint of the indicator linter, and says why. The newest row of a code counts."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="hint_switches")
    code = models.CharField(max_length=40)
    off = models.BooleanField(default=True)
    reason = models.CharField(max_length=300)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
