"""The library of indicators (kamus indikator): what a measure means, once for everybody (II.A.3; form A.1.3)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import JudgedModel, StatefulModel, StatusRow
from capaian.people.models import Agency, Employee, Unit
from capaian.planning import workflow
from capaian.planning.models.measures import Aspect, ControlLevel, Measurement, Polarity, Rhythm


class LibraryIndicator(StatefulModel):
    """An indicator of the library. `code` is the same in every agency that shares it; `owner` answers for its meaning.
    What it means stands in its versions; the newest approved one is offered."""

    WORKFLOW: ClassVar = workflow.LIBRARY

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="library_indicators")
    code = models.SlugField(max_length=60)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="library_indicators")
    state = models.CharField(max_length=20, default=workflow.LIBRARY.initial)
    origin = models.CharField(max_length=200, blank=True)  # the agency it was taken from, where it came by a file

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "code"), name="indicator_code_once_per_agency"),)


class LibraryIndicatorStatus(StatusRow):
    record = models.ForeignKey(LibraryIndicator, models.CASCADE, related_name="statuses")


class ApprovedForGood(RuntimeError):  # noqa: N818
    """An approved wording was about to be changed: a new version is written instead."""


class LibraryVersion(JudgedModel):
    """One wording of a library indicator; never changed once approved. `digest` is the SHA-256 of its canonical content, so
    that two regions can see whether they mean the same."""

    indicator = models.ForeignKey(LibraryIndicator, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.TextField(_("Nama indikator"))
    definition = models.TextField(_("Definisi"))
    purpose = models.TextField(_("Tujuan"))
    formula = models.TextField(_("Formula"), blank=True)
    unit = models.CharField(_("Satuan"), max_length=60, blank=True)
    polarity = models.CharField(_("Arah yang baik"), max_length=6, choices=Polarity.choices, default=Polarity.HIGHER)
    aspect = models.CharField(_("Aspek"), max_length=10, choices=Aspect.choices)
    measurement = models.CharField(
        _("Cara menghitung setahun"), max_length=12, choices=Measurement.choices, default=Measurement.SNAPSHOT
    )
    control = models.CharField(_("Kualitas dan tingkat kendali"), max_length=20, choices=ControlLevel.choices)
    data_source = models.TextField(_("Sumber data"), blank=True)
    rhythm = models.CharField(_("Periode pelaporan"), max_length=20, choices=Rhythm.choices, default=Rhythm.MONTHLY)
    good_example = models.TextField(_("Contoh yang baik"), blank=True)
    bad_example = models.TextField(_("Contoh yang kurang baik"), blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "number"), name="version_once_per_indicator"),
            models.UniqueConstraint(
                fields=("indicator",), condition=Q(approved_at__isnull=True), name="one_open_library_version"
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and LibraryVersion._base_manager.filter(pk=self.pk, approved_at__isnull=False).exists():
            raise ApprovedForGood(f"version {self.number} of indicator {self.indicator_id} is approved")
        super().save(*args, **kwargs)


class HintSwitch(models.Model):
    """An agency does not want one hint of the indicator linter, and says why. The newest row of a code counts."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="hint_switches")
    code = models.CharField(max_length=40)
    off = models.BooleanField(default=True)
    reason = models.CharField(max_length=300)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()


class Exempt(models.TextChoices):
    """II.A.7.a.7 (p.51): the main results whose target may be absolute."""

    LIFE = "life", _("Nyawa")
    INJURY = "injury", _("Cedera")
    SECURITY = "security", _("Pelanggaran keamanan nasional")
    MONEY = "money", _("Kerugian uang yang besar")


class HintExemption(models.Model):
    """A writer says which of the four exceptions makes absolute words right. `digest` is of the words: other words are asked
    anew. The newest of somebody's rows counts; an empty `kind` takes it back."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="hint_exemptions")
    digest = models.CharField(max_length=64)
    statement = models.TextField()
    kind = models.CharField(max_length=10, choices=Exempt.choices, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("employee", "digest"), name="exemption_of_words"),)
