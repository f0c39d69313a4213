from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from capaian.evaluation import workflow
from capaian.foundation.models import JudgedModel, StatefulModel, StatusRow
from capaian.governance.models import EvaluationPeriod
from capaian.people.models import Employee, Unit
from capaian.planning.models import Skp


class OrganisationLevel(models.TextChoices):
    """Organisation achievement (capaian kinerja organisasi, IV.B.1)."""

    ISTIMEWA = "ISTIMEWA", _("Istimewa")
    BAIK = "BAIK", _("Baik")
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN", _("Butuh Perbaikan")
    KURANG = "KURANG", _("Kurang")
    SANGAT_KURANG = "SANGAT_KURANG", _("Sangat Kurang")


class RatingChoice(models.TextChoices):
    ABOVE = "above", _("Di atas ekspektasi")
    MEETS = "meets", _("Sesuai ekspektasi")
    BELOW = "below", _("Di bawah ekspektasi")


class PredikatChoice(models.TextChoices):
    SANGAT_BAIK = "SANGAT_BAIK", _("Sangat Baik")
    BAIK = "BAIK", _("Baik")
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN", _("Butuh Perbaikan")
    KURANG = "KURANG", _("Kurang/Misconduct")
    SANGAT_KURANG = "SANGAT_KURANG", _("Sangat Kurang")


class OrganisationAchievement(JudgedModel):
    """The achievement of a unit in a period, set one level up (SE MenPANRB 3/2023) and recorded with its basis."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="achievements")
    period = models.ForeignKey(EvaluationPeriod, models.PROTECT, related_name="achievements")
    level = models.CharField(max_length=20, choices=OrganisationLevel.choices)
    basis = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "period"), name="one_achievement_per_unit_and_period"),)


class Evaluation(StatefulModel):
    """Two ratings of one person for one period, and the predikat that follows from them (IV.B.3).

    On publication the predikat, the organisation level of the unit *led by the appraiser* (IV.B.1.g), the scheme's
    id and hash and the trace of every step are frozen into the row.
    """

    WORKFLOW: ClassVar = workflow.EVALUATION

    skp = models.ForeignKey(Skp, models.PROTECT, related_name="evaluations")
    period = models.ForeignKey(EvaluationPeriod, models.PROTECT, related_name="evaluations")
    appraiser = models.ForeignKey(Employee, models.PROTECT, related_name="evaluations_made")
    state = models.CharField(max_length=20, default=workflow.RATING, choices=tuple(workflow.EVALUATION.labels.items()))
    result_rating = models.CharField(max_length=5, choices=RatingChoice.choices, blank=True)
    behaviour_rating = models.CharField(max_length=5, choices=RatingChoice.choices, blank=True)
    reason = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    achievement_pct = models.DecimalField(max_digits=26, decimal_places=6, null=True, blank=True)
    organisation_level = models.CharField(max_length=20, choices=OrganisationLevel.choices, blank=True)
    predikat = models.CharField(max_length=20, choices=PredikatChoice.choices, blank=True)
    scheme_id = models.CharField(max_length=80, blank=True)
    scheme_hash = models.CharField(max_length=64, blank=True)
    trace = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("skp", "period"), name="one_evaluation_per_skp_and_period"),
            models.CheckConstraint(
                condition=~Q(state=workflow.PUBLISHED)
                | (~Q(predikat="") & ~Q(result_rating="") & ~Q(behaviour_rating="") & ~Q(scheme_hash="")),
                name="published_evaluation_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) ^ Q(state=workflow.PUBLISHED), name="published_evaluation_has_its_moment"
            ),
        )
        # All that counting a period needs: the rows themselves carry their trace and are wide.
        indexes = (models.Index(fields=("period", "state", "appraiser", "predikat", "skp"), name="evaluation_counted"),)


class EvaluationStatus(StatusRow):
    record = models.ForeignKey(Evaluation, models.CASCADE, related_name="statuses")


class PeriodCount(models.Model):
    """When the units of an agency were counted for a period and a month of progress, and how far changes since are in.

    The marks are the last rows taken in of the states of SKPs, monthly reports and evaluations; `ledger` is the version of
    the ledger of people. Made by evaluation.queries.counting alone; may be thrown away at any time.
    """

    period = models.ForeignKey(EvaluationPeriod, models.CASCADE, related_name="counts")
    month = models.DateField()
    counted_at = models.DateTimeField()
    ledger = models.BigIntegerField()
    skp_mark = models.BigIntegerField(default=0)
    report_mark = models.BigIntegerField(default=0)
    evaluation_mark = models.BigIntegerField(default=0)
    totals = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("period", "month"), name="one_count_per_period_and_month"),)


class UnitCount(models.Model):
    """How far one unit is: people with a post, those without an agreed SKP, agreed SKPs, reports of the month awaited and
    accepted, results published; and by predikat the results given by those who lead it."""

    count = models.ForeignKey(PeriodCount, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="counts", db_index=False)
    people = models.IntegerField(default=0)
    without_skp = models.IntegerField(default=0)
    agreed = models.IntegerField(default=0)
    reports_expected = models.IntegerField(default=0)
    reports_accepted = models.IntegerField(default=0)
    published = models.IntegerField(default=0)
    sangat_baik = models.IntegerField(default=0)
    baik = models.IntegerField(default=0)
    butuh_perbaikan = models.IntegerField(default=0)
    kurang = models.IntegerField(default=0)
    sangat_kurang = models.IntegerField(default=0)
    complete = models.BooleanField(default=False)  # nothing left to do
    deviates = models.BooleanField(null=True)  # off the guidance; None: not compared yet

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "count"), name="one_count_per_unit"),)
