"""Publishing: the ratings become a predikat, and everything it rests on is frozen with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.evaluation.models import Evaluation
from capaian.evaluation.permissions import may_publish_evaluation
from capaian.evaluation.queries import (
    LedUnit,
    Standing,
    assignments_of,
    led_units_of,
    lock_skps,
    skps_to_evaluate_for,
    standings_of,
)
from capaian.evaluation.rules.freezing import frozen_trace
from capaian.evaluation.rules.predikat import Rating, decide
from capaian.evaluation.rules.readiness import missing_for_publication
from capaian.feedback.queries import feedback_counts
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import in_indonesian, told
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.governance.models import EvaluationPeriod
from capaian.governance.queries import scheme_for
from capaian.governance.schemes import Scheme
from capaian.kernel.words import say
from capaian.planning.models import Skp

FROZEN = (
    "achievement_pct", "organisation_level", "predikat", "scheme_id", "scheme_hash", "trace", "published_at", "appraiser",
)


@dataclass(frozen=True, slots=True)
class _Basis:
    """Everything one publication rests on, read once for all its people."""

    scheme: Scheme
    led: LedUnit
    standings: Mapping[int, Standing]


@action
def publish_evaluations(
    *, period: EvaluationPeriod, skp_ids: Sequence[int], by: Actor, at: datetime
) -> list[Evaluation]:
    """Publish the evaluations of these SKPs, all or none, and freeze what they rest on.

    Raises Refused outside the window, for somebody else's appraisee, a second publication, or where the
    organisation's level is not set; InvalidInput naming each person whose ratings or reason are still missing.
    """
    if not skp_ids:
        raise InvalidInput([Problem(_("Pilih paling sedikit satu orang."), field="skp")])
    skps = skps_to_evaluate_for(by.agency_id, period, skp_ids)
    if len(skps) != len(set(skp_ids)):
        raise Refused(_("Ada SKP yang tidak dinilai pada periode ini. Muat ulang halaman untuk melihat tim terbaru."))
    lock_skps(skps)
    for assignment in assignments_of(skps.values(), period, at).values():
        require(may_publish_evaluation(by, assignment))
    evaluations = _complete(skps, period)
    basis = _basis(list(skps), period, by)
    for skp_id, evaluation in evaluations.items():
        _publish(evaluation, skp_id, basis, by, at)
    _tell(evaluations, skps, period, at)
    return list(evaluations.values())


@in_indonesian
def _tell(evaluations: Mapping[int, Evaluation], skps: Mapping[int, Skp], period: EvaluationPeriod, at: datetime) -> None:
    """Everybody whose result it is. What the result says is read behind the sign-in, not in a mail."""
    title = say("Hasil evaluasi kinerja %(period)s sudah terbit", period=period.label)
    tellings = [
        Telling([skps[skp_id].employee.user_id], NoticeKind.EVALUATION_PUBLISHED, title,
                "Anda dapat membaca hasil dan alasannya.", reverse("evaluation:result", args=[evaluation.pk]))
        for skp_id, evaluation in evaluations.items()
    ]
    notify_many(agency_id=period.performance_year.agency_id, tellings=tellings, at=at)


def _complete(skps: Mapping[int, Skp], period: EvaluationPeriod) -> dict[int, Evaluation]:
    """The locked evaluation of each SKP; raises InvalidInput naming everybody who is not ready."""
    locked = Evaluation.objects.select_for_update(of=("self",)).filter(period=period, skp__in=skps)
    stored = {evaluation.skp_id: evaluation for evaluation in locked}
    feedback = feedback_counts(skps)
    problems = []
    for skp_id, skp in skps.items():
        found = stored.get(skp_id) or Evaluation()
        lacking = missing_for_publication(
            result=found.result_rating, behaviour=found.behaviour_rating, reason=found.reason,
            feedback=feedback.get(skp_id, 0),
        )
        problems += [Problem(f"{skp.employee.name}: {told(what)}", field=f"skp-{skp_id}") for what in lacking]
    if problems:
        raise InvalidInput(problems)
    return stored


def _basis(skp_ids: list[int], period: EvaluationPeriod, by: Actor) -> _Basis:
    led = led_units_of([by.employee_id], period).get(by.employee_id)
    if led is None:
        raise Refused(_("Jabatan Anda pada periode ini belum tercatat, jadi unit yang Anda pimpin tidak diketahui."))
    if not led.level:
        words = _(
            "Capaian organisasi %(unit)s untuk %(period)s belum ditetapkan. Yang dapat menetapkannya: "
            "pimpinan satu tingkat di atasnya atau pengelola kinerja."
        )
        raise Refused(words % {"unit": led.name, "period": period.label})
    scheme = scheme_for(by.agency_id, period.end)
    return _Basis(scheme, led, standings_of(skp_ids, period, scheme))


def _publish(evaluation: Evaluation, skp_id: int, basis: _Basis, by: Actor, at: datetime) -> None:
    matrix = basis.scheme.get("predikat.matrix", on=evaluation.period.end)
    decided = decide(
        matrix=matrix.value, result=Rating(evaluation.result_rating),
        behaviour=Rating(evaluation.behaviour_rating), article=matrix.source,
    )
    standing = basis.standings[skp_id]
    evaluation.achievement_pct = standing.score.achievement_pct
    evaluation.organisation_level = basis.led.level
    evaluation.predikat = decided.value.value
    evaluation.scheme_id, evaluation.scheme_hash = basis.scheme.id, basis.scheme.hash
    evaluation.trace = frozen_trace(
        score=standing.score.steps, unit=basis.led.name, level=basis.led.level, result=evaluation.result_rating,
        behaviour=evaluation.behaviour_rating, decision=decided.steps, appraiser=by.name,
        scheme=f"{basis.scheme.id} {basis.scheme.hash}",
    )
    evaluation.appraiser_id = by.employee_id
    evaluation.published_at = at
    transition(
        evaluation, verb="publish", by=by, at=at, also=FROZEN,
        detail={"predikat": evaluation.predikat, "scheme_hash": evaluation.scheme_hash},
    )
