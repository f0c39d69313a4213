"""Reading the answers of a survey (PermenPANRB 14/2017): one row per respondent, one column per element U1..Un."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from capaian.foundation.errors import InvalidInput, Problem

_ELEMENT = re.compile(r"[Uu]([1-9]\d*)")
_IDENTITY = {"resp", "respondent", "responden", "id", "no", "nomor"}
SCORES = {"1": 1, "2": 2, "3": 3, "4": 4}
Numbered = tuple[int, list[str]]


def read_respondents(text: str, *, file: str = "") -> dict[str, list[int | None]]:
    """PermenPANRB 14/2017 annex: the scores per element from CSV text; an empty cell is an unanswered element (None).

    Lines that start with `#` above the header name the source and are skipped. Separator `,` or `;`. Columns other than
    U1..Un and the respondent's number are ignored. Raises InvalidInput with every problem, by line and column.
    """
    rows = _rows(text)
    if not rows:
        raise InvalidInput([Problem("berkas tidak berisi baris judul", file=file)])
    header_line, header = rows[0]
    columns, problems = _elements(header, header_line, file)
    identity = next((at for at, name in enumerate(header) if name.strip().lower() in _IDENTITY), None)
    answers: dict[str, list[int | None]] = {name: [] for name in columns}
    seen: dict[str, int] = {}
    for line, cells in rows[1:]:
        if len(cells) != len(header):
            problems.append(Problem(f"ada {len(cells)} sel, padahal judulnya {len(header)}", row=line, file=file))
            continue
        problems += _repeated(cells, identity, header, line=line, seen=seen, file=file)
        for name, at in columns.items():
            problems += _take(cells[at].strip(), name, line, answers[name], file)
    if not rows[1:]:
        problems.append(Problem("tidak ada satu pun responden", file=file))
    if problems:
        raise InvalidInput(problems)
    return answers


def _rows(text: str) -> list[Numbered]:
    """Numbered lines as cells: source lines above the header and empty lines left out."""
    lines = text.removeprefix("\ufeff").splitlines()
    start = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    body = lines[start:]
    separator = ";" if body and ";" in body[0] else ","
    reader = csv.reader(io.StringIO("\n".join(body)), delimiter=separator)
    return [(start + reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


def _elements(header: Sequence[str], line: int, file: str) -> tuple[dict[str, int], list[Problem]]:
    columns: dict[int, int] = {}
    problems: list[Problem] = []
    for at, name in enumerate(header):
        if match := _ELEMENT.fullmatch(name.strip()):
            number = int(match[1])
            if number in columns:
                problems.append(Problem("kolom ini ada dua kali", f"U{number}", line, file))
            columns.setdefault(number, at)
    missing = [number for number in range(1, max(columns, default=0) + 1) if number not in columns]
    problems += [Problem("kolom ini tidak ada", f"U{number}", line, file) for number in missing]
    if not columns:
        problems.append(Problem("tidak ada kolom unsur; beri nama U1, U2, dan seterusnya", row=line, file=file))
    return {f"U{number}": columns[number] for number in sorted(columns)}, problems


def _repeated(
    cells: Sequence[str], identity: int | None, header: Sequence[str], *, line: int, seen: dict[str, int], file: str,
) -> list[Problem]:
    who = cells[identity].strip() if identity is not None else ""
    if who and who in seen:
        return [Problem(f"responden “{who}” sudah ada di baris {seen[who]}", header[identity or 0].strip(), line, file)]
    if who:
        seen[who] = line
    return []


def _take(cell: str, name: str, line: int, column: list[int | None], file: str) -> list[Problem]:
    if cell and cell not in SCORES:
        reason = f"“{cell}” bukan nilai 1, 2, 3 atau 4 (kosongkan sel bila tidak dijawab)"
        return [Problem(reason, name, line, file)]
    column.append(SCORES.get(cell))
    return []


def counts(answers: Mapping[str, Sequence[int | None]]) -> int:
    """PermenPANRB 14/2017 annex: the number of respondents in the table (those who answered nothing included)."""
    return max((len(column) for column in answers.values()), default=0)
