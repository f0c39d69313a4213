"""The role-result matrix A.1.5 (Matriks Pembagian Peran dan Hasil; II.A.5, p.46-49) and what leads to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel
from capaian.people.models import Agency, Employee, TaskTeam, Unit
from capaian.planning.models.result import Cascade, Indicator, ResultPlan
from capaian.planning.models.skp import Skp


class MatrixLevel(models.TextChoices):
    HEAD = "head", _("Indikator pimpinan unit")  # columns: the head's indicators
    TEAM = "team", _("Hasil kerja ketua tim")  # columns: the team lead's results


class RoleMatrix(JudgedModel):
    """Who of a unit, or of a team, has which role in what its leader is to reach. Columns come from `skp`, the leader's."""

    level = models.CharField(max_length=10, choices=MatrixLevel.choices)
    skp = models.OneToOneField(Skp, models.PROTECT, related_name="matrix")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matrices")
    team = models.ForeignKey(TaskTeam, models.PROTECT, null=True, blank=True, related_name="matrices")


class MatrixRow(JudgedModel):
    """A person in a matrix; also somebody of another unit, recorded where assigned. `lead` rows have a matrix of their own."""

    matrix = models.ForeignKey(RoleMatrix, models.CASCADE, related_name="rows")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="matrix_rows")
    ordinal = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("matrix", "employee"), name="person_once_per_matrix"),)


class MatrixCell(JudgedModel):
    """A role-result of one person for one column, in the language of results; `no_role` is TIDAK ADA PERAN said aloud.
    A cell without a row here is empty. Several roles in one cell are several rows. `result` is what it became in the
    person's SKP, and `taken` how it read then: so a later change here, and one by the employee there, can be told apart."""

    row = models.ForeignKey(MatrixRow, models.CASCADE, related_name="cells")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="matrix_cells")
    parent = models.ForeignKey(ResultPlan, models.PROTECT, null=True, blank=True, related_name="matrix_cells")
    text = models.TextField(blank=True)
    no_role = models.BooleanField(default=False)
    cascade = models.CharField(max_length=10, choices=Cascade.choices, default=Cascade.INDIRECT)
    ordinal = models.PositiveSmallIntegerField(default=1)
    result = models.ForeignKey(ResultPlan, models.SET_NULL, null=True, blank=True, related_name="cells")
    taken = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, parent__isnull=True) | Q(indicator__isnull=True, parent__isnull=False),
                name="cell_has_one_column",
            ),
            models.CheckConstraint(
                condition=Q(no_role=True, text="") | (Q(no_role=False) & ~Q(text="")), name="cell_says_something"
            ),
        )


class RoleTemplate(models.Model):
    """Role-results that a kind of post usually has ("Perawat Terampil"): a start, not a rule."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="role_templates")
    name = models.CharField(max_length=120)
    position_title = models.CharField(max_length=200, blank=True)  # offered for posts of this title
    lines = models.JSONField(default=list)  # [{"about": words of the column it suits, "text": role-result}]
    made_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="role_template_once"),)


class Strategy(JudgedModel):
    """A strategy to reach a leader's indicator (step 4; workblock A.1.4). `work` holds the workblock's lists:
    {"owner", "involved", "time", "beneficiaries", "purpose", "budget", "activities": {"routine", "transformative"},
    "milestones": {…}}."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="strategies")
    ordinal = models.PositiveSmallIntegerField(default=1)
    statement = models.TextField()
    cascade = models.CharField(max_length=10, choices=Cascade.choices, default=Cascade.INDIRECT)
    work = models.JSONField(default=dict)
