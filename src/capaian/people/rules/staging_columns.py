"""Which sheet of a file is which, and which column holds what: by the headings, or by what a person matched before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from capaian.people.rules.staging_shapes import SHAPES, Field

Matching = Mapping[str, str]
"""Our field → their heading."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a table is taken for. `columns`: field → place of the column; `missing`: required fields nobody found;
    `unknown`: headings nobody asked for."""

    sheet: str
    columns: dict[str, int]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def plain(heading: str) -> str:
    """Kebijakan Capaian: capitals, dots, stars and brackets in a heading mean nothing."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(.*?\)", " ", heading.lower())).split())


def recognise(title: str, headings: Sequence[str], remembered: Mapping[str, Matching]) -> Recognised | None:
    """Kebijakan Capaian: the kind of sheet is the one its title names, else the one whose columns it has most completely.

    None where hardly anything fits: such a sheet is not ours. `remembered` is what was matched by hand, sheet by sheet.
    """
    found = [match_columns(sheet, headings, remembered.get(sheet, {})) for sheet in SHAPES]
    named = next((one for one in found if plain(title) in _titles(one.sheet)), None)
    if named is not None:
        return named
    complete = [one for one in found if not one.missing]
    if complete:
        return max(complete, key=lambda one: len(one.columns))
    best = max(found, key=lambda one: (len(one.columns), -len(one.missing)))
    return best if len(best.columns) > 1 else None


def match_columns(sheet: str, headings: Sequence[str], remembered: Matching) -> Recognised:
    """Kebijakan Capaian: what a person matched before comes first, then our own heading, then what others call it."""
    return match_fields(sheet, SHAPES[sheet].fields, headings, remembered)


def match_fields(sheet: str, fields: Sequence[Field], headings: Sequence[str], remembered: Matching) -> Recognised:
    """Kebijakan Capaian: as `match_columns`, for the columns of any sheet."""
    theirs = [plain(heading) for heading in headings]
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for names in (
        {field.name: (remembered.get(field.name, ""),) for field in fields},
        {field.name: (field.heading,) for field in fields},
        {field.name: field.other_headings for field in fields},
    ):
        for field in fields:
            wanted = [plain(name) for name in names[field.name] if name]
            place = next((place for place, heading in enumerate(theirs) if heading in wanted and place not in taken), None)
            if field.name not in columns and place is not None:
                columns[field.name] = place
                taken.add(place)
    missing = tuple(field.name for field in fields if field.required and field.name not in columns)
    unknown = tuple(heading for place, heading in enumerate(headings) if heading and place not in taken)
    return Recognised(sheet, columns, missing, unknown)


def _titles(sheet: str) -> set[str]:
    return {plain(sheet), plain(SHAPES[sheet].title)}
