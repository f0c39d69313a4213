"""The satisfaction index of a public service (PermenPANRB 14/2017): mean per element, index, IKM and grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.rounding import half_up, plain
from capaian.kernel.trace import Step

if TYPE_CHECKING:
    from datetime import date

    from capaian.governance.schemes import Scheme

ARTICLE = "PermenPANRB 14/2017, Lampiran"
LOWEST, HIGHEST = 1, 4
NRR_DECIMALS, INDEX_DECIMALS, IKM_DECIMALS = 4, 4, 2
EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Ikm:
    """The result: NRR per element (1-4), index (1-4), IKM (25-100), the grade and its words. Rounded for showing only."""

    nrr: tuple[Decimal, ...]
    index: Decimal
    ikm: Decimal
    grade: str
    label: str
    weight: str
    steps: tuple[Step, ...]


def element_means(scores: Mapping[str, Sequence[int | None]]) -> dict[str, Fraction]:
    """PermenPANRB 14/2017 annex: NRR of each element = sum of its scores ÷ respondents who answered it.

    `None` is an unanswered element and counts neither above nor below the line. Raises InvalidInput where nobody
    answered an element (its mean does not exist, and zero would be a lie) or a score is off the scale.
    """
    problems: list[Problem] = []
    means: dict[str, Fraction] = {}
    for name, column in scores.items():
        answered = [score for score in column if score is not None]
        problems += [_off_scale(Decimal(score), name) for score in answered if not LOWEST <= score <= HIGHEST]
        if not answered:
            problems.append(Problem("tidak dijawab oleh seorang pun, jadi rata-ratanya tidak ada", name))
        else:
            means[name] = Fraction(sum(answered), len(answered))
    if problems:
        raise InvalidInput(problems)
    return means


def ikm(
    *, nrr: Mapping[str, Fraction | Decimal], grades: Sequence[Mapping[str, Any]], conversion: Decimal,
    published_weights: Mapping[str, int], weight: str = EXACT, article: str = ARTICLE,
) -> Ikm:
    """PermenPANRB 14/2017 annex: index = Σ NRR × weight, IKM = index × 25, rounded half-up to 2 decimals, then graded.

    The weight is exactly 1/n, so that all fours give 100. `weight` "0.111" or "0.11" repeats what some reports publish
    (both are 1/9 cut short, so for nine elements only). Raises InvalidInput for a mean off the scale or another weight.
    """
    problems = [_off_scale(value, name) for name, value in nrr.items() if not LOWEST <= value <= HIGHEST]
    if not nrr:
        problems.append(Problem("belum ada unsur", "nrr"))
    problems += _weight_problems(weight, len(nrr), published_weights)
    if problems:
        raise InvalidInput(problems)
    used = Fraction(1, len(nrr)) if weight == EXACT else Fraction(weight)
    index = sum((Fraction(value) for value in nrr.values()), Fraction(0)) * used
    value = half_up(index * Fraction(conversion), IKM_DECIMALS)
    grade = next(one for one in grades if value >= Decimal(one["from"]))
    return Ikm(
        nrr=tuple(half_up(one, NRR_DECIMALS) for one in nrr.values()),
        index=half_up(index, INDEX_DECIMALS),
        ikm=value,
        grade=str(grade["grade"]),
        label=str(grade["label"]),
        weight=weight,
        steps=_steps(
            nrr=nrr, used=used, weight=weight, index=index, conversion=conversion, value=value, grade=grade, article=article
        ),
    )


def parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """PermenPANRB 14/2017: what a scheme gives `ikm`, as it holds on a day."""
    grades = scheme.get("ikm.grades", on)
    return {
        "grades": grades.value, "article": grades.source, "conversion": scheme.get("ikm.conversion", on).value,
        "published_weights": {one["weight"]: one["elements"] for one in scheme.get("ikm.published_weights", on).value},
    }  # fmt: skip


def _weight_problems(weight: str, elements: int, published: Mapping[str, int]) -> list[Problem]:
    if weight == EXACT:
        return []
    if weight not in published:
        choices = ", ".join([EXACT, *published])
        return [Problem(f"bobot “{weight}” tidak dikenal; pilih {choices}", "weight")]
    if elements not in {0, published[weight]}:
        return [Problem(f"bobot {weight} hanya untuk {published[weight]} unsur; di sini ada {elements}", "weight")]
    return []


def _off_scale(value: Fraction | Decimal, name: str) -> Problem:
    return Problem(f"nilai {plain(value)} di luar skala {LOWEST} sampai {HIGHEST}", name)


def _steps(
    *, nrr: Mapping[str, Fraction | Decimal], used: Fraction, weight: str, index: Fraction, conversion: Decimal,
    value: Decimal, grade: Mapping[str, Any], article: str,
) -> tuple[Step, ...]:
    means = {name: plain(half_up(mean, NRR_DECIMALS)) for name, mean in nrr.items()}
    shown = f"1/{len(nrr)}" if weight == EXACT else f"{weight} (sebagaimana dipublikasikan)"
    return (
        Step("Nilai rata-rata (NRR) per unsur", article, means, plain(half_up(index / used, NRR_DECIMALS)),
             "dihitung tanpa pembulatan, tampil 4 desimal"),
        Step("Indeks = jumlah NRR × bobot", article, {"bobot": shown}, plain(half_up(index, INDEX_DECIMALS)),
             "dihitung tanpa pembulatan, tampil 4 desimal"),
        Step("IKM = indeks × 25", article, {"indeks": plain(index), "pengali": plain(conversion)}, plain(value),
             "2 desimal, half-up, baru digolongkan"),
        Step("Mutu pelayanan", article, {"ikm": plain(value), "sejak": plain(Decimal(grade["from"]))}, str(grade["grade"])),
    )  # fmt: skip
