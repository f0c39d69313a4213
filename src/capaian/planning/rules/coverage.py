"""Whether everything hangs together: which limits the house sets, who is left out with which article, and sums per unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_RESULTS = 10
"""Kebijakan Capaian: more results than this in one plan are too many to be followed by one person."""
MOST_ASSIGNMENTS = 3
"""Kebijakan Capaian: more assignments than this at one time are too many."""


class Kind(StrEnum):
    """What a coverage page looks for; the values stand in addresses."""

    ORPHANS = "orphans"
    WAITING = "waiting"
    UNCARRIED = "uncarried"
    INDICATORS = "indicators"
    WITHOUT = "without"
    OVERLOADED = "overloaded"
    OBJECTIVES = "objectives"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Held:
    """A unit and how much of each kind it lacks itself; `path` as "00/10/". What it does not lack is not named."""

    unit: int
    path: str
    own: Mapping[str, int]


MENDABLE = tuple(kind for kind in Kind if kind != Kind.EXEMPT)
"""What is to be mended; people who are exempt are only told of, with the reason."""


def overloaded(results: int, assignments: int) -> bool:
    """II.A.5.f.12 (hlm. 46): workload is weighed when work is given; the limits are Kebijakan Capaian, not the law's."""
    return results > MOST_RESULTS or assignments > MOST_ASSIGNMENTS


def summed(held: Iterable[Held]) -> dict[str, int]:
    """Kebijakan Capaian: what several units lack together, by every kind; 0 where nothing is lacking."""
    found = dict.fromkeys(map(str, Kind), 0)
    for one in held:
        for kind, number in one.own.items():
            found[kind] += number
    return found


def rolled_up(held: Iterable[Held], paths: Iterable[str]) -> dict[str, dict[str, int]]:
    """Kebijakan Capaian: what a unit lacks counts for every unit above it. The answer has each of `paths` ("00/10/") with
    everything beneath it, by kind."""
    wanted: dict[str, dict[str, int]] = {path: {} for path in paths}
    for one in held:
        for above in _line(one.path):
            if above in wanted:
                sums = wanted[above]
                for kind, number in one.own.items():
                    sums[kind] = sums.get(kind, 0) + number
    return wanted


def burden(sums: Mapping[str, int]) -> int:
    """Kebijakan Capaian: how much is to be mended; units with most of it come first. Who is exempt is nothing to mend."""
    return sum(number for kind, number in sums.items() if kind in MENDABLE)


def in_order(sums: Mapping[str, int]) -> tuple[Kind, ...]:
    """Kebijakan Capaian: what is lacking most stands first, who is exempt last; what is complete is not among them."""
    lacking = sorted((kind for kind in MENDABLE if sums.get(kind)), key=lambda kind: -sums[kind])
    return (*lacking, Kind.EXEMPT) if sums.get(Kind.EXEMPT) else tuple(lacking)


def outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """Kebijakan Capaian: whoever answers for a unit and for one below it sees both once. Paths as "00/10/", in order."""
    found: list[str] = []
    for path in sorted(paths):
        if not path.startswith(tuple(found)):
            found.append(path)
    return tuple(found)


def _line(path: str) -> Iterable[str]:
    """The path and those above it: "00/10/" and "00/"."""
    codes = path.split("/")[:-1]
    return ("/".join(codes[:place]) + "/" for place in range(1, len(codes) + 1))
