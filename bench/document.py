"""A form against a bare typst compile in the same run: what the way from our data to the PDF costs on top of typst.

The bare template has the same paper, pages, tables and words as form C.1.3 of the worked example, written down as plain
cells: no data, no repeated-header logic, no archive standard. Run as `python -m bench.document`.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import typst
from pypdf import PdfReader

from capaian.foundation.documents.engine import render
from capaian.kernel.berakhlak import BERAKHLAK
from capaian.web.demonstration.official_figures import Example, Said
from capaian.web.demonstration.official_functional import FUNCTIONAL

ROUNDS = 25
ASPECTS = {"quantity": "Kuantitas", "quality": "Kualitas", "time": "Waktu"}


def facts(example: Example, number: int) -> dict[str, object]:
    """The worked example as the export would hand it over, made unlike the one before so that nothing is remembered."""

    def said(entries: tuple[Said, ...]) -> list[dict[str, str]]:
        return [{"giver": entry.label or "Pimpinan", "text": f"{entry.text} ({number})"} for entry in entries]

    person = {
        "name": f"Pegawai {number}", "nip": "198808142014022999", "rank": "Penata (III/c)", "position": "Ahli Muda",
        "unit": "Unit",
    }
    main = [
        {
            "statement": planned.statement, "intervened": {"statement": planned.statement, "label": "", "indicators": []},
            "indicators": [
                {
                    "aspect": ASPECTS[it.aspect], "statement": it.statement, "target": it.target_text,
                    "realisation": f"{it.realised_text} ({number})", "reason": "", "evidence": "", "feedback": said(it.said),
                }
                for it in planned.indicators
            ],
        }
        for planned in example.results
    ]
    behaviours = [
        {
            "name": value.name, "guides": list(value.guides), "expectations": list(example.behaviour[value.slug].expectations),
            "feedback": said(example.behaviour[value.slug].said),
        }
        for value in BERAKHLAK
    ]
    return {
        "doc": {
            "title": f"Evaluasi {number}", "form": "C.1.3", "number": str(number), "date": [2026, 1, 14], "draft": False,
            "draft_note": "",
        },
        "agency": "Kementerian Contoh", "period": "1 JANUARI SD 31 DESEMBER TAHUN 2025", "employee": person, "appraiser": person,
        "main": main, "additional": [], "behaviours": behaviours, "quarter": "4", "cycle": "", "organisation": "BAIK",
        "result_rating": "above", "behaviour_rating": "meets", "predikat": "BAIK",
        "signed": {"place": "Jakarta", "date": "14 Januari 2026"},
    }


def bare_template(data: dict) -> str:
    """The same words as literal tables, for typst alone."""

    def cell(text: str) -> str:
        return "[" + "".join(f"\\{letter}" if letter in "\\#*_`$@<>[]~=-/" else letter for letter in text) + "]"

    def told(entries: list[dict[str, str]]) -> str:
        return " ".join(f"{entry['giver']}: {entry['text']}" for entry in entries) or "belum ada umpan balik"

    rows = [
        cell(text)
        for number, result in enumerate(data["main"], start=1)
        for it in result["indicators"]
        for text in (
            str(number), result["statement"], result["statement"], it["aspect"], it["statement"], it["target"], it["realisation"],
            told(it["feedback"]),
        )
    ]
    values = [
        cell(text)
        for value in data["behaviours"]
        for text in (value["name"], " ".join(value["guides"]), " ".join(value["expectations"]), told(value["feedback"]))
    ]
    return f"""#set page(width: 13in, height: 8.5in, margin: 0.5in)
#set text(font: ("Bookman Old Style", "TeX Gyre Bonum", "URW Bookman", "Libertinus Serif"), size: 9pt)
#set table(stroke: 0.5pt)
#align(center)[HASIL EVALUASI KINERJA PEGAWAI]
#table(columns: 4, {", ".join(cell(text) for text in (*data["employee"].values(), *data["appraiser"].values()))})
#rect(width: 400pt, height: 100pt)
#pagebreak()
#table(columns: (26pt, 132pt, 122pt, 60pt, 126pt, 92pt, 118pt, 1fr), {", ".join(rows)})
#table(columns: (80pt, 1fr, 1fr, 1fr), {", ".join(values)})
{data["signed"]["place"]}, {data["signed"]["date"]}
"""


def run() -> list[tuple[str, str, float]]:
    """(name, value, ratio to the bare compile) of the form and of the bare template, medians in turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bare.typ"
        path.write_text(bare_template(facts(FUNCTIONAL, 0)), encoding="utf-8")
        compiler = typst.Compiler(path, root=folder)

        def bare(number: int) -> bytes:
            path.write_text(bare_template(facts(FUNCTIONAL, number)), encoding="utf-8")
            made = compiler.compile(format="pdf")
            assert isinstance(made, bytes)
            return made

        def form(number: int) -> bytes:
            return render("evaluation/documents/evaluation.typ", facts(FUNCTIONAL, number))

        ways: dict[str, Callable[[int], bytes]] = {"bare typst compile, same words": bare, "form C.1.3": form}
        pages = {name: len(PdfReader(io.BytesIO(way(0))).pages) for name, way in ways.items()}
        times: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(1, ROUNDS + 1):
            for name, way in ways.items():
                gc.collect()
                begin = time.perf_counter()
                way(number)
                times[name].append(time.perf_counter() - begin)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    least = medians["bare typst compile, same words"]
    return [(name, f"{median * 1000:.1f} ms, {pages[name]} pages", median / least) for name, median in medians.items()]


if __name__ == "__main__":
    sys.stdout.write("Document: one person's evaluation without the database, each time other words\n\n")
    for name, value, ratio in run():
        sys.stdout.write(f"| {name:32} | {value:18} | {ratio:5.2f} |\n")
