"""A spreadsheet held against the records: what each row would do, without doing it. Nothing here writes.

Two passes over the file. The first keeps keys only and judges the whole (rules.staging_file); the second compares chunk
by chunk with the records of the keys at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.exchange.reading import Line, Sheet, open_sheets
from capaian.kernel.batches import in_batches
from capaian.people.models import Outcome, Position, Posting, PostingKind, Reporting, Unit
from capaian.people.models.employee import Employee
from capaian.people.queries.staging_compare import compare
from capaian.people.rules.staging import CellProblem, Parsed, parse_row
from capaian.people.rules.staging_columns import Matching, Recognised, recognise
from capaian.people.rules.staging_file import Conclusion, Finding, Head, Known, Survey, conclude
from capaian.people.rules.staging_shapes import SHAPES, SHEETS, UNITS

CHUNK = 1_000
SAMPLES = 3
BEAT = 5_000
Beat = Callable[[], None]


@dataclass(frozen=True, slots=True)
class TableOf:
    """A sheet of the file, and what it was recognised as (None: not one of ours)."""

    source: Sheet
    found: Recognised | None

    def facts(self) -> dict[str, Any]:
        """For the screen on which a person matches columns."""
        samples = [list(line.cells) for line in islice(self.source.lines(), SAMPLES)]
        return {
            "title": self.source.name, "sheet": self.found.sheet if self.found else "", "headings": list(self.source.headings),
            "columns": {name: self.source.headings[place] for name, place in self.found.columns.items()} if self.found else {},
            "missing": list(self.found.missing) if self.found else [], "samples": samples,
        }


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row, and what it would do."""

    sheet: str
    number: int
    key: str
    outcome: str
    values: dict[str, str]
    before: dict[str, str] = field(default_factory=dict)
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A file that can be judged: its tables in the order of applying, and what is wrong with the whole."""

    tables: tuple[TableOf, ...]
    conclusion: Conclusion
    agency_id: int
    effective_from: date

    def rows(self, after: Mapping[str, int] | None = None) -> Iterator[list[StagedRow]]:
        """What every row would do, chunk by chunk; `after` is how many rows of a sheet were staged by an earlier run."""
        for table in self.tables:
            sheet = table.found.sheet if table.found else ""
            lines = islice(self._parsed(table, sheet), (after or {}).get(sheet, 0), None)
            yield from (self._staged(sheet, some) for some in in_batches(lines, CHUNK))

    def _parsed(self, table: TableOf, sheet: str) -> Iterator[tuple[int, Parsed]]:
        rows = parsed(table)
        return iter(_parents_first(list(rows))) if sheet == UNITS else rows

    def _staged(self, sheet: str, some: Sequence[tuple[int, Parsed]]) -> list[StagedRow]:
        refusals = self.conclusion.rejections
        good = [(number, row) for number, row in some if row.usable and (sheet, number) not in refusals]
        compared = compare(sheet, self.agency_id, self.effective_from, [row.values for _, row in good])
        outcomes = {number: one for (number, _), one in zip(good, compared, strict=True)}
        found = []
        for number, row in some:
            outcome, before = outcomes.get(number, (Outcome.REJECTED, {}))
            problems = (*row.problems, *refusals.get((sheet, number), ()))
            found.append(StagedRow(sheet, number, row.key, outcome, row.values, before, problems))
        return found


def tables_of(path: Path, remembered: Mapping[str, Matching], chosen: Mapping[str, str] | None = None) -> list[TableOf]:
    """What a file holds. `chosen`: title → sheet, where a person said so ("" leaves a sheet out).

    Raises InvalidInput for a file that cannot be read, or where two sheets hold the same.
    """
    found = []
    for source in open_sheets(path):
        title = chosen.get(source.name) if chosen else None
        if title == "":
            found.append(TableOf(source, None))
        else:
            found.append(TableOf(source, recognise(title or source.name, source.headings, remembered)))
    seen: dict[str, str] = {}
    for table in found:
        if table.found and seen.setdefault(table.found.sheet, table.source.name) != table.source.name:
            words = _("lembar “%(one)s” dan “%(other)s” sama-sama berisi %(what)s")
            both = {"one": seen[table.found.sheet], "other": table.source.name, "what": SHAPES[table.found.sheet].title}
            raise InvalidInput([Problem(words % both)])
    return found


def unmatched(tables: Iterable[TableOf]) -> bool:
    """Whether a person must match columns first."""
    ours = [table.found for table in tables if table.found]
    return not ours or any(one.missing for one in ours)


def judge(tables: Sequence[TableOf], agency_id: int, effective_from: date, beat: Beat = lambda: None) -> Judgement:
    """The first pass: see every row, keep the keys, conclude. `beat` is called now and then."""
    ours = sorted((table for table in tables if table.found), key=lambda table: SHEETS.index(_sheet(table)))
    survey, count = Survey(effective_from), 0
    for table in ours:
        for number, row in parsed(table):
            survey.see(_sheet(table), number, row)
            count += 1
            if count % BEAT == 0:
                beat()
    conclusion = conclude(survey, known_of(agency_id, effective_from))
    conclusion.findings += [
        Finding(f"Lembar “{table.source.name}” tidak dikenali dan diabaikan.", "warn") for table in tables if not table.found
    ]
    conclusion.findings += [
        Finding(f"Kolom yang tidak dikenali dan diabaikan: {', '.join(table.found.unknown[:10])}", "info", table.found.sheet)
        for table in ours if table.found and table.found.unknown
    ]
    return Judgement(tuple(ours), conclusion, agency_id, effective_from)


def parsed(table: TableOf) -> Iterator[tuple[int, Parsed]]:
    """The rows of a table as values."""
    places = table.found.columns if table.found else {}
    for line in table.source.lines():
        yield line.number, parse_row(_sheet(table), _cells(line, places))


def length_of(tables: Iterable[TableOf]) -> int:
    """How many rows there are, at most."""
    return sum(max(table.source.length - table.source.heading_row, 0) for table in tables if table.found)


def known_of(agency_id: int, day: date) -> Known:
    """The keys of an agency's records."""
    positions = Position.objects.filter(unit__agency_id=agency_id).values_list("pk", "code", "unit__code", "leads_unit")
    lasting = Q(end__isnull=True) | Q(end__gte=day)
    heads = Posting.objects.filter(
        lasting, kind=PostingKind.DEFINITIVE, position__leads_unit=True, employee__agency_id=agency_id,
    ).values_list("position__unit__code", "employee__nip", "start", "end")
    open_rows = Reporting.objects.filter(end__isnull=True, employee__agency_id=agency_id)
    return Known(
        units=dict(Unit.objects.filter(agency_id=agency_id).values_list("code", "parent__code")),
        positions={code or f"#{pk}": (unit, leads) for pk, code, unit, leads in positions.iterator(chunk_size=5_000)},
        people=set(Employee.objects.filter(agency_id=agency_id).values_list("nip", flat=True)),
        heads=tuple(Head(*row) for row in heads),
        appraisers=dict(open_rows.values_list("employee__nip", "appraiser__nip").iterator(chunk_size=5_000)),
    )


def _sheet(table: TableOf) -> str:
    return table.found.sheet if table.found else ""


def _cells(line: Line, places: Mapping[str, int]) -> dict[str, str]:
    return {name: line.cells[place] for name, place in places.items() if place < len(line.cells)}


def _parents_first(rows: list[tuple[int, Parsed]]) -> list[tuple[int, Parsed]]:
    """Units in the order in which they can be made: a unit after the one it hangs under, else as in the file."""
    parents = {row.key: row.values.get("parent", "") for _, row in rows}

    def depth(key: str) -> int:
        steps = 0
        while (key := parents.get(key, "")) and steps <= len(parents):
            steps += 1
        return steps

    return sorted(rows, key=lambda one: depth(one[1].key))
