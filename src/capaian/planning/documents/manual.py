"""Form A.1.3, the manual of a leader's indicators: one sheet each (PermenPANRB 6/2022 II.A.3, p.37-38)."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Prefetch

from capaian.foundation.documents.engine import render
from capaian.foundation.language import in_indonesian
from capaian.planning.documents import sheets
from capaian.planning.documents.content import Data, frames, heading, in_order, indicators_of
from capaian.planning.models import ControlLevel, Indicator, LibraryVersion, ResultKind, ResultPlan, Rhythm, Skp
from capaian.planning.rules.formats import Format

BOXES = (ControlLevel.OUTCOME, ControlLevel.INTERMEDIATE, ControlLevel.OUTPUT_LOW)
"""The three that the form has; another level is added below them where the library says so."""


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
    indicators = Indicator.objects.standing().select_related("definition", "objective_indicator__definition")
    plans = ResultPlan.objects.standing().prefetch_related(Prefetch("indicators", indicators))
    skp = frames().prefetch_related(Prefetch("results", plans)).get(pk=skp.pk)
    ordered = sorted(in_order(skp.results.all()), key=lambda plan: plan.kind != ResultKind.MAIN)
    described = [_sheet(plan, indicator) for plan in ordered for indicator in indicators_of(plan)]
    data = heading(skp, form=Format.MANUAL, title="Manual Indikator Kinerja")
    return data | {"sheets": described or [_sheet(None, None)]}


def _sheet(plan: ResultPlan | None, it: Indicator | None) -> Data:
    """What the library says of an indicator, else the key indicator it takes over, else the SKP itself."""
    key = it.objective_indicator if it else None
    known = (it.definition if it else None) or (key.definition if key else None)
    control = (known.control if known else "") or (it.control if it else "")
    return {
        "result": plan.statement if plan else "",
        "indicator": it.statement if it else "",
        "target": it.target_text if it else "",
        "purpose": known.purpose if known else "",
        "definition": known.definition if known else "",
        "formula": (known.formula if known else "") or (key.formula if key else ""),
        "unit": (known.unit if known else "") or (it.unit if it else ""),
        "controls": _boxes(control),
        "data_source": known.data_source if known else "",
        "rhythms": [[str(one.label), bool(known) and one == _rhythm(known)] for one in Rhythm],
    }


def _rhythm(known: LibraryVersion | None) -> str:
    return known.rhythm if known else ""


def _boxes(control: str) -> list[list[object]]:
    shown = [*BOXES, *(one for one in ControlLevel if one == control and one not in BOXES)]
    return [[str(one.label), one == control] for one in shown]
