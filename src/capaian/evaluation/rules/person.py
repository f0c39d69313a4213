"""One person's achievement and result rating from the facts of the year, with every step told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from capaian.evaluation.rules import arithmetic
from capaian.evaluation.rules.arithmetic import BASIS_REASONS, Basis, Bridge, PersonState, PersonWorking
from capaian.evaluation.rules.predikat import Rating
from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.algebra import EXACT, ONE, fraction, whole
from capaian.kernel.rounding import trimmed
from capaian.kernel.trace import Step
from capaian.kernel.words import N_, say
from capaian.planning.rules.achievement import REASONS, Achievement, State, achievement

__all__ = ["Bridge", "IndicatorFact", "PersonScore", "PersonState", "Reached", "score_person"]

ARTICLE = "Kebijakan instansi (jembatan capaian ke rating)"
LAW = "PermenPANRB 6/2022, Lampiran IV.B.3"
KINDS = {"main": N_("hasil kerja utama"), "additional": N_("hasil kerja tambahan")}


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """One indicator of one planned result: its target and what was reached. `result` and `indicator` name them."""

    result: str
    kind: str
    indicator: str
    polarity: str
    target: Decimal | None
    target_high: Decimal | None = None
    realization: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """An indicator and the achievement computed for it."""

    fact: IndicatorFact
    achievement: Achievement


@dataclass(frozen=True, slots=True)
class PersonScore:
    """What the facts say of one person. `result_rating` is the appraiser's where given, else the bridge's."""

    achievement_pct: Decimal | None
    result_rating: Rating | None
    state: str
    reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    suggested: Rating | None = None
    main_pct: Decimal | None = None
    additional_pct: Decimal | None = None
    indicators: tuple[Reached, ...] = field(default=())


def score_person(
    facts: Sequence[IndicatorFact], *, bridge: Bridge | None, cap: Decimal | None = None, decimals: int = 2,
    result_rating: Rating | None = None,
) -> PersonScore:
    """Agency's bridge (policy) on PermenPANRB 8/2021 annex ch. VI p. 91-100: indicators → results → the person.

    The order of the facts does not matter. An indicator that cannot be computed is left out of the mean and named;
    a main one without a realisation leaves the person incomplete. Raises InvalidInput for illegal facts.
    """
    ordered = sorted(facts, key=lambda fact: (fact.kind != "main", fact.result, fact.indicator))
    _require_legal(ordered)
    reached = tuple(Reached(fact, _achievement(fact, cap, decimals)) for fact in ordered)
    with localcontext(EXACT):
        means, mean_steps = _result_means(reached, decimals)
        done = _person(means, reached, bridge=bridge, given=result_rating, decimals=decimals)
    open_points = tuple(_reason(each) for each in reached if each.achievement.state is not State.SCORED)
    return PersonScore(
        achievement_pct=_percent(done.pct, decimals),
        result_rating=None if done.rating is None else Rating(done.rating),
        state=PersonState(done.state), reasons=(*open_points, BASIS_REASONS[Basis(done.basis)]),
        steps=(*_indicator_steps(reached), *mean_steps, *_person_steps(done, means, bridge, decimals)),
        suggested=None if done.suggested is None else Rating(done.suggested),
        main_pct=_percent(done.main, decimals), additional_pct=_percent(done.additional, decimals),
        indicators=reached,
    )


def _require_legal(facts: Sequence[IndicatorFact]) -> None:
    problems = []
    seen: set[tuple[str, str]] = set()
    kinds: dict[str, str] = {}
    for fact in facts:
        if fact.kind not in KINDS:
            problems.append(Problem(f"jenis “{fact.kind}” tidak dikenal; gunakan main atau additional", "kind"))
        if (fact.result, fact.indicator) in seen:
            reason = f"hasil “{fact.result}”, indikator “{fact.indicator}” tercatat lebih dari sekali"
            problems.append(Problem(reason, "indicator"))
        if kinds.setdefault(fact.result, fact.kind) != fact.kind:
            problems.append(Problem(f"hasil “{fact.result}” tercatat sebagai utama dan tambahan", "kind"))
        seen.add((fact.result, fact.indicator))
    if problems:
        raise InvalidInput(problems)


def _achievement(fact: IndicatorFact, cap: Decimal | None, decimals: int) -> Achievement:
    return achievement(
        polarity=fact.polarity, target=fact.target, realization=fact.realization, target_high=fact.target_high,
        cap=cap, decimals=decimals,
    )


def _result_means(
    reached: Sequence[Reached], decimals: int
) -> tuple[dict[tuple[str, str], Decimal], tuple[Step, ...]]:
    """The mean of each result's scored indicators, by (kind, result), and the steps that say so."""
    parts: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for each in reached:
        if each.achievement.pct is not None:
            parts[each.fact.kind, each.fact.result].append(each.achievement.pct)
    means, steps = {}, []
    for (kind, result), pcts in parts.items():
        total = sum(whole(pct, Decimal(10) ** decimals) for pct in pcts)
        means[kind, result] = arithmetic.mean(ONE, total, len(pcts))
        inputs = {str(number): trimmed(pct) for number, pct in enumerate(pcts, start=1)}
        steps.append(_rounded(f"Rata-rata indikator “{result}”", inputs, means[kind, result], decimals))
    return means, tuple(steps)


def _person(
    means: dict[tuple[str, str], Decimal], reached: Sequence[Reached], *, bridge: Bridge | None,
    given: Rating | None, decimals: int,
) -> PersonWorking:
    main = [pct for (kind, _), pct in means.items() if kind == "main"]
    additional = [pct for (kind, _), pct in means.items() if kind == "additional"]
    unreported = sum(
        each.fact.kind == "main" and each.achievement.state is State.NO_REALIZATION for each in reached
    )
    return arithmetic.person(
        ONE, main_total=sum(main), main_count=len(main), lowest_main=min(main, default=None),
        additional_total=sum(additional), additional_count=len(additional), unreported_main=unreported,
        given=given, bridge=bridge, decimals=decimals,
    )


def _reason(each: Reached) -> str:
    fact, state = each.fact, each.achievement.state
    return say(
        "%(kind)s “%(result)s”, indikator “%(indicator)s”: %(reason)s",
        kind=say(KINDS[fact.kind]), result=fact.result, indicator=fact.indicator, reason=say(REASONS[state]),
    )


def _percent(value: Decimal | None, decimals: int) -> Decimal | None:
    return None if value is None else fraction(value, decimals)


def _rounded(rule: str, inputs: dict[str, str], value: Decimal, decimals: int) -> Step:
    shown = trimmed(fraction(value, decimals))
    return Step(rule, ARTICLE, inputs, shown, f"setengah ke atas, {decimals} desimal")


def _indicator_steps(reached: Sequence[Reached]) -> tuple[Step, ...]:
    return tuple(
        Step(f"{each.fact.indicator}: {step.rule}", step.article, step.inputs, step.value, step.rounding)
        for each in reached
        for step in each.achievement.steps
    )


def _person_steps(
    done: PersonWorking, means: dict[tuple[str, str], Decimal], bridge: Bridge | None, decimals: int
) -> tuple[Step, ...]:
    steps = []
    for kind, value in (("main", done.main), ("additional", done.additional)):
        if value is not None:
            of_kind = [(result, pct) for (each, result), pct in means.items() if each == kind]
            inputs = {result: trimmed(fraction(pct, decimals)) for result, pct in of_kind}
            steps.append(_rounded(f"Rata-rata {KINDS[kind]}", inputs, value, decimals))
    if done.pct is not None:
        steps.append(_combination(done, bridge, decimals))
    if bridge is not None and done.suggested is not None:
        steps.append(_suggestion(done, means, bridge, decimals))
    article = bridge.source if bridge and done.basis == Basis.BRIDGE else LAW
    steps.append(Step(BASIS_REASONS[Basis(done.basis)], article, {}, done.rating or ""))
    return tuple(steps)


def _combination(done: PersonWorking, bridge: Bridge | None, decimals: int) -> Step:
    shown = trimmed(fraction(done.pct, decimals))
    if done.additional is None:
        return Step(N_("Capaian dari hasil kerja utama saja; tidak ada hasil kerja tambahan"), ARTICLE, {}, shown)
    if bridge is None:
        rule = N_("Capaian dari hasil kerja utama; skema tidak menetapkan bobot hasil kerja tambahan")
        return Step(rule, ARTICLE, {}, shown)
    inputs = {
        "utama": trimmed(fraction(done.main, decimals)), "tambahan": trimmed(fraction(done.additional, decimals)),
        "bobot utama": trimmed(bridge.main_weight),
    }
    return _rounded(N_("Gabungan berbobot hasil kerja utama dan tambahan"), inputs, done.pct, decimals)


def _suggestion(
    done: PersonWorking, means: dict[tuple[str, str], Decimal], bridge: Bridge, decimals: int
) -> Step:
    lowest = min(pct for (kind, _), pct in means.items() if kind == "main")
    limits = {
        "di atas sejak": bridge.above_from, "sesuai sejak": bridge.meets_from,
        "terendah untuk di atas": bridge.above_main_floor, "terendah untuk sesuai": bridge.meets_main_floor,
    }
    inputs = {
        "capaian": trimmed(fraction(done.pct, decimals)),
        "hasil utama terendah": trimmed(fraction(lowest, decimals)),
        **{name: trimmed(value) for name, value in limits.items() if value is not None},
    }
    return Step(N_("Usulan rating hasil kerja"), bridge.source, inputs, done.suggested)
