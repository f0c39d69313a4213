"""Why a predikat is what it is, and what would have changed it: the frozen row told beside its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from capaian.evaluation.models import Evaluation, OrganisationLevel
from capaian.evaluation.queries.scores import IndicatorLine, lines_of
from capaian.evaluation.queries.team import TeamRow
from capaian.evaluation.rules.nearest import Measured, Shortfall, shortfalls
from capaian.evaluation.rules.policy import policy_of
from capaian.evaluation.rules.predikat import Change, Rating, what_would_change
from capaian.feedback.models import Feedback
from capaian.feedback.queries import feedback_of
from capaian.foundation.errors import Refused
from capaian.foundation.language import told
from capaian.governance.queries import working_calendar_for
from capaian.governance.schemes import Scheme, SchemeErrors, SchemeValue, load
from capaian.kernel.berakhlak import BY_SLUG
from capaian.planning.models import Skp


@dataclass(frozen=True, slots=True)
class ResultBlock:
    """One planned result with its indicators and the feedback each received."""

    statement: str
    kind: str
    lines: tuple[tuple[IndicatorLine, tuple[Feedback, ...]], ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """The statutory clock of an objection, reckoned from the day of publication as the earliest delivery."""

    days: int
    from_day: date
    last_day: date
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All of the "why" page. `current` says whether the scheme file is still what the result was decided by."""

    evaluation: Evaluation
    results: tuple[ResultBlock, ...]
    behaviour: tuple[tuple[str, tuple[Feedback, ...]], ...]
    evidence_count: int
    reached: int
    measured: int
    unmeasured: tuple[IndicatorLine, ...]
    shortfalls: tuple[Shortfall, ...]
    changes: tuple[Change, ...]
    matrix: SchemeValue
    scheme: Scheme
    objection: Objection

    @property
    def current(self) -> bool:
        """Whether the scheme's content still has the hash that was frozen."""
        return self.scheme.hash == self.evaluation.scheme_hash

    @property
    def organisation(self) -> str:
        """The unit's level in words."""
        return str(OrganisationLevel(self.evaluation.organisation_level).label)

    @property
    def unit(self) -> str:
        """The unit led by the appraiser, as frozen in the trace."""
        steps: Sequence[Mapping[str, Any]] = self.evaluation.trace
        return next((str(step["inputs"]["unit"]) for step in steps if "unit" in step["inputs"]), "")


@dataclass(frozen=True, slots=True)
class Basis:
    """What somebody's ratings rest on, as the appraiser reads it before rating."""

    results: tuple[ResultBlock, ...]
    behaviour: tuple[tuple[str, tuple[Feedback, ...]], ...]


def basis_of(row: TeamRow) -> Basis:
    """Realisations, evidence and feedback of one row of the grid. One query."""
    given = feedback_of(Skp(pk=row.skp_id))
    return Basis(_blocks(row.standing.lines, given), _behaviour(given))


def explanation_of(evaluation: Evaluation) -> Explanation:
    """Explain a published evaluation that `get_evaluation_for` gave. Raises Refused where its scheme is gone."""
    scheme = _scheme_of(evaluation)
    period = evaluation.period
    lines = lines_of([evaluation.skp_id], period.end, policy_of(scheme, period.end))[evaluation.skp_id]
    used = [given for given in feedback_of(evaluation.skp) if given.at <= _published_at(evaluation)]
    matrix = scheme.get("predikat.matrix", on=period.end)
    percentages = [line.achievement.pct for line in lines if line.achievement.pct is not None]
    return Explanation(
        evaluation=evaluation, results=_blocks(lines, used), behaviour=_behaviour(used),
        evidence_count=sum(len(line.realized.evidence) for line in lines),
        reached=sum(pct >= 100 for pct in percentages), measured=len(percentages),
        unmeasured=tuple(line for line in lines if line.achievement.pct is None),
        shortfalls=shortfalls(_measured(line) for line in lines), matrix=matrix, scheme=scheme,
        changes=what_would_change(
            matrix=matrix.value, result=Rating(evaluation.result_rating), behaviour=Rating(evaluation.behaviour_rating)
        ),
        objection=_objection(evaluation, scheme),
    )


def _published_at(evaluation: Evaluation) -> datetime:
    if evaluation.published_at is None:
        raise Refused(_("Hasil ini belum diterbitkan oleh pejabat penilai."))
    return evaluation.published_at


def _scheme_of(evaluation: Evaluation) -> Scheme:
    try:
        return load(evaluation.scheme_id)
    except SchemeErrors as error:
        words = _(
            "Skema %(id)s yang dipakai hasil ini tidak ditemukan lagi, jadi uraiannya tidak dapat "
            "ditampilkan. Predikat dan jejaknya tetap tersimpan; hubungi pengelola sistem."
        )
        raise Refused(words % {"id": evaluation.scheme_id}) from error


def _blocks(lines: Sequence[IndicatorLine], used: Sequence[Feedback]) -> tuple[ResultBlock, ...]:
    by_indicator: dict[int, list[Feedback]] = {}
    for given in used:
        if given.indicator_id is not None:
            by_indicator.setdefault(given.indicator_id, []).append(given)
    blocks: dict[int, list[IndicatorLine]] = {}
    for line in lines:
        blocks.setdefault(line.indicator.result_id, []).append(line)
    return tuple(
        ResultBlock(
            statement=group[0].indicator.result.statement, kind=group[0].indicator.result.kind,
            lines=tuple((line, tuple(by_indicator.get(line.indicator.pk, ()))) for line in group),
        )
        for group in blocks.values()
    )


def _behaviour(used: Sequence[Feedback]) -> tuple[tuple[str, tuple[Feedback, ...]], ...]:
    """Feedback per core value, in the order of the form; values without any are left out."""
    return tuple(
        (told(value.name), found)
        for slug, value in BY_SLUG.items()
        if (found := tuple(given for given in used if given.core_value == slug))
    )


def _measured(line: IndicatorLine) -> Measured:
    indicator = line.indicator
    return Measured(
        name=indicator.statement, target=indicator.target, target_high=indicator.target_high,
        realization=line.realized.value, unit=indicator.unit, pct=line.achievement.pct,
    )


def _objection(evaluation: Evaluation, scheme: Scheme) -> Objection:
    agency = evaluation.period.performance_year.agency
    clock = scheme.get("clock.objection_filed", on=evaluation.period.end)
    published = _published_at(evaluation).astimezone(ZoneInfo(agency.time_zone)).date()
    calendar = working_calendar_for(agency.pk, (published.year, published.year + 1))
    deadline = calendar.deadline(published, int(clock.value))
    return Objection(int(clock.value), published, deadline.day, deadline.provisional, clock.source)
