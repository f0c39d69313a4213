"""The nine boxes of talent management (PermenPANRB 3/2020): where potential meets performance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.trace import Step

if TYPE_CHECKING:
    from datetime import date

    from capaian.governance.schemes import Scheme

ARTICLE = "PermenPANRB 3/2020, Lampiran (kotak manajemen talenta)"
POTENTIALS = ("low", "medium", "high")
PERFORMANCES = ("below", "meets", "above")


@dataclass(frozen=True, slots=True)
class Box:
    """A box (1-9), what the regulation recommends for it, and whether it belongs to the succession group."""

    number: int
    recommendation: str
    in_succession_pool: bool
    steps: tuple[Step, ...]


def nine_box(
    *, potential: str, performance: str, grid: Mapping[str, Mapping[str, Any]], recommendations: Sequence[str],
    succession: Sequence[int], article: str = ARTICLE,
) -> Box:
    """PermenPANRB 3/2020 annex: the box of a potential (low, medium, high) and a performance (below, meets, above).

    Raises InvalidInput for any other word.
    """
    problems = [
        Problem(f"“{value}” tidak dikenal; pilih {', '.join(choices)}", name)
        for name, value, choices in (("potential", potential, POTENTIALS), ("performance", performance, PERFORMANCES))
        if value not in choices
    ]
    if problems:
        raise InvalidInput(problems)
    number = int(grid[potential][performance])
    step = Step("Kotak potensial × kinerja", article, {"potensial": potential, "kinerja": performance}, str(number))
    return Box(number, recommendations[number - 1], number in succession, (step,))


def parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """PermenPANRB 3/2020: what a scheme gives `nine_box`, as it holds on a day."""
    grid = scheme.get("talent.grid", on)
    return {
        "grid": grid.value, "article": grid.source, "recommendations": scheme.get("talent.recommendations", on).value,
        "succession": scheme.get("talent.succession", on).value,
    }  # fmt: skip
