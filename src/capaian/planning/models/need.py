"""What the organisation and its citizens need, before anything is planned (scenario S4.1; PermenPANRB 6/2022 II.A.1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from capaian.governance.models import PerformanceYear
from capaian.people.models import Agency, Unit


class Sector(models.TextChoices):
    EDUCATION = "education", _("Pendidikan")
    HEALTH = "health", _("Kesehatan")
    INFRASTRUCTURE = "infrastructure", _("Infrastruktur")
    OTHER = "other", _("Bidang lain")


class NeedsAnalysis(models.Model):
    """One round of weighing needs against each other. `criteria` states the method: [{"slug", "label", "weight"}], the
    weights whole percentages that sum to 100; `method` says in words where it comes from."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="needs_analyses")
    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="needs_analyses")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="needs_analyses")  # None: the whole agency
    title = models.CharField(max_length=200)
    method = models.TextField()
    criteria = models.JSONField(default=list)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()


class Need(models.Model):
    """A need of a sector. `scores` are points per criterion (slug → 1 to 5). It leads to objectives (`Objective.needs`) or
    `reason_not` says why to none."""

    analysis = models.ForeignKey(NeedsAnalysis, models.CASCADE, related_name="needs")
    sector = models.CharField(max_length=20, choices=Sector.choices)
    sector_name = models.CharField(max_length=80, blank=True)  # of another sector
    statement = models.TextField()
    scores = models.JSONField(default=dict)
    reason_not = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(sector=Sector.OTHER) | ~Q(sector_name=""), name="other_sector_is_named"),
        )


class EvidenceKind(models.TextChoices):
    SURVEY = "survey", _("Survei kebutuhan warga")
    COMPLAINT = "complaint", _("Pengaduan")
    DOCUMENT = "document", _("Dokumen strategis")
    WORKLOAD = "workload", _("Beban kerja")


class NeedEvidence(models.Model):
    """What a need rests on: "Survei kebutuhan 2025: 61,5 % responden menyebut air bersih"."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    source = models.CharField(max_length=300)
    finding = models.TextField()
