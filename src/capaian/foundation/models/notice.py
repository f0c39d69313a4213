from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something a person should know, with one click to the thing.

    `mail_id` and `claimed_at` are written before a mail leaves, `mailed_at` after: what a killed worker had claimed is
    sent again as the same mail, under the same Message-ID.
    """

    agency_id = models.BigIntegerField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    href = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_id = models.CharField(max_length=64, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("recipient", "-created_at"), name="notice_recipient_created"),
            models.Index(fields=("recipient",), name="notice_unread", condition=models.Q(read_at=None)),
            models.Index(fields=("created_at",), name="notice_unmailed", condition=models.Q(read_at=None, mailed_at=None)),
        )


class Delivery(models.TextChoices):
    """How soon a notice is mailed. BY_KIND: as the table of kinds says (foundation/notices/kinds.py)."""

    BY_KIND = "by-kind", _("Yang mendesak segera, lainnya diringkas sehari sekali")
    AT_ONCE = "at-once", _("Segera")
    DAILY = "daily", _("Ringkasan sehari sekali")
    NEVER = "never", _("Tidak lewat surel")


class NoticeSettings(models.Model):
    """How one person wants to be told. Between `quiet_from` and `quiet_until` (the agency's clock) no mail is sent."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_settings")
    delivery = models.CharField(max_length=20, choices=Delivery.choices, default=Delivery.BY_KIND)
    digest_hour = models.PositiveSmallIntegerField(default=7)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    muted = models.JSONField(default=list)  # kinds that are shown in the app but not mailed
