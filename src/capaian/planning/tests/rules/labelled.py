"""The labelled sentences, read as the linter is asked, and how well it does on them (docs/linter.md, by linter_page.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from capaian.planning.rules.linting import Context, Kind, Peers, Severity, Worded, hints

FILE = Path(__file__).with_name("labelled_indicators.yaml")
_POLARITY = {"h": "higher", "l": "lower"}


@dataclass(frozen=True)
class Labelled:
    number: int
    group: str
    about: Worded
    context: Context
    expected: frozenset[str]

    @property
    def is_held_out(self) -> bool:
        return self.number % 3 == 0

    @property
    def fired(self) -> frozenset[str]:
        return frozenset(hint.code.value for hint in hints(self.about, self.context))


def labelled() -> Iterator[Labelled]:
    number = 0
    for group, held in YAML(typ="safe").load(FILE.read_text()).items():
        for row in held["sentences"]:
            number += 1
            yield Labelled(number, group, _about(row), _context(row), frozenset(row["h"]))


def _about(row: dict[str, Any]) -> Worded:
    return Worded(
        statement=row["s"], kind=Kind.RESULT if row.get("k") == "r" else Kind.INDICATOR, target_text=row.get("t", ""),
        target=_number(row, "n"), target_high=_number(row, "m"), unit=row.get("u", ""), polarity=_POLARITY.get(row.get("p"), ""),
        exemption=row.get("ex", ""),
    )


def _context(row: dict[str, Any]) -> Context:
    return Context(
        start=row.get("from", date(2026, 1, 1)), end=row.get("to", date(2026, 12, 31)), is_staff=row.get("staff", False),
        qualitative=row.get("q", False), wants_baseline=row.get("iku", False), baseline=_number(row, "base"),
        last_year=_number(row, "last"), others=tuple(row.get("others", ())), peers=Peers(*row.get("peers", (0, 0))),
        weights_total=_number(row, "total"),
    )


def _number(row: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(str(row[name])) if name in row else None


@dataclass(frozen=True)
class Score:
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> Decimal | None:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Decimal | None:
        return _share(self.right, self.right + self.missed)


def score(sentences: Iterable[Labelled], code: str = "") -> Score:
    """Of all hints or of one: fired rightly, fired wrongly, missed."""
    right = wrong = missed = 0
    for one in sentences:
        fired, expected = ({*one.fired}, {*one.expected}) if not code else ({code} & one.fired, {code} & one.expected)
        right, wrong, missed = right + len(fired & expected), wrong + len(fired - expected), missed + len(expected - fired)
    return Score(right, wrong, missed)


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None


def warnings_only(one: Labelled) -> frozenset[str]:
    found = hints(one.about, one.context)
    return frozenset(hint.code.value for hint in found if hint.severity is Severity.WARNING)

