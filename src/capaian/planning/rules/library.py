"""What an indicator of the library means, as a value: its digest, and what differs between two meanings."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

LONGEST: Mapping[str, int] = {
    "name": 300, "definition": 2000, "purpose": 1000, "formula": 2000, "unit": 60, "polarity": 6, "aspect": 10,
    "measurement": 12, "control": 20, "data_source": 1000, "rhythm": 20, "good_example": 1000, "bad_example": 1000,
}
"""Letters that each field holds."""

REQUIRED = ("name", "definition", "purpose", "polarity", "aspect", "measurement", "control", "rhythm")


@dataclass(frozen=True, slots=True)
class Content:
    """One wording of an indicator: the fields of form A.1.3, and an example of how to use it well and badly."""

    name: str
    definition: str
    purpose: str
    formula: str = ""
    unit: str = ""
    polarity: str = "higher"
    aspect: str = "quantity"
    measurement: str = "snapshot"
    control: str = "outcome"
    data_source: str = ""
    rhythm: str = "monthly"
    good_example: str = ""
    bad_example: str = ""


NAMES = tuple(field.name for field in fields(Content))


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, with both readings."""

    field: str
    before: str
    after: str


def tidy(content: Content) -> Content:
    """Kebijakan Capaian: blanks at the ends and doubled within a line, and ways to write one letter, mean nothing."""
    values: dict[str, str] = asdict(content)
    return replace(content, **{name: _tidy(text) for name, text in values.items()})


def canonical(content: Content) -> str:
    """Kebijakan Capaian: the same text for the same meaning wherever it was typed; the digest is taken of this."""
    return json.dumps(asdict(tidy(content)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Content) -> str:
    """II.A.3 (p.38): the manual is there so that all read a measure alike; equal digests say that they do."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def difference(before: Content, after: Content) -> tuple[Change, ...]:
    """II.A.3 (p.38): field by field, what two wordings of an indicator say differently."""
    one, other = tidy(before), tidy(after)
    return tuple(
        Change(name, getattr(one, name), getattr(other, name)) for name in NAMES if getattr(one, name) != getattr(other, name)
    )


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(lines).strip()
