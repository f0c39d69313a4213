from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.people.models.agency import Agency, Unit


class EmployeeKind(models.TextChoices):
    """Kinds of civil servant (UU 20/2023 Art 5); a CPNS is on probation to become a PNS."""

    PNS = "pns", "PNS"
    CPNS = "cpns", "CPNS"
    PPPK = "pppk", "PPPK"


class Employee(models.Model):
    """A civil servant (PNS or PPPK, Art 1.1) of one agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="employees")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="employee")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)  # with titles, as printed
    kind = models.CharField(max_length=10, choices=EmployeeKind.choices, default=EmployeeKind.PNS)
    rank_grade = models.CharField(max_length=60, blank=True)  # "Penata Tingkat I (III/d)"
    birth_date = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    employed_from = models.DateField(null=True, blank=True)  # None: from before our records
    employed_until = models.DateField(null=True, blank=True)  # the last day; None: still

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("agency", "nip"), name="nip_once_per_agency"),
            models.CheckConstraint(
                condition=Q(employed_until__isnull=True) | Q(employed_from__isnull=True)
                | Q(employed_until__gte=F("employed_from")),
                name="employment_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("agency", "name"), name="employee_agency_name"),)

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A granted role (see foundation.roles). Appraisers are not granted: the ledger makes them."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="role_grants")  # roles per unit only
    start = models.DateField(null=True, blank=True)  # None: from before our records
    end = models.DateField(null=True, blank=True)  # the last day; None: until taken back
    reason = models.CharField(max_length=300, blank=True)
    granted_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employee", "role"), condition=Q(end__isnull=True, unit__isnull=True), name="role_granted_once",
            ),
            models.UniqueConstraint(
                fields=("employee", "role", "unit"), condition=Q(end__isnull=True), name="role_granted_once_per_unit",
            ),
        )
        indexes = (models.Index(fields=("employee",), name="role_grant_employee"),)


class Delegation(models.Model):
    """A role lent to a colleague from `start` to `end`, both included, for a reason. What the colleague does with it is
    recorded as done on behalf of the lender. The power to appraise is never lent here: that is Plt/Plh (IV.A.3)."""

    lender = models.ForeignKey(Employee, models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(Employee, models.PROTECT, related_name="delegations_held")
    role = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="delegations")
    start = models.DateField()
    end = models.DateField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back before its end

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="delegation_ends_after_start"),
            models.CheckConstraint(condition=~Q(lender=F("delegate")), name="nobody_lends_to_themselves"),
        )


class Invitation(models.Model):
    """A link by which a person opens the account, or sets a new password, once. Only its hash is kept."""

    class Purpose(models.TextChoices):
        OPEN = "open", _("Membuka akun")
        RESET = "reset", _("Mengatur ulang kata sandi")

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="invitations")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    made_by_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    clears_second_factor = models.BooleanField(default=False)  # for who lost the phone: takes the second factors off when used
