"""The strategic chain: RPJMD → Renstra → perjanjian kinerja, as one tree of objectives with their key indicators."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import StatefulModel, StatusRow
from capaian.governance.models import PerformanceYear
from capaian.people.models import Agency, Position, Unit
from capaian.planning import workflow
from capaian.planning.models.measures import Measurement, Polarity
from capaian.planning.models.need import Need


class PlanKind(models.TextChoices):
    RPJMD = "rpjmd", _("RPJMD")
    RENSTRA = "renstra", _("Renstra")


class StrategicPlan(models.Model):
    """A plan of several years: the region's (RPJMD, no unit) or an office's (Renstra)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="strategic_plans")
    kind = models.CharField(max_length=10, choices=PlanKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="strategic_plans")
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=300, blank=True)  # number and date of the regulation that fixed it

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="plan_years_in_order"),
            models.CheckConstraint(condition=Q(kind="rpjmd") | Q(unit__isnull=False), name="renstra_has_a_unit"),
        )


class Objective(models.Model):
    """What is to be reached: of a strategic plan (several years), or of a unit's performance agreement (one year).

    `parent` is the objective it serves, one step up the chain.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="objectives")
    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, null=True, blank=True, related_name="objectives")
    plan = models.ForeignKey(StrategicPlan, models.PROTECT, null=True, blank=True, related_name="objectives")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    needs = models.ManyToManyField(Need, blank=True, related_name="objectives", through="ObjectiveNeed")
    code = models.CharField(max_length=40, blank=True)  # how the agency's documents number it, once per unit; may be missing
    statement = models.TextField()
    ordinal = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=300, blank=True)  # document or published figure it rests on

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(performance_year__isnull=False, plan__isnull=True)
                | Q(performance_year__isnull=True, plan__isnull=False),
                name="objective_of_a_plan_or_a_year",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="objective_is_not_its_own_parent"),
            models.UniqueConstraint(fields=("unit", "code"), condition=~Q(code=""), name="objective_code_once_per_unit"),
        )


class ObjectiveNeed(models.Model):
    """An objective answers a need."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="need_links")
    need = models.ForeignKey(Need, models.CASCADE, related_name="objective_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("objective", "need"), name="need_once_per_objective"),)


class ObjectiveIndicator(models.Model):
    """A key indicator (IKU) of an objective; `target_text` is printed, e.g. "48 → 35 per 100.000"."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="indicators")
    statement = models.TextField()
    target_text = models.CharField(max_length=120)
    ordinal = models.PositiveSmallIntegerField(default=1)
    formula = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    polarity = models.CharField(max_length=6, choices=Polarity.choices, default=Polarity.HIGHER)
    measurement = models.CharField(max_length=12, choices=Measurement.choices, default=Measurement.SNAPSHOT)
    definition = models.ForeignKey(
        "planning.LibraryVersion", models.PROTECT, null=True, blank=True, related_name="objective_indicators"
    )


class YearTarget(models.Model):
    """What a key indicator of a plan of several years is to reach in one of them."""

    indicator = models.ForeignKey(ObjectiveIndicator, models.CASCADE, related_name="year_targets")
    year = models.PositiveSmallIntegerField()
    target_text = models.CharField(max_length=120)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("indicator", "year"), name="target_once_a_year"),)


class PerformanceAgreement(StatefulModel):
    """A unit's performance agreement (perjanjian kinerja) of a year: its objectives of the year and its budget lines.

    Until it is fixed, its draft is used (II.A.2.a.3).
    """

    WORKFLOW: ClassVar = workflow.AGREEMENT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agreements")
    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="agreements")
    state = models.CharField(max_length=20, default=workflow.AGREEMENT.initial)
    first_party = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")  # who promises
    second_party = models.CharField(max_length=200, blank=True)  # to whom it is promised: "Hj. Siti Rahma, M.Si"
    second_party_post = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=120, blank=True)
    fixed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "performance_year"), name="one_agreement_per_unit_and_year"),)


class PerformanceAgreementStatus(StatusRow):
    record = models.ForeignKey(PerformanceAgreement, models.CASCADE, related_name="statuses")


class BudgetLine(models.Model):
    """A programme or activity that pays for the agreement, or for one of its objectives; whole rupiah."""

    agreement = models.ForeignKey(PerformanceAgreement, models.CASCADE, related_name="budget_lines")
    objective = models.ForeignKey(Objective, models.CASCADE, null=True, blank=True, related_name="budget_lines")
    program = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=20, decimal_places=0)
    source = models.CharField(max_length=80, blank=True)  # APBD, DAK, APBN
    ordinal = models.PositiveSmallIntegerField(default=1)
