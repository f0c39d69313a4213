"""Who may do what with what is planned, room by room."""

from capaian.planning.permissions.deadlines import may_set_deadline, may_set_some_deadline, may_view_deadlines
from capaian.planning.permissions.objectives import may_edit_objectives
from capaian.planning.permissions.sides import answers, appraises
from capaian.planning.permissions.skp import (
    leads_over,
    may_accept_skp,
    may_adjust_skp,
    may_agree_skp,
    may_answer_skp,
    may_ask_skp,
    may_browse_skps,
    may_edit_annex,
    may_edit_expectations,
    may_edit_skp,
    may_return_skp,
    may_start_for,
    may_start_skp,
    may_submit_skp,
    may_take_up_dialogue,
    may_view_skp,
    may_withdraw_skp,
)

__all__ = [
    "answers", "appraises", "leads_over", "may_accept_skp", "may_adjust_skp", "may_agree_skp", "may_answer_skp",
    "may_ask_skp", "may_browse_skps", "may_edit_annex", "may_edit_expectations", "may_edit_objectives", "may_edit_skp",
    "may_return_skp", "may_set_deadline", "may_set_some_deadline",
    "may_start_for", "may_start_skp", "may_submit_skp", "may_take_up_dialogue",
    "may_view_deadlines", "may_view_skp", "may_withdraw_skp",
]
