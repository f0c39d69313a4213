"""Reading an official form back out of its PDF, cell by cell, and the printed example out of its transcript.

Texts are compared without white space: where a narrow column breaks a line is not what the regulation says.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pdfplumber
from pdfplumber.utils import extract_text

VALUES = (
    "Berorientasi pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif",
)
NEAR = 1.0  # points: two edges this near are the same line


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


@dataclass(frozen=True)
class Line:
    """One indicator: aspect, indicator, target and, on C.1.3, realisation and feedback."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    number: str
    intervened: str
    statement: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Value:
    name: str
    expectations: str
    feedback: str = ""


@dataclass(frozen=True)
class Cell:
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    unstruck: str

    def begins(self, x: float) -> bool:
        return abs(self.x0 - x) < NEAR

    def within(self, other: Cell) -> bool:
        return self.page == other.page and self.top > other.top - NEAR and self.bottom < other.bottom + NEAR


@dataclass
class Form:
    """A form read back. `words` is everything printed, squeezed, page by page in reading order."""

    pdf: bytes
    cells: list[Cell] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    sizes: set[tuple[float, float]] = field(default_factory=set)

    def __post_init__(self) -> None:
        with pdfplumber.open(io.BytesIO(self.pdf)) as document:
            for number, whole in enumerate(document.pages):
                page = whole.filter(lambda thing: thing.get("size", 0) < 60)  # without the great RANCANGAN behind all
                self.sizes.add((float(page.width), float(page.height)))
                self.pages.append(squeeze(page.extract_text()))
                for table in page.find_tables({"snap_tolerance": NEAR, "join_tolerance": NEAR}):
                    self.cells += [_cell(number, page, box) for box in table.cells]
        self.cells.sort(key=lambda cell: (cell.page, round(cell.top), cell.x0))

    @cached_property
    def words(self) -> str:
        return "".join(self.pages)

    def columns(self) -> list[tuple[Cell, list[float]]]:
        """Per page with results: the cell "(1)" below which they stand, and where each column begins."""
        found = []
        for first in (cell for cell in self.cells if cell.text == "(1)"):
            row = [cell for cell in self.cells if cell.page == first.page and abs(cell.top - first.top) < NEAR]
            found.append((first, [cell.x0 for cell in row]))
        return found

    def results(self) -> list[Result]:
        """Every result of HASIL KERJA, in order."""
        results = []
        for head, xs in self.columns():
            after = [cell.top for cell in self.cells if cell.page == head.page and cell.text.startswith("PERILAKUKERJA")]
            numbers = [
                cell for cell in self.cells
                if cell.page == head.page and head.top + NEAR < cell.top < min(after, default=head.top + 1_000)
                and cell.begins(xs[0]) and re.fullmatch(r"\d+", cell.text)
            ]
            results += [self._result(number, xs) for number in numbers]
        return results

    def _result(self, number: Cell, xs: list[float]) -> Result:
        inside = [cell for cell in self.cells if cell.within(number)]
        column = [[cell for cell in inside if cell.begins(x)] for x in xs]
        lines = tuple(Line(tuple(cell.text for cell in row)) for row in zip(*column[3:], strict=True))
        (intervened,), (statement,) = column[1], column[2]
        return Result(number.text, intervened.text, statement.text, lines)

    def values(self) -> list[Value]:
        """The seven values with what stands under "Ekspektasi Khusus Pimpinan:" and, on C.1.3, the feedback."""
        found = []
        for name in (cell for cell in self.cells if cell.text in map(squeeze, VALUES)):
            below = [
                cell for cell in self.cells if cell.page == name.page and abs(cell.top - name.bottom) < NEAR
                and cell.x0 > name.x0 - NEAR and cell.x1 < name.x1 + NEAR
            ]
            expected = next(cell for cell in below if cell.text.startswith("EkspektasiKhususPimpinan:"))
            said = [
                cell for cell in self.cells
                if cell.page == name.page and abs(cell.top - name.top) < NEAR and cell.begins(name.x1)
            ]
            found.append(Value(
                name.text, expected.text.removeprefix("EkspektasiKhususPimpinan:"), said[0].text if said else ""
            ))
        return found

    def furthest(self) -> tuple[float, float]:
        """How far right and down anything but the footer reaches, at most to the margins."""
        right, down = self.margins()
        with pdfplumber.open(io.BytesIO(self.pdf)) as document:
            chars = [char for page in document.pages for char in page.chars if 7.2 < char["size"] < 60 and char["text"].isalnum()]
        return max(right, *(char["x1"] for char in chars)), max(down, *(char["bottom"] for char in chars))

    def margins(self) -> tuple[float, float]:
        (width, height), = self.sizes
        return width - 36, height - 36

    def unstruck_line(self, number: int, start: str) -> str:
        """A line outside every table that begins so, without what is struck."""
        with pdfplumber.open(io.BytesIO(self.pdf)) as document:
            page = document.pages[number]
            top = page.search(re.escape(start))[0]["top"]
            chars = [char for char in page.chars if abs(char["top"] - top) < 3 and not _struck(char, page.lines)]
        return squeeze(extract_text(chars))

    def below(self, label: str) -> Cell:
        """The cell under the shaded cell of this name."""
        head = next(cell for cell in self.cells if cell.text == squeeze(label))
        return next(
            cell for cell in self.cells
            if cell.page == head.page and cell.begins(head.x0) and abs(cell.top - head.bottom) < NEAR
        )

    def identity(self) -> list[tuple[str, str, str, str]]:
        """The five rows: label and value of the employee, label and value of the appraiser."""
        rows = []
        for number in "12345":
            first = next(cell for cell in self.cells if cell.page == 0 and cell.text == number)
            row = [cell.text for cell in self.cells if cell.page == 0 and abs(cell.top - first.top) < NEAR]
            rows.append((row[1], row[2], row[4], row[5]))
        return rows


def _cell(number: int, page: pdfplumber.page.Page, box: tuple[float, float, float, float]) -> Cell:
    x0, top, x1, bottom = box
    chars = [
        char for char in page.chars
        if x0 <= (char["x0"] + char["x1"]) / 2 <= x1 and top <= (char["top"] + char["bottom"]) / 2 <= bottom
    ]
    unstruck = [char for char in chars if not _struck(char, page.lines)]
    return Cell(number, x0, top, x1, bottom, squeeze(extract_text(chars)), squeeze(extract_text(unstruck)))


def _struck(char: dict, lines: list[dict]) -> bool:
    middle, height = (char["x0"] + char["x1"]) / 2, char["bottom"] - char["top"]
    return any(
        line["x0"] <= middle <= line["x1"]
        and char["top"] + height * 0.25 < line["top"] < char["bottom"] - height * 0.25
        for line in lines
    )


def transcript(path: Path) -> tuple[list[Result], list[Value]]:
    """The transcript of a printed form: results and behaviour.

    `RESULT 1 | intervened | result`, then per indicator `aspect | indicator | target [| realisation | feedback]`;
    `VALUE name`, then `- expectation` and `giver: feedback`.
    """
    results: list[Result] = []
    values: list[Value] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        parts = [squeeze(part) for part in row.split(" | ")]
        if not row or row.startswith("#"):
            continue
        if row.startswith("RESULT "):
            results.append(Result(parts[0].removeprefix("RESULT"), parts[1], parts[2], ()))
        elif row.startswith("VALUE "):
            values.append(Value(parts[0].removeprefix("VALUE"), ""))
        elif not values:
            last = results[-1]
            results[-1] = Result(last.number, last.intervened, last.statement, (*last.lines, Line(tuple(parts))))
        elif row.startswith("- "):
            values[-1] = Value(values[-1].name, values[-1].expectations + squeeze(row), values[-1].feedback)
        else:
            values[-1] = Value(values[-1].name, values[-1].expectations, values[-1].feedback + squeeze(row))
    return results, values
