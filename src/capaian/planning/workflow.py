"""The states of an SKP (PermenPANRB 6/2022 Art 14; Annex II): drafted, offered, agreed by both."""

from django.utils.translation import gettext_lazy as _

from capaian.foundation.workflow import Transition, Workflow

DRAFT, SUBMITTED, AGREED = "draft", "submitted", "agreed"

SKP = Workflow(
    name="skp",
    initial=DRAFT,
    labels={DRAFT: _("Disusun"), SUBMITTED: _("Menunggu penilai"), AGREED: _("Disepakati")},
    turn_of={DRAFT: "employee", SUBMITTED: "appraiser", AGREED: "nobody"},
    transitions=(
        Transition("submit", frozenset({DRAFT}), SUBMITTED, by="employee"),
        Transition("withdraw", frozenset({SUBMITTED}), DRAFT, by="employee"),
        Transition("return", frozenset({SUBMITTED}), DRAFT, by="appraiser", needs_reason=True),
        Transition("agree", frozenset({SUBMITTED}), AGREED, by="appraiser"),
    ),
)
