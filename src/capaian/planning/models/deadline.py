"""Until when planning is due, as data: the regulation's day unless the agency recorded another with its reason."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from capaian.governance.models import PerformanceYear
from capaian.people.models import Unit


class DeadlineKind(models.TextChoices):
    AGREEMENT = "agreement", _("Perjanjian kinerja ditetapkan")  # else its draft is used: second week of January (II.A.2.a.3)
    MATRIX = "matrix", _("Matriks pembagian peran dan hasil selesai")
    SKP = "skp", _("SKP ditetapkan")  # end of January (Art 14(1), II.C.4)


class PlanningDeadline(models.Model):
    """One statement of a deadline; append-only, the newest counts. A unit's own goes before the agency's."""

    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=12, choices=DeadlineKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="deadlines")
    due_on = models.DateField()
    reason = models.TextField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
