"""The words by which any indicator is described: one place for objectives, the library and SKPs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Perspective(models.TextChoices):
    """The four perspectives of who leads (II.A.2.a.8, p.29)."""

    RECIPIENT = "recipient", _("Penerima Layanan")
    PROCESS = "process", _("Proses Bisnis")
    INTERNAL = "internal", _("Penguatan Internal")
    BUDGET = "budget", _("Anggaran")


class ControlLevel(models.TextChoices):
    """How far a result is the owner's own doing (II.A.5.a-e, p.44; the three boxes of form A.1.3)."""

    OUTCOME = "outcome", _("Outcome")
    INTERMEDIATE = "intermediate", _("Outcome Antara")
    OUTPUT_LOW = "output-low", _("Output kendali rendah")
    OUTPUT_MEDIUM = "output-medium", _("Output kendali sedang")
    OUTPUT_HIGH = "output-high", _("Output kendali tinggi")


class Rhythm(models.TextChoices):
    """How often it is reported (form A.1.3)."""

    MONTHLY = "monthly", _("Bulanan")
    QUARTERLY = "quarterly", _("Triwulanan")
    HALF_YEARLY = "half-yearly", _("Semesteran")
    YEARLY = "yearly", _("Tahunan")
