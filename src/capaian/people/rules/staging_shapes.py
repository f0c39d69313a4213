"""The four sheets of a spreadsheet of people: their columns, what others call these, and rows that show how it is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from capaian.people.rules.nip import normal_nip
from capaian.people.rules.staging_cells import read_choice, read_code, read_date, read_email, read_text, read_yes_no

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


SHAPES: dict[str, Shape] = {
    UNITS: Shape("Unit kerja", "code", (
        Field("code", "Kode unit", read_code(40), True, ("kode", "id unor", "kode unor", "kode unit kerja")),
        Field("name", "Nama unit", read_text(200), True,
              ("nama", "unit kerja", "unor", "nama unor", "nama unit kerja"), width=44),
        Field("parent", "Kode unit induk", read_code(40), False,
              ("induk", "kode induk", "unor induk", "id unor induk", "kode atasan"),
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
        Field("level", "Jenjang", read_choice(LEVELS), False, ("jenjang jabatan",),
              "Hanya jabatan fungsional: Mahir, Ahli Muda, …"),
        Field("leads_unit", "Memimpin unit", read_yes_no, False, ("pimpinan", "kepala unit"),
              "ya atau tidak; satu jabatan per unit."),
    ), (
        {"code": "KADIS", "unit": "DINKES", "title": "Kepala Dinas Kesehatan", "group": "jpt", "leads_unit": "ya"},
        {"code": "PWT-07", "unit": "PKM-01", "title": "Perawat Mahir", "group": "functional", "level": "mahir",
         "leads_unit": "tidak"},
    )),
    PEOPLE: Shape("Pegawai", "nip", (
        Field("nip", "NIP", normal_nip, True, ("nip baru", "nomor induk pegawai", "nip pegawai"),
              "18 angka; format kolom sebagai Teks.", 22),
        Field("name", "Nama", read_text(200), True, ("nama pegawai", "nama lengkap"),
              "Lengkap dengan gelar, seperti dicetak.", 36),
        Field("kind", "Jenis pegawai", read_choice(KINDS_OF_PEOPLE), False, ("jenis", "status kepegawaian", "kedudukan"),
              "PNS, CPNS atau PPPK."),
        Field("rank_grade", "Pangkat/golongan", read_text(60), False, ("pangkat", "golongan", "pangkat golongan"), width=26),
        Field("birth_date", "Tanggal lahir", read_date, False, ("tgl lahir",), "2026-03-01 atau 01-03-2026."),
        Field("email", "Surel", read_email, False, ("email", "e-mail", "alamat surel"), width=28),
        Field("employed_from", "Bekerja mulai", read_date, False, ("tmt cpns", "tmt pns", "mulai bekerja")),
        Field("employed_until", "Bekerja sampai", read_date, False, ("tmt pensiun", "berhenti"), "Hari terakhir bekerja."),
    ), (
        {"nip": "197503152000012999", "name": "Dewi Contoh, S.K.M., M.Kes.", "kind": "pns",
         "rank_grade": "Pembina Tingkat I (IV/b)"},
        {"nip": "199012312015032999", "name": "Ani Contoh, A.Md.Kep.", "kind": "pns", "rank_grade": "Penata (III/c)",
         "birth_date": "1990-12-31"},
    )),
    ASSIGNMENTS: Shape("Penugasan", "nip", (
        Field("nip", "NIP", normal_nip, True, ("nip baru", "nip pegawai"),
              "18 angka; format kolom sebagai Teks.", 22),
        Field("position", "Kode jabatan", read_code(60), False, ("jabatan", "id jabatan")),
        Field("kind", "Jenis penugasan", read_choice(KINDS_OF_POSTING), False, ("jenis",), "Definitif, Plt, Plh atau Penugasan."),
        Field("start", "Mulai", read_date, False, ("tmt", "tmt jabatan", "tanggal mulai"), "Kosong: tanggal berlaku impor ini."),
        Field("end", "Sampai", read_date, False, ("tanggal selesai", "selesai"), "Hari terakhir; kosong: masih berlaku."),
        Field("decree", "Nomor SK", read_text(200), False, ("sk", "no sk", "nomor surat keputusan"), width=28),
        Field("appraiser", "NIP atasan", normal_nip, False, ("nip atasan langsung", "nip pejabat penilai", "atasan"),
              "Pejabat penilai kinerja pegawai ini.", 22),
        Field("since", "Atasan sejak", read_date, False, ("mulai atasan",), "Kosong: sama dengan Mulai."),
    ), (
        {"nip": "199012312015032999", "position": "PWT-07", "kind": "definitive", "start": "2026-01-01",
         "appraiser": "197503152000012999"},
    )),
}
