"""Reading evaluations. One call fetches, keeps other agencies out (404) and asks the permission."""

from capaian.evaluation.queries.assignment import assignments_of, lock_skps, skps_to_evaluate_for
from capaian.evaluation.queries.counting import forget_comparison
from capaian.evaluation.queries.explanation import Basis, Explanation, basis_of, explanation_of
from capaian.evaluation.queries.guidance import Guidance, guidance_for
from capaian.evaluation.queries.organisation import (
    LedUnit,
    get_unit_for,
    get_unit_to_set_for,
    led_units_of,
    units_for,
    verdict_on,
)
from capaian.evaluation.queries.overview import (
    Overview,
    overview_for,
    people_without_skp_for,
    results_to_export_for,
)
from capaian.evaluation.queries.periods import (
    choose_period,
    current_period_for,
    get_period_for,
    local_day,
    period_and_others_for,
    periods_for,
)
from capaian.evaluation.queries.results import (
    ResultFilter,
    Scope,
    evaluations_for,
    get_evaluation_for,
    page_of_evaluations_for,
    scopes_for,
)
from capaian.evaluation.queries.scores import IndicatorLine, Standing, standings_of
from capaian.evaluation.queries.team import Team, TeamRow, get_row_for, team_for
from capaian.evaluation.queries.todos import todos_for

__all__ = [
    "Basis",
    "Explanation",
    "Guidance",
    "IndicatorLine",
    "LedUnit",
    "Overview",
    "ResultFilter",
    "Scope",
    "Standing",
    "Team",
    "TeamRow",
    "assignments_of",
    "basis_of",
    "choose_period",
    "current_period_for",
    "evaluations_for",
    "explanation_of",
    "forget_comparison",
    "get_evaluation_for",
    "get_period_for",
    "get_row_for",
    "get_unit_for",
    "get_unit_to_set_for",
    "guidance_for",
    "led_units_of",
    "local_day",
    "lock_skps",
    "overview_for",
    "page_of_evaluations_for",
    "people_without_skp_for",
    "period_and_others_for",
    "periods_for",
    "results_to_export_for",
    "scopes_for",
    "skps_to_evaluate_for",
    "standings_of",
    "team_for",
    "todos_for",
    "units_for",
    "verdict_on",
]
