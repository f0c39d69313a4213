"""Who may do what with what is planned, room by room."""

from capaian.planning.permissions.objectives import may_edit_objectives
from capaian.planning.permissions.skp import (
    appraises,
    may_agree_skp,
    may_browse_skps,
    may_edit_annex,
    may_edit_expectations,
    may_edit_skp,
    may_return_skp,
    may_start_skp,
    may_submit_skp,
    may_view_skp,
    may_withdraw_skp,
)

__all__ = [
    "appraises", "may_agree_skp", "may_browse_skps", "may_edit_annex", "may_edit_expectations", "may_edit_objectives",
    "may_edit_skp", "may_return_skp", "may_start_skp", "may_submit_skp", "may_view_skp", "may_withdraw_skp",
]
