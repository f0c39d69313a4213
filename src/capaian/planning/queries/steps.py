"""How far an SKP has come through the eight steps: read from what is there, stored nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Prefetch

from capaian.people.models import Unit
from capaian.planning.models import (
    Indicator,
    MatrixCell,
    Objective,
    ObjectiveIndicator,
    ResultKind,
    ResultPlan,
    RoleMatrix,
    Skp,
    Strategy,
)
from capaian.planning.queries.cascade import line_of_units
from capaian.planning.queries.completeness import findings_of
from capaian.planning.queries.family import leads
from capaian.planning.queries.performance import Promised, promised_in
from capaian.planning.rules.completeness import Code, Finding, blocks
from capaian.planning.rules.steps import STEPS, Step, first_unfinished

_OF_LEADER = (Code.KEY_MISSING, Code.AGREEMENT_NOT_MAIN, Code.NO_BUDGET)


@dataclass(frozen=True, slots=True)
class Place:
    """A step of one SKP: is it this person's own, is it done (None: may be left out, or somebody else's)."""

    step: Step
    own: bool
    done: bool | None


@dataclass
class Progress:
    """The facts of the eight steps. Each is asked once, and only by the step that shows it."""

    skp: Skp
    day: date
    findings: Sequence[Finding] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        self.findings = self.findings or findings_of(self.skp)
        self.results = [row for row in self.skp.results.all() if row.dropped_on is None]
        self.indicators = [it for row in self.results for it in row.indicators.all() if it.dropped_on is None]
        self.leading = leads(self.skp)

    @cached_property
    def leader_skp(self) -> Skp | None:
        """The appraiser's own SKP of the year, with the number of its results."""
        rows = Skp.objects.standing().filter(
            employee_id=self.skp.appraiser_id, performance_year_id=self.skp.performance_year_id
        )
        found: Skp | None = rows.annotate(planned=Count("results")).order_by("-planned", "pk").first()
        return found

    @cached_property
    def leader_results(self) -> list[ResultPlan]:
        """What the appraiser plans, each with its indicators: what one reads before writing one's own."""
        if self.leader_skp is None:
            return []
        indicators = Prefetch("indicators", Indicator.objects.standing().order_by("ordinal", "pk"))
        rows = ResultPlan.objects.standing().filter(skp=self.leader_skp)
        return list(rows.prefetch_related(indicators).order_by("kind", "ordinal", "pk"))

    @cached_property
    def matrix(self) -> RoleMatrix | None:
        """The matrix in which this person shares roles out."""
        return RoleMatrix.objects.filter(skp=self.skp).first()

    @cached_property
    def roles(self) -> list[MatrixCell]:
        """The roles that leaders wrote for this person this year."""
        cells = MatrixCell.objects.filter(
            row__employee_id=self.skp.employee_id, no_role=False,
            row__matrix__skp__performance_year_id=self.skp.performance_year_id,
        )
        return list(cells.select_related("row__matrix__skp__employee").order_by("row_id", "ordinal", "pk"))

    @cached_property
    def strategies(self) -> int:
        """How many strategies lead to this SKP's indicators."""
        return Strategy.objects.filter(indicator__result__skp=self.skp).count()

    @cached_property
    def promised(self) -> Promised:
        """The performance agreement of the unit."""
        return promised_in(self.skp, self.day)

    @cached_property
    def objectives(self) -> list[tuple[Unit, list[Objective]]]:
        """The objectives of the unit and the units above, highest first."""
        line = line_of_units(self.skp.position.unit)
        rows = (
            Objective.objects.filter(unit_id__in=line, performance_year_id=self.skp.performance_year_id)
            .select_related("unit")
            .prefetch_related(Prefetch("indicators", ObjectiveIndicator.objects.order_by("ordinal", "pk")))
            .order_by("ordinal", "pk")
        )
        by_unit: dict[int, list[Objective]] = {}
        for row in rows:
            by_unit.setdefault(row.unit_id, []).append(row)
        return [(by_unit[pk][0].unit, by_unit[pk]) for pk in reversed(line) if pk in by_unit]

    @cached_property
    def waiting(self) -> list[ResultPlan]:
        """Results that name in words what they will support."""
        return [row for row in self.results if row.placeholder and not (row.parent_id or row.objective_id)]

    def done(self) -> dict[int, bool | None]:
        """Step → done; None where it is somebody else's, or may be left out."""
        hung = any(row.parent_id or row.objective_id or row.placeholder for row in self.results)
        written = {item.section for item in self.skp.annex_items.all()}
        codes = {finding.code for finding in blocks(tuple(self.findings))}
        return {
            1: hung,
            2: bool(self.results) and not codes & set(_OF_LEADER) if self.leading else None,
            3: None, 4: None, 5: None,
            6: any(row.kind == ResultKind.MAIN for row in self.results),
            7: bool(self.results) and not codes,
            8: len(written) == 3,
        }

    def places(self) -> list[Place]:
        """The eight steps of this SKP in order."""
        done = self.done()
        return [Place(step, step.whose != "leader" or self.leading, done[step.number]) for step in STEPS]

    def here(self) -> int:
        """Where drafting goes on."""
        return first_unfinished(self.done())
