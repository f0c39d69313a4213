"""A batch as the screen shows it: counts by sheet, what is to be told of the whole, rows with before and after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from capaian.foundation.language import told
from capaian.people.exports import cell
from capaian.people.models import ImportBatch, ImportRow, Outcome, Sheet
from capaian.people.rules.staging_shapes import SHAPES, SHEETS

TONES = {Outcome.ADDED: "good", Outcome.CHANGED: "info", Outcome.UNCHANGED: "", Outcome.REJECTED: "bad"}
ORDER = {"bad": 0, "warn": 1, "info": 2}


def counts_of(batch: ImportBatch) -> list[dict[str, Any]]:
    """Per sheet that the file holds how many rows do what."""
    return [
        {"sheet": sheet, "label": Sheet(sheet).label} | {one: batch.counts[sheet].get(one, 0) for one in Outcome.values}
        for sheet in SHEETS if sheet in batch.counts
    ]


def findings_of(batch: ImportBatch) -> list[dict[str, str]]:
    """What is to be told of the whole, the worst first."""
    found = [
        {"tone": one["tone"], "reason": told(one["reason"]), "sheet": str(Sheet(one["sheet"]).label) if one["sheet"] else ""}
        for one in batch.problems
    ]
    return sorted(found, key=lambda one: ORDER.get(one["tone"], 3))


def lines_of(rows: Iterable[ImportRow]) -> list[dict[str, Any]]:
    """The rows of a page."""
    return [
        {
            "row": row, "sheet": told(SHAPES[row.sheet].title), "tone": TONES[Outcome(row.outcome)],
            "title": row.values.get("name") or row.values.get("title") or "",
            "changes": _changes(row), "values": _values(row) if row.outcome != Outcome.CHANGED else [],
            "problems": [{**one, "reason": told(one["reason"])} for one in row.problems],
        } for row in rows
    ]


def _changes(row: ImportRow) -> list[dict[str, str]]:
    headings = {field.name: field.heading for field in SHAPES[row.sheet].fields}
    return [
        {"column": headings[name], "before": _shown(name, was, row.sheet), "after": _shown(name, after, row.sheet)}
        for name, was in row.before.items() for after in [row.values.get(name, "")]
    ]


def _values(row: ImportRow) -> list[dict[str, str]]:
    """What the row says beyond its key and title, in the order of the columns."""
    hidden = {SHAPES[row.sheet].key, "name", "title"}
    return [
        {"column": field.heading, "value": _shown(field.name, row.values[field.name], row.sheet)}
        for field in SHAPES[row.sheet].fields if field.name in row.values and field.name not in hidden
    ]


def _shown(name: str, value: str, sheet: str) -> str:
    return cell(name, value, sheet) or "—"


