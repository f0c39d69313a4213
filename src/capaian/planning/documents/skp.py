"""The SKP itself: forms A.1.1, A.1.2, A.1.6 and A.1.7 (PermenPANRB 6/2022, p.32-36 and 55-59)."""

from __future__ import annotations

from pathlib import Path

from capaian.foundation.documents.engine import render
from capaian.foundation.language import in_indonesian
from capaian.planning.documents import sheets
from capaian.planning.documents.content import (
    Data,
    behaviours,
    form_of,
    given_by,
    heading,
    indicators_of,
    load,
    planned,
    result,
    results,
)
from capaian.planning.models import ResultKind, Skp
from capaian.planning.rules.formats import Format

TEMPLATES = {
    Format.LEADING_QUALITATIVE: "planning/documents/qualitative.typ",
    Format.LEADING_QUANTITATIVE: "planning/documents/leading.typ",
    Format.QUALITATIVE: "planning/documents/qualitative.typ",
    Format.QUANTITATIVE: "planning/documents/skp.typ",
}


def skp_document(skp: Skp) -> bytes:
    """The SKP on its form as PDF; marked RANCANGAN until both have agreed. Six queries at any number of results."""
    return print_skp(load(skp.pk))


def skp_sheet(skp: Skp, path: Path) -> None:
    """The same as a workbook."""
    write_skp(load(skp.pk), path)


@in_indonesian
def print_skp(skp: Skp) -> bytes:
    """An SKP from `load` or `load_many` as PDF, without a query."""
    return render_skp(skp_data(skp))


@in_indonesian
def write_skp(skp: Skp, path: Path) -> None:
    """An SKP from `load` or `load_many` as a workbook, without a query."""
    sheets.write_skp(skp_data(skp), path)


def render_skp(data: Data) -> bytes:
    """The PDF of what `skp_data` gave, on the form that it names."""
    return render(TEMPLATES[Format(data["doc"]["form"])], data)  # type: ignore[index]


def skp_data(skp: Skp) -> Data:
    """Everything that the form prints."""
    data = heading(skp) | {"behaviours": behaviours(skp)} | family(form_of(skp))
    for kind in ResultKind.values:
        data[kind] = [
            result(plan) | {"given_by": given_by(plan, skp), "indicators": [planned(it) for it in indicators_of(plan)]}
            for plan in results(skp, kind)
        ]
    return data


def family(form: Format) -> Data:
    """What a form of who leads says otherwise than that of the others."""
    leading = form in (Format.LEADING_QUALITATIVE, Format.LEADING_QUANTITATIVE)
    who = "PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI" if leading else "PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
    how = "KUANTITATIF" if form in (Format.LEADING_QUANTITATIVE, Format.QUANTITATIVE) else "KUALITATIF"
    measure = (
        "Ukuran keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif:" if leading
        else "Ukuran keberhasilan/ indikator kinerja individu dan Target:"
    )
    return {
        "leading": leading, "measure": measure,
        "titles": ["SASARAN KINERJA PEGAWAI", f"PENDEKATAN HASIL KERJA {how}", f"BAGI {who}"],
    }
