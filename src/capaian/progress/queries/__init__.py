"""Reads of monthly progress. Finding for somebody (reports), figures (realized), the screen (sheet), overviews."""

from capaian.progress.queries.overview import Completeness, Summary, SummaryLine, completeness_by_unit, summary_for
from capaian.progress.queries.realized import (
    Evidence,
    Realized,
    evidence_counts,
    realizations_of,
    year_to_date_for,
    year_to_date_of,
)
from capaian.progress.queries.reports import (
    BULK_LIMIT,
    current_month_for,
    get_indicator_for,
    get_report_for,
    get_report_of_month_for,
    get_report_to_answer_for,
    history_of,
    indicators_of,
    reports_to_accept_for,
    review_line,
    reviews_for,
    skp_of_month_for,
    today_in,
)
from capaian.progress.queries.sheet import Card, Group, cards_of, groups_of
from capaian.progress.queries.todos import month_name, reviews_waiting, todos_for

__all__ = [
    "BULK_LIMIT", "Card", "Completeness", "Evidence", "Group", "Realized", "Summary", "SummaryLine",
    "cards_of", "completeness_by_unit", "current_month_for", "evidence_counts", "get_indicator_for",
    "get_report_for", "get_report_of_month_for", "get_report_to_answer_for",
    "groups_of", "history_of", "indicators_of", "month_name",
    "realizations_of", "reports_to_accept_for", "review_line", "reviews_for", "reviews_waiting",
    "skp_of_month_for", "summary_for", "today_in", "todos_for", "year_to_date_for",
    "year_to_date_of",
]
