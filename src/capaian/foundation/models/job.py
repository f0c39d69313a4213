from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("Menunggu giliran")
    RUNNING = "running", _("Berjalan")
    CANCELLING = "cancelling", _("Sedang dibatalkan")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Gagal")
    CANCELLED = "cancelled", _("Dibatalkan")


class Job(models.Model):
    """Long work that can be left and found again. `checkpoint` is written in the same transaction as the work it counts,
    so that a killed worker's job is taken up where it stopped and has its effect once."""

    agency_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)  # the name under which foundation.jobs knows the function
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(  # None: a command
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="jobs",
    )
    owner_name = models.CharField(max_length=200)
    employee_id = models.BigIntegerField(default=0)  # who asked, as the audit names people
    behalf_id = models.BigIntegerField(null=True, blank=True)
    behalf_name = models.CharField(max_length=200, blank=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.QUEUED)
    claim = models.CharField(max_length=32, blank=True)  # of the one run that may count this job's work
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    checkpoint = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    href = models.CharField(max_length=200, blank=True)  # where its outcome is read
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("agency_id", "-created_at"), name="job_agency_created"),
            models.Index(fields=("state", "heartbeat_at"), name="job_state_heartbeat"),
        )


class Tick(models.Model):
    """When a recurring duty of the worker was last begun: of several workers one takes it up."""

    name = models.CharField(max_length=60, unique=True)
    last_at = models.DateTimeField()
