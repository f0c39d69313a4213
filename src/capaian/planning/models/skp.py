from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel, StatefulModel, StatusRow
from capaian.foundation.models.judged import JudgedQuerySet
from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee, Position
from capaian.planning import workflow


class SkpQuerySet(JudgedQuerySet):
    """`standing()`: people's SKPs themselves, without the working copies of amendments and without what was closed unagreed."""

    def standing(self) -> Any:
        return self.filter(amends__isnull=True).exclude(state=workflow.CLOSED)


class Approach(models.TextChoices):
    """The leader chooses (Art 9(3), II.A.7): measured, or described. Forms A.1.2/A.1.7 and A.1.1/A.1.6."""

    QUANTITATIVE = "quantitative", _("Kuantitatif")
    QUALITATIVE = "qualitative", _("Kualitatif")


class AmendmentBasis(models.TextChoices):
    """Why an agreed SKP is opened again."""

    CHANGE = "change", _("Keadaan berubah")
    ASSIGNMENT = "assignment", _("Penugasan baru")
    FEEDBACK = "feedback", _("Tindak lanjut umpan balik atau bimbingan")
    RESOURCES = "resources", _("Dukungan sumber daya tidak terpenuhi")  # Art 11(2)
    APPRAISER = "appraiser", _("Pejabat penilai berganti")  # II.C.7
    STUDY_START = "study-start", _("Tugas belajar dimulai")  # II.B.12
    STUDY_END = "study-end", _("Tugas belajar berakhir")  # II.B.13


class Skp(StatefulModel):
    """A person's performance expectation for a year in one post (Art 1.4): results, behaviour, annex.

    `position` and `appraiser` are those the SKP was made with; `start`/`end` bound it within the year. A row that `amends`
    another is the working copy of a change: it is drafted and discussed like any SKP, and when both agree its content
    becomes the next version of the SKP it amends (state "merged"). `Skp.objects.standing()` leaves working copies out.
    """

    WORKFLOW: ClassVar = workflow.SKP

    objects = SkpQuerySet.as_manager()  # type: ignore[misc]  # the same manager with one more question

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="skps")
    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="skps")
    position = models.ForeignKey(Position, models.PROTECT, related_name="skps")
    appraiser = models.ForeignKey(Employee, models.PROTECT, related_name="skps_appraised")
    appraiser_position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    approach = models.CharField(max_length=20, choices=Approach.choices, default=Approach.QUANTITATIVE)
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=20, default=workflow.DRAFT, choices=tuple(workflow.SKP.labels.items()))
    agreed_on = models.DateField(null=True, blank=True)
    clarify_told = models.BigIntegerField(null=True, blank=True)  # the new appraiser (II.C.7) whom the last notice named
    closed_on = models.DateField(null=True, blank=True)  # the post ended; an agreed SKP keeps its state and ends earlier
    # II.C.5: with whom the dialogue is held instead of a silent appraiser, and since when
    dialogue_with = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="dialogues_taken_over")
    dialogue_since = models.DateField(null=True, blank=True)
    fixed_by = models.CharField(max_length=200, blank=True)  # who fixed it, where that is not the appraiser (II.C.1-4)
    # The newest agreed version; on a working copy the one it started from, so that a version agreed meanwhile is noticed.
    # Up to 1 the rows themselves say what was agreed on any day; above, SkpVersion does (queries.versions).
    version = models.PositiveSmallIntegerField(default=0)
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    basis = models.CharField(max_length=20, choices=AmendmentBasis.choices, blank=True)
    basis_reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employee", "performance_year", "position"), name="one_skp_per_post_and_year",
                condition=Q(amends__isnull=True, closed_on__isnull=True) & ~Q(state=workflow.CLOSED),
            ),
            models.UniqueConstraint(
                fields=("amends",), name="one_open_amendment", condition=Q(state__in=workflow.OPEN_STATES),
            ),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="skp_ends_after_start"),
            models.CheckConstraint(condition=Q(amends__isnull=True) | ~Q(basis=""), name="amendment_says_why"),
            models.CheckConstraint(condition=~Q(amends=F("id")), name="skp_does_not_amend_itself"),
        )
        indexes = (
            models.Index(fields=("appraiser", "performance_year", "state"), name="skp_appraiser_year"),
            models.Index(fields=("performance_year", "state"), name="skp_year_state"),
        )


class SkpStatus(StatusRow):
    record = models.ForeignKey(Skp, models.CASCADE, related_name="statuses")


class SkpVersion(JudgedModel):
    """What both agreed to, as it then read: kept for good. `content` is `rules.content.PlanContent` as JSON, `digest` its
    SHA-256. Number 1 is the first agreement, every amendment the next."""

    skp = models.ForeignKey(Skp, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    agreed_at = models.DateTimeField()
    agreed_with = models.CharField(max_length=200)  # the appraiser, or who took the dialogue over
    basis = models.CharField(max_length=20, choices=AmendmentBasis.choices, blank=True)
    reason = models.TextField(blank=True)
    amendment = models.OneToOneField(Skp, models.PROTECT, null=True, blank=True, related_name="became")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("skp", "number"), name="skp_version_once"),)


class BehaviourExpectation(JudgedModel):
    """A special expectation of the leader on one core value (Art 10(4)); several may stand under one value."""

    skp = models.ForeignKey(Skp, models.CASCADE, related_name="behaviour_expectations")
    core_value = models.CharField(max_length=30)  # slug of kernel.berakhlak
    text = models.TextField()
    ordinal = models.PositiveSmallIntegerField(default=1)


class AnnexSection(models.TextChoices):
    """The three lists of form A.1.8, as the regulation heads them."""

    RESOURCES = "resources", _("DUKUNGAN SUMBER DAYA")
    ACCOUNTABILITY = "accountability", _("SKEMA PERTANGGUNGJAWABAN")
    CONSEQUENCES = "consequences", _("KONSEKUENSI")


class PromiseState(models.TextChoices):
    OPEN = "open", _("Belum dipenuhi")
    KEPT = "kept", _("Dipenuhi")
    BROKEN = "broken", _("Tidak dipenuhi")


class AnnexItem(JudgedModel):
    """One line of form A.1.8. What is promised under resources is followed: `promise` says whether it was kept, `told`
    how (Art 11(2): where it was not, the expectation may be adjusted). `origin` is, in a working copy, the line it came from:
    reworded there, it stays the same line."""

    skp = models.ForeignKey(Skp, models.CASCADE, related_name="annex_items")
    section = models.CharField(max_length=20, choices=AnnexSection.choices)
    text = models.TextField()
    ordinal = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField(null=True, blank=True)
    origin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    promise = models.CharField(max_length=10, choices=PromiseState.choices, default=PromiseState.OPEN)
    told = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by_name = models.CharField(max_length=200, blank=True)
