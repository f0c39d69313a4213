"""What the files of documents are called: plain, told apart, and the same on every run."""

from __future__ import annotations

from collections.abc import Iterable

from capaian.foundation.documents.wording import file_name
from capaian.planning.documents.content import form_of
from capaian.planning.models import Skp
from capaian.planning.rules.formats import Format


def skp_file_name(skp: Skp, form: str = "", ending: str = "pdf", version: int | None = None) -> str:
    """`A.1.7 - Ani Lestari, A.Md.Kep - 2026.pdf`; of an older version `… - 2026 - versi 1.pdf`."""
    parts = [form or str(form_of(skp)), skp.employee.name, str(skp.start.year), *([f"versi {version}"] if version else [])]
    return file_name(*parts).removesuffix("pdf") + ending


def unit_file_name(form: Format, unit: str, year: int, ending: str = "pdf") -> str:
    """`A.1.5 - Puskesmas Galala - 2026.pdf`."""
    return file_name(str(form), unit, str(year)).removesuffix("pdf") + ending


def told_apart(names: Iterable[str]) -> list[str]:
    """The same names, a later one that some system would take for an earlier one with a number: `… (2).pdf`.

    >>> told_apart(["a.pdf", "A.pdf", "b.pdf"])
    ['a.pdf', 'A (2).pdf', 'b.pdf']
    """
    seen: set[str] = set()
    apart = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        one, number = name, 1
        while one.casefold() in seen:
            number += 1
            one = f"{stem} ({number}){dot}{ending}"
        seen.add(one.casefold())
        apart.append(one)
    return apart
