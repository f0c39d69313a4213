"""The shapes in which a demonstration region is described: offices, posts, results, indicators. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with its target and where its figure begins the year.

    `start` is the baseline a snapshot drifts from; a cumulative one begins at nothing. `places` is how many
    decimals its realisations carry. `source` names the published figure behind the target, where there is one.
    """

    aspect: str  # quantity | quality | time | cost
    statement: str
    target: str
    unit: str
    start: str = "0"
    high: str = ""
    polarity: str = "higher"
    measurement: str = "snapshot"
    places: int = 0
    printed: str = ""
    source: str = ""

    @property
    def target_text(self) -> str:
        """The target as the form prints it, e.g. "80 – 90 %"."""
        if self.printed:
            return self.printed
        upper = f" – {self.high.replace('.', ',')}" if self.high else ""
        return f"{self.target.replace('.', ',')}{upper} {self.unit}"

    @property
    def numbers(self) -> tuple[Decimal, Decimal | None]:
        return Decimal(self.target), Decimal(self.high) if self.high else None


@dataclass(frozen=True, slots=True)
class Result:
    """A planned result; `parent` is the ordinal of the leader's result (staff) or of the office's objective (heads)."""

    statement: str
    measures: tuple[Measure, ...]
    parent: int = 1
    kind: str = "main"


@dataclass(frozen=True, slots=True)
class Post:
    """A post that several people hold, with the SKP it usually carries."""

    title: str
    group: str
    ranks: tuple[str, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective of an office with its key indicator and target as printed, and where the figure comes from."""

    statement: str
    indicator: str
    target_text: str
    source: str


@dataclass(frozen=True, slots=True)
class Office:
    """A regional office, its objectives, and the units below it, each with a head and staff."""

    name: str
    head: Post
    objectives: tuple[Objective, ...]
    units: tuple[str, ...]
    unit_head: Post
    staff: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The person one signs in as, for each role: name with titles."""

    employee: str
    appraiser: str
    manager: str


@dataclass(frozen=True, slots=True)
class Region:
    """A demonstration agency: `code` is also the prefix of its scheme."""

    code: str
    name: str
    place: str
    time_zone: str
    story: str
    cast: Cast
    surnames: tuple[str, ...]
    offices: tuple[Office, ...]

    @property
    def scheme(self) -> str:
        return f"{self.code}-2026"
