from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from capaian.people.models import Agency


class SchemeAdoption(models.Model):
    """An agency judges by this scheme from `start` to `end`. `scheme_hash` is the published file's; a file
    that changed afterwards no longer matches and is refused (governance.queries.scheme_for)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="scheme_adoptions")
    scheme_id = models.CharField(max_length=80)
    scheme_hash = models.CharField(max_length=64)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="adoption_ends_after_start"),
            models.UniqueConstraint(fields=("agency", "start"), name="one_scheme_starts_a_day"),
            models.UniqueConstraint(fields=("agency",), condition=Q(end__isnull=True), name="one_open_adoption"),
        )


class PerformanceYear(models.Model):
    """A performance year of an agency: January to December."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="performance_years")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "year"), name="year_once_per_agency"),)


class PeriodKind(models.TextChoices):
    """Evaluation periods of Art 24-25: the agency chooses month or quarter, and there is the year."""

    MONTH = "month", _("Bulanan")
    QUARTER = "quarter", _("Triwulanan")
    ANNUAL = "annual", _("Tahunan")


class EvaluationPeriod(models.Model):
    """One period in which everybody of the agency is evaluated. The window is when the appraiser rates."""

    performance_year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=10, choices=PeriodKind.choices)
    ordinal = models.PositiveSmallIntegerField(default=1)  # quarter 1-4, month 1-12, year 1
    start = models.DateField()
    end = models.DateField()
    window_start = models.DateField()
    window_end = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("performance_year", "kind", "ordinal"), name="period_once_per_year"),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")) & Q(window_end__gte=F("window_start")), name="period_in_order"
            ),
        )

    ROMAN = ("", "I", "II", "III", "IV")

    @property
    def label(self) -> str:
        """How the period is called on screen and on forms: "Triwulan IV 2026", "Februari 2026", "Tahun 2026"."""
        year = self.performance_year.year
        if self.kind == PeriodKind.QUARTER:
            return gettext("Triwulan %(number)s %(year)s") % {"number": self.ROMAN[self.ordinal], "year": year}
        if self.kind == PeriodKind.MONTH:
            return f"{MONTHS[self.ordinal]} {year}"
        return gettext("Tahun %(year)s") % {"year": year}


class Holiday(models.Model):
    """A day on which no clock runs: an agency's own day beside the national ones of the calendar scheme."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="holidays")
    date = models.DateField()
    name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "date"), name="holiday_once_per_agency"),)
