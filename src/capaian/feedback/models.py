from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel
from capaian.planning.models import Indicator, Skp


class Giver(models.TextChoices):
    """Who gave it (Art 18), as the official examples label each entry."""

    LEADER = "leader", _("Pimpinan")
    PEER = "peer", _("Rekan kerja setingkat")
    SUBORDINATE = "subordinate", _("Pegawai di bawahnya")
    STAKEHOLDER = "stakeholder", _("Stakeholder terkait")


class Tone(models.TextChoices):
    POSITIVE = "positive", _("Positif")
    MIXED = "mixed", _("Baik, dengan perbaikan")
    NEGATIVE = "negative", _("Perlu perbaikan")


class Feedback(JudgedModel):
    """Ongoing feedback (Art 1.6, 17-19) on one indicator's result or on one core value; all of it is kept."""

    skp = models.ForeignKey(Skp, models.PROTECT, related_name="feedback")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="feedback")
    core_value = models.CharField(max_length=30, blank=True)  # slug of kernel.berakhlak
    giver = models.CharField(max_length=12, choices=Giver.choices)
    giver_label = models.CharField(max_length=120, blank=True)  # printed instead of the plain giver, e.g. "Satpam"
    tone = models.CharField(max_length=10, choices=Tone.choices)
    text = models.TextField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=(Q(indicator__isnull=False) & Q(core_value="")) | (Q(indicator__isnull=True) & ~Q(core_value="")),
                name="feedback_on_result_or_value",
            ),
        )
        indexes = (models.Index(fields=("skp", "at"), name="feedback_skp_at"),)

    @property
    def printed_giver(self) -> str:
        """How the forms label the entry: "Pimpinan", or what stands in its place, e.g. "Pasien"."""
        return self.giver_label or str(Giver(self.giver).label)
