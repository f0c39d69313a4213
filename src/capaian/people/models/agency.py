from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sphere(models.TextChoices):
    """Of the centre or of a region: who fixes the SKP of whom differs (PermenPANRB 6/2022, Annex II.C.2-3)."""

    CENTRAL = "central", _("Instansi pusat")
    REGIONAL = "regional", _("Instansi daerah")


class Agency(models.Model):
    """A tenant: one regional government or ministry. Nothing of one agency is visible to another."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    sphere = models.CharField(max_length=10, choices=Sphere.choices, default=Sphere.REGIONAL)
    place = models.CharField(max_length=80)  # where documents are signed
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    ledger_since = models.DateField(null=True, blank=True)  # from this day on every employed day must be accounted for

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of an agency's tree (unit kerja, Art 1.12).

    `path` holds the codes from the root down, each followed by a slash ("00/10/10.0001/"): what is below a unit begins
    with the unit's path.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=400, db_index=True)
    closed_on = models.DateField(null=True, blank=True)  # the first day on which the unit no longer exists

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("agency", "code"), name="unit_code_once_per_agency"),
            models.CheckConstraint(condition=~models.Q(code__contains="/"), name="unit_code_without_slash"),
        )
        indexes = (
            models.Index(fields=("parent", "name"), name="unit_children"),  # a level of the chart, by name
            models.Index(fields=("agency", "name"), name="unit_listed"),  # page by page, at any number of units
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.path:
            self.path = self.own_path()
        super().save(*args, **kwargs)

    def own_path(self) -> str:
        """Where this unit hangs now; moving it also moves everything below (people.actions)."""
        return f"{self.parent.path if self.parent else ''}{self.code}/"
