"""Reading objectives and SKPs. One call fetches, keeps other agencies out (404) and asks the permission."""

from capaian.planning.queries.cascade import ParentOption, parent_options_for, parents_above
from capaian.planning.queries.completeness import findings_of
from capaian.planning.queries.drafting import get_definition_for, get_promise_for
from capaian.planning.queries.family import leads, measured
from capaian.planning.queries.freshness import last_change_of, version_of
from capaian.planning.queries.objectives import (
    get_objective_for,
    get_performance_year_for,
    get_unit_for,
    objectives_for,
    performance_years_for,
    units_for,
)
from capaian.planning.queries.skps import (
    annex_of,
    browsed_skps_for,
    browsed_unit_for,
    expectations_of,
    get_employee_of,
    get_indicator_for,
    get_result_for,
    get_skp_for,
    get_skp_to_print_for,
    get_skp_to_read_for,
    managers_of,
    skp_row_for_year,
    skp_rows_for,
    skps_for,
    skps_to_agree_for,
    without_skp_for,
)
from capaian.planning.queries.todos import todos_for

__all__ = [
    "ParentOption",
    "annex_of",
    "browsed_skps_for",
    "browsed_unit_for",
    "expectations_of",
    "findings_of",
    "get_definition_for",
    "get_employee_of",
    "get_indicator_for",
    "get_objective_for",
    "get_performance_year_for",
    "get_promise_for",
    "get_result_for",
    "get_skp_for",
    "get_skp_to_print_for",
    "get_skp_to_read_for",
    "get_unit_for",
    "last_change_of",
    "leads",
    "managers_of",
    "measured",
    "objectives_for",
    "parent_options_for",
    "parents_above",
    "performance_years_for",
    "skp_row_for_year",
    "skp_rows_for",
    "skps_for",
    "skps_to_agree_for",
    "todos_for",
    "units_for",
    "version_of",
    "without_skp_for",
]
