"""A form against a bare typst compile in the same run: what the way from our data to the PDF costs on top of typst.

The bare template is form C.1.3 of the worked example as somebody would write it by hand for one person: same paper,
tables, curve and words, but literal, without data, rules for page breaks, drafts or gaps, and without the archive
standard. Run as `python -m bench.document`.
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


def _cell(text: str, how: str = "") -> str:
    """Text as typst source, every sign of markup escaped."""
    plain = "".join(f"\\{letter}" if letter in "\\#*_`$@<>[]~=-/" else letter for letter in text)
    return f"table.cell({how})[{plain}]" if how else f"[{plain}]"


def _told(entries: list[dict[str, str]]) -> str:
    return " ".join(f"{entry['giver']}: {entry['text']}" for entry in entries) or "belum ada umpan balik"


def _results(data: dict) -> str:
    cells = []
    for number, result in enumerate(data["main"], start=1):
        span = f"rowspan: {len(result['indicators'])}"
        cells += [_cell(str(number), span), _cell(result["statement"], span), _cell(result["statement"], span)]
        for it in result["indicators"]:
            cells += map(_cell, (it["aspect"], it["statement"], it["target"], it["realisation"], _told(it["feedback"])))
    return ", ".join(cells)


def _behaviour(data: dict) -> str:
    cells = []
    for number, value in enumerate(data["behaviours"], start=1):
        guides, expectations = ("[" + " ".join(f"- {line}\n" for line in value[key]) + "]" for key in ("guides", "expectations"))
        cells += [_cell(str(number), "rowspan: 2"), _cell(value["name"], "colspan: 2")]
        cells += [_cell(_told(value["feedback"]), "rowspan: 2"), guides, expectations]
    return ", ".join(cells)


def bare_template(data: dict) -> str:
    """The same form written down by hand: literal tables for typst alone."""
    identity = ", ".join(map(_cell, (*data["employee"].values(), *data["appraiser"].values())))
    heads = ", ".join(_cell(head, "fill: blue") for head in ("No.", "RENCANA PIMPINAN", "RENCANA", "ASPEK", "INDIKATOR", "TARGET",
                                                             "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN"))
    options = "#strong[DIATAS EKSPEKTASI]/ #strike[SESUAI EKSPEKTASI]/ #strike[DIBAWAH EKSPEKTASI]"
    return f"""#let blue = rgb("#DEEBF7")
#set page(width: 13in, height: 8.5in, margin: 0.5in, footer: context [#counter(page).display() / #counter(page).final().first()])
#set text(font: ("Bookman Old Style", "TeX Gyre Bonum", "URW Bookman", "Libertinus Serif"), size: 9pt)
#set table(stroke: 0.5pt)
#align(center)[= HASIL EVALUASI KINERJA PEGAWAI \\ PENDEKATAN HASIL KERJA KUANTITATIF]
#grid(columns: (1fr, 1fr), [KEMENTERIAN CONTOH], align(right)[PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2025])
#table(columns: 5, {identity})
#table(columns: 1fr, table.cell(fill: blue)[CAPAIAN KINERJA ORGANISASI], [#strong[BAIK]/ #strike[KURANG]/ #strike[SANGAT KURANG]])
#table(columns: 1fr, table.cell(fill: blue)[POLA DISTRIBUSI], box(width: 400pt, height: 92pt, stroke: 0.8pt, curve(
  curve.move((40pt, 80pt)), curve.cubic((60pt, 80pt), (90pt, 70pt), (120pt, 75pt)), curve.cubic((150pt, 70pt), (180pt, 60pt),
  (200pt, 55pt)), curve.cubic((230pt, 50pt), (250pt, 10pt), (280pt, 10pt)),
  curve.cubic((300pt, 10pt), (330pt, 60pt), (360pt, 60pt)))))
#pagebreak()
#table(columns: (26pt, 132pt, 122pt, 60pt, 126pt, 92pt, 118pt, 1fr), table.header({heads}), {_results(data)})
#table(columns: 1fr, table.cell(fill: blue)[RATING HASIL KERJA], [{options}])
#table(columns: (26pt, 1.15fr, 1fr, 1.1fr), table.header(table.cell(colspan: 3, fill: blue)[PERILAKU KERJA], [UMPAN BALIK]),
  {_behaviour(data)})
#table(columns: 1fr, table.cell(fill: blue)[RATING PERILAKU KERJA], [{options}])
#table(columns: 1fr, table.cell(fill: blue)[PREDIKAT KINERJA PEGAWAI], [#strong[BAIK]/ #strike[KURANG]/ #strike[SANGAT KURANG]])
#align(right)[{data["signed"]["place"]}, {data["signed"]["date"]} \\ Pejabat Penilai Kinerja \\ {data["appraiser"]["name"]}]
#text(size: 7pt)[pilih salah satu \\ rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola]
"""


def run() -> list[tuple[str, str, float]]:
    """(name, value, ratio to the bare compile) of the form and of the bare template: medians of processor time, in turns."""
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

        ways: dict[str, Callable[[int], bytes]] = {"bare typst, same form by hand": bare, "form C.1.3": form}
        pages = {name: len(PdfReader(io.BytesIO(way(0))).pages) for name, way in ways.items()}
        times: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(1, ROUNDS + 1):
            for name, way in ways.items():
                gc.collect()
                begin = time.process_time()
                way(number)
                times[name].append(time.process_time() - begin)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    least = medians["bare typst, same form by hand"]
    return [(name, f"{median * 1000:.1f} ms cpu, {pages[name]} pages", median / least) for name, median in medians.items()]


if __name__ == "__main__":
    sys.stdout.write("Document: one person's evaluation without the database, each time other words\n\n")
    for name, value, ratio in run():
        sys.stdout.write(f"| {name:32} | {value:22} | {ratio:5.2f} |\n")
