"""What a spreadsheet of people holds: four sheets, their columns, and how a row of texts becomes values.

An empty cell never clears anything: what it stands for stays as it is. Values are texts that JSON can keep; a date is
`2026-03-01`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from capaian.kernel.words import N_
from capaian.people.rules.nip import check_nip, normal_nip
from capaian.people.rules.staging_cells import BadCell, read_choice, read_code, read_date, read_email, read_text, read_yes_no

UNITS, POSITIONS, PEOPLE, ASSIGNMENTS = "units", "positions", "people", "assignments"
SHEETS = (UNITS, POSITIONS, PEOPLE, ASSIGNMENTS)
"""In the order in which they are applied."""

DEFINITIVE = "definitive"
KINDS_OF_PEOPLE = {"pns": ("pns",), "cpns": ("cpns", "calon pns"), "pppk": ("pppk", "p3k")}
GROUPS = {
    "jpt": ("jpt", "pejabat pimpinan tinggi", "pimpinan tinggi"),
    "unit-head": ("pimpinan unit kerja mandiri", "kepala unit mandiri"),
    "administrator": ("administrator",), "supervisor": ("pengawas",), "executor": ("pelaksana",),
    "functional": ("fungsional", "jabatan fungsional", "jf"),
}
LEVELS = {
    "pemula": ("pemula",), "terampil": ("terampil",), "mahir": ("mahir",), "penyelia": ("penyelia",),
    "ahli-pertama": ("ahli pertama", "pertama"), "ahli-muda": ("ahli muda", "muda"), "ahli-madya": ("ahli madya", "madya"),
    "ahli-utama": ("ahli utama", "utama"),
}
KINDS_OF_POSTING = {
    "definitive": ("definitif",), "plt": ("plt", "pelaksana tugas"), "plh": ("plh", "pelaksana harian"),
    "secondment": ("penugasan", "diperbantukan"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `other_headings` are what agencies and national systems call it; `width` is how much of it shows."""

    name: str
    heading: str
    read: Callable[[str], str]
    required: bool = False
    other_headings: tuple[str, ...] = ()
    note: str = ""
    width: int = 18


@dataclass(frozen=True, slots=True)
class Shape:
    """A sheet: its name in a workbook, the field whose value names a row, the columns, and rows that show how it is meant."""

    title: str
    key: str
    fields: tuple[Field, ...]
    examples: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something wrong (or, as a warning, odd) with a cell of a row, or with the row ("")."""

    column: str
    reason: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A row as values; only what was filled in. `usable` is False where a problem is no mere warning."""

    key: str
    values: dict[str, str]
    problems: tuple[CellProblem, ...] = ()

    @property
    def usable(self) -> bool:
        return all(problem.warning for problem in self.problems)


def _nip(text: str) -> str:
    return normal_nip(text)


SHAPES: dict[str, Shape] = {
    UNITS: Shape("Unit kerja", "code", (
        Field("code", "Kode unit", read_code(40), True, ("kode", "id unor", "kode unor", "kode unit kerja")),
        Field("name", "Nama unit", read_text(200), True, ("nama", "unit kerja", "unor", "nama unor", "nama unit kerja"), width=44),
        Field("parent", "Kode unit induk", read_code(40), False, ("induk", "kode induk", "unor induk", "id unor induk", "kode atasan"),
              "Kosong untuk unit paling atas."),
        Field("closed_on", "Ditutup mulai", read_date, False, ("tanggal tutup",), "Hari pertama unit ini tidak ada lagi."),
    ), (
        {"code": "DINKES", "name": "Dinas Kesehatan"},
        {"code": "PKM-01", "name": "Puskesmas Contoh", "parent": "DINKES"},
    )),
    POSITIONS: Shape("Jabatan", "code", (
        Field("code", "Kode jabatan", read_code(60), True, ("kode", "id jabatan")),
        Field("unit", "Kode unit", read_code(40), True, ("unit", "kode unit kerja", "kode unor", "id unor")),
        Field("title", "Nama jabatan", read_text(200), True, ("jabatan", "nama"), width=44),
        Field("group", "Jenis jabatan", read_choice(GROUPS), True, ("kelompok jabatan", "jenis"),
              "JPT, Pimpinan unit kerja mandiri, Administrator, Pengawas, Pelaksana atau Fungsional."),
        Field("level", "Jenjang", read_choice(LEVELS), False, ("jenjang jabatan",), "Hanya jabatan fungsional: Mahir, Ahli Muda, …"),
        Field("leads_unit", "Memimpin unit", read_yes_no, False, ("pimpinan", "kepala unit"), "ya atau tidak; satu jabatan per unit."),
    ), (
        {"code": "KADIS", "unit": "DINKES", "title": "Kepala Dinas Kesehatan", "group": "jpt", "leads_unit": "ya"},
        {"code": "PWT-07", "unit": "PKM-01", "title": "Perawat Mahir", "group": "functional", "level": "mahir", "leads_unit": "tidak"},
    )),
    PEOPLE: Shape("Pegawai", "nip", (
        Field("nip", "NIP", _nip, True, ("nip baru", "nomor induk pegawai", "nip pegawai"), "18 angka; format kolom sebagai Teks.", 22),
        Field("name", "Nama", read_text(200), True, ("nama pegawai", "nama lengkap"), "Lengkap dengan gelar, seperti dicetak.", 36),
        Field("kind", "Jenis pegawai", read_choice(KINDS_OF_PEOPLE), False, ("jenis", "status kepegawaian", "kedudukan"),
              "PNS, CPNS atau PPPK."),
        Field("rank_grade", "Pangkat/golongan", read_text(60), False, ("pangkat", "golongan", "pangkat golongan"), width=26),
        Field("birth_date", "Tanggal lahir", read_date, False, ("tgl lahir",), "2026-03-01 atau 01-03-2026."),
        Field("email", "Surel", read_email, False, ("email", "e-mail", "alamat surel"), width=28),
        Field("employed_from", "Bekerja mulai", read_date, False, ("tmt cpns", "tmt pns", "mulai bekerja")),
        Field("employed_until", "Bekerja sampai", read_date, False, ("tmt pensiun", "berhenti"), "Hari terakhir bekerja."),
    ), (
        {"nip": "197503152000012999", "name": "Dewi Contoh, S.K.M., M.Kes.", "kind": "pns", "rank_grade": "Pembina Tingkat I (IV/b)"},
        {"nip": "199012312015032999", "name": "Ani Contoh, A.Md.Kep.", "kind": "pns", "rank_grade": "Penata (III/c)",
         "birth_date": "1990-12-31"},
    )),
    ASSIGNMENTS: Shape("Penugasan", "nip", (
        Field("nip", "NIP", _nip, True, ("nip baru", "nip pegawai"), "18 angka; format kolom sebagai Teks.", 22),
        Field("position", "Kode jabatan", read_code(60), False, ("jabatan", "id jabatan")),
        Field("kind", "Jenis penugasan", read_choice(KINDS_OF_POSTING), False, ("jenis",), "Definitif, Plt, Plh atau Penugasan."),
        Field("start", "Mulai", read_date, False, ("tmt", "tmt jabatan", "tanggal mulai"), "Kosong: tanggal berlaku impor ini."),
        Field("end", "Sampai", read_date, False, ("tanggal selesai", "selesai"), "Hari terakhir; kosong: masih berlaku."),
        Field("decree", "Nomor SK", read_text(200), False, ("sk", "no sk", "nomor surat keputusan"), width=28),
        Field("appraiser", "NIP atasan", _nip, False, ("nip atasan langsung", "nip pejabat penilai", "atasan"),
              "Pejabat penilai kinerja pegawai ini.", 22),
        Field("since", "Atasan sejak", read_date, False, ("mulai atasan",), "Kosong: sama dengan Mulai."),
    ), (
        {"nip": "199012312015032999", "position": "PWT-07", "kind": "definitive", "start": "2026-01-01",
         "appraiser": "197503152000012999"},
    )),
}


def parse_row(sheet: str, cells: Mapping[str, str]) -> Parsed:
    """Kebijakan Capaian: a cell that cannot be read rejects its row, by column and reason; an empty cell says nothing.

    `cells` holds the texts by field name; a cell with a `reason` of its own (a formula without result) is refused by it.
    """
    shape = SHAPES[sheet]
    values: dict[str, str] = {}
    problems: list[CellProblem] = []
    for field in shape.fields:
        text = cells.get(field.name, "")
        if not text:
            if field.required:
                problems.append(CellProblem(field.heading, N_("belum diisi")))
            continue
        try:
            if reason := getattr(text, "reason", ""):
                raise BadCell(reason)
            values[field.name] = field.read(text)
        except BadCell as bad:
            problems.append(CellProblem(field.heading, bad.args[0]))
    problems += _CHECKS[sheet](values)
    return Parsed(values.get(shape.key, str(cells.get(shape.key, "")))[:80], values, tuple(problems))


def _of_unit(values: Mapping[str, str]) -> list[CellProblem]:
    if "code" in values and values["code"] == values.get("parent"):
        return [CellProblem("Kode unit induk", N_("unit tidak dapat menjadi induk dirinya sendiri"))]
    return []


def _of_position(values: Mapping[str, str]) -> list[CellProblem]:
    if "level" in values and values.get("group", "functional") != "functional":
        return [CellProblem("Jenjang", N_("jenjang hanya untuk jabatan fungsional"), warning=True)]
    return []


def _of_person(values: Mapping[str, str]) -> list[CellProblem]:
    birth = values.get("birth_date")
    problems = _of_nip("NIP", values.get("nip"), birth=date.fromisoformat(birth) if birth else None, kind=values.get("kind"))
    if "employed_from" in values and "employed_until" in values and values["employed_until"] < values["employed_from"]:
        problems.append(CellProblem("Bekerja sampai", N_("lebih awal daripada “Bekerja mulai”")))
    return problems


def _of_assignment(values: Mapping[str, str]) -> list[CellProblem]:
    problems = [*_of_nip("NIP", values.get("nip")), *_of_nip("NIP atasan", values.get("appraiser"))]
    problems = [problem for problem in problems if not problem.warning]
    if "nip" in values and values["nip"] == values.get("appraiser"):
        problems.append(CellProblem("NIP atasan", N_("seseorang tidak dapat menjadi atasan dirinya sendiri")))
    if "position" not in values and "appraiser" not in values:
        problems.append(CellProblem("Kode jabatan", N_("isi kode jabatan, NIP atasan, atau keduanya")))
    for later, heading in (("end", "Sampai"),):
        if "start" in values and later in values and values[later] < values["start"]:
            problems.append(CellProblem(heading, N_("lebih awal daripada “Mulai”")))
    if "since" in values and "end" in values and values["end"] < values["since"]:
        problems.append(CellProblem("Sampai", N_("lebih awal daripada “Atasan sejak”")))
    if values.get("kind", DEFINITIVE) != DEFINITIVE and "appraiser" in values:
        words = N_("atasan hanya diisi pada baris penugasan definitif; di sini diabaikan")
        problems.append(CellProblem("NIP atasan", words, warning=True))
    return problems


def _of_nip(heading: str, nip: str | None, *, birth: date | None = None, kind: str | None = None) -> list[CellProblem]:
    if nip is None:
        return []
    finding = check_nip(nip, birth_date=birth, kind=kind)
    errors = [CellProblem(heading, reason) for reason in finding.errors]
    return [*errors, *(CellProblem(heading, reason, warning=True) for reason in finding.warnings)]


_CHECKS: dict[str, Callable[[Mapping[str, str]], list[CellProblem]]] = {
    UNITS: _of_unit, POSITIONS: _of_position, PEOPLE: _of_person, ASSIGNMENTS: _of_assignment,
}

