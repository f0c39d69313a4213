"""What the cascade of a year lacks, counted once for everybody who looks, so that the page costs the same at any size."""

from __future__ import annotations

from django.db import models

from capaian.governance.models import PerformanceYear
from capaian.people.models import Unit


class CoverageCount(models.Model):
    """When an agency's year was counted, and its sums by kind (rules.coverage.Kind). Made by planning.queries.coverage_kept
    alone; may be thrown away at any time."""

    performance_year = models.OneToOneField(PerformanceYear, models.CASCADE, related_name="coverage")
    counted_at = models.DateTimeField()
    sums = models.JSONField(default=dict)


class UnitCoverage(models.Model):
    """What one unit lacks: by kind in the unit itself, in `sums` with everything below it; `burden` is how much of the latter is
    to be mended. Units in which and below which nothing is lacking have no row."""

    count = models.ForeignKey(CoverageCount, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="coverage", db_index=False)
    orphans = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    uncarried = models.IntegerField(default=0)
    indicators = models.IntegerField(default=0)
    without = models.IntegerField(default=0)
    overloaded = models.IntegerField(default=0)
    objectives = models.IntegerField(default=0)
    exempt = models.IntegerField(default=0)
    sums = models.JSONField(default=dict)
    burden = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "count"), name="one_coverage_per_unit"),)
