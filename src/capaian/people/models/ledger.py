"""The ledger, by date: which post a person holds, who appraises whom (Art 1.9), and what keeps a day out of it.

Rows are never overwritten without trace: a change ends one row and begins the next, and the audit keeps both.
The appraiser rows of one person never overlap; together with exemptions they cover every employed day
(people.rules.ledger says what is missing).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.people.models.agency import Agency, Unit
from capaian.people.models.employee import Employee
from capaian.people.models.position import Position


class PostingKind(models.TextChoices):
    DEFINITIVE = "definitive", _("Definitif")
    PLT = "plt", _("Pelaksana tugas (Plt.)")
    PLH = "plh", _("Pelaksana harian (Plh.)")
    SECONDMENT = "secondment", _("Penugasan pada instansi atau unit lain")


class Posting(models.Model):
    """A person holds a post from `start` to `end`, both included; no end means still. Acting posts stand beside the
    definitive one."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="postings")
    position = models.ForeignKey(Position, models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=20, choices=PostingKind.choices, default=PostingKind.DEFINITIVE)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    decree = models.CharField(max_length=200, blank=True)  # number of the decision

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="posting_ends_after_start"),
            models.UniqueConstraint(
                fields=("employee",), condition=Q(end__isnull=True, kind=PostingKind.DEFINITIVE), name="one_open_posting",
            ),
        )


class ReportingBasis(models.TextChoices):
    """Why this person appraises from this day on."""

    SUPERIOR = "superior", _("Atasan langsung")
    IMPORT = "import", _("Impor data pegawai")
    TRANSFER = "transfer", _("Mutasi")
    CORRECTION = "correction", _("Koreksi oleh pegawai")
    ACTING = "acting", _("Pelaksana tugas atau pelaksana harian (IV.A.3)")
    SERVED_AS_PLT = "served-as-plt", _("Pimpinan unit tempat bertugas sebagai Plt. (IV.A.5)")
    UPWARD = "upward", _("Atasan pejabat penilai, karena atasan langsung berhalangan tetap (IV.A.2)")


class Reporting(models.Model):
    """`employee` is appraised by `appraiser` from `start` to `end`, both included. One row a day, never two."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="reportings")
    appraiser = models.ForeignKey(Employee, models.PROTECT, related_name="appraisees")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=20, choices=ReportingBasis.choices, default=ReportingBasis.SUPERIOR)
    decree = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="reporting_ends_after_start"),
            models.CheckConstraint(condition=~Q(employee=F("appraiser")), name="nobody_appraises_themselves"),
            models.UniqueConstraint(fields=("employee",), condition=Q(end__isnull=True), name="one_open_appraiser"),
        )


class CircumstanceKind(models.TextChoices):
    """What happens to a person for a time. `people.rules.ledger` says which of them exempt, with the article."""

    STUDY_LEAVE = "study-leave", _("Tugas belajar")
    LONG_LEAVE = "long-leave", _("Cuti besar, sakit atau melahirkan yang panjang")
    UNPAID_LEAVE = "unpaid-leave", _("Cuti di luar tanggungan negara")
    SUSPENDED = "suspended", _("Diberhentikan sementara")
    PRE_RETIREMENT = "pre-retirement", _("Masa persiapan pensiun")
    STATE_OFFICIAL = "state-official", _("Pejabat negara atau pimpinan/anggota lembaga nonstruktural")
    APPRAISED_OUTSIDE = "appraised-outside", _("Dinilai di luar instansi ini (kepala daerah atau menteri)")


class Circumstance(models.Model):
    """A circumstance of a person from `start` to `end`, both included; no end means still."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=20, choices=CircumstanceKind.choices)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    decree = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="circumstance_ends_after_start"),
        )


class TaskTeam(models.Model):
    """A task team (tim kerja, Art 1.13): people of several units under a lead, for a time."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="task_teams")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="task_teams")
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    decree = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="team_ends_after_start"),
        )

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """A person belongs to a task team from `start` to `end`; one member leads on any day."""

    team = models.ForeignKey(TaskTeam, models.PROTECT, related_name="memberships")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="team_memberships")
    leads = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="membership_ends_after_start"),
        )
