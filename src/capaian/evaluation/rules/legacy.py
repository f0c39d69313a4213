"""The numeric scheme before 2022 (PermenPANRB 8/2021, PP 30/2019): for history and for comparison, never for a predikat today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from capaian.evaluation.rules.predikat import Predikat
from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.rounding import half_up, plain, trimmed
from capaian.kernel.trace import Step

if TYPE_CHECKING:
    from datetime import date

    from capaian.governance.schemes import Scheme

IKI_ARTICLE = "PermenPANRB 8/2021, Lampiran Bab VI, hlm. 93"
TOTAL_ARTICLE = "PP 30/2019 Pasal 41"
SCORE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class IkiScore:
    """Category and score of one indicator of a leader (JPT and independent-unit heads)."""

    category: str
    label: str
    score: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """The yearly score of PP 30/2019 and its predikat; `label` is the word of that regulation ("Cukup")."""

    total: Decimal
    predikat: Predikat
    label: str
    steps: tuple[Step, ...]


def iki_score(
    *, achievement: Decimal, bands: Sequence[Mapping[str, Any]], top_score: Decimal, target_is_maximum: bool = False,
    article: str = IKI_ARTICLE,
) -> IkiScore:
    """PermenPANRB 8/2021 annex ch. VI p.93: category and score of an achievement in percent.

    The bands are whole percents with gaps between them (80-99, 100, 101-110), so the achievement is first rounded
    half-up to a whole percent. A target that cannot be exceeded (100 % clean audit) earns `top_score` when met.
    Above the last band the score is `top_score` too. Raises InvalidInput below zero, and above 100 % of a maximum.
    """
    whole = _whole_percent(achievement, target_is_maximum=target_is_maximum)
    rounding = Step(
        "Capaian dibulatkan ke persen utuh", article, {"capaian": plain(achievement)}, plain(whole), "persen utuh, half-up"
    )
    best = bands[0]
    if whole > Decimal(best["to"]) or (target_is_maximum and whole == 100):
        rule = "Target maksimum tercapai" if target_is_maximum else f"Di atas {plain(Decimal(best['to']))} %"
        category, score = str(best["category"]), half_up(top_score, SCORE_DECIMALS)
    else:
        band = next(one for one in bands if whole >= Decimal(one["from"]))
        category, score = str(band["category"]), half_up(_within(band, whole), SCORE_DECIMALS)
        rule = f"Nilai dalam rentang {plain(Decimal(band['from']))}-{plain(Decimal(band['to']))} %"
    step = Step(rule, article, {"capaian": plain(whole)}, trimmed(score), f"{SCORE_DECIMALS} desimal, half-up")
    return IkiScore(category, category.replace("_", " ").title(), score, (rounding, step))


def total(
    *, skp: Decimal, behaviour: Decimal, weights: Mapping[str, Mapping[str, Decimal]], bands: Sequence[Mapping[str, Any]],
    maximum: Decimal, peer_input: bool = False, new_idea: bool = False, article: str = TOTAL_ARTICLE,
) -> Total:
    """PP 30/2019 art. 41: 70/30 of SKP and behaviour, 60/40 where peers and subordinates are asked; then the predikat.

    Sangat Baik (110-120) is only for whoever also has a recorded new idea; without it the same total is Baik. The
    total is exact (no rounding), since the bands touch. Raises InvalidInput outside 0..`maximum`.
    """
    problems = [
        Problem(f"nilai harus 0 sampai {trimmed(maximum)}, bukan {plain(value)}", name)
        for name, value in (("skp", skp), ("behaviour", behaviour))
        if not 0 <= value <= maximum
    ]
    if problems:
        raise InvalidInput(problems)
    share = weights["with_peers" if peer_input else "without_peers"]
    combined = Decimal(share["skp"]) * skp + Decimal(share["behaviour"]) * behaviour
    band = next(one for one in bands if combined >= Decimal(one["from"]) and (new_idea or not one.get("needs_new_idea")))
    inputs = {"nilai SKP": plain(skp), "nilai perilaku": plain(behaviour), "bobot SKP": plain(Decimal(share["skp"]))}
    steps = [Step("Bobot × nilai SKP + bobot × nilai perilaku", article, inputs, trimmed(combined), "tanpa pembulatan")]
    if not new_idea and bands[0].get("needs_new_idea") and combined >= Decimal(bands[0]["from"]):
        steps.append(Step("Sangat Baik butuh ide baru yang tercatat", article, {"ide baru": "tidak"}, str(band["predikat"])))
    steps.append(Step("Predikat menurut rentang nilai", article, {"nilai": trimmed(combined)}, str(band["predikat"])))
    return Total(combined, Predikat(band["predikat"]), str(band["label"]), tuple(steps))


def iki_parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """PermenPANRB 8/2021: what a scheme gives `iki_score`, as it holds on a day."""
    bands = scheme.get("iki.bands", on)
    return {"bands": bands.value, "article": bands.source, "top_score": scheme.get("iki.top_score", on).value}


def total_parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """PP 30/2019 art. 41: what a scheme gives `total`, as it holds on a day."""
    bands = scheme.get("total.bands", on)
    return {
        "bands": bands.value, "article": bands.source, "weights": scheme.get("total.weights", on).value,
        "maximum": scheme.get("total.maximum", on).value,
    }  # fmt: skip


def _whole_percent(achievement: Decimal, *, target_is_maximum: bool) -> Decimal:
    if achievement < 0:
        raise InvalidInput([Problem(f"capaian tidak boleh negatif ({plain(achievement)})", "achievement")])
    whole = half_up(achievement, 0)
    if target_is_maximum and whole > 100:
        reason = f"target yang sudah maksimum tidak dapat dilampaui (capaian {plain(achievement)} %)"
        raise InvalidInput([Problem(reason, "achievement")])
    return whole


def _within(band: Mapping[str, Any], whole: Decimal) -> Fraction:
    """The score on the straight line of a band; a band of one value has one score."""
    low, high = Fraction(band["score_from"]), Fraction(band["score_to"])
    width = Fraction(band["to"]) - Fraction(band["from"])
    return low if width == 0 else low + (high - low) / width * (Fraction(whole) - Fraction(band["from"]))
