"""The sentences that were labelled by somebody who had not read the rules, asked as the linter is asked, and what came of it
when it was asked first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from capaian.planning.rules.linting import Context, Kind, Peers, Worded
from capaian.planning.tests.rules.labelled import Labelled, Score

FILE = Path(__file__).with_name("independent_sentences.yaml")
WHOLE = Decimal(100)
_CALLED = {"impossible": "impossible-target"}


def independent() -> Iterator[Labelled]:
    """In the order of the file. Odd numbers were looked at when the rules were mended, even ones were held out."""
    held = YAML(typ="safe").load(FILE.read_text())
    start, end = (date.fromisoformat(day) for day in held["period"])
    for number, row in enumerate(held["sentences"], start=1):
        expected = frozenset(_CALLED.get(code, code) for code in row["warn"])
        yield Labelled(number, row["id"][0], _about(row), _context(row, start, end), expected)


def _about(row: dict[str, Any]) -> Worded:
    said = row.get("say", " – ".join(row[name] for name in ("target", "high") if row.get(name)))
    statement = f"{row['text']} (bobot {row['weights'][0]} %)" if "weights" in row else row["text"]
    return Worded(
        statement=statement, kind=Kind(row["of"]), target_text=said, target=_number(row, "target"),
        target_high=_number(row, "high"), unit=row.get("unit", ""), polarity=row.get("polarity", ""),
    )


def _context(row: dict[str, Any], start: date, end: date) -> Context:
    staff, peers = row["who"] == "staff", row.get("peers", ())
    others = [*row.get("beside", ()), *(f"Hasil ke-{place} (bobot {weight} %)" for place, weight in
                                        enumerate(row.get("weights", ())[1:], start=2))]
    return Context(
        start=start, end=end, is_staff=staff, wants_baseline=row["of"] == "indicator" and not staff,
        baseline=_number(row, "base"), last_year=_number(row, "last"), others=tuple(others),
        peers=Peers(len(peers), sum(peer == row.get("target") for peer in peers)),
        weights_total=WHOLE if "weights" in row else None,
    )


def _number(row: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(row[name]) if row.get(name) else None


FIRST_CONTACT = {
    "not-measurable": Score(6, 0, 2), "no-unit": Score(5, 0, 0), "no-baseline": Score(5, 2, 0), "activity": Score(13, 1, 1),
    "category": Score(8, 0, 2), "below-last-year": Score(11, 9, 0), "same-for-all": Score(4, 0, 0),
    "impossible-target": Score(7, 0, 1), "absolute": Score(6, 4, 0), "polarity": Score(7, 0, 4), "duplicate": Score(3, 0, 1),
    "weights": Score(2, 0, 0), "deadline": Score(2, 0, 1),
}
"""All sentences, when the rules met them for the first time. History: not to be made anew."""

HELD_OUT = {
    "not-measurable": Score(6, 0, 0), "no-unit": Score(1, 0, 0), "no-baseline": Score(1, 0, 0), "activity": Score(3, 1, 0),
    "category": Score(5, 0, 2), "below-last-year": Score(6, 1, 0), "same-for-all": Score(1, 0, 0),
    "impossible-target": Score(0, 0, 1), "absolute": Score(2, 0, 0), "polarity": Score(4, 0, 1), "duplicate": Score(1, 0, 1),
    "weights": Score(1, 0, 0), "deadline": Score(2, 0, 1),
}
"""The even half, when the rules had been mended on the odd half alone. History, too."""


def summed(scores: dict[str, Score]) -> Score:
    every = scores.values()
    return Score(sum(one.right for one in every), sum(one.wrong for one in every), sum(one.missed for one in every))
