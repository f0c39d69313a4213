from __future__ import annotations

from django.db import models

from capaian.governance.models import PerformanceYear
from capaian.people.models import Unit


class Objective(models.Model):
    """What a unit is to reach in a year, from its performance agreement (perjanjian kinerja)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="objectives")
    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="objectives")
    statement = models.TextField()
    ordinal = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=300, blank=True)  # document or published figure it rests on


class ObjectiveIndicator(models.Model):
    """A key indicator (IKU) of an objective; `target_text` is printed, e.g. "48 → 35 per 100.000"."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="indicators")
    statement = models.TextField()
    target_text = models.CharField(max_length=120)
    ordinal = models.PositiveSmallIntegerField(default=1)
