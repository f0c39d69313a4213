from __future__ import annotations

from django.conf import settings
from django.db import models

from capaian.people.models.agency import Agency


class Employee(models.Model):
    """A civil servant (PNS or PPPK, Art 1.1) of one agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="employees")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="employee")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)  # with titles, as printed
    rank_grade = models.CharField(max_length=60, blank=True)  # "Penata Tingkat I (III/d)"

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "nip"), name="nip_once_per_agency"),)
        indexes = (models.Index(fields=("agency", "name"), name="employee_agency_name"),)

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A granted role (see foundation.actor.Role). Appraisers are not granted: the ledger makes them."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("employee", "role"), name="role_granted_once"),)
