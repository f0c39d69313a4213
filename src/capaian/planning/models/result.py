from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel
from capaian.planning.models.objective import Objective
from capaian.planning.models.skp import Skp


class ResultKind(models.TextChoices):
    """High and low priority (II.A.6)."""

    MAIN = "main", _("Utama")
    ADDITIONAL = "additional", _("Tambahan")


class ResultPlan(JudgedModel):
    """A planned result (rencana hasil kerja). It intervenes a leader's result or hangs below a unit's objective."""

    skp = models.ForeignKey(Skp, models.CASCADE, related_name="results")
    kind = models.CharField(max_length=12, choices=ResultKind.choices, default=ResultKind.MAIN)
    ordinal = models.PositiveSmallIntegerField(default=1)
    statement = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="results")
    assigned_by = models.CharField(max_length=200, blank=True)  # A.1.1/A.1.2: the assigning leader's post

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(objective__isnull=True), name="result_hangs_below_one_thing"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="result_is_not_its_own_parent"),
        )


class Aspect(models.TextChoices):
    QUANTITY = "quantity", _("Kuantitas")
    QUALITY = "quality", _("Kualitas")
    TIME = "time", _("Waktu")
    COST = "cost", _("Biaya")


class Polarity(models.TextChoices):
    HIGHER = "higher", _("Lebih tinggi lebih baik")
    LOWER = "lower", _("Lebih rendah lebih baik")


class Measurement(models.TextChoices):
    """How a year's realisation follows from the months': their sum, the latest, or a figure released elsewhere."""

    CUMULATIVE = "cumulative", _("Kumulatif")
    SNAPSHOT = "snapshot", _("Keadaan terakhir")
    RELEASED = "released", _("Dirilis pihak lain")


class Indicator(JudgedModel):
    """An individual performance indicator (IKI) with its target.

    `target_text` is what the forms print ("80 – 90% sesuai"); `target` and, for a range, `target_high` are
    the numbers the rules use, in `unit`. A target without a number is judged in words alone.
    """

    result = models.ForeignKey(ResultPlan, models.CASCADE, related_name="indicators")
    ordinal = models.PositiveSmallIntegerField(default=1)
    aspect = models.CharField(max_length=10, choices=Aspect.choices)
    statement = models.TextField()
    target_text = models.CharField(max_length=200)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_high = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    polarity = models.CharField(max_length=6, choices=Polarity.choices, default=Polarity.HIGHER)
    measurement = models.CharField(max_length=12, choices=Measurement.choices, default=Measurement.SNAPSHOT)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(target__isnull=True) | Q(target__gte=0), name="target_not_negative"),
            models.CheckConstraint(
                condition=Q(target_high__isnull=True) | (Q(target__isnull=False) & Q(target_high__gte=F("target"))),
                name="target_range_in_order",
            ),
        )
