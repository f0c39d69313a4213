"""The chain of objectives: what may serve what, and what a printed target says as a number."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

from capaian.kernel.numbers import NotANumber, parse_decimal
from capaian.kernel.words import N_, Saying, say

RPJMD, RENSTRA, AGREEMENT = "rpjmd", "renstra", "agreement"
MAY_SERVE = {RPJMD: (RPJMD,), RENSTRA: (RPJMD, RENSTRA), AGREEMENT: (RPJMD, RENSTRA, AGREEMENT)}
DIGITS = Decimal(10) ** 16
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an objective stands: `kind`, the plan it belongs to (None for an agreement's) and the years it covers."""

    kind: str
    plan: Hashable
    first_year: int
    last_year: int


def fault_of_parent(child: Place, parent: Place) -> Saying | str | None:
    """Perpres 29/2014 Art 5-8: RPJMD → Renstra → performance agreement: an objective serves one on its own step or above.

    On the own step that is the same plan, or an agreement of the same year. None where the parent fits.
    """
    if parent.kind not in MAY_SERVE[child.kind]:
        return N_("Sasaran induk harus berasal dari dokumen di atasnya: RPJMD, lalu Renstra, lalu perjanjian kinerja.")
    if child.kind == parent.kind and child.plan != parent.plan:
        return N_("Sasaran induk pada tingkat yang sama harus dari rencana yang sama.")
    if child.first_year > parent.last_year or parent.first_year > child.last_year:
        return say("Sasaran induk berlaku %(first)s–%(last)s, di luar tahun sasaran ini.",
                   first=str(parent.first_year), last=str(parent.last_year))
    return None


def number_in(text: str, unit: str = "") -> Decimal | None:
    """Kebijakan Capaian: a printed target that is one number, with its unit or a per cent sign behind it or not, is that
    number; anything else ("48 → 35", "WTP") stays words, because a guess would be judged as if it were said."""
    plain = text.strip()
    for ending in sorted({unit.strip(), "%"} - {""}, key=len, reverse=True):
        if plain.lower().endswith(ending.lower()):
            plain = plain[: -len(ending)].rstrip()
            break
    try:
        number = parse_decimal(plain)
    except NotANumber:
        return None
    return number if abs(number) < DIGITS and number == number.quantize(PLACES) else None
