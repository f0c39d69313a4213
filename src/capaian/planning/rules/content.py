"""What an SKP says, as a value: the same text for the same agreement, so that a version can be kept, compared and proved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

FORMAT = 1
"""Of the stored JSON; a reader of another format would be a new branch of `from_json`."""


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """An indicator as agreed. `key` is its row in the agreed SKP, None for one that a working copy adds."""

    key: int | None
    ordinal: int
    aspect: str
    statement: str
    target_text: str
    target: Decimal | None = None
    target_high: Decimal | None = None
    unit: str = ""
    polarity: str = "higher"
    measurement: str = "snapshot"
    perspective: str = ""
    control: str = ""
    objective_indicator: int | None = None
    definition: int | None = None


@dataclass(frozen=True, slots=True)
class ResultContent:
    """A planned result as agreed. `supports` are the words of what it hung below then; the ids beside it say what that was."""

    key: int | None
    kind: str
    ordinal: int
    statement: str
    supports: str = ""
    parent: int | None = None
    parent_indicator: int | None = None
    objective: int | None = None
    cascade: str = ""
    source: str = ""
    assignment: int | None = None
    assigned_by: str = ""
    placeholder: str = ""
    indicators: tuple[IndicatorContent, ...] = ()


@dataclass(frozen=True, slots=True)
class LineContent:
    """A special expectation (`place` is the core value) or a line of form A.1.8 (`place` is its section)."""

    place: str
    ordinal: int
    text: str
    due_on: str = ""  # ISO day of a promise


@dataclass(frozen=True, slots=True)
class PlanContent:
    """Everything that is agreed to. Results, indicators and lines stand in the order in which the forms print them."""

    approach: str
    appraiser: int
    appraiser_name: str
    appraiser_post: str
    start: str  # ISO days
    end: str
    results: tuple[ResultContent, ...] = ()
    expectations: tuple[LineContent, ...] = ()
    annex: tuple[LineContent, ...] = ()


def as_json(content: PlanContent) -> dict[str, Any]:
    """Art 7(5): what is agreed is recorded; numbers as text, so that every reader reads the same number."""
    return {"format": FORMAT, **_plain(asdict(content))}


def from_json(stored: Mapping[str, Any]) -> PlanContent:
    """Art 7(5): the agreement as it was recorded. Raises ValueError for a format this reader does not know."""
    if stored.get("format") != FORMAT:
        raise ValueError(f"unknown format of an SKP's content: {stored.get('format')!r}")
    values = {name: value for name, value in stored.items() if name != "format"}
    return PlanContent(**values | {
        "results": tuple(_result(row) for row in stored["results"]),
        "expectations": tuple(LineContent(**row) for row in stored["expectations"]),
        "annex": tuple(LineContent(**row) for row in stored["annex"]),
    })


def canonical(content: PlanContent) -> str:
    """Kebijakan Capaian: one spelling of an agreement, whatever database or machine it was read from."""
    return json.dumps(as_json(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: PlanContent) -> str:
    """Kebijakan Capaian: SHA-256 of the canonical spelling; whoever holds the content can check it."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def number_text(number: Decimal) -> str:
    """Kebijakan Capaian: 60, 60.0 and 60.0000 are the same target, so they are written the same."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _result(row: Mapping[str, Any]) -> ResultContent:
    return ResultContent(**{**row, "indicators": tuple(_indicator(each) for each in row["indicators"])})


def _indicator(row: Mapping[str, Any]) -> IndicatorContent:
    numbers = {name: None if row[name] is None else Decimal(row[name]) for name in ("target", "target_high")}
    return IndicatorContent(**{**row, **numbers})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return number_text(value) if isinstance(value, Decimal) else value
