"""Where people are looked up: words and units of everybody who works here today, in rows that an index reaches.

All of it follows from the ledger and may be made anew at any time (people.queries.indexing).
"""

from __future__ import annotations

from django.db import models

from capaian.people.models.agency import Agency, Unit
from capaian.people.models.employee import Employee


class SearchWord(models.Model):
    """A word of a person's name or of a post held today; `sort` is the name without titles."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", db_index=False)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)
    sort = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("employee", "word"), name="search_word_once"),)
        indexes = (models.Index(fields=("agency", "word", "sort", "employee"), name="search_word_found"),)


class Affiliation(models.Model):
    """A person belongs to a unit: the one of a post held today, or any unit above it."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", db_index=False)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+", db_index=False)
    sort = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("employee", "unit"), name="affiliation_once"),)
        indexes = (models.Index(fields=("unit", "sort", "employee"), name="affiliation_listed"),)


class DirectoryDay(models.Model):
    """The day as of which an agency's people are indexed (None: nobody looked yet); the first who looks on a later day
    brings it up to date. `version` grows with every change that is indexed: who counts people by the ledger compares it."""

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="+")
    day = models.DateField(null=True, blank=True)
    version = models.BigIntegerField(default=0)


class UnitSize(models.Model):
    """How many people work in a unit and everything below it: its affiliations, counted."""

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="size")
    people = models.IntegerField(default=0)
