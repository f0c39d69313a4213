"""Writing objectives and SKPs: one verb, one function."""

from capaian.planning.actions.adoption import Adopted, adopt_agreement, adopt_results
from capaian.planning.actions.approach import choose_approach
from capaian.planning.actions.drafts import IndicatorDraft, ResultDraft
from capaian.planning.actions.indicators import add_indicator, change_indicator, remove_indicator
from capaian.planning.actions.lines import write_annex, write_expectations
from capaian.planning.actions.objectives import (
    ObjectiveDraft,
    add_objective,
    change_objective,
    remove_objective,
)
from capaian.planning.actions.promises import tell_promise
from capaian.planning.actions.results import add_result, change_result, move_result, remove_result
from capaian.planning.actions.skps import agree_skp, agree_skps, return_skp, start_skp, submit_skp, withdraw_skp

__all__ = [
    "Adopted",
    "IndicatorDraft",
    "ObjectiveDraft",
    "ResultDraft",
    "add_indicator",
    "add_objective",
    "add_result",
    "adopt_agreement",
    "adopt_results",
    "agree_skp",
    "agree_skps",
    "change_indicator",
    "change_objective",
    "change_result",
    "choose_approach",
    "move_result",
    "remove_indicator",
    "remove_objective",
    "remove_result",
    "return_skp",
    "start_skp",
    "submit_skp",
    "tell_promise",
    "withdraw_skp",
    "write_annex",
    "write_expectations",
]
