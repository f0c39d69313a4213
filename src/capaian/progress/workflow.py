"""The states of a monthly report: filled, sent, accepted or returned with a reason (Art 16; III.A)."""

from django.utils.translation import gettext_lazy as _

from capaian.foundation.workflow import Transition, Workflow

DRAFT, SUBMITTED, RETURNED, ACCEPTED = "draft", "submitted", "returned", "accepted"

REPORT = Workflow(
    name="report",
    initial=DRAFT,
    labels={DRAFT: _("Diisi"), SUBMITTED: _("Diperiksa penilai"), RETURNED: _("Dikembalikan"), ACCEPTED: _("Diterima")},
    turn_of={DRAFT: "employee", SUBMITTED: "appraiser", RETURNED: "employee", ACCEPTED: "nobody"},
    transitions=(
        Transition("submit", frozenset({DRAFT, RETURNED}), SUBMITTED, by="employee"),
        Transition("withdraw", frozenset({SUBMITTED}), DRAFT, by="employee"),
        Transition("return", frozenset({SUBMITTED}), RETURNED, by="appraiser", needs_reason=True),
        Transition("accept", frozenset({SUBMITTED}), ACCEPTED, by="appraiser"),
    ),
)

SENT = frozenset({SUBMITTED, ACCEPTED})
"""States whose figures the person stands behind; only ACCEPTED ones count in an evaluation."""
