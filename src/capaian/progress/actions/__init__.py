"""Writes of monthly progress, one verb each."""

from capaian.progress.actions.fill import Entry, open_report, save_realization, save_report
from capaian.progress.actions.review import accept_report, accept_reports, return_report
from capaian.progress.actions.send import submit_report, withdraw_report

__all__ = [
    "Entry", "accept_report", "accept_reports", "open_report", "return_report", "save_realization", "save_report",
    "submit_report", "withdraw_report",
]
