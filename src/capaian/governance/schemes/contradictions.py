"""What cannot be true together. Each check sees the values of one day; the loader asks for every day something changes.

A check names its keys and gets their values (only where the scheme has all of them); it answers the reason in
plain Indonesian, or None. The problem is reported at the first key the file itself writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from capaian.governance.schemes.keys import PREDIKATS, RATINGS


@dataclass(frozen=True, slots=True)
class Check:
    """One contradiction to look for."""

    keys: tuple[str, ...]
    find: Callable[..., str | None]


CHECKS: list[Check] = []


def check(*keys: str) -> Callable[[Callable[..., str | None]], Callable[..., str | None]]:
    """Register a function of the values of `keys`."""

    def register(function: Callable[..., str | None]) -> Callable[..., str | None]:
        CHECKS.append(Check(keys, function))
        return function

    return register


@check("predikat.matrix")
def better_ratings_never_lead_to_a_worse_predikat(matrix: Mapping[str, Mapping[str, str]]) -> str | None:
    """PermenPANRB 6/2022 IV.B.3 p.99: along a row or a column of the quadrant the predikat never falls."""

    def rank(result: str, behaviour: str) -> int:
        return PREDIKATS.index(matrix[result][behaviour])

    for fixed in RATINGS:
        for better, worse in pairwise(RATINGS):
            if rank(better, fixed) > rank(worse, fixed):
                return f"hasil kerja {better} dengan perilaku {fixed} lebih buruk daripada hasil kerja {worse}"
            if rank(fixed, better) > rank(fixed, worse):
                return f"perilaku {better} dengan hasil kerja {fixed} lebih buruk daripada perilaku {worse}"
    return None


@check("bridge.above_from", "bridge.meets_from")
def above_lies_above_meets(above: Decimal, meets: Decimal) -> str | None:
    """The agency's bridge: the three ratings share the line without crossing."""
    return None if meets < above else f"batas “sesuai” ({meets}) harus di bawah batas “di atas” ({above})"


@check("bridge.above_main_floor", "bridge.meets_main_floor")
def the_floor_of_above_is_the_higher(above: Decimal, meets: Decimal | None) -> str | None:
    """The agency's bridge: what is good enough for "above" is good enough for "meets"."""
    if meets is None or meets <= above:
        return None
    return f"syarat hasil utama untuk “sesuai” ({meets}) lebih berat daripada untuk “di atas” ({above})"


@check("bridge.above_from", "achievement.cap")
def above_can_be_reached(above: Decimal, cap: Decimal | None) -> str | None:
    """The agency's bridge: a cap below the threshold would make a rating impossible for everybody."""
    return None if cap is None or above <= cap else f"batas “di atas” ({above}) melampaui batas capaian ({cap})"


@check("bridge.above_main_floor", "achievement.cap")
def the_floor_can_be_reached(floor: Decimal, cap: Decimal | None) -> str | None:
    """The agency's bridge: as above, for the floor of main results."""
    return None if cap is None or floor <= cap else f"syarat hasil utama ({floor}) melampaui batas capaian ({cap})"


@check("evaluation.cycle", "evaluation.cycles_allowed")
def the_cycle_is_allowed(cycle: str, allowed: Sequence[str]) -> str | None:
    """PermenPANRB 6/2022 Art 24(2)-(3): the agency chooses among the cycles the law offers."""
    return None if cycle in allowed else f"siklus {cycle} tidak termasuk yang diperbolehkan: {', '.join(allowed)}"


@check("calendar.national", "calendar.collective_leave")
def a_day_is_free_only_once(national: Mapping[Any, str], leave: Mapping[Any, str]) -> str | None:
    """The joint decree lists a day either as national holiday or as collective leave."""
    both = sorted(set(national) & set(leave))
    return f"{both[0].isoformat()} tercantum sebagai libur nasional dan juga cuti bersama" if both else None


@check("studyleave.gpa_bands")
def gpa_bands_descend(bands: Sequence[Mapping[str, Any]]) -> str | None:
    """PermenPANRB 6/2022 II.B p.63: bands of one row follow each other."""
    for number, row in enumerate(bands, start=1):
        if not row["sangat_baik_from"] > row["baik_from"] > row["butuh_perbaikan_from"]:
            return f"baris {number}: batas harus menurun dari sangat baik ke butuh perbaikan"
    return None


@check("total.weights")
def weights_add_up_to_one(weights: Mapping[str, Mapping[str, Decimal]]) -> str | None:
    """PP 30/2019 art. 41: the shares of results and behaviour are parts of one whole."""
    for name, shares in weights.items():
        if sum(shares.values()) != 1:
            return f"bobot {name} berjumlah {sum(shares.values())}, seharusnya 1"
    return None


def _bands_descend(bands: Sequence[Mapping[str, Any]]) -> str | None:
    """PermenPANRB 8/2021 ch. VI, PP 30/2019 art. 41, PermenPANRB 14/2017: bands are listed from the best downwards."""
    for number, (better, worse) in enumerate(pairwise(bands), start=2):
        if worse["from"] > better["from"]:
            return f"baris {number}: batas {worse['from']} melebihi batas di atasnya ({better['from']})"
    return None


for _key in ("iki.bands", "total.bands", "ikm.grades"):
    check(_key)(_bands_descend)


@check("distribution.patterns")
def a_share_can_be_kept(patterns: Mapping[str, Mapping[str, Any]]) -> str | None:
    """SE MenPANRB 3/2023: no pattern asks for more than it allows."""
    for organisation, pattern in patterns.items():
        for limit in pattern["limits"]:
            if "least" in limit and "most" in limit and limit["least"] > limit["most"]:
                return f"{organisation}: paling sedikit {limit['least']} melebihi paling banyak {limit['most']}"
    return None


@check("talent.grid")
def every_box_once(grid: Mapping[str, Mapping[str, int]]) -> str | None:
    """PermenPANRB 3/2020: the nine boxes are nine."""
    boxes = sorted(box for row in grid.values() for box in row.values())
    return None if boxes == list(range(1, 10)) else "setiap kotak 1-9 harus ada tepat satu kali"
