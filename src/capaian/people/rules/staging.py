"""How a row of texts becomes values.

An empty cell never clears anything: what it stands for stays as it is. Values are texts that JSON can keep; a date is
`2026-03-01`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from capaian.kernel.words import N_
from capaian.people.rules.nip import check_nip
from capaian.people.rules.staging_cells import BadCell
from capaian.people.rules.staging_shapes import ASSIGNMENTS, DEFINITIVE, PEOPLE, POSITIONS, SHAPES, UNITS, Field


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


def parse_row(sheet: str, cells: Mapping[str, str]) -> Parsed:
    """Kebijakan Capaian: a cell that cannot be read rejects its row, by column and reason; an empty cell says nothing.

    `cells` holds the texts by field name; a cell with a `reason` of its own (a formula without result) is refused by it.
    """
    shape = SHAPES[sheet]
    values, problems = read_fields(shape.fields, cells)
    problems += _CHECKS[sheet](values)
    return Parsed(values.get(shape.key, str(cells.get(shape.key, "")))[:80], values, tuple(problems))


def read_fields(fields: Sequence[Field], cells: Mapping[str, str]) -> tuple[dict[str, str], list[CellProblem]]:
    """Kebijakan Capaian: of any sheet, the cells that say something as values, and what is wrong with the others."""
    values: dict[str, str] = {}
    problems: list[CellProblem] = []
    for field in fields:
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
    return values, problems


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
    if "start" in values and "end" in values and values["end"] < values["start"]:
        problems.append(CellProblem("Sampai", N_("lebih awal daripada “Mulai”")))
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

