"""The world the matrix asks about: one object of every kind, all of them Ani's or her unit's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from capaian.evaluation import workflow as evaluating
from capaian.evaluation.models import Evaluation, OrganisationAchievement
from capaian.foundation.actor import Role
from capaian.foundation.writing import writing
from capaian.governance import schemes
from capaian.governance.models import EvaluationPeriod, PeriodKind, SchemeAdoption
from capaian.people.models import Employee
from capaian.people.tests import factories as people
from capaian.planning import workflow as planning
from capaian.planning.models import Skp
from capaian.planning.tests import factories as plans
from capaian.progress import workflow as reporting
from capaian.progress.models import MonthlyReport, Realization


@dataclass(frozen=True)
class World:
    people: dict[str, Employee]
    ids: dict[str, object] = field(default_factory=dict)

    def arguments(self, name: str) -> dict[str, object]:
        """What an address of this name needs: each placeholder is looked up under "address:placeholder", then by itself."""
        wanted = {}
        for placeholder in placeholders(name):
            key = f"{name}:{placeholder}"
            module = name.split(":", maxsplit=1)[0]
            wanted[placeholder] = self.ids.get(key, self.ids.get(f"{module}:*:{placeholder}"))
        return wanted


def build() -> World:
    """Ani, Budi, Citra, Dewi, Eko and two more: Fajar of another unit and Gita the inspector."""
    cast = people.cast()
    fajar = people.employee(people.unit(cast.agency, "Puskesmas Lain", parent=cast.office), "Fajar Malik", "199112312016031999",
                            appraiser=cast.dewi)
    gita = people.employee(cast.office, "Gita Puspita, S.H.", "198812312012032999", roles=(Role.INSPECTOR,), appraiser=cast.dewi)
    year = date(2026, 1, 1).year
    skp = plans.skp(cast.ani, state=planning.AGREED, year=year)
    objective = plans.objective(cast.unit, year=year)
    period = _period(cast, skp)
    with writing("matrix"):
        report = MonthlyReport.objects.create(skp=skp, month=date(year, 1, 1), state=reporting.SUBMITTED)
        report.statuses.create(state=reporting.SUBMITTED, by_id=cast.ani.pk, by_name=cast.ani.name, at=timezone.now())
        result = skp.results.get()
        indicator = result.indicators.get()
        Realization.objects.create(report=report, indicator=indicator, value=5, saved_at=timezone.now())
        evaluation = _published(skp, period)
    persons = {name: getattr(cast, name) for name in ("ani", "budi", "citra", "dewi", "eko")} | {"fajar": fajar, "gita": gita}
    return World(persons, {
        "planning:*:pk": skp.pk, "planning:*:result_pk": result.pk, "planning:*:indicator_pk": indicator.pk,
        "planning:objective:pk": objective.pk, "planning:objective_deletion:pk": objective.pk,
        "planning:*:core_value": "akuntabel", "planning:*:section": "resources",
        "progress:*:report_id": report.pk, "progress:*:indicator_id": indicator.pk,
        "progress:*:year": year, "progress:*:month": 1,
        "feedback:*:skp_id": skp.pk, "feedback:*:indicator_id": indicator.pk,
        "evaluation:*:period_id": period.pk, "evaluation:*:unit_id": cast.unit.pk,
        "evaluation:*:evaluation_id": evaluation.pk, "evaluation:*:skp_id": skp.pk,
    })


def _period(cast: people.Cast, skp: Skp) -> EvaluationPeriod:
    scheme = schemes.load("sofifi-capaian-2026")
    SchemeAdoption.objects.create(agency=cast.agency, scheme_id=scheme.id, scheme_hash=scheme.hash, start=date(2026, 1, 1))
    today = timezone.localdate()
    period = EvaluationPeriod.objects.create(
        performance_year=skp.performance_year, kind=PeriodKind.QUARTER, ordinal=1, start=date(2026, 1, 1), end=date(2026, 3, 31),
        window_start=today - timedelta(days=1), window_end=today + timedelta(days=30),
    )
    with writing("matrix"):
        OrganisationAchievement.objects.create(unit=cast.unit, period=period, level="BAIK", basis="Rencana aksi tercapai")
    return period


def _published(skp: Skp, period: EvaluationPeriod) -> Evaluation:
    return Evaluation.objects.create(
        skp=skp, period=period, appraiser=skp.appraiser, state=evaluating.PUBLISHED, result_rating="meets",
        behaviour_rating="meets", predikat="BAIK", organisation_level="BAIK", scheme_id="sofifi-capaian-2026",
        scheme_hash=schemes.load("sofifi-capaian-2026").hash, published_at=datetime(2026, 4, 2, 3, tzinfo=UTC),
    )


def route(name: str) -> str:
    """The pattern of an address, with its placeholders."""
    return _routes()[name]


def placeholders(name: str) -> list[str]:
    """The names between angle brackets."""
    return [part.split(">")[0].split(":")[-1] for part in route(name).split("<")[1:]]


def _routes() -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(patterns, namespace, prefix):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, inner, prefix + str(pattern.pattern))
            elif isinstance(pattern, URLPattern):
                found[f"{namespace}{pattern.name}"] = prefix + str(pattern.pattern)

    walk(get_resolver().url_patterns, "", "")
    return found
