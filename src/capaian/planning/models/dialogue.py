"""The dialogue of expectations (Art 7; II.A): who said what about which result, and with what outcome."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel
from capaian.planning.models.result import ResultPlan
from capaian.planning.models.skp import Skp


class Outcome(models.TextChoices):
    AGREE = "agree", _("Sepakat")
    ASK = "ask", _("Bertanya")
    ADJUST = "adjust", _("Menyesuaikan")
    RETURN = "return", _("Mengembalikan")
    WITHDRAW = "withdraw", _("Menarik kembali")
    ANSWER = "answer", _("Menjawab")
    REPLY = "reply", _("Menanggapi penyesuaian")
    EXPECT = "expect", _("Menyampaikan ekspektasi")
    TAKE_UP = "take-up", _("Membawa dialog kepada atasan penilai")


class DialogueEntry(JudgedModel):
    """One turn of the dialogue, about one result or, without one, about the whole SKP. Append-only. `before` and `after`
    say what an adjustment changed."""

    skp = models.ForeignKey(Skp, models.CASCADE, related_name="dialogue")
    result = models.ForeignKey(ResultPlan, models.SET_NULL, null=True, blank=True, related_name="dialogue")
    about = models.TextField(blank=True)  # the result's words at that time
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    text = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("skp", "at"), name="dialogue_skp_at"),)
