"""People made up by a seed, with every kind of edge in them, and the same people judged one by one."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

from capaian.evaluation.rules.person import IndicatorFact, score_person
from capaian.evaluation.rules.policy import Policy
from capaian.evaluation.rules.predikat import Rating, decide

COLUMNS = ("person", "result", "kind", "indicator", "polarity", "target", "target_high", "realization", "result_rating")
RATINGS = ("above", "meets", "below")


def target_and_realization(source: random.Random) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """A target, perhaps its upper bound, and a realisation; ties, bounds, zeros and gaps are frequent."""
    target = Decimal(source.randrange(1, 10**5)) / 100
    edge = Decimal(source.choice([90, 95, 105, 110, 120])) * 100
    kinds = [
        (None, None, Decimal(source.randrange(100))),
        (Decimal(0), source.choice([None, Decimal(0), Decimal(5)]), Decimal(source.randrange(-1, 8))),
        (Decimal(20000), None, Decimal(2 * source.randrange(15000) + 1)),  # x.xx5 exactly: a tie
        # Exactly on a threshold, and a hair beside it.
        (Decimal(10000), None, edge + source.choice([0, 0, 1, -1, Decimal("0.4999"), Decimal("0.5")])),
        (Decimal(source.randrange(1, 10**20)) / 10**4, None, Decimal(source.randrange(0, 10**20)) / 10**4),
        (target, target + source.randrange(10), (target * source.randrange(60, 140) / 100)),
        (target, None, None if source.random() < 0.1 else target * source.randrange(60, 140) / 100),
    ]
    return source.choices(kinds, weights=(1, 1, 1, 1, 1, 1, 6))[0]


def people(number: int, seed: int) -> tuple[list[dict], list[dict]]:
    """Indicator rows and behaviour rows of `number` people, about five rows each; some people lack one or the other."""
    source = random.Random(seed)
    indicators, behaviour = [], []
    for each in range(number):
        person = f"P{each:07d}"
        given = source.choice(RATINGS) if source.random() < 0.1 else None
        for row in range(source.randrange(1, 10)):
            target, high, realization = target_and_realization(source)
            indicators.append({
                "person": person, "result": f"R{row // 2}", "kind": "additional" if row // 2 == 2 else "main",
                "indicator": f"I{row}", "polarity": source.choice(["higher", "lower"]), "target": target,
                "target_high": high, "realization": realization, "result_rating": given,
            })
        if source.random() < 0.95:
            behaviour.append({"person": person, "rating": source.choice(RATINGS)})
    return indicators, behaviour


def one_by_one(indicators: list[dict], behaviour: list[dict], policy: Policy) -> dict[str, tuple]:
    """{person: (percentage, result rating, behaviour rating, predikat, reasons)} by the rules for one person."""
    rows = defaultdict(list)
    for row in indicators:
        rows[row["person"]].append(row)
    rated = {row["person"]: row["rating"] for row in behaviour}
    found = {}
    for person, own in rows.items():
        facts = [IndicatorFact(**{name: row[name] for name in IndicatorFact.__dataclass_fields__}) for row in own]
        given = own[0]["result_rating"]
        score = score_person(
            facts, bridge=policy.bridge, cap=policy.cap, decimals=policy.decimals,
            result_rating=Rating(given) if given else None,
        )
        predikat, reasons = None, list(score.reasons)
        if person not in rated:
            reasons.append("rating perilaku kerja belum ada")
        elif score.result_rating:
            predikat = str(decide(matrix=policy.matrix, result=score.result_rating, behaviour=rated[person]).value)
        found[person] = (
            score.achievement_pct, score.result_rating, rated.get(person), predikat, "; ".join(reasons),
        )
    return found
