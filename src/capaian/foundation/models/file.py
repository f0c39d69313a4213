from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file somebody gave as proof. Kept under its own SHA-256, so a name can never lead anywhere; never changed."""

    agency_id = models.BigIntegerField()
    owner_id = models.BigIntegerField()  # people.Employee
    owner_name = models.CharField(max_length=200)
    name = models.CharField(max_length=150)  # as given, cleaned, only ever shown
    kind = models.CharField(max_length=100)  # sniffed from the content: "application/pdf"
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("agency_id", "sha256"), name="file_agency_sha"),)
