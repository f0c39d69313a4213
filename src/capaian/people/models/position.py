from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from capaian.people.models.agency import Unit


class PositionGroup(models.TextChoices):
    """Which forms a post uses: JPT and independent-unit heads A.1.1/A.1.2, the others A.1.6/A.1.7."""

    JPT = "jpt", _("Pejabat pimpinan tinggi")
    UNIT_HEAD = "unit-head", _("Pimpinan unit kerja mandiri")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "supervisor", _("Pengawas")
    EXECUTOR = "executor", _("Pelaksana")
    FUNCTIONAL = "functional", _("Fungsional")


class FunctionalLevel(models.TextChoices):
    """Levels (jenjang) of functional posts (PermenPANRB 1/2023 Art 8-9)."""

    BEGINNER = "pemula", "Pemula"
    SKILLED = "terampil", "Terampil"
    ADVANCED = "mahir", "Mahir"
    SUPERVISING = "penyelia", "Penyelia"
    EXPERT_FIRST = "ahli-pertama", "Ahli Pertama"
    EXPERT_JUNIOR = "ahli-muda", "Ahli Muda"
    EXPERT_MIDDLE = "ahli-madya", "Ahli Madya"
    EXPERT_PRINCIPAL = "ahli-utama", "Ahli Utama"


class Position(models.Model):
    """A post in a unit (jabatan)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    code = models.CharField(max_length=60, blank=True)  # how the personnel office names it, once per agency; may be missing
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=20, choices=PositionGroup.choices)
    level = models.CharField(max_length=20, choices=FunctionalLevel.choices, blank=True)
    leads_unit = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("code",), name="position_code"),)

    def __str__(self) -> str:
        return self.title
