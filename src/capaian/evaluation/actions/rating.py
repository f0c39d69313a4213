"""Rating people: one field of one person (a click on the grid) or a whole grid at once (without JavaScript)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from capaian.evaluation.models import Evaluation, RatingChoice
from capaian.evaluation.permissions import may_rate_evaluation
from capaian.evaluation.queries import assignments_of, lock_skps, skps_to_evaluate_for
from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import EvaluationPeriod

LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class RatingInput:
    """What an appraiser says of one SKP; None leaves a field as it is, "" takes it back."""

    skp_id: int
    result_rating: str | None = None
    behaviour_rating: str | None = None
    reason: str | None = None
    recommendation: str | None = None

    def given(self) -> dict[str, str]:
        """The fields that were said, texts trimmed."""
        said = {
            "result_rating": self.result_rating, "behaviour_rating": self.behaviour_rating,
            "reason": self.reason, "recommendation": self.recommendation,
        }
        return {name: value.strip() for name, value in said.items() if value is not None}


@action
def rate_team(
    *, period: EvaluationPeriod, ratings: Sequence[RatingInput], by: Actor, at: datetime
) -> list[Evaluation]:
    """Store what was said of each person; what says nothing new is left alone. All or nothing.

    Returns the evaluations that changed. Raises Refused outside the window, for somebody else's appraisee, an SKP not
    agreed or a published result; InvalidInput for an unknown rating or an overlong text.
    """
    _insist_on(ratings)
    skps = skps_to_evaluate_for(by.agency_id, period, [rating.skp_id for rating in ratings])
    lock_skps(skps)
    assignments = assignments_of(skps.values(), period, at)
    stored = {
        evaluation.skp_id: evaluation
        for evaluation in Evaluation.objects.select_for_update().filter(period=period, skp__in=skps)
    }
    changed = []
    for rating in ratings:
        if rating.skp_id not in skps:
            raise Refused(_("SKP ini tidak dinilai pada periode ini. Muat ulang halaman untuk melihat tim terbaru."))
        skp = skps[rating.skp_id]
        evaluation = stored.get(skp.pk) or Evaluation(skp=skp, period=period, appraiser_id=by.employee_id)
        news = {name: value for name, value in rating.given().items() if getattr(evaluation, name) != value}
        if news:
            require(may_rate_evaluation(by, assignments[skp.pk]))
            _store(evaluation, news, by=by, at=at)
            changed.append(evaluation)
    return changed


def _insist_on(ratings: Sequence[RatingInput]) -> None:
    """Refuse words that are no rating before anything is written."""
    problems = []
    for rating in ratings:
        given = rating.given()
        problems += [
            Problem(_("Pilih “di bawah”, “sesuai” atau “di atas ekspektasi”."), field=f"{name}-{rating.skp_id}")
            for name in ("result_rating", "behaviour_rating")
            if given.get(name, "") not in {"", *RatingChoice.values}
        ]
        problems += [
            Problem(_("Paling panjang %(most)s huruf.") % {"most": LONGEST_TEXT}, field=f"{name}-{rating.skp_id}")
            for name in ("reason", "recommendation")
            if len(given.get(name, "")) > LONGEST_TEXT
        ]
    if problems:
        raise InvalidInput(problems)


def _store(evaluation: Evaluation, news: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Write the changed fields; the first of them also opens the evaluation with its first status row."""
    before = {name: getattr(evaluation, name) for name in news}
    is_new = evaluation.pk is None
    for name, value in news.items():
        setattr(evaluation, name, value)
    evaluation.appraiser_id = by.employee_id
    evaluation.save()
    if is_new:
        evaluation.statuses.create(state=evaluation.state, by_id=by.employee_id, by_name=by.name, at=at)
    audit.record(by=by, at=at, verb="evaluation.rate", subject=evaluation, before=before, after=news)
