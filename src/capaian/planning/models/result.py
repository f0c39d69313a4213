from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel
from capaian.foundation.models.judged import JudgedQuerySet
from capaian.planning.models.assignment import Assignment
from capaian.planning.models.library import LibraryVersion
from capaian.planning.models.measures import Aspect, ControlLevel, Measurement, Perspective, Polarity
from capaian.planning.models.objective import Objective, ObjectiveIndicator
from capaian.planning.models.skp import Skp


class StandingQuerySet(JudgedQuerySet):
    """Results and indicators: `standing()` leaves out what an amendment has dropped."""

    def standing(self) -> Any:
        return self.filter(dropped_on__isnull=True)


class ResultKind(models.TextChoices):
    """High and low priority (II.A.6)."""

    MAIN = "main", _("Utama")
    ADDITIONAL = "additional", _("Tambahan")


class ResultSource(models.TextChoices):
    """Where a result comes from (forms A.1.1/A.1.2: PK, Renstra, RKT, direktif, rencana aksi; others: matrix, assignment)."""

    MATRIX = "matrix", _("Matriks pembagian peran dan hasil")
    AGREEMENT = "agreement", _("Perjanjian kinerja")
    STRATEGIC = "strategic", _("Rencana strategis")
    ANNUAL = "annual", _("Rencana kerja tahunan")
    DIRECTIVE = "directive", _("Direktif pimpinan")
    ACTION = "action", _("Rencana aksi atau inisiatif strategis")
    ASSIGNMENT = "assignment", _("Penugasan")
    ACTING = "acting", _("Tugas Plt./Plh. atau jabatan struktural")
    STUDY = "study", _("Tugas belajar")
    OWN = "own", _("Usulan pegawai")


class Cascade(models.TextChoices):
    """II.A.4: whether success here is success of the leader's result (direct), or only supports it."""

    DIRECT = "direct", _("Langsung")
    INDIRECT = "indirect", _("Tidak langsung")


class ResultPlan(JudgedModel):
    """A planned result (rencana hasil kerja). It intervenes a leader's result or hangs below a unit's objective.

    Where the leader has not planned yet, `placeholder` says what it is expected to support; a link is proposed when the
    leader's result appears (LinkProposal). `origin` is, in a working copy, the result it came from. `dropped_on`: an
    amendment took it out on that day; what was reported on it stays.
    """

    objects: ClassVar[Any] = StandingQuerySet.as_manager()

    skp = models.ForeignKey(Skp, models.CASCADE, related_name="results")
    kind = models.CharField(max_length=12, choices=ResultKind.choices, default=ResultKind.MAIN)
    ordinal = models.PositiveSmallIntegerField(default=1)
    statement = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    parent_indicator = models.ForeignKey(
        "planning.Indicator", models.PROTECT, null=True, blank=True, related_name="intervened_by"
    )  # which indicator of the leader's result (matrix of the first level)
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="results")
    cascade = models.CharField(max_length=10, choices=Cascade.choices, default=Cascade.INDIRECT)
    source = models.CharField(max_length=12, choices=ResultSource.choices, default=ResultSource.OWN)
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="results")
    assigned_by = models.CharField(max_length=200, blank=True)  # the assigning leader's post or team
    placeholder = models.CharField(max_length=300, blank=True)
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(objective__isnull=True), name="result_hangs_below_one_thing"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="result_is_not_its_own_parent"),
        )


class Indicator(JudgedModel):
    """An individual performance indicator (IKI) with its target.

    `target_text` is what the forms print ("80 – 90% sesuai"); `target` and, for a range, `target_high` are
    the numbers the rules use, in `unit`. A target without a number is judged in words alone. `perspective` and `control`
    belong to the forms of who leads; `objective_indicator` is the key indicator (IKU) it takes over.
    """

    objects: ClassVar[Any] = StandingQuerySet.as_manager()

    result = models.ForeignKey(ResultPlan, models.CASCADE, related_name="indicators")
    ordinal = models.PositiveSmallIntegerField(default=1)
    aspect = models.CharField(max_length=10, choices=Aspect.choices)
    statement = models.TextField()
    target_text = models.CharField(max_length=200)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_high = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    polarity = models.CharField(max_length=6, choices=Polarity.choices, default=Polarity.HIGHER)
    measurement = models.CharField(max_length=12, choices=Measurement.choices, default=Measurement.SNAPSHOT)
    perspective = models.CharField(max_length=12, choices=Perspective.choices, blank=True)
    control = models.CharField(max_length=20, choices=ControlLevel.choices, blank=True)
    objective_indicator = models.ForeignKey(
        ObjectiveIndicator, models.PROTECT, null=True, blank=True, related_name="taken_over_by"
    )
    definition = models.ForeignKey(LibraryVersion, models.PROTECT, null=True, blank=True, related_name="indicators")
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(target__isnull=True) | Q(target__gte=0), name="target_not_negative"),
            models.CheckConstraint(
                condition=Q(target_high__isnull=True) | (Q(target__isnull=False) & Q(target_high__gte=F("target"))),
                name="target_range_in_order",
            ),
        )
