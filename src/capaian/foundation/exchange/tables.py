"""Tables small enough to hold: read row by row, each row knowing its number in the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.exchange.sources import Source, open_source, sheet_rows


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file and the texts of the wanted columns, blanks around them removed."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file and what was odd but harmless about it."""

    rows: tuple[Row, ...]
    warnings: tuple[Problem, ...]


def read_table(path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """A CSV or XLSX file as rows of text. Raises InvalidInput naming row, column and reason; blank rows are skipped."""
    source = open_source(path, required=required, optional=optional)
    if source.kind == "parquet":
        raise InvalidInput([Problem("gunakan .csv atau .xlsx di sini", file=path.name)])
    width = len(source.headers)
    rows, problems = [], []
    for number, cells in enumerate(_cells(source), start=source.first_row):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != width:
            reason = f"berisi {len(cells)} sel, seharusnya {width}"
            problems.append(Problem(reason, row=number, file=path.name))
            continue
        texts = dict(zip(source.headers, cells, strict=True))
        rows.append(Row(number, {column: texts[header].strip() for column, header in source.columns.items()}))
    if problems:
        raise InvalidInput(problems)
    return Table(tuple(rows), source.warnings)


def _cells(source: Source) -> Iterator[list[str]]:
    if source.kind == "xlsx":
        yield from sheet_rows(source.path)[1:]
        return
    with source.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=source.delimiter)
        next(reader)
        yield from reader


def write_texts(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Rows of texts as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
