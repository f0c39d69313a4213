from __future__ import annotations

from django.db import models


class Agency(models.Model):
    """A tenant: one regional government or ministry. Nothing of one agency is visible to another."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=80)  # where documents are signed
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of an agency's tree (unit kerja, Art 1.12)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "code"), name="unit_code_once_per_agency"),)

    def __str__(self) -> str:
        return self.name
