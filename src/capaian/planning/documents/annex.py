"""Form A.1.8, the inseparable annex of every SKP (PermenPANRB 6/2022, p.61)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from capaian.foundation.documents.engine import render
from capaian.foundation.language import in_indonesian
from capaian.planning.documents import sheets
from capaian.planning.documents.content import Data, frames, heading, in_order
from capaian.planning.models import AnnexSection, Skp
from capaian.planning.rules.formats import Format

TITLE = "Lampiran Sasaran Kinerja Pegawai"


def annex_document(skp: Skp) -> bytes:
    """Form A.1.8 as PDF. Two queries."""
    return print_annex(load_annexes([skp.pk])[0])


def annex_sheet(skp: Skp, path: Path) -> None:
    """The same as a workbook."""
    write_annex(load_annexes([skp.pk])[0], path)


def load_annexes(skp_ids: Sequence[int]) -> list[Skp]:
    """These SKPs in this order with the lines of their annex, in two queries."""
    rows = frames().prefetch_related("annex_items").in_bulk(skp_ids)
    return [rows[pk] for pk in skp_ids if pk in rows]


@in_indonesian
def print_annex(skp: Skp) -> bytes:
    """The annex of an SKP from `load_annexes` as PDF, without a query."""
    return render_annex(annex_data(skp))


@in_indonesian
def write_annex(skp: Skp, path: Path) -> None:
    """The annex of an SKP from `load_annexes` as a workbook, without a query."""
    sheets.write_annex(annex_data(skp), path)


def render_annex(data: Data) -> bytes:
    """The PDF of what `annex_data` gave."""
    return render("planning/documents/annex.typ", data)


def annex_data(skp: Skp) -> Data:
    """Everything that form A.1.8 prints."""
    lines = [(item.section, item.text) for item in in_order(skp.annex_items.all())]
    return heading(skp, form=Format.ANNEX, title=TITLE) | sections_of(lines)


def sections_of(lines: Sequence[tuple[str, str]]) -> Data:
    """The three lists of the annex, of lines (section, text)."""
    return {
        "sections": [[str(section.label), [text for name, text in lines if name == section]] for section in AnnexSection]
    }
