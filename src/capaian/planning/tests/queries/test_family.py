"""Which level of control is expected of a post, as the ledger of teams has it (PermenPANRB 6/2022 II.A.5, p.44)."""

from __future__ import annotations

from datetime import date

from capaian.foundation.writing import writing
from capaian.people.models import Position, TaskTeam, TeamMembership
from capaian.planning.models import Indicator, Skp
from capaian.planning.queries.completeness import findings_of
from capaian.planning.queries.family import least_control
from capaian.planning.rules.findings import Code
from capaian.planning.tests import factories


def said(skp: Skp) -> list[Code]:
    found = findings_of(Skp.objects.get(pk=skp.pk))
    return [finding.code for finding in found if finding.code is Code.CONTROL_BELOW]


def test_a_functional_official_who_leads_a_team_is_held_to_its_level(cast, django_assert_num_queries):
    """II.A.5.b: at least medium control of who was made the lead of a team; II.A.5.d: of the others as their jenjang, and the
    text names no level for one."""
    skp = factories.skp(cast.ani)
    with writing("test"):
        Indicator.objects.filter(result__skp=skp).update(control="output-high")
    assert said(skp) == []
    team = TaskTeam.objects.create(agency=cast.agency, name="Tim Gizi", start=date(2025, 1, 1))
    membership = TeamMembership.objects.create(
        team=team, employee=cast.ani, leads=True, start=date(2025, 1, 1), end=date(2025, 12, 31)
    )
    assert said(skp) == []  # that was last year
    TeamMembership.objects.filter(pk=membership.pk).update(end=None)
    assert said(skp) == [Code.CONTROL_BELOW]
    with writing("test"):
        Indicator.objects.filter(result__skp=skp).update(control="output-medium")
    assert said(skp) == []
    fresh = Skp.objects.select_related("position").get(pk=skp.pk)
    with django_assert_num_queries(0):  # nothing was said that a lead could be told of
        assert least_control(fresh, ["", "output-medium"]) == ""


def test_a_lead_by_another_name_is_a_lead(cast):
    """II.A.5.b, "atau sebutan lainnya": a functional official whose post leads the unit."""
    skp = factories.skp(cast.ani)
    Position.objects.filter(pk=skp.position_id).update(leads_unit=True)
    assert least_control(Skp.objects.get(pk=skp.pk), ["output-high"]) == "output-medium"
    assert least_control(factories.skp(cast.budi), []) == "output-medium"  # an administrator, whatever was said
