"""The forms as workbooks: the labels of the PDF in the same order, one cell for each of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from capaian.planning.documents.grid import Cell, Grid, workbook

Data = dict[str, Any]

IDENTITY = (("NAMA", "name"), ("NIP", "nip"), ("PANGKAT/ GOL. RUANG", "rank"), ("JABATAN", "position"), ("UNIT KERJA", "unit"))
SPECIAL = "Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai"
INTERVENED = (
    "* Dalam hal rencana hasil kerja Pimpinan yang diintervensi adalah hasil kerja pejabat pimpinan tinggi dan Pimpinan unit "
    "kerja mandiri/ organisasi maka dituliskan rencana hasil kerja beserta indikator kinerja individu pejabat pimpinan tinggi "
    "dan Pimpinan unit kerja mandiri atau sasaran dan indikator kinerja organisasi yang diintervensi"
)
LATER = "(dapat ditambahkan pada tahun berjalan)"
NOTHING = "belum ada rencana hasil kerja"
DOTS = "……………………"


def write_skp(data: Data, path: Path) -> None:
    """Forms A.1.1, A.1.2, A.1.6 and A.1.7."""
    draw = {"A.1.1": _qualitative, "A.1.6": _qualitative, "A.1.2": _leading, "A.1.7": _quantitative}[data["doc"]["form"]]
    with _book(data, path) as book:
        draw(data, book)


def write_annex(data: Data, path: Path) -> None:
    """Form A.1.8."""
    with _book(data, path) as book:
        grid = Grid(book, "A.1.8", (6, 44, 6, 44), landscape=False)
        _top(grid, data, ["LAMPIRAN SASARAN KINERJA PEGAWAI"])
        for name, items in data["sections"]:
            grid.whole(name, "label")
            for number, item in enumerate(items, start=1):
                grid.put(Cell(number, "middle"), Cell(item, columns=3))
            if not items:
                grid.put(Cell("-", "middle"), Cell("belum disepakati", "missing", columns=3))
        _signatures(grid, data)


def write_manual(data: Data, path: Path) -> None:
    """Form A.1.3, a sheet for each indicator."""
    with _book(data, path) as book:
        for number, it in enumerate(data["sheets"], start=1):
            grid = Grid(book, f"A.1.3 ({number})", (34, 60, 60), landscape=True)
            _top(grid, data, ["MANUAL INDIKATOR KINERJA", "SKP PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"])
            target = f"\nTarget: {it['target']}" if it["target"] else ""
            for label, value in (
                ("RENCANA HASIL KERJA", it["result"] or DOTS),
                ("UKURAN KEBERHASILAN/ INDIKATOR KINERJA", (it["indicator"] or DOTS) + target),
                ("TUJUAN", it["purpose"] or DOTS),
            ):
                grid.put(Cell(label, "label"), Cell(value, columns=2))
            grid.put(Cell("DESKRIPSI", "label", rows=2), Cell(f"Definisi\n{it['definition'] or DOTS}", columns=2))
            formula = f"Formula (opsional bagi pendekatan hasil kerja kualitatif)\n{it['formula'] or DOTS}"
            grid.put(Cell(formula, columns=2))
            for label, value in (
                ("SATUAN PENGUKURAN (opsional bagi pendekatan hasil kerja kualitatif)", it["unit"] or DOTS),
                ("KUALITAS DAN TINGKAT KENDALI", _boxes(it["controls"])), ("SUMBER DATA", it["data_source"] or DOTS),
                ("PERIODE PELAPORAN", _boxes(it["rhythms"])),
            ):
                grid.put(Cell(label, "label"), Cell(value, columns=2))


def write_workblock(data: Data, path: Path) -> None:
    """Form A.1.4, a sheet for each strategy."""
    with _book(data, path) as book:
        for number, it in enumerate(data["sheets"], start=1):
            grid = Grid(book, f"A.1.4 ({number})", (22, 30, 22, 30), landscape=False)
            _top(grid, data, ["WORKBLOCK UNTUK IDENTIFIKASI STRATEGI PENCAPAIAN HASIL KERJA"])
            for left, a, right, b in data["fields"]:
                grid.put(Cell(left, "label"), Cell(it[a] or DOTS), Cell(right, "label"), Cell(it[b] or DOTS))
            for name, key in data["lists"]:
                grid.whole(name, "head")
                _key_lines(grid, it[key])


def _key_lines(grid: Grid, groups: Sequence[Sequence[str]]) -> None:
    number = 1
    for name, items in zip(("A. RUTIN", "B. TRANSFORMATIF"), groups, strict=True):
        grid.whole(name, "strong")
        for item in items or [DOTS]:
            grid.put(Cell(number, "middle"), Cell(item, columns=3))
            number += 1


def write_matrix(data: Data, path: Path) -> None:
    """Form A.1.5; a spreadsheet need not be split, its head stays in sight."""
    heads = data["columns"] or ["belum ada indikator atau hasil kerja"]
    with _book(data, path) as book:
        grid = Grid(book, "A.1.5", (26, 26, *(34 for _ in heads)), landscape=data["landscape"])
        _top(grid, data, ["MATRIKS PEMBAGIAN PERAN DAN HASIL", data["of"]])
        first = grid.put(
            Cell("PEGAWAI", "head"), Cell("JABATAN", "head"), Cell("OUTCOME ANTARA/ OUTPUT/ LAYANAN", "head", columns=len(heads))
        )
        leader = data["leader"]
        last = grid.put(
            Cell(leader["name"].upper(), "head"), Cell(leader["post"].upper(), "head"),
            *(Cell(text.upper(), "head") for text in heads),
        )
        for one in data["people"]:
            cells = one["cells"] if data["columns"] else [["–"]]
            grid.put(Cell(one["name"]), Cell(one["post"]), *(_said(texts) for texts in cells))
        if not data["people"]:
            grid.whole("belum ada pegawai", "missing")
        grid.sheet.freeze_panes(last + 1, 2)
        grid.sheet.repeat_rows(first, last)


def _said(texts: Sequence[str]) -> Cell:
    if not texts:
        return Cell("belum diisi", "missing")
    return Cell(texts[0] if len(texts) == 1 else "\n".join(f"• {text}" for text in texts))


def _quantitative(data: Data, book: Any) -> None:
    grid = Grid(book, "A.1.7", (6, 34, 34, 14, 38, 24), landscape=True)
    _top(grid, data, data["titles"])
    _identity(grid, data, (1, 1, 1, 1, 1, 1))
    heads = (
        "NO.", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
    )
    grid.whole("HASIL KERJA", "head")
    grid.put(*(Cell(text, "head") for text in heads))
    grid.put(*(Cell(f"({n})", "head") for n in range(1, 7)))

    def row(number: int, it: Data) -> None:
        above = it["intervened"]
        said = "\n".join([above["statement"], *(f"{above['label']} {text}" for text in above["indicators"])])
        lines = [(one["aspect"], one["statement"], one["target"]) for one in it["indicators"]]
        lines = lines or [("–", "belum ada indikator", "–")]
        _spread(grid, [Cell(number, "middle"), Cell(said), Cell(it["statement"])], lines)

    _both(grid, data, row, columns=6)
    _behaviour(grid, data, ((1, 2, 3), "PERILAKU KERJA**"))
    _signatures(grid, data)
    grid.skip()
    grid.whole(INTERVENED, "small")
    grid.whole(f"** {SPECIAL}", "small")


def _leading(data: Data, book: Any) -> None:
    grid = Grid(book, "A.1.2", (6, 22, 22, 6, 46, 24, 24), landscape=True)
    _top(grid, data, data["titles"])
    _identity(grid, data, (1, 1, 1, 1, 1, 2), nip="NIP (*opsional)")
    heads = (("NO", 1), ("RENCANA HASIL KERJA", 2), ("INDIKATOR KINERJA INDIVIDU", 2), ("TARGET", 1), ("PERSPEKTIF", 1))
    grid.whole("HASIL KERJA", "head")
    grid.put(*(Cell(text, "head", columns=wide) for text, wide in heads))
    grid.put(*(Cell(f"({n})", "head", columns=wide) for n, (_text, wide) in enumerate(heads, start=1)))

    def row(number: int, it: Data) -> None:
        lines = [(one["statement"], one["target"], one["perspective"] or "belum dipilih") for one in it["indicators"]]
        lines = lines or [("belum ada indikator", "–", "–")]
        _spread(grid, [Cell(number, "middle"), Cell(_assigned(it), columns=2)], lines, widths=(2, 1, 1))

    _both(grid, data, row, columns=7)
    _behaviour(grid, data, ((1, 3, 3), "PERILAKU KERJA*"))
    _signatures(grid, data)
    grid.skip()
    grid.whole(f"* {SPECIAL}.", "small")


def _qualitative(data: Data, book: Any) -> None:
    grid = Grid(book, data["doc"]["form"], (6, 22, 48, 6, 22, 48), landscape=True)
    _top(grid, data, data["titles"])
    _identity(grid, data, (1, 1, 1, 1, 1, 1), nip="NIP (*opsional)" if data["leading"] else "NIP")
    grid.whole("HASIL KERJA", "head")

    def row(number: int, it: Data) -> None:
        grid.put(Cell(number, "middle", rows=2), Cell(_assigned(it), columns=5))
        lines = [f"- {_measured(one)}" for one in it["indicators"]] or ["belum ada ukuran keberhasilan"]
        grid.put(Cell("\n".join([data["measure"], *lines]), columns=5))

    _both(grid, data, row, columns=6)
    _behaviour(grid, data, ((1, 2, 3), "PERILAKU KERJA*"))
    _signatures(grid, data)
    grid.skip()
    grid.whole(f"* {SPECIAL}{'.' if data['leading'] else ''}", "small")


def _measured(it: Data) -> str:
    target = f", {it['target']}" if it["target"] else ""
    perspective = f" ({it['perspective']})" if it["perspective"] else ""
    return f"{it['statement']}{target}{perspective}"


def _assigned(it: Data) -> str:
    given = f" (penugasan dari {it['given_by']})" if it["given_by"] != "-" else ""
    return f"{it['statement']}{given}"


def _both(grid: Grid, data: Data, row: Any, *, columns: int) -> None:
    """A. UTAMA and B. TAMBAHAN, counted through."""
    grid.whole("A. UTAMA", "strong")
    for number, it in enumerate(data["main"], start=1):
        row(number, it)
    if not data["main"]:
        grid.put(Cell("-", "middle"), Cell(NOTHING, "missing", columns=columns - 1))
    grid.whole("B. TAMBAHAN", "strong")
    for number, it in enumerate(data["additional"], start=len(data["main"]) + 1):
        row(number, it)
    if not data["additional"]:
        grid.put(Cell("-", "middle"), Cell(LATER, "missing", columns=columns - 1))


def _spread(grid: Grid, left: Sequence[Cell], lines: Sequence[Sequence[str]], widths: Sequence[int] = (1, 1, 1)) -> None:
    """A result beside its indicators: the left cells reach down over all of them, tall enough for the longest."""
    longest = max(len(str(cell.value)) for cell in left)
    least = 14.0 * (longest / 32 + 1) / len(lines)
    for number, line in enumerate(lines):
        spanning = [Cell(cell.value, cell.style, cell.columns, rows=len(lines)) for cell in left] if number == 0 else []
        grid.put(*spanning, *(Cell(text, columns=wide) for text, wide in zip(line, widths, strict=True)), least=least)


def _top(grid: Grid, data: Data, titles: Sequence[str]) -> None:
    for title in titles:
        grid.whole(title, "title")
    if data["doc"]["draft"]:
        grid.whole(data["doc"]["draft_note"], "draft")
    fixed = f"Ditetapkan oleh {data['fixed_by']}" if data["fixed_by"] else ""
    if said := [text for text in (data["version"], fixed) if text]:
        grid.whole(" · ".join(said), "plain-middle")
    half = grid.wide // 2
    grid.put(
        Cell(data["agency"].upper(), "plain-strong", columns=half),
        Cell(f"PERIODE PENILAIAN: {data['period']}", "plain-right", columns=grid.wide - half),
    )
    footer = f"&L&8Format {data['doc']['form']} PermenPANRB 6/2022 · {data['doc']['number']}&R&8&P / &N"
    grid.sheet.set_footer(footer)


def _identity(grid: Grid, data: Data, widths: Sequence[int], nip: str = "NIP") -> None:
    """The two identities side by side."""
    left, right = sum(widths[1:3]), sum(widths[4:])
    grid.put(
        Cell("NO", "head"), Cell("PEGAWAI YANG DINILAI", "head", columns=left), Cell("NO", "head"),
        Cell("PEJABAT PENILAI KINERJA", "head", columns=right),
    )
    for number, (label, key) in enumerate(IDENTITY, start=1):
        other = {"nip": nip, "unit": data["appraiser"].get("place", label)}.get(key, label)
        texts = (number, label, data["employee"][key], number, other, data["appraiser"][key])
        grid.put(*(
            Cell(text, "middle" if isinstance(text, int) else "text", columns=wide)
            for text, wide in zip(texts, widths, strict=True)
        ))


def _behaviour(grid: Grid, data: Data, shape: tuple[tuple[int, int, int], str]) -> None:
    (one, left, right), title = shape
    grid.whole(title, "head")
    for number, value in enumerate(data["behaviours"], start=1):
        grid.put(Cell(number, "middle", columns=one, rows=2), Cell(value["name"], "strong", columns=left + right))
        guides = "\n".join(f"- {text}" for text in value["guides"])
        expected = "\n".join(["Ekspektasi Khusus Pimpinan:", *(f"- {text}" for text in value["expectations"])])
        grid.put(Cell(guides, columns=left), Cell(expected, columns=right))


def _signatures(grid: Grid, data: Data) -> None:
    half = grid.wide // 2
    rest = grid.wide - half

    def pair(left: str, right: str, style: str = "plain-middle", least: float = 0) -> None:
        grid.put(Cell(left, style, columns=half), Cell(right, style, columns=rest), least=least)

    grid.skip()
    pair("", f"{data['signed']['place']}, {data['signed']['date'] or DOTS}")
    pair("Pegawai yang Dinilai", "Pejabat Penilai Kinerja", least=58)
    pair(data["employee"]["name"], data["appraiser"]["name"], "plain-middle-strong")
    nips = [f"NIP {data[who]['nip']}" if data[who]["nip"] != "-" else "" for who in ("employee", "appraiser")]
    pair(nips[0], nips[1])


def _boxes(options: Sequence[tuple[str, bool]]) -> str:
    return "\n".join(f"({'X' if chosen else '   '}) {label}" for label, chosen in options)


def _book(data: Data, path: Path) -> Any:
    return workbook(path, data["doc"]["title"], data["agency"], data["doc"]["date"])
