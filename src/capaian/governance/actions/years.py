from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import EvaluationPeriod, Holiday, PerformanceYear, PeriodKind
from capaian.governance.permissions import may_declare_holiday, may_open_year
from capaian.governance.queries import scheme_for
from capaian.governance.schemes import Scheme
from capaian.kernel.periods import months, quarters, whole_year
from capaian.people.models import Agency


@action
def open_year(*, agency: Agency, year: int, cycle: str | None = None, by: Actor, at: datetime) -> PerformanceYear:
    """Open a performance year: its months or quarters (Art 24(2)-(3)) and the annual period, each with its window.

    `cycle` is "month" or "quarter"; None takes what the agency's scheme says. How long the periodic window is, no
    regulation says: it is a setting of the scheme. Raises Refused without permission or scheme, or where the year is
    open already; InvalidInput for a cycle that the law does not offer.
    """
    require(may_open_year(by, agency))
    scheme = scheme_for(agency.pk, date(year, 1, 1))
    cycle = cycle or str(scheme.get("evaluation.cycle", date(year, 1, 1)).value)
    allowed = scheme.get("evaluation.cycles_allowed", date(year, 1, 1)).value
    if cycle not in allowed:
        raise InvalidInput([Problem(_("Siklus evaluasi periodik hanya bulanan atau triwulanan (Pasal 24)."), "cycle")])
    opened, is_new = PerformanceYear.objects.get_or_create(agency=agency, year=year)
    if not is_new:
        raise Refused(_("Tahun kinerja %(year)s sudah dibuka.") % {"year": year})
    EvaluationPeriod.objects.bulk_create([*_periodic(opened, cycle, scheme), _annual(opened, scheme)])
    audit.record(by=by, at=at, verb="year.open", subject=opened, after={"year": year, "cycle": cycle, "scheme": scheme.id})
    return opened


@action
def declare_holiday(*, agency: Agency, day: date, name: str, by: Actor, at: datetime) -> Holiday:
    """Declare a day on which the agency's clocks stand still. Raises InvalidInput where it was declared already."""
    require(may_declare_holiday(by, agency))
    if not name.strip():
        raise InvalidInput([Problem(_("Beri nama hari libur ini."), "name")])
    holiday, is_new = Holiday.objects.get_or_create(agency=agency, date=day, defaults={"name": name.strip()})
    if not is_new:
        words = _("%(day)s sudah tercatat: %(name)s.") % {"day": f"{day:%d-%m-%Y}", "name": holiday.name}
        raise InvalidInput([Problem(words, "day")])
    audit.record(by=by, at=at, verb="holiday.declare", subject=holiday, after={"date": day, "name": holiday.name})
    return holiday


def _periodic(opened: PerformanceYear, cycle: str, scheme: Scheme) -> Iterator[EvaluationPeriod]:
    kind = PeriodKind.MONTH if cycle == "month" else PeriodKind.QUARTER
    spans = months(opened.year) if kind == PeriodKind.MONTH else quarters(opened.year)
    for ordinal, span in enumerate(spans, start=1):
        before = scheme.get("evaluation.periodic_window.before_days", span.end).value
        after = scheme.get("evaluation.periodic_window.after_days", span.end).value
        yield EvaluationPeriod(
            performance_year=opened, kind=kind, ordinal=ordinal, start=span.start, end=span.end,
            window_start=span.end - timedelta(days=before), window_end=span.end + timedelta(days=after),
        )


def _annual(opened: PerformanceYear, scheme: Scheme) -> EvaluationPeriod:
    span = whole_year(opened.year)
    first = scheme.get("evaluation.annual_window.start", span.end).value
    last = scheme.get("evaluation.annual_window.end", span.end).value
    return EvaluationPeriod(
        performance_year=opened, kind=PeriodKind.ANNUAL, ordinal=1, start=span.start, end=span.end,
        window_start=date.fromisoformat(f"{opened.year}-{first}"),
        window_end=date.fromisoformat(f"{opened.year + 1}-{last}"),
    )
