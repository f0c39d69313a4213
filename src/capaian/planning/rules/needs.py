"""Weighing needs against each other: a stated method, whole scores, and a rank that says how it came about."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from capaian.kernel.words import N_, Saying, say

LOWEST, HIGHEST = 1, 5
WHOLE = 100
MOST_CRITERIA = 8

HOUSE_METHOD = N_(
    "USG (mendesak, serius, berkembang) ditambah banyaknya warga yang terdampak. Setiap kriteria dinilai 1 (paling ringan) "
    "sampai 5 (paling berat); nilai dikalikan bobotnya, lalu dijumlahkan."
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a need is weighed by; `weight` is a whole percentage."""

    slug: str
    label: str
    weight: int


HOUSE_CRITERIA = (
    Criterion("urgency", N_("Mendesak"), 30),
    Criterion("seriousness", N_("Serius"), 25),
    Criterion("growth", N_("Berkembang bila dibiarkan"), 20),
    Criterion("reach", N_("Banyak warga terdampak"), 25),
)


@dataclass(frozen=True, slots=True)
class CriterionFault:
    """Something wrong with the criterion of this row (from 1), or with all of them (None)."""

    reason: Saying | str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion brings: score × weight / 100."""

    label: str
    weight: int
    score: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Ranked:
    """A need in its place. Without `rank` some score is missing, and `missing` says of which criteria."""

    key: Hashable
    rank: int | None
    points: Decimal | None
    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()
    shared: int = 1  # how many needs stand on this rank

    @property
    def explanation(self) -> Saying:
        """The sum in one line: "Mendesak 5 × 30 % + …"."""
        if self.points is None:
            return say("Belum diperingkat: nilai %(labels)s belum diisi.", labels=", ".join(self.missing))
        terms = " + ".join(f"{part.label} {part.score} × {part.weight} %" for part in self.parts)
        return say("%(terms)s = %(points)s", terms=terms, points=self.points.normalize())


def check_criteria(criteria: Sequence[Criterion]) -> list[CriterionFault]:
    """Kebijakan Capaian: a method is stated before anything is ranked: criteria named once, whole weights that sum to 100."""
    if not criteria:
        return [CriterionFault(N_("Tuliskan paling sedikit satu kriteria."))]
    faults: list[CriterionFault] = []
    if len(criteria) > MOST_CRITERIA:
        faults.append(CriterionFault(say("Paling banyak %(most)s kriteria.", most=MOST_CRITERIA)))
    seen: set[str] = set()
    for row, one in enumerate(criteria, start=1):
        name = " ".join(one.label.lower().split())
        if not name:
            faults.append(CriterionFault(N_("Tuliskan nama kriterianya."), row))
        elif name in seen:
            faults.append(CriterionFault(say("Kriteria “%(label)s” ditulis dua kali.", label=one.label), row))
        seen.add(name)
        if not 1 <= one.weight <= WHOLE:
            faults.append(CriterionFault(N_("Bobot adalah persen bulat dari 1 sampai 100."), row))
    total = sum(one.weight for one in criteria)
    if total != WHOLE:
        faults.append(CriterionFault(say("Jumlah bobot %(total)s, seharusnya 100.", total=total)))
    return faults


def check_scores(scores: Mapping[str, int], criteria: Sequence[Criterion]) -> dict[str, Saying]:
    """Kebijakan Capaian: a score is whole, from 1 to 5; one that is left out is missing and no zero. Slug → reason."""
    labels = {one.slug: one.label for one in criteria}
    faults: dict[str, Saying] = {}
    for slug, score in scores.items():
        if slug not in labels:
            faults[slug] = say("Kriteria ini tidak dipakai dalam analisis ini.")
        elif not LOWEST <= score <= HIGHEST:
            faults[slug] = say("Nilai %(label)s adalah bilangan bulat 1 sampai 5.", label=labels[slug])
    return faults


def rank_needs(scores: Sequence[tuple[Hashable, Mapping[str, int]]], criteria: Sequence[Criterion]) -> list[Ranked]:
    """Kebijakan Capaian: the heavier a need weighs the higher it stands; equal sums share a rank and the next one is skipped.

    A need without all scores gets no rank and no sum, and comes last, in the order given. Sums are exact.
    """
    weighed = [_weigh(key, given, criteria) for key, given in scores]
    sums = [one.points for one in weighed if one.points is not None]
    ranked = [
        one if one.points is None else Ranked(
            one.key, 1 + sum(other > one.points for other in sums), one.points, one.parts, (), sums.count(one.points),
        )
        for one in weighed
    ]
    return sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0))


def _weigh(key: Hashable, given: Mapping[str, int], criteria: Sequence[Criterion]) -> Ranked:
    parts = tuple(
        Part(one.label, one.weight, given[one.slug], Decimal(given[one.slug] * one.weight) / WHOLE)
        for one in criteria if given.get(one.slug) is not None
    )
    missing = tuple(one.label for one in criteria if given.get(one.slug) is None)
    points = None if missing else sum((part.points for part in parts), Decimal(0))
    return Ranked(key, None, points, parts, missing)
