"""What the cascade of a year lacks, counted once for everybody who looks, so that the page costs the same at any size."""

from __future__ import annotations

from django.db import models

from capaian.governance.models import PerformanceYear


class CoverageCount(models.Model):
    """When an agency's year was counted, and what each unit itself lacks: `units` is [[pk, path, {kind: number}], …] in the order
    of the paths, without those that lack nothing (kinds: rules.coverage.Kind).

    One row holds a whole agency, so that it is written in one statement however many units there are. Made by
    planning.queries.coverage_kept alone; may be thrown away at any time.
    """

    performance_year = models.OneToOneField(PerformanceYear, models.CASCADE, related_name="coverage")
    counted_at = models.DateTimeField()
    units = models.JSONField(default=list)
