"""What only the whole file shows: keys given twice, circles, two heads, superiors nobody knows.

Rows are seen one by one and only keys are kept; `Known` holds the keys of the records. A problem of the whole is told
first; the rows that cause it are rejected, the others can be applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from capaian.kernel.words import say
from capaian.people.rules.ledger import DAY
from capaian.people.rules.staging import CellProblem, Parsed
from capaian.people.rules.staging_shapes import ASSIGNMENTS, DEFINITIVE, PEOPLE, POSITIONS, SHAPES, SHEETS, UNITS

SHOWN = 5
Where = tuple[str, int]
"""Sheet and row number."""


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody leads a unit from `start` to `end`."""

    unit: str
    nip: str
    start: date
    end: date | None
    row: int | None = None  # in the file

    @property
    def last(self) -> date:
        return self.end or date.max


@dataclass(frozen=True, slots=True)
class Known:
    """The keys of the records: unit → its parent, post → (unit, whether it leads), people, who leads, who appraises whom."""

    units: Mapping[str, str | None] = field(default_factory=dict)
    positions: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    people: Collection[str] = frozenset()
    heads: tuple[Head, ...] = ()
    appraisers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the file as a whole. `tone`: bad (rows were rejected for it), warn or info."""

    reason: str
    tone: str
    sheet: str = ""


@dataclass(slots=True)
class Conclusion:
    """Why rows are rejected beyond their own cells, and what is to be said of the whole."""

    rejections: dict[Where, list[CellProblem]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)

    def reject(self, sheet: str, row: int, column: str, reason: str) -> None:
        self.rejections[sheet, row].append(CellProblem(column, reason))


@dataclass(frozen=True, slots=True)
class _Assignment:
    row: int
    position: str
    definitive: bool
    start: date
    end: date | None
    appraiser: str


class Survey:
    """The keys of a file, seen row by row; `conclude` says what is wrong with the whole."""

    def __init__(self, effective_from: date) -> None:
        self.effective_from = effective_from
        self.rows: dict[str, dict[str, int]] = {sheet: {} for sheet in SHEETS}
        self.repeated: dict[str, dict[str, list[int]]] = {sheet: {} for sheet in SHEETS}
        self.parents: dict[str, str] = {}
        self.positions: dict[str, tuple[str, bool | None]] = {}
        self.assignments: dict[str, list[_Assignment]] = {}
        self.sheets: set[str] = set()

    def see(self, sheet: str, number: int, row: Parsed) -> None:
        """Keep the keys of a row that can be used. A key that comes again is remembered as repeated."""
        self.sheets.add(sheet)
        if sheet != ASSIGNMENTS and row.key:
            first = abs(self.rows[sheet].setdefault(row.key, number))
            if first != number:
                self.repeated[sheet].setdefault(row.key, [first]).append(number)
        if not row.usable:
            if self.rows[sheet].get(row.key) == number:
                self.rows[sheet][row.key] = -number  # seen, but it brings nothing into being
            return
        values = row.values
        if sheet == UNITS and "parent" in values:
            self.parents[row.key] = values["parent"]
        elif sheet == POSITIONS:
            self.positions[row.key] = (values["unit"], {"ya": True, "tidak": False}.get(values.get("leads_unit", "")))
        elif sheet == ASSIGNMENTS:
            self.assignments.setdefault(row.key, []).append(_Assignment(
                number, values.get("position", ""), values.get("kind", DEFINITIVE) == DEFINITIVE,
                date.fromisoformat(values["start"]) if "start" in values else self.effective_from,
                date.fromisoformat(values["end"]) if "end" in values else None, values.get("appraiser", ""),
            ))

    def usable(self, sheet: str, key: str) -> bool:
        """Whether the file itself brings this key into being."""
        return self.rows[sheet].get(key, 0) > 0 and key not in self.repeated[sheet]


def conclude(survey: Survey, known: Known) -> Conclusion:
    """Art 1.12, Art 1.9: one tree of units, one head a unit, one appraiser a day, everybody named once and known."""
    told = Conclusion()
    _repeated(survey, told)
    units = _units(survey, known, told)
    positions = _positions(survey, known, told, units)
    people = {*known.people, *(nip for nip in survey.rows[PEOPLE] if survey.usable(PEOPLE, nip))}
    _assignments(survey, told, positions, people)
    _heads(survey, known, told, positions)
    _circles_of_superiors(survey, known, told)
    _without_superior(survey, known, told)
    _absent(survey, known, told)
    return told


def circles(above: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """Art 1.12: the circles in a map of everything to what is above it; each once, beginning with its smallest key."""
    found: list[tuple[str, ...]] = []
    settled: set[str] = set()
    for begin in above:
        path: dict[str, int] = {}
        node: str | None = begin
        while node is not None and node not in settled and node not in path:
            path[node] = len(path)
            node = above.get(node)
        if node is not None and node in path:
            ring = list(path)[path[node]:]
            least = ring.index(min(ring))
            found.append((*ring[least:], *ring[:least]))
        settled.update(path)
    return found


def _repeated(survey: Survey, told: Conclusion) -> None:
    for sheet in (UNITS, POSITIONS, PEOPLE):
        for key, numbers in survey.repeated[sheet].items():
            rows = ", ".join(str(number) for number in numbers)
            words = say("%(key)s muncul lebih dari sekali: baris %(rows)s", key=key, rows=rows)
            for number in numbers:
                told.reject(sheet, number, SHAPES[sheet].fields[0].heading, words)
        if survey.repeated[sheet]:
            told.findings.append(Finding(
                say("Muncul lebih dari sekali: %(keys)s", keys=_some(survey.repeated[sheet])), "bad", sheet))


def _units(survey: Survey, known: Known, told: Conclusion) -> set[str]:
    """The units that will be there; rejects those whose parent will not, and circles."""
    arriving = {code for code in survey.rows[UNITS] if survey.usable(UNITS, code)}
    for ring in circles({**known.units, **{code: survey.parents.get(code, known.units.get(code)) for code in arriving}}):
        words = say("induk unit-unit ini berputar: %(ring)s", ring=" → ".join((*ring, ring[0])))
        told.findings.append(Finding(words, "bad", UNITS))
        for code in arriving & set(ring):
            told.reject(UNITS, survey.rows[UNITS][code], "Kode unit induk", words)
            arriving.discard(code)
    found = True
    while found:
        there = arriving | set(known.units)
        found = False
        for code in sorted(arriving):
            parent = survey.parents.get(code)
            if parent is not None and parent not in there:
                words = say("unit induk %(code)s tidak dikenal atau ditolak", code=parent)
                told.reject(UNITS, survey.rows[UNITS][code], "Kode unit induk", words)
                arriving.discard(code)
                found = True
    return arriving | set(known.units)


def _positions(survey: Survey, known: Known, told: Conclusion, units: set[str]) -> dict[str, tuple[str, bool]]:
    """The posts that will be there; rejects those of unknown units and second heads."""
    there = dict(known.positions)
    for code, (unit, leads) in survey.positions.items():
        if not survey.usable(POSITIONS, code):
            continue
        if code.startswith("#") and code not in known.positions:
            words = say("kode %(code)s tidak dikenal; kode berawalan # hanya diberikan oleh Capaian", code=code)
            told.reject(POSITIONS, survey.rows[POSITIONS][code], "Kode jabatan", words)
            continue
        if unit not in units:
            words = say("unit %(code)s tidak dikenal atau ditolak", code=unit)
            told.reject(POSITIONS, survey.rows[POSITIONS][code], "Kode unit", words)
            continue
        there[code] = (unit, leads if leads is not None else known.positions.get(code, ("", False))[1])
    leading: dict[str, list[str]] = defaultdict(list)
    for code, (unit, leads) in there.items():
        if leads:
            leading[unit].append(code)
    for unit, codes in leading.items():
        new = [code for code in codes if code in survey.positions and known.positions.get(code) != there[code]]
        if len(codes) > 1 and new:
            words = say("unit %(unit)s mendapat dua jabatan pimpinan: %(codes)s", unit=unit, codes=_some(codes))
            told.findings.append(Finding(words, "bad", POSITIONS))
            for code in new:
                told.reject(POSITIONS, survey.rows[POSITIONS][code], "Memimpin unit", words)
                there.pop(code) if code not in known.positions else there.update({code: known.positions[code]})
    return there


def _assignments(survey: Survey, told: Conclusion, positions: Mapping[str, tuple[str, bool]], people: set[str]) -> None:
    for nip, rows in survey.assignments.items():
        for row in rows:
            if nip not in people:
                told.reject(ASSIGNMENTS, row.row, "NIP", say("NIP %(nip)s tidak dikenal atau ditolak", nip=nip))
            if row.position and row.position not in positions:
                words = say("jabatan %(code)s tidak dikenal atau ditolak", code=row.position)
                told.reject(ASSIGNMENTS, row.row, "Kode jabatan", words)
            if row.appraiser and row.definitive and row.appraiser not in people:
                words = say("atasan dengan NIP %(nip)s tidak dikenal atau ditolak", nip=row.appraiser)
                told.reject(ASSIGNMENTS, row.row, "NIP atasan", words)
        posts = sorted((row for row in rows if row.definitive and row.position), key=lambda row: row.start)
        for one, two in pairwise(posts):
            if two.start <= (one.end or date.max):
                words = say("masa jabatan definitif pada baris %(one)s dan %(two)s bertumpuk", one=one.row, two=two.row)
                told.reject(ASSIGNMENTS, one.row, "Mulai", words)
                told.reject(ASSIGNMENTS, two.row, "Mulai", words)


def _heads(survey: Survey, known: Known, told: Conclusion, positions: Mapping[str, tuple[str, bool]]) -> None:
    """Two people who lead the same unit on the same day: the one the records do not know yet is rejected."""
    leading: dict[str, list[Head]] = defaultdict(list)
    for head in _known_heads(survey, known):
        leading[head.unit].append(head)
    for nip, rows in survey.assignments.items():
        for row in rows:
            unit, leads = positions.get(row.position, ("", False))
            if leads and row.definitive and (ASSIGNMENTS, row.row) not in told.rejections:
                leading[unit].append(Head(unit, nip, row.start, row.end, row.row))
    for unit, heads in leading.items():
        inorder = sorted(heads, key=lambda head: (head.start, head.row or 0))
        for number, one in enumerate(inorder):
            for two in inorder[number + 1:]:
                if one.nip != two.nip and two.start <= one.last and (one.row or two.row):
                    words = say("unit %(unit)s mendapat dua pimpinan pada waktu yang sama: %(one)s dan %(two)s",
                                unit=unit, one=one.nip, two=two.nip)
                    told.findings.append(Finding(words, "bad", ASSIGNMENTS))
                    for head in (one, two):
                        if head.row:
                            told.reject(ASSIGNMENTS, head.row, "Kode jabatan", words)


def _known_heads(survey: Survey, known: Known) -> Iterable[Head]:
    """Who leads by the records, until the day before the file moves them; whoever the file places is told by the file."""
    for head in known.heads:
        moves = [row.start for row in survey.assignments.get(head.nip, []) if row.definitive and row.position]
        if not moves:
            yield head
        elif min(moves) > head.start:
            yield Head(head.unit, head.nip, head.start, min(head.last, min(moves) - DAY))


def _circles_of_superiors(survey: Survey, known: Known, told: Conclusion) -> None:
    given: dict[str, tuple[str, int]] = {}
    for nip, rows in survey.assignments.items():
        for row in rows:
            if row.appraiser and row.definitive and row.end is None and (ASSIGNMENTS, row.row) not in told.rejections:
                given[nip] = (row.appraiser, row.row)
    for ring in circles({**known.appraisers, **{nip: appraiser for nip, (appraiser, _) in given.items()}}):
        if given.keys() & set(ring):
            words = say("atasan-atasan ini berputar: %(ring)s", ring=_some((*ring, ring[0])))
            told.findings.append(Finding(words, "bad", ASSIGNMENTS))
            for nip in given.keys() & set(ring):
                told.reject(ASSIGNMENTS, given[nip][1], "NIP atasan", words)


def _without_superior(survey: Survey, known: Known, told: Conclusion) -> None:
    led = {nip for nip, rows in survey.assignments.items() if any(row.appraiser and row.definitive for row in rows)}
    alone = [nip for nip in survey.rows[PEOPLE] if survey.usable(PEOPLE, nip) and nip not in led and nip not in known.appraisers]
    if alone:
        words = say("%(count)s pegawai tidak punya atasan, di berkas maupun di catatan: %(nips)s",
                    count=len(alone), nips=_some(alone))
        told.findings.append(Finding(words, "warn", PEOPLE))


def _absent(survey: Survey, known: Known, told: Conclusion) -> None:
    if PEOPLE in survey.sheets:
        count = sum(1 for nip in known.people if nip not in survey.rows[PEOPLE])
        if count:
            words = say("%(count)s pegawai yang tercatat tidak ada di berkas; mereka tidak diubah dan tidak diakhiri.",
                        count=count)
            told.findings.append(Finding(words, "info", PEOPLE))


def _some(keys: Iterable[str]) -> str:
    inorder = list(keys)
    shown = ", ".join(inorder[:SHOWN])
    return shown if len(inorder) <= SHOWN else f"{shown}, …"

