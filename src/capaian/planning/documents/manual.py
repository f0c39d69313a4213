"""Form A.1.3, the manual of a leader's indicators: one sheet each (PermenPANRB 6/2022 II.A.3, p.37-38)."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Prefetch

from capaian.foundation.documents.engine import render
from capaian.foundation.language import in_indonesian
from capaian.planning.documents import sheets
from capaian.planning.documents.content import Data, frames, heading, in_order, indicators_of
from capaian.planning.models import ControlLevel, Indicator, ResultKind, ResultPlan, Rhythm, Skp
from capaian.planning.queries.library import Manual, manual_of, with_manual
from capaian.planning.rules.formats import Format

BOXES = (ControlLevel.OUTCOME, ControlLevel.INTERMEDIATE, ControlLevel.OUTPUT_LOW)
"""The three that the form has; another level is added below them where the library says so."""

NOTHING = Manual(
    result="", indicator="", target="", purpose="", definition="", formula="", unit="", control="", data_source="", rhythm="",
    source="", missing=(),
)
"""The empty form, for a plan without indicators."""


@in_indonesian
def manual_document(skp: Skp) -> bytes:
    """All sheets of an SKP in one PDF; what nobody has written yet is a dotted line. Three queries at any number of sheets."""
    return render("planning/documents/manual.typ", manual_data(skp))


@in_indonesian
def manual_sheet(skp: Skp, path: Path) -> None:
    """The same as a workbook, a sheet for each indicator."""
    sheets.write_manual(manual_data(skp), path)


def manual_data(skp: Skp) -> Data:
    """Everything that the sheets print, results in the order of the SKP."""
    indicators = with_manual(Indicator.objects.standing())
    plans = ResultPlan.objects.standing().prefetch_related(Prefetch("indicators", indicators))
    skp = frames().prefetch_related(Prefetch("results", plans)).get(pk=skp.pk)
    ordered = sorted(in_order(skp.results.all()), key=lambda plan: plan.kind != ResultKind.MAIN)
    described = [_sheet(manual_of(indicator)) for plan in ordered for indicator in indicators_of(plan)]
    data = heading(skp, form=Format.MANUAL, title="Manual Indikator Kinerja")
    return data | {"sheets": described or [_sheet(NOTHING)]}


def _sheet(manual: Manual) -> Data:
    return {
        "result": manual.result, "indicator": manual.indicator, "target": manual.target, "purpose": manual.purpose,
        "definition": manual.definition, "formula": manual.formula, "unit": manual.unit, "controls": _boxes(manual.control),
        "data_source": manual.data_source, "rhythms": [[str(one.label), one == manual.rhythm] for one in Rhythm],
    }


def _boxes(control: str) -> list[list[object]]:
    shown = [*BOXES, *(one for one in ControlLevel if one == control and one not in BOXES)]
    return [[str(one.label), one == control] for one in shown]
