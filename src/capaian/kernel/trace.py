"""How a value came to be: every judged value carries the steps that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the rule applied, its article, what went in, what came out and how it was rounded (if it was).

    Numbers are strings in plain notation ("102.22"), so that a trace can be stored and compared as it stands.
    """

    rule: str
    article: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    rounding: str = ""

    def as_json(self) -> dict[str, object]:
        """The step as plain data for storage and for `--json`."""
        return {
            "rule": self.rule, "article": self.article, "inputs": dict(self.inputs),
            "value": self.value, "rounding": self.rounding,
        }


@dataclass(frozen=True, slots=True)
class Traced(Generic[T]):
    """A value and the steps that led to it, in order."""

    value: T
    steps: tuple[Step, ...]
