"""Form A.1.4, the workblock by which a strategy is found (PermenPANRB 6/2022 II.A.4, p.43)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from capaian.foundation.documents.engine import render
from capaian.foundation.language import in_indonesian
from capaian.planning.documents import sheets
from capaian.planning.documents.content import Data, frames, heading
from capaian.planning.models import Skp, Strategy
from capaian.planning.rules.formats import Format

FIELDS = (
    ("JUDUL INISIATIF STRATEGI PENCAPAIAN IKU", "statement", "INDIKATOR DAN TARGET YANG DIINTERVENSI", "intervened"),
    ("PEMILIK STRATEGI", "owner", "PIHAK YANG TERLIBAT", "involved"),
    ("WAKTU PENYELESAIAN", "time", "PENERIMA MANFAAT", "beneficiaries"),
    ("TUJUAN", "purpose", "ANGGARAN", "budget"),
)
LISTS = (("STRATEGI (KEY ACTIVITIES)", "activities"), ("KELUARAN KUNCI (KEY MILESTONE)", "milestones"))


@in_indonesian
def workblock_document(skp: Skp) -> bytes:
    """A sheet for each strategy of an SKP's indicators, in one PDF; an empty one where there is none. Two queries."""
    return render("planning/documents/workblock.typ", workblock_data(skp))


@in_indonesian
def workblock_sheet(skp: Skp, path: Path) -> None:
    """The same as a workbook."""
    sheets.write_workblock(workblock_data(skp), path)


def workblock_data(skp: Skp) -> Data:
    """Everything that the sheets print, in the order of the SKP's results and indicators."""
    skp = frames().get(pk=skp.pk)
    rows = (
        Strategy.objects.filter(
            indicator__result__skp=skp, indicator__dropped_on__isnull=True, indicator__result__dropped_on__isnull=True
        )
        .select_related("indicator__result")
        .order_by("-indicator__result__kind", "indicator__result__ordinal", "indicator__ordinal", "indicator_id", "ordinal", "pk")
    )
    drawn = [_sheet(row.statement, f"{row.indicator.statement}: {row.indicator.target_text}", row.work) for row in rows]
    data = heading(skp, form=Format.WORKBLOCK, title="Workblock")
    return data | {"fields": FIELDS, "lists": LISTS, "sheets": drawn or [_sheet("", "", {})]}


def _sheet(statement: str, intervened: str, work: Mapping[str, Any]) -> Data:
    said: Data = {name: _text(work.get(name)) for name in ("owner", "involved", "time", "beneficiaries", "purpose", "budget")}
    lists: Data = {
        name: [[_text(line) for line in (work.get(name) or {}).get(kind) or []] for kind in ("routine", "transformative")]
        for _label, name in LISTS
    }
    return {"statement": statement, "intervened": intervened} | said | lists


def _text(value: object) -> str:
    """Whatever the workblock's JSON holds, as it is printed."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
