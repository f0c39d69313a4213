"""Nobody waits for a superior's plan: what hangs below nothing yet is linked later, by both."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from capaian.foundation.models import JudgedModel
from capaian.planning.models.result import Indicator, ResultPlan


class LinkProposal(JudgedModel):
    """A result with a placeholder might hang below this result of the superior. It does when both have confirmed."""

    result = models.ForeignKey(ResultPlan, models.CASCADE, related_name="link_proposals")
    parent = models.ForeignKey(ResultPlan, models.CASCADE, related_name="links_proposed")
    parent_indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    employee_at = models.DateTimeField(null=True, blank=True)  # confirmed by the employee
    leader_at = models.DateTimeField(null=True, blank=True)  # and by who owns the parent
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("result", "parent"), condition=Q(rejected_at__isnull=True), name="link_proposed_once"
            ),
        )
