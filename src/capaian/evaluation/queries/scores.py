"""What the agreed targets and the accepted months come to, scored by the agency's scheme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from capaian.evaluation.rules.person import IndicatorFact, PersonScore, score_person
from capaian.evaluation.rules.policy import Policy, policy_of
from capaian.evaluation.rules.predikat import Rating
from capaian.foundation.language import told
from capaian.governance.models import EvaluationPeriod
from capaian.governance.schemes import Scheme
from capaian.planning.models import Indicator, Measurement
from capaian.planning.queries.versions import indicators_on
from capaian.planning.rules.achievement import Achievement, achievement
from capaian.progress.queries import Realized, year_to_date_of


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator as it stands: its target, what was realised and what that achieves."""

    indicator: Indicator
    realized: Realized
    achievement: Achievement


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's score with the lines it rests on.

    `suggestion` is the agency's bridge applied (policy, never binding); None with `suggestion_reason` where the
    scheme has no bridge, a measurement is missing, or the year is not over for indicators that still add up.
    """

    score: PersonScore
    lines: tuple[IndicatorLine, ...]
    suggestion: Rating | None
    suggestion_reason: str

    @property
    def evidence(self) -> int:
        """How many evidence links the accepted months bring."""
        return sum(len(line.realized.evidence) for line in self.lines)


def _facts(lines: Iterable[IndicatorLine]) -> list[IndicatorFact]:
    """The lines as the rule takes them, named as a person counts them: "2. Kunjungan…", "2.1 Jumlah kunjungan"."""
    facts = []
    numbers: dict[int, int] = {}
    within: Counter[int] = Counter()
    for line in lines:
        indicator = line.indicator
        number = numbers.setdefault(indicator.result_id, len(numbers) + 1)
        within[indicator.result_id] += 1
        facts.append(IndicatorFact(
            result=f"{number}. {indicator.result.statement}", kind=indicator.result.kind,
            indicator=f"{number}.{within[indicator.result_id]} {indicator.statement}", polarity=indicator.polarity,
            target=indicator.target, target_high=indicator.target_high, realization=line.realized.value,
        ))
    return facts


def still_adding_up(lines: Iterable[IndicatorLine], period: EvaluationPeriod) -> bool:
    """Whether a yearly target is being filled month by month and the year is not over at the period's end."""
    if period.end >= date(period.performance_year.year, 12, 31):
        return False
    return any(line.indicator.measurement == Measurement.CUMULATIVE for line in lines)


def standing_of(lines: tuple[IndicatorLine, ...], policy: Policy, period: EvaluationPeriod) -> Standing:
    """Score one person's lines. No query."""
    score = score_person(_facts(lines), bridge=policy.bridge, cap=policy.cap, decimals=policy.decimals)
    if policy.bridge is None:
        return Standing(score, lines, None, _("Skema instansi menyerahkan rating sepenuhnya kepada pejabat penilai."))
    if still_adding_up(lines, period):
        words = _("Sebagian target masih bertambah sampai Desember; usul muncul di akhir tahun.")
        return Standing(score, lines, None, words)
    return Standing(score, lines, score.result_rating, "; ".join(told(reason) for reason in score.reasons))


def lines_of(skp_ids: Iterable[int], until: date, policy: Policy) -> dict[int, tuple[IndicatorLine, ...]]:
    """Each SKP's indicators with target as agreed on a day, realisation until then and achievement, in the order of the forms.

    Two queries, whatever the number of SKPs; three where one was amended.
    """
    skp_ids = list(skp_ids)
    indicators = indicators_on(skp_ids, until)
    realized = year_to_date_of(indicators, skp_ids, until)
    lines: dict[int, list[IndicatorLine]] = {skp_id: [] for skp_id in skp_ids}
    for indicator in indicators:
        lines[indicator.result.skp_id].append(_line(indicator, realized[indicator.pk], policy))
    return {skp_id: tuple(found) for skp_id, found in lines.items()}


def _line(indicator: Indicator, found: Realized, policy: Policy) -> IndicatorLine:
    reached = achievement(
        polarity=indicator.polarity, target=indicator.target, realization=found.value,
        target_high=indicator.target_high, cap=policy.cap, decimals=policy.decimals,
    )
    return IndicatorLine(indicator, found, reached)


def standings_of(skp_ids: Iterable[int], period: EvaluationPeriod, scheme: Scheme) -> dict[int, Standing]:
    """The standing of each SKP at the end of the period. Two queries."""
    policy = policy_of(scheme, period.end)
    lines = lines_of(skp_ids, period.end, policy)
    return {skp_id: standing_of(found, policy, period) for skp_id, found in lines.items()}
