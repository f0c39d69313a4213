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


class Position(models.Model):
    """A post in a unit (jabatan)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=20, choices=PositionGroup.choices)
    leads_unit = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title
