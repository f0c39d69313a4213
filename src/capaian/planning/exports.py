"""The SKP on the official forms: A.1.7 with its annex A.1.8 (PermenPANRB 6/2022, p.57-61). Ask for the SKP first:
these functions print what they are given and judge nobody's right to read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.db.models import Prefetch, QuerySet

from capaian.foundation.documents.engine import render
from capaian.foundation.documents.wording import file_name, long_date, span
from capaian.foundation.language import in_indonesian
from capaian.kernel.berakhlak import BERAKHLAK
from capaian.people.models import Employee, Position, PositionGroup
from capaian.planning import workflow
from capaian.planning.models import AnnexSection, Indicator, ResultKind, ResultPlan, Skp

NOT_AGREED = "RANCANGAN – belum disepakati kedua pihak, belum berlaku sebagai SKP"
LEADING = {PositionGroup.JPT, PositionGroup.UNIT_HEAD}
"""Whose results are printed with their indicator where somebody intervenes them (A.1.7, note *)."""

Data = dict[str, object]


class Ordered(Protocol):
    ordinal: int
    pk: int


Row = TypeVar("Row", bound=Ordered)


@in_indonesian
def skp_document(skp: Skp) -> bytes:
    """Form A.1.7 as PDF; marked RANCANGAN until both have agreed. Six queries at any number of results."""
    skp = load(skp.pk)
    data = heading(skp) | {"behaviours": behaviours(skp)}
    for kind in ResultKind.values:
        data[kind] = [result(plan) | {"indicators": [planned(it) for it in indicators_of(plan)]} for plan in results(skp, kind)]
    return render("planning/documents/skp.typ", data)


@in_indonesian
def annex_document(skp: Skp) -> bytes:
    """Form A.1.8 as PDF, the inseparable annex of the SKP. Two queries."""
    skp = _skps().prefetch_related("annex_items").get(pk=skp.pk)
    items = sorted(skp.annex_items.all(), key=lambda item: (item.ordinal, item.pk))
    sections = [[str(section.label), [item.text for item in items if item.section == section]] for section in AnnexSection]
    data = heading(skp, form="A.1.8", title="Lampiran Sasaran Kinerja Pegawai")
    return render("planning/documents/annex.typ", data | {"sections": sections})


def skp_file_name(skp: Skp, form: str = "A.1.7") -> str:
    """`A.1.7 - Ani Lestari, A.Md.Kep - 2026.pdf`."""
    return file_name(form, skp.employee.name, str(skp.start.year))


def load(skp_id: int) -> Skp:
    """An SKP with everything that the forms print of it, in six queries."""
    plans = ResultPlan.objects.select_related("parent__skp__position", "objective").prefetch_related(
        "indicators", "parent__indicators", "objective__indicators"
    )
    return _skps().prefetch_related("behaviour_expectations", Prefetch("results", queryset=plans)).get(pk=skp_id)


def _skps() -> QuerySet[Skp]:
    return Skp.objects.select_related(
        "employee__agency", "position__unit", "appraiser", "appraiser_position__unit", "performance_year"
    )


def heading(skp: Skp, *, form: str = "A.1.7", title: str = "Sasaran Kinerja Pegawai") -> Data:
    """What every form of an SKP prints above and below: head line, both identities, place and date of signing."""
    agreed = skp.state == workflow.AGREED
    day = (skp.agreed_on if agreed else None) or skp.start
    agency = skp.employee.agency
    return {
        "doc": {
            "title": f"{title} {skp.employee.name} {skp.start.year}", "form": form, "number": f"SKP {skp.pk}",
            "date": [day.year, day.month, day.day], "draft": not agreed, "draft_note": NOT_AGREED,
        },
        "agency": agency.name,
        "period": span(skp.start, skp.end),
        "employee": identity(skp.employee, skp.position),
        "appraiser": identity(skp.appraiser, skp.appraiser_position),
        "signed": {"place": agency.place, "date": long_date(skp.agreed_on) if agreed and skp.agreed_on else ""},
    }


def identity(person: Employee, position: Position | None) -> dict[str, str]:
    """The five rows of the identity block; a dash where nothing is known."""
    return {
        "name": person.name, "nip": person.nip or "-", "rank": person.rank_grade or "-",
        "position": position.title if position else "-", "unit": position.unit.name if position else "-",
    }


def results(skp: Skp, kind: str) -> list[ResultPlan]:
    """The loaded SKP's results of one kind, in the order of the forms."""
    return sorted((plan for plan in skp.results.all() if plan.kind == kind), key=lambda plan: (plan.ordinal, plan.pk))


def result(plan: ResultPlan) -> Data:
    """A result with the leader's result it intervenes (A.1.7 columns 2 and 3, note *)."""
    return {"statement": plan.statement, "intervened": _intervened(plan)}


def _intervened(plan: ResultPlan) -> Data:
    if plan.parent is not None:
        leading = plan.parent.skp.position.group in LEADING
        shown = [it.statement for it in indicators_of(plan.parent)] if leading else []
        return {"statement": plan.parent.statement, "label": "Indikator Kinerja Individu:", "indicators": shown}
    if plan.objective is not None:
        shown = [it.statement for it in in_order(plan.objective.indicators.all())]
        return {"statement": plan.objective.statement, "label": "Indikator Kinerja Organisasi:", "indicators": shown}
    return {"statement": "-", "label": "", "indicators": []}


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows with an ordinal, in order; equal ordinals as they were entered."""
    return sorted(rows, key=lambda row: (row.ordinal, row.pk))


def indicators_of(plan: ResultPlan) -> list[Indicator]:
    """A loaded result's indicators in the order of the forms."""
    return in_order(plan.indicators.all())


def planned(indicator: Indicator) -> Data:
    """Columns 4 to 6: aspect, indicator, target."""
    return {"aspect": indicator.get_aspect_display(), "statement": indicator.statement, "target": indicator.target_text}


def behaviours(skp: Skp) -> list[Data]:
    """The seven values with their guides and what the leader expects under each (Art 10(3)-(4))."""
    expected = in_order(skp.behaviour_expectations.all())
    return [
        {
            "slug": value.slug, "name": value.name, "guides": list(value.guides),
            "expectations": [it.text for it in expected if it.core_value == value.slug],
        }
        for value in BERAKHLAK
    ]
