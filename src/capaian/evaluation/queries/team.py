"""The team grid: one row per person to be rated, with what the ratings rest on and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.http import Http404

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation
from capaian.evaluation.permissions import Assignment, may_rate_evaluation, may_see_team
from capaian.evaluation.queries.assignment import appraisers_of, team_skps
from capaian.evaluation.queries.guidance import Guidance, guidance_for
from capaian.evaluation.queries.organisation import LedUnit, led_units_of
from capaian.evaluation.queries.periods import local_day, period_and_others_for
from capaian.evaluation.queries.scores import Standing, standings_of
from capaian.evaluation.rules.predikat import PREDIKAT_LABELS, Predikat, Rating, decide
from capaian.evaluation.rules.readiness import missing_for_publication, needs_reason
from capaian.feedback.queries import feedback_counts
from capaian.foundation.actor import Actor
from capaian.foundation.language import told
from capaian.foundation.permissions import Denied, Verdict, require
from capaian.governance.models import EvaluationPeriod
from capaian.governance.queries import scheme_for
from capaian.governance.schemes import Scheme
from capaian.planning.models import Skp
from capaian.planning.workflow import AGREED


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One appraisee. `predikat` is what the ratings would give now, or what was published; "" while incomplete."""

    skp_id: int
    employee_id: int
    name: str
    post: str
    standing: Standing
    feedback: int
    evaluation_id: int | None
    result_rating: str
    behaviour_rating: str
    reason: str
    recommendation: str
    published: bool
    predikat: str

    @property
    def result_name(self) -> str:
        """The name of the form field of the result rating."""
        return f"result-{self.skp_id}"

    @property
    def behaviour_name(self) -> str:
        """The name of the form field of the behaviour rating."""
        return f"behaviour-{self.skp_id}"

    @property
    def predikat_label(self) -> str:
        """The predikat in the form's words, "" while there is none."""
        return told(PREDIKAT_LABELS[Predikat(self.predikat)]) if self.predikat else ""

    @property
    def owes_reason(self) -> bool:
        """Whether "below" stands on no recorded feedback and therefore needs words."""
        return not self.published and needs_reason(
            result=self.result_rating, behaviour=self.behaviour_rating, feedback=self.feedback
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """What keeps this row from being published."""
        if self.published:
            return ()
        return missing_for_publication(
            result=self.result_rating, behaviour=self.behaviour_rating, reason=self.reason, feedback=self.feedback
        )

    @property
    def ready(self) -> bool:
        """Complete and not yet published."""
        return not self.published and not self.missing

    @property
    def differs(self) -> bool:
        """Whether the appraiser's rating departs from the agency's suggestion: allowed, and worth a note (SA4)."""
        suggested = self.standing.suggestion
        return bool(suggested and self.result_rating and self.result_rating != suggested.value)


@dataclass(frozen=True, slots=True)
class Team:
    """Everything the grid shows. `waiting` are the people whose SKP is not agreed yet."""

    period: EvaluationPeriod
    periods: tuple[EvaluationPeriod, ...]
    rows: tuple[TeamRow, ...]
    waiting: tuple[str, ...]
    scheme: Scheme
    led: LedUnit | None
    verdict: Verdict
    guidance: Guidance

    @property
    def ready(self) -> tuple[TeamRow, ...]:
        """The rows that can be published now."""
        return tuple(row for row in self.rows if row.ready)

    @property
    def published(self) -> int:
        """How many rows are published."""
        return sum(row.published for row in self.rows)

    @property
    def rated(self) -> int:
        """How many rows have both ratings."""
        return sum(bool(row.predikat) for row in self.rows)

    @property
    def owing(self) -> tuple[TeamRow, ...]:
        """The rows that need a written reason, kept here also once it is written."""
        return tuple(row for row in self.rows if row.owes_reason)

    @property
    def differing(self) -> tuple[TeamRow, ...]:
        """The rows rated unlike the suggestion, where a note is welcome but not owed."""
        return tuple(row for row in self.rows if row.differs and not row.published and not row.owes_reason)

    @property
    def unready(self) -> tuple[TeamRow, ...]:
        """The rows that cannot be published yet."""
        return tuple(row for row in self.rows if row.missing)

    @property
    def closed_because(self) -> str:
        """Why nothing can be rated now, "" while the window is open."""
        return self.verdict.reason if isinstance(self.verdict, Denied) else ""


def _rated_skps(actor: Actor, period: EvaluationPeriod) -> QuerySet[Skp]:
    """The team's SKPs with the period's evaluation beside each, in one join."""
    return (
        team_skps(actor.employee_id, period)
        .filter(employee__agency_id=actor.agency_id)
        .select_related("employee", "position")
        .annotate(rated=FilteredRelation("evaluations", condition=Q(evaluations__period=period)))
        .annotate(
            evaluation_id=F("rated__id"), result_rating=F("rated__result_rating"),
            behaviour_rating=F("rated__behaviour_rating"), evaluation_state=F("rated__state"),
            evaluation_reason=F("rated__reason"), recommendation=F("rated__recommendation"),
            published_predikat=F("rated__predikat"),
        )
        .order_by("employee__name", "pk")
    )


def team_for(actor: Actor, period_id: int, at: datetime) -> Team:
    """The grid of one appraiser in one period, in eight queries however many people.

    Raises Http404 for another agency's period, Refused for who appraises nobody.
    """
    period, periods = period_and_others_for(actor, period_id)
    found = list(_rated_skps(actor, period))
    require(may_see_team(actor, members=len(found)))
    agreed = [skp for skp in found if skp.state == AGREED]
    scheme = scheme_for(actor.agency_id, period.end)
    rows = _rows(agreed, period, scheme)
    led = led_units_of([actor.employee_id], period).get(actor.employee_id)
    return Team(
        period=period, periods=tuple(periods), rows=rows,
        waiting=tuple(skp.employee.name for skp in found if skp.state != AGREED),
        scheme=scheme, led=led, verdict=_verdict(actor, period, at),
        guidance=guidance_for(scheme, period.end, led.level if led else "", Counter(r.predikat for r in rows if r.predikat)),
    )


def _rows(skps: Sequence[Any], period: EvaluationPeriod, scheme: Scheme) -> tuple[TeamRow, ...]:
    ids = [skp.pk for skp in skps]
    standings = standings_of(ids, period, scheme)
    feedback = feedback_counts(ids)
    matrix = scheme.get("predikat.matrix", on=period.end).value
    return tuple(_row(skp, standings[skp.pk], feedback.get(skp.pk, 0), matrix) for skp in skps)


def _row(skp: Any, standing: Standing, feedback: int, matrix: Mapping[str, Mapping[str, str]]) -> TeamRow:
    result, behaviour = skp.result_rating or "", skp.behaviour_rating or ""
    published = skp.evaluation_state == workflow.PUBLISHED
    live = decide(matrix=matrix, result=Rating(result), behaviour=Rating(behaviour)).value if result and behaviour else ""
    return TeamRow(
        skp_id=skp.pk, employee_id=skp.employee_id, name=skp.employee.name, post=skp.position.title,
        standing=standing, feedback=feedback, evaluation_id=skp.evaluation_id, result_rating=result,
        behaviour_rating=behaviour, reason=skp.evaluation_reason or "", recommendation=skp.recommendation or "",
        published=published, predikat=skp.published_predikat if published else str(live),
    )


def _verdict(actor: Actor, period: EvaluationPeriod, at: datetime) -> Verdict:
    """Whether the window is open to this appraiser; the superior is looked up only where that is who takes over."""
    today = local_day(period, at)
    superior = appraisers_of([actor.employee_id], period).get(actor.employee_id) if today > period.window_end else None
    return may_rate_evaluation(actor, Assignment(
        employee_id=0, employee_name="", appraiser_id=actor.employee_id, appraiser_name=actor.name,
        superior_id=superior.id if superior else None, superior_name=superior.name if superior else "",
        agreed=True, state=workflow.RATING, period=period.label,
        window_start=period.window_start, window_end=period.window_end, today=today,
    ))


def get_row_for(team: Team, skp_id: int) -> TeamRow:
    """One row of the actor's own grid; somebody else's appraisee is not on it (404)."""
    for row in team.rows:
        if row.skp_id == skp_id:
            return row
    raise Http404


def unrated_count_of(actor: Actor, period: EvaluationPeriod) -> int:
    """How many people of this appraiser's team are agreed and not yet published in the period. One query."""
    published = Evaluation.objects.filter(skp=OuterRef("pk"), period=period, state=workflow.PUBLISHED)
    return team_skps(actor.employee_id, period).filter(~Exists(published), state=AGREED).count()
