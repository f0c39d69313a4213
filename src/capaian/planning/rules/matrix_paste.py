"""Reading a table that was pasted from a spreadsheet into a matrix: what is right is kept, what is wrong is named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from capaian.kernel.columns import column_letters
from capaian.kernel.words import N_, say
from capaian.planning.rules.matrix_text import CellText, check_cell, read_cell
from capaian.planning.rules.matrix_words import similarity

MOST_ROWS = 5_000
_NIP_HEADS = frozenset({"nip", "nip/ni pppk"})
_NAME_HEADS = frozenset({"pegawai", "nama", "nama pegawai"})
_POST_HEADS = frozenset({"jabatan", "nama jabatan"})
_NUMBERED = re.compile(r"^\s*(?:iki|rhk|kolom|indikator|hasil)?\s*#?(\d{1,2})\s*(?:[.:)–-]|$)", re.IGNORECASE)
_SAME = 99


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the matrix: the key of the row, the NIP, the name as printed and as it is compared (without titles)."""

    key: int
    nip: str
    name: str
    plain: str


@dataclass(frozen=True, slots=True)
class PasteProblem:
    """What is wrong: the row as the spreadsheet counts, the column's letter or heading, and why."""

    row: int | None
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell that can be used. `column` is the key of the matrix's column."""

    row_number: int
    person: int
    column: int
    cell: CellText


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read: usable cells, problems, and how many rows with anything in them there were."""

    cells: tuple[PastedCell, ...]
    problems: tuple[PasteProblem, ...]
    rows: int

    @property
    def good_rows(self) -> int:
        return len({cell.row_number for cell in self.cells})


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which place of a row is the NIP or name, and which column of the matrix each other place means."""

    identities: tuple[int, ...]
    columns: Mapping[int, int]
    width: int


def read_pasted(lines: Sequence[Sequence[str]], *, columns: Mapping[int, str], people: Sequence[KnownPerson]) -> Pasted:
    """Kebijakan Capaian: a pasted table is judged cell by cell. An unknown person, two people of one name, a person twice, a text
    that is too long, a cell beyond the last column: each is named with row and column, and everything else is usable.

    The first cell of a row is the NIP or the name. A first row of headings (NIP, PEGAWAI, JABATAN, IKI 1 …) is recognised; an
    empty cell says nothing and changes nothing. `columns` holds the matrix's columns, key → words, in order.
    """
    filled = [(number, line) for number, line in enumerate(lines, start=1) if any(cell.strip() for cell in line)]
    if not filled:
        return Pasted((), (PasteProblem(None, "", N_("tidak ada baris yang dapat dibaca")),), 0)
    problems: list[PasteProblem] = []
    if len(filled) > MOST_ROWS:
        problems.append(PasteProblem(filled[MOST_ROWS][0], "", say("paling banyak %(most)s baris sekali tempel", most=MOST_ROWS)))
        filled = filled[:MOST_ROWS]
    headed = _is_heading(filled[0][1])
    plan = _by_headings(filled[0], columns, problems) if headed else _by_order(columns)
    reader = _Reader(plan, people, problems)
    for number, line in filled[headed:]:
        reader.read(number, line)
    return Pasted(tuple(reader.cells), tuple(problems), len(filled) - headed)


def split_pasted(text: str) -> list[list[str]]:
    """Kebijakan Capaian: spreadsheets put cells on the clipboard with tabs between them and quotes around lines within a cell.

    Where the quotes do not come in pairs they are ordinary signs: an open one would swallow the rest of the table.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    by_line = [line.split("\t") for line in plain.split("\n")]
    if plain.count('"') % 2:
        return by_line
    try:
        return [list(row) for row in csv.reader(io.StringIO(plain), delimiter="\t")]
    except csv.Error:  # a cell longer than any spreadsheet's
        return by_line


def _is_heading(line: Sequence[str]) -> bool:
    return any(_plain(cell) in _NIP_HEADS | _NAME_HEADS for cell in line[:3])


def _by_order(columns: Mapping[int, str]) -> _Plan:
    return _Plan((0,), dict(enumerate(columns, start=1)), len(columns) + 1)


def _by_headings(first: tuple[int, Sequence[str]], columns: Mapping[int, str], problems: list[PasteProblem]) -> _Plan:
    number, line = first
    keys = list(columns)
    identities: list[int] = []
    meant: dict[int, int] = {}
    for place, heading in enumerate(line):
        plain = _plain(heading)
        if plain in _NIP_HEADS:
            identities.insert(0, place)
        elif plain in _NAME_HEADS:
            identities.append(place)
        elif plain and plain not in _POST_HEADS:
            key = _column_of(heading, columns, keys)
            if key is None:
                reason = N_("judul kolom tidak dikenal; kolom ini tidak dipakai")
                problems.append(PasteProblem(number, column_letters(place + 1), reason))
            elif key in meant.values():
                reason = N_("kolom yang sama dua kali; yang kedua tidak dipakai")
                problems.append(PasteProblem(number, column_letters(place + 1), reason))
            else:
                meant[place] = key
    return _Plan(tuple(identities), meant, len(line))


def _column_of(heading: str, columns: Mapping[int, str], keys: Sequence[int]) -> int | None:
    same = next((key for key, words in columns.items() if _plain(words) == _plain(heading)), None)
    if same is not None:
        return same
    number = _NUMBERED.match(heading)
    if number and 1 <= int(number[1]) <= len(keys):
        return keys[int(number[1]) - 1]
    return next((key for key, words in columns.items() if similarity(words, heading) >= _SAME), None)


class _Reader:
    """Reads row after row; what can be used gathers in `cells`, what is wrong in `problems`."""

    def __init__(self, plan: _Plan, people: Sequence[KnownPerson], problems: list[PasteProblem]) -> None:
        self.plan, self.problems = plan, problems
        self.cells: list[PastedCell] = []
        self.seen: dict[int, int] = {}
        self.by_nip = {one.nip: one.key for one in people}
        self.by_name: dict[str, list[int]] = {}
        for one in people:
            for name in dict.fromkeys((_plain(one.name), one.plain)):
                self.by_name.setdefault(name, []).append(one.key)

    def read(self, number: int, line: Sequence[str]) -> None:
        person = self._person(number, line)
        if person is None:
            return
        if person in self.seen:
            words = say("orang yang sama sudah ada di baris %(row)s; baris ini tidak dipakai", row=self.seen[person])
            self._tell(number, self.plan.identities[0], words)
            return
        self.seen[person] = number
        for place, text in enumerate(line):
            if text.strip() and place not in self.plan.identities:
                self._cell(number, place, text, person)

    def _tell(self, number: int, place: int, reason: str) -> None:
        self.problems.append(PasteProblem(number, column_letters(place + 1), reason))

    def _person(self, number: int, line: Sequence[str]) -> int | None:
        typed = [(place, line[place].strip()) for place in self.plan.identities if place < len(line) and line[place].strip()]
        if not typed:
            reason = N_("NIP atau nama kosong, jadi isi baris ini tidak dapat ditempatkan")
            self._tell(number, self.plan.identities[0], reason)
            return None
        place, text = typed[0]
        digits = re.sub(r"[\s.'’-]", "", text)
        if digits.isdigit():
            if digits not in self.by_nip:
                self._tell(number, place, say("NIP %(nip)s tidak ada di matriks ini", nip=text[:30]))
            return self.by_nip.get(digits)
        found = self.by_name.get(_plain(text)) or self.by_name.get(_plain(text.partition(",")[0])) or []
        if len(found) == 1:
            return found[0]
        several = say("ada %(count)s orang bernama “%(name)s”; tulis NIP-nya", count=len(found), name=text[:80])
        self._tell(number, place, several if found else say("“%(name)s” tidak ada di matriks ini", name=text[:80]))
        return None

    def _cell(self, number: int, place: int, text: str, person: int) -> None:
        if place >= self.plan.width:
            self._tell(number, place, N_("lebih banyak kolom daripada matriks; sel ini tidak dipakai"))
        elif place in self.plan.columns:
            cell = read_cell(text)
            reasons = check_cell(cell)
            for reason in reasons:
                self._tell(number, place, reason)
            if not reasons:
                self.cells.append(PastedCell(number, person, self.plan.columns[place], cell))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
