"""A worksheet that looks like a form: folio, cells that span, heights that fit, texts as texts and numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

FOLIO = 14  # 8½ × 13 inches, as spreadsheets number paper
LONGEST = 32_000  # letters; a cell takes 32,767 and drops what is longer
NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s?(%?)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
BLUE = "#DEEBF7"
FONT: dict[str, Any] = {"font_name": "Bookman Old Style", "font_size": 10}
STYLES: dict[str, dict[str, Any]] = {
    "text": {"border": 1, "text_wrap": True, "valign": "top"},
    "strong": {"border": 1, "text_wrap": True, "valign": "top", "bold": True},
    "middle": {"border": 1, "text_wrap": True, "valign": "top", "align": "center"},
    "head": {"border": 1, "text_wrap": True, "valign": "vcenter", "align": "center", "bold": True, "bg_color": BLUE},
    "label": {"border": 1, "text_wrap": True, "valign": "top", "bold": True, "bg_color": BLUE},
    "missing": {"border": 1, "text_wrap": True, "valign": "top", "italic": True},
    "title": {"align": "center", "bold": True, "font_size": 12},
    "draft": {"align": "center", "bold": True, "font_color": "#A6341B", "border": 1, "border_color": "#A6341B"},
    "plain": {"text_wrap": True, "valign": "top"},
    "plain-strong": {"text_wrap": True, "valign": "top", "bold": True},
    "plain-right": {"align": "right", "valign": "top"},
    "plain-middle": {"align": "center", "text_wrap": True},
    "plain-middle-strong": {"align": "center", "bold": True, "text_wrap": True},
    "small": {"font_size": 8, "text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: what it says, how it looks, how far it reaches to the right and downward."""

    value: str | int
    style: str = "text"
    columns: int = 1
    rows: int = 1


class Grid:
    """A sheet that is filled from above. `widths` are in letters."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, widths: Sequence[float], *, landscape: bool) -> None:
        self.book, self.widths, self.row = book, list(widths), 0
        self.sheet = book.add_worksheet(name)
        self._formats: dict[tuple[str, str], Any] = {}
        self._taken: dict[int, set[int]] = {}
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, width)
        self.sheet.set_paper(FOLIO)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        (self.sheet.set_landscape if landscape else self.sheet.set_portrait)()

    @property
    def wide(self) -> int:
        return len(self.widths)

    def put(self, *cells: Cell, least: float = 0) -> int:
        """A row of cells from the left, past what reaches down from above; its number."""
        place, row = 0, self.row
        lines = 1
        for cell in cells:
            while place in self._taken.get(row, ()):
                place += 1
            self._write(row, place, cell)
            if cell.rows == 1:
                room = sum(self.widths[place:place + cell.columns])
                lines = max(lines, _lines(str(cell.value), room))
            for below in range(row + 1, row + cell.rows):
                self._taken.setdefault(below, set()).update(range(place, place + cell.columns))
            place += cell.columns
        self.sheet.set_row(row, min(400.0, max(least, 14.0 * lines + 2)))
        self.row += 1
        return row

    def whole(self, value: str, style: str = "text", least: float = 0) -> int:
        """A row that is one cell."""
        return self.put(Cell(value, style, columns=self.wide), least=least)

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def _write(self, row: int, place: int, cell: Cell) -> None:
        number = typed(cell.value)
        shown = self._format(cell.style, number[1] if number else "")
        if cell.columns > 1 or cell.rows > 1:
            self.sheet.merge_range(row, place, row + cell.rows - 1, place + cell.columns - 1, "", shown)
        if number is not None:
            self.sheet.write_number(row, place, number[0], shown)
        else:
            self.sheet.write_string(row, place, _clean(str(cell.value)), shown)

    def _format(self, style: str, shown: str) -> Any:
        if (style, shown) not in self._formats:
            extra = {"num_format": shown} if shown else {"num_format": "@"}
            self._formats[style, shown] = self.book.add_format(FONT | STYLES[style] | extra)
        return self._formats[style, shown]


@contextmanager
def workbook(path: Path, title: str, agency: str, day: Sequence[int]) -> Iterator[xlsxwriter.Workbook]:
    """A workbook whose only date is the document's own, so that the same data give the same bytes."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "author": agency, "created": datetime(day[0], day[1], day[2], tzinfo=UTC)})
        yield book


def typed(value: str | int) -> tuple[Decimal, str] | None:
    """A number with the way it is shown, where a text is nothing but a number: "61,95%" is 0.6195 shown as 0,00%.

    Only whole numbers of up to fifteen digits: more would be rounded, and a NIP has eighteen.
    """
    if isinstance(value, int):
        return Decimal(value), "0"
    found = NUMBER.fullmatch(value.strip())
    if found is None or len(re.sub(r"\D", "", value)) > 15 or (found[1].startswith("0") and len(found[1]) > 1):
        return None
    decimals = found[2] or ""
    number = Decimal(f"{found[1].replace('.', '')}.{decimals or 0}")
    shown = ("#,##0" if "." in found[1] else "0") + (f".{'0' * len(decimals)}" if decimals else "")
    return (number / 100, f"{shown}%") if found[3] else (number, shown)


def _clean(text: str) -> str:
    kept = CONTROL.sub("", text)
    return kept if len(kept) <= LONGEST else kept[:LONGEST] + " … (dipotong; selengkapnya pada PDF)"


def _lines(text: str, room: float) -> int:
    """How many lines a text takes in a cell of so many letters."""
    return sum(max(1, -(-len(part) // max(1, int(room * 1.05)))) for part in text.split("\n"))
