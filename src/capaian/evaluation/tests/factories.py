"""A period open on the fixture's day, the scheme adopted, and the facts that ratings rest on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from capaian.evaluation.models import OrganisationAchievement, OrganisationLevel
from capaian.feedback.models import Feedback, Giver, Tone
from capaian.foundation.writing import writing
from capaian.governance.models import EvaluationPeriod, PeriodKind, SchemeAdoption
from capaian.governance.schemes import load
from capaian.people.models import Agency, Employee, Unit
from capaian.people.tests import factories as people
from capaian.planning.models import Skp
from capaian.planning.tests import factories as planning
from capaian.planning.workflow import AGREED
from capaian.progress import workflow as progress
from capaian.progress.models import MonthlyReport, Realization

SCHEME = "sofifi-capaian-2026"
OPEN = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)  # inside the third quarter's window
EARLY = datetime(2026, 9, 20, 2, 0, tzinfo=UTC)
LATE = datetime(2026, 10, 31, 2, 0, tzinfo=UTC)
REASON = "Kunjungan rumah tertunda tanpa pemberitahuan."


def adopt(agency: Agency, scheme: str = SCHEME, start: date = date(2026, 1, 1)) -> None:
    SchemeAdoption.objects.create(agency=agency, scheme_id=scheme, scheme_hash=load(scheme).hash, start=start)


def quarter(agency: Agency, ordinal: int = 3, year: int = 2026) -> EvaluationPeriod:
    """A quarter; of the third the window runs from 25 September to 15 October."""
    first = 3 * ordinal - 2
    ends = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}[ordinal]
    return EvaluationPeriod.objects.create(
        performance_year=planning.performance_year(agency, year), kind=PeriodKind.QUARTER, ordinal=ordinal,
        start=date(year, first, 1), end=date(year, *ends), window_start=date(year, ends[0], 25),
        window_end=date(year, ends[0] + 1, 15) if ordinal < 4 else date(year + 1, 1, 15),
    )


def annual(agency: Agency, year: int = 2026) -> EvaluationPeriod:
    return EvaluationPeriod.objects.create(
        performance_year=planning.performance_year(agency, year), kind=PeriodKind.ANNUAL, start=date(year, 1, 1),
        end=date(year, 12, 31), window_start=date(year, 12, 28), window_end=date(year + 1, 1, 31),
    )


def level(unit: Unit, period: EvaluationPeriod, value: str = OrganisationLevel.BAIK) -> OrganisationAchievement:
    with writing("factory"):
        return OrganisationAchievement.objects.create(unit=unit, period=period, level=value, basis="Laporan rencana aksi")


def accepted(skp: Skp, value: str | None, month: date = date(2026, 9, 1), note: str = "") -> None:
    """An accepted month with this value and an evidence link for every indicator of the SKP."""
    with writing("factory"):
        report = MonthlyReport.objects.create(skp=skp, month=month, state=progress.ACCEPTED)
        for plan in skp.results.all():
            for indicator in plan.indicators.all():
                Realization.objects.create(
                    report=report, indicator=indicator, value=Decimal(value) if value else None, note=note,
                    evidence_url="https://contoh.example/bukti" if value else "",
                    saved_at=datetime(2026, 9, 30, tzinfo=UTC),
                )


def feedback(skp: Skp, text: str = "Kunjungan teratur dan tercatat.", tone: str = Tone.POSITIVE, value: str = "") -> Feedback:
    """An entry of the leader on the first indicator, or on a core value."""
    with writing("factory"):
        return Feedback.objects.create(
            skp=skp, indicator=None if value else skp.results.first().indicators.first(), core_value=value,
            giver=Giver.LEADER, tone=tone, text=text, by_id=skp.appraiser_id, by_name=skp.appraiser.name,
            at=datetime(2026, 9, 15, tzinfo=UTC),
        )


def colleague(cast: people.Cast, number: int) -> Employee:
    """One more person of Budi's team."""
    nip = f"1992{1 + number // 28:02d}{1 + number % 28:02d}2015032999"
    return people.employee(cast.unit, f"Pegawai {number:02d}", nip, appraiser=cast.budi)


def agreed(employee: Employee, value: str | None = "60") -> Skp:
    """An agreed SKP with one accepted month."""
    made = planning.skp(employee, state=AGREED)
    if value is not None:
        accepted(made, value)
    return made
