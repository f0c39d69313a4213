"""A form against a bare typst compile in the same run: what the way from our data to the PDF costs on top of typst.

The bare template is form C.1.3 of the worked example as somebody would write it by hand for one person: same paper,
tables, cells, curve and words, but literal, without data, rules for page breaks, drafts or gaps, and without the
archive standard (tagged as typst does by itself). Run as `python -m bench.document`.
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


def _plain(text: str) -> str:
    """Text as typst source, every sign of markup escaped."""
    return "".join(f"\\{letter}" if letter in "\\#*_`$@<>[]~=-/" else letter for letter in text)


def _cell(text: str, how: str = "") -> str:
    return f"table.cell({how})[{_plain(text)}]" if how else f"[{_plain(text)}]"


def _heads(*heads: str) -> str:
    return ", ".join(f"table.cell(fill: blue, align: center)[*{_plain(head)}*]" for head in heads)


def _told(entries: list[dict[str, str]]) -> str:
    """Feedback as paragraphs, each giver in bold."""
    said = " \\ ".join(f"*{_plain(entry['giver'])}:* {_plain(entry['text'])}" for entry in entries)
    return f"[{said or '_belum ada umpan balik_'}]"


def _identity(data: dict) -> str:
    labels = (("NAMA", "name"), ("NIP", "nip"), ("PANGKAT/GOL RUANG", "rank"), ("JABATAN", "position"), ("UNIT KERJA", "unit"))
    return ", ".join(
        _cell(text) for number, (label, key) in enumerate(labels, start=1) for who in ("employee", "appraiser")
        for text in (str(number), label, data[who][key])
    )


def _results(data: dict) -> str:
    cells = []
    for number, result in enumerate(data["main"], start=1):
        span = f"rowspan: {len(result['indicators'])}"
        cells += [_cell(str(number), span), _cell(result["statement"], span), _cell(result["statement"], span)]
        for it in result["indicators"]:
            cells += map(_cell, (it["aspect"], it["statement"], it["target"], it["realisation"]))
            cells.append(_told(it["feedback"]))
    return ", ".join(cells)


def _behaviour(data: dict) -> str:
    cells = []
    for number, value in enumerate(data["behaviours"], start=1):
        guides, expectations = ("".join(f"- {_plain(line)}\n" for line in value[key]) for key in ("guides", "expectations"))
        cells += [_cell(str(number), "rowspan: 2"), f"table.cell(colspan: 2)[*{_plain(value['name'])}*]"]
        cells += [f"table.cell(rowspan: 2){_told(value['feedback'])}", f"[{guides}]"]
        cells += [f"[Ekspektasi Khusus Pimpinan:\n{expectations}]"]
    return ", ".join(cells)


RESULT_HEADS = (
    "No.", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU",
    "TARGET", "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
)
RATINGS = "#strong[DIATAS EKSPEKTASI]/ #strike[SESUAI EKSPEKTASI]/ #strike[DIBAWAH EKSPEKTASI]\\*\\*"
LEVELS = "#strike[ISTIMEWA]/ #strong[BAIK]/ #strike[BUTUH PERBAIKAN]/ #strike[KURANG]/ #strike[SANGAT KURANG]"


def bare_template(data: dict) -> str:
    """The same form written down by hand: the same tables, cells and words, literal, for typst alone."""
    person, appraiser = data["employee"], data["appraiser"]
    return f"""#let blue = rgb("#DEEBF7")
#set page(width: 13in, height: 8.5in, margin: (x: 0.5in, top: 0.5in, bottom: 0.6in), footer: context {{
  set text(size: 7pt)
  grid(columns: (1fr, auto), [Format C.1.3 PermenPANRB 6/2022 · {data["doc"]["number"]}],
    [#counter(page).display() / #counter(page).final().first()])
}})
#set text(font: ("Bookman Old Style", "TeX Gyre Bonum", "URW Bookman", "Libertinus Serif"), size: 9pt, lang: "id")
#set table(stroke: 0.5pt, inset: (x: 4pt, y: 2.5pt), align: left + top)
#set par(leading: 0.18em, spacing: 0.3em)
#align(center)[= HASIL EVALUASI KINERJA PEGAWAI \\ PENDEKATAN HASIL KERJA KUANTITATIF \\
  BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL
*PERIODE: TRIWULAN I/ II/ III/ IV-AKHIR*]
#grid(columns: (1fr, 1fr), [*KEMENTERIAN CONTOH*], align(right)[PERIODE PENILAIAN: {data["period"]}])
#table(columns: (26pt, 146pt, 1fr, 26pt, 146pt, 1fr), table.header({_heads("NO")},
  table.cell(colspan: 2, fill: blue)[*PEGAWAI YANG DINILAI*], {_heads("NO")},
  table.cell(colspan: 2, fill: blue)[*PEJABAT PENILAI KINERJA*]), {_identity(data)})
#table(columns: 1fr, {_heads("CAPAIAN KINERJA ORGANISASI*")}, align(center)[{LEVELS}])
#table(columns: 1fr, {_heads("POLA DISTRIBUSI")}, align(center)[
*KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI \\ DENGAN CAPAIAN KINERJA ORGANISASI BAIK*
#figure(alt: "Kurva distribusi", grid(columns: (52pt, 400pt, 52pt), [Frekuensi Pegawai],
  box(width: 400pt, height: 92pt, stroke: 0.8pt, {{
    for row in range(1, 7) {{ place(line(start: (0pt, 92pt * row / 7), end: (400pt, 92pt * row / 7), stroke: 0.3pt)) }}
    place(curve(stroke: 1.6pt, curve.move((40pt, 80pt)), curve.cubic((60pt, 80pt), (90pt, 70pt), (120pt, 75pt)),
      curve.cubic((150pt, 70pt), (180pt, 60pt), (200pt, 55pt)), curve.cubic((230pt, 50pt), (250pt, 10pt), (280pt, 10pt)),
      curve.cubic((300pt, 10pt), (330pt, 60pt), (360pt, 60pt))))
  }}), [], [], grid(columns: (1fr,) * 5, [Sangat Kurang], [Kurang/ Misconduct], [Butuh Perbaikan], [Baik], [Sangat Baik]),
  [Predikat Kinerja]))])
#pagebreak()
#table(columns: (26pt, 132pt, 122pt, 60pt, 126pt, 92pt, 118pt, 1fr), table.header(
  table.cell(colspan: 8, fill: blue)[*HASIL KERJA*], {_heads(*RESULT_HEADS)}, {_heads(*(f"({n})" for n in range(1, 9)))}),
  table.header(level: 2, table.cell(colspan: 8)[*A. UTAMA*]), {_results(data)},
  table.header(level: 2, table.cell(colspan: 8)[*B. TAMBAHAN*]), {", ".join(["align(center)[-]"] * 8)})
#table(columns: 1fr, {_heads("RATING HASIL KERJA*")}, align(center)[{RATINGS}])
#table(columns: (26pt, 1.15fr, 1fr, 1.1fr), table.header(table.cell(colspan: 3, fill: blue)[*PERILAKU KERJA*],
  {_heads("UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG")}), {_behaviour(data)})
#table(columns: 1fr, {_heads("RATING PERILAKU KERJA*")}, align(center)[{RATINGS}])
#table(columns: 1fr, {_heads("PREDIKAT KINERJA PEGAWAI*")}, align(center)[#strike[SANGAT BAIK]/ {LEVELS}])
#align(right)[{data["signed"]["place"]}, {data["signed"]["date"]} \\ Pejabat Penilai Kinerja \\ #v(44pt)
  *{appraiser["name"]}* \\ NIP {person["nip"]}]
#text(size: 7.5pt)[pilih salah satu \\ rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola
distribusi predikat Kinerja Pegawai berdasarkan capaian kinerja organisasi serta kontribusi Pegawai terhadap Kinerja Organisasi \\
periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah]
"""


def _size(pdf: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return f"{len(pages)} pages, {sum(map(len, pages)):,} letters"


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
        sizes = {name: _size(way(0)) for name, way in ways.items()}
        times: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(1, ROUNDS + 1):
            for name, way in ways.items():
                gc.collect()
                begin = time.process_time()
                way(number)
                times[name].append(time.process_time() - begin)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    least = medians["bare typst, same form by hand"]
    return [(name, f"{median * 1000:.1f} ms cpu, {sizes[name]}", median / least) for name, median in medians.items()]


if __name__ == "__main__":
    sys.stdout.write("Document: one person's evaluation without the database, each time other words\n\n")
    for name, value, ratio in run():
        sys.stdout.write(f"| {name:32} | {value:38} | {ratio:5.2f} |\n")
