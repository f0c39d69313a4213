"""The strategic chain as one sheet: a row is an objective with one of its key indicators. Reading a row, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from capaian.foundation.exchange.numbers import NUMBER, looks_like_thousands, read_number, refusal
from capaian.kernel.calendar import EARLIEST, LATEST
from capaian.kernel.numbers import format_id
from capaian.kernel.words import N_, say
from capaian.people.rules.staging import CellProblem, read_fields
from capaian.people.rules.staging_cells import BadCell, read_choice, read_code, read_text
from capaian.people.rules.staging_columns import plain
from capaian.people.rules.staging_shapes import Field
from capaian.planning.rules.objectives import AGREEMENT, RENSTRA, RPJMD

LEVELS = {RPJMD: ("RPJMD",), RENSTRA: ("Renstra", "rencana strategis"), AGREEMENT: ("PK", "perjanjian kinerja")}
POLARITIES = {"higher": ("naik", "lebih tinggi lebih baik", "maksimal"), "lower": ("turun", "lebih rendah lebih baik", "minimal")}
TARGET = re.compile(r"^target (\d{4})$")
DIGITS_ONLY = re.compile(r"^-?[0-9.,]+$")
LONGEST_TARGET = 120
DESCRIBED = ("formula", "measure", "polarity", "baseline", "baseline_year")
Key = tuple[str, str]
"""Code of the unit, code of the objective."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A row as it was read; only what was filled in. `targets` are (year, printed target)."""

    number: int
    level: str = ""
    unit: str = ""
    code: str = ""
    plan: str = ""
    first_year: int = 0
    last_year: int = 0
    parent: str = ""
    parent_key: Key | None = None  # found by `judge_chain`
    statement: str = ""
    indicator: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # of DESCRIBED
    targets: tuple[tuple[int, str], ...] = ()
    program: str = ""
    amount: str = ""
    fund: str = ""
    outcome: str = ""
    problems: tuple[CellProblem, ...] = ()

    @property
    def key(self) -> Key:
        return self.unit, self.code

    @property
    def usable(self) -> bool:
        return all(problem.warning for problem in self.problems)

    def rejected(self, column: str, reason: str) -> ChainRow:
        return replace(self, problems=(*self.problems, CellProblem(column, reason)))


def read_year(text: str) -> str:
    """Kebijakan Capaian: a year has four digits and lies within a lifetime."""
    if not text.isascii() or not text.isdigit() or not EARLIEST <= int(text[:9]) <= LATEST:
        raise BadCell(say("“%(text)s” bukan tahun; tulis empat angka", text=text[:20]))
    return text


def read_value(text: str) -> str:
    """Kebijakan Capaian: a number as machines write it; commas are refused, because they can mean two things."""
    try:
        read_number(text)
    except ValueError as error:
        raise BadCell(str(error)) from None
    return text.strip()


def read_rupiah(text: str) -> str:
    """Kebijakan Capaian: money is whole rupiah, not below zero."""
    value = read_value(text)
    if not (value.isascii() and value.isdigit()):
        raise BadCell(say("“%(text)s” bukan rupiah bulat", text=text[:30]))
    return value


def read_target(text: str) -> str:
    """Kebijakan Capaian: a target is a number or words as printed ("85 %", "WTP"); bare digits with a comma are refused."""
    written = read_text(LONGEST_TARGET)(text)
    if re.match(NUMBER, written):
        number = read_number(written)
        return format_id(number) if number is not None else written
    if DIGITS_ONLY.match(written):
        raise BadCell(refusal(written))
    return written


FIXED = (
    Field("level", "Tingkat", read_choice(LEVELS), True, ("jenis dokumen",), "RPJMD, Renstra, atau PK.", 12),
    Field("plan", "Rencana", read_text(200), False, ("dokumen", "nama rencana"), N_("Kosong untuk PK."), 40),
    Field("first_year", "Tahun awal", read_year, width=12, note=N_("Untuk PK: tahunnya.")),
    Field("last_year", "Tahun akhir", read_year, width=12),
    Field("unit", "Kode unit", read_code(40), False, ("unit", "kode opd"), N_("Boleh kosong untuk RPJMD."), 14),
    Field("code", "Kode sasaran", read_text(40), True, ("kode",), width=16),
    Field("parent", "Kode induk", read_text(40), False, ("induk", "kode sasaran induk"), width=16),
    Field("statement", "Sasaran", read_text(1000), False, ("sasaran strategis",), width=60),
    Field("indicator", "Indikator", read_text(1000), False, ("indikator kinerja utama", "iku", "indikator kinerja"), width=60),
    Field("formula", "Rumus", read_text(1000), False, ("formula",), width=40),
    Field("measure", "Satuan", read_text(60), width=14),
    Field("polarity", "Arah", read_choice(POLARITIES), False, ("polaritas",), N_("naik atau turun."), 10),
    Field("baseline", "Data awal", read_value, False, ("baseline", "kondisi awal"), width=12),
    Field("baseline_year", "Tahun data awal", read_year, width=14),
)
MONEY = (
    Field("program", "Program", read_text(300), False, ("program kegiatan",), N_("Hanya baris PK."), 50),
    Field("amount", "Anggaran", read_rupiah, False, ("pagu",), N_("Rupiah bulat tanpa titik."), 18),
    Field("fund", "Sumber dana", read_text(80), width=16),
)


def years_in(headings: Iterable[str]) -> tuple[int, ...]:
    """Kebijakan Capaian: a column "Target 2026" holds the targets of that year."""
    return tuple(sorted({int(match[1]) for heading in headings if (match := TARGET.match(plain(heading)))}))


def chain_fields(years: Sequence[int]) -> tuple[Field, ...]:
    """Kebijakan Capaian: the columns of the chain with a target column for each of these years."""
    return (*FIXED, *(Field(f"target_{year}", f"Target {year}", read_target, width=14) for year in years), *MONEY)


def read_chain_row(number: int, cells: Mapping[str, str], years: Sequence[int]) -> ChainRow:
    """Kebijakan Capaian: a cell that cannot be read rejects its row, by column and reason; an empty cell says nothing."""
    values, problems = read_fields(chain_fields(years), cells)
    for year in years:
        if looks_like_thousands(cells.get(f"target_{year}", "")):
            words = N_("titik dibaca sebagai desimal; bila maksudnya ribuan, tulis tanpa titik")
            problems.append(CellProblem(f"Target {year}", words, warning=True))
    indicator = values.get("indicator", "")
    described: dict[str, str] = {name: values[name] for name in DESCRIBED if name in values}
    targets = tuple((year, values[f"target_{year}"]) for year in years if f"target_{year}" in values)
    if not indicator and (described or targets):
        problems.append(CellProblem("Indikator", N_("belum diisi, padahal ada target atau rincian indikator")))
    if values.get("program") and "amount" not in values:
        problems.append(CellProblem("Anggaran", N_("belum diisi untuk program ini")))
    if "amount" in values and not values.get("program"):
        problems.append(CellProblem("Program", N_("belum diisi untuk anggaran ini")))
    if values.get("program") and values.get("level") in {RPJMD, RENSTRA}:
        words = N_("program dan anggaran hanya dipakai pada baris PK; di sini diabaikan")
        problems.append(CellProblem("Program", words, warning=True))
    return ChainRow(
        number, values.get("level", ""), values.get("unit", ""), values.get("code", str(cells.get("code", ""))[:40]),
        values.get("plan", ""), int(values.get("first_year", 0)), int(values.get("last_year", 0)), values.get("parent", ""),
        statement=values.get("statement", ""), indicator=indicator, values=described, targets=targets,
        program=values.get("program", ""), amount=values.get("amount", ""), fund=values.get("fund", ""), problems=tuple(problems),
    )
