"""By what, and when, an agency judges: its scheme on a day, its years and periods, its working days."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.foundation.policy import Policy
from capaian.governance.models import EvaluationPeriod, Holiday, PerformanceYear, PeriodKind, SchemeAdoption
from capaian.governance.schemes import Scheme, SchemeErrors, available, load
from capaian.kernel.calendar import WorkingCalendar


class SchemeUnavailable(Refused):
    """The agency has no scheme on this day, or its file is no longer the one adopted. Nobody is judged meanwhile."""


def adoption_on(agency_id: int, day: date) -> SchemeAdoption | None:
    """The adoption in force on a day, or None."""
    still = Q(end__isnull=True) | Q(end__gte=day)
    return SchemeAdoption.objects.filter(still, agency_id=agency_id, start__lte=day).order_by("-start").first()


def scheme_for(agency_id: int, day: date) -> Scheme:
    """The scheme by which an agency judges on a day, exactly as it was adopted. One query.

    Raises SchemeUnavailable where there is none or where the file changed after the adoption.
    """
    adoption = adoption_on(agency_id, day)
    if adoption is None:
        words = _("Instansi belum menetapkan skema penilaian untuk %(day)s. Pengelola kinerja perlu menetapkannya dahulu.")
        raise SchemeUnavailable(words % {"day": f"{day:%d-%m-%Y}"})
    return adopted_scheme(adoption)


def adopted_scheme(adoption: SchemeAdoption) -> Scheme:
    """The scheme of one adoption, held against the adopted hash. No query."""
    try:
        scheme = load(adoption.scheme_id)
    except SchemeErrors as error:
        words = _("Skema %(id)s tidak dapat dibaca, sehingga penilaian ditunda: %(error)s")
        raise SchemeUnavailable(words % {"id": adoption.scheme_id, "error": error}) from error
    if scheme.hash != adoption.scheme_hash:
        words = _(
            "Isi skema %(id)s tidak sama dengan yang ditetapkan instansi (%(hash)s…), sehingga penilaian ditunda. "
            "Hubungi pengelola sistem."
        )
        raise SchemeUnavailable(words % {"id": adoption.scheme_id, "hash": adoption.scheme_hash[:12]})
    return scheme


def adoptions_of(agency_id: int) -> QuerySet[SchemeAdoption]:
    """The history of an agency's schemes, the newest first."""
    return SchemeAdoption.objects.filter(agency_id=agency_id).order_by("-start")


def performance_year_for(agency_id: int, year: int) -> PerformanceYear | None:
    """The performance year of an agency, or None where it was not opened."""
    return PerformanceYear.objects.filter(agency_id=agency_id, year=year).first()


def performance_year_on(agency_id: int, day: date) -> PerformanceYear | None:
    """The performance year that runs on a day (January to December), or None where it was not opened."""
    return performance_year_for(agency_id, day.year)


def periods_for(agency_id: int, year: int) -> list[EvaluationPeriod]:
    """The periods of a year in the order in which they end; the annual period comes last."""
    return list(
        EvaluationPeriod.objects.filter(performance_year__agency_id=agency_id, performance_year__year=year)
        .select_related("performance_year")
        .order_by("end", "-start")
    )


def period_on(agency_id: int, day: date) -> EvaluationPeriod | None:
    """The month or quarter in which a day lies, or None where the year was not opened."""
    return (
        EvaluationPeriod.objects.filter(performance_year__agency_id=agency_id, start__lte=day, end__gte=day)
        .exclude(kind=PeriodKind.ANNUAL)
        .select_related("performance_year")
        .order_by("-start")
        .first()
    )


def annual_period_for(agency_id: int, year: int) -> EvaluationPeriod | None:
    """The annual period of a year, or None where the year was not opened."""
    return (
        EvaluationPeriod.objects.filter(
            performance_year__agency_id=agency_id, performance_year__year=year, kind=PeriodKind.ANNUAL
        )
        .select_related("performance_year")
        .first()
    )


def periods_in_window(agency_id: int, day: date) -> list[EvaluationPeriod]:
    """The periods that appraisers may rate on a day, the one that closes first at the head."""
    return list(
        EvaluationPeriod.objects.filter(
            performance_year__agency_id=agency_id, window_start__lte=day, window_end__gte=day
        )
        .select_related("performance_year")
        .order_by("window_end", "start")
    )


def get_period_for(actor: Actor, period_id: int) -> EvaluationPeriod:
    """One period of the actor's agency. Raises Http404 for another agency's and for none."""
    period = (
        EvaluationPeriod.objects.filter(pk=period_id, performance_year__agency_id=actor.agency_id)
        .select_related("performance_year")
        .first()
    )
    if period is None:
        raise Http404
    return period


def policy_for(agency_id: int, key: str, day: date) -> Policy:
    """A number the agency chose in its scheme, else the house's proposal in `kebijakan-capaian`. One query.

    A scheme that cannot be read stops nobody's clock: then the house's proposal holds too.
    """
    chosen = None
    with suppress(SchemeUnavailable):
        chosen = scheme_for(agency_id, day).find(key, day)
    value = chosen or load("kebijakan-capaian").get(key)
    return Policy(int(value.value), value.unit, value.source)


def working_calendar_for(agency_id: int, years: Iterable[int]) -> WorkingCalendar:
    """The agency's working days: national holidays and collective leave of the decrees, and its own days. One query.

    A year without a decree among the schemes keeps only the days with a fixed date; deadlines in it are provisional.
    """
    free: dict[date, str] = {}
    decreed = frozenset(year for year in years if f"kalender-nasional-{year}" in available())
    for year in decreed:
        scheme = load(f"kalender-nasional-{year}")
        leave = scheme.get("calendar.collective_leave").value
        free |= {day: f"Cuti bersama {name}" for day, name in leave.items()} | scheme.get("calendar.national").value
    free |= dict(Holiday.objects.filter(agency_id=agency_id).values_list("date", "name"))
    fixed = load("kalender-tetap").get("calendar.fixed").value
    return WorkingCalendar(free=free, fixed=fixed, decreed_years=decreed)
