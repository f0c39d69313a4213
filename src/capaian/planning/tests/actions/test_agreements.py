"""A performance agreement: begun, filled in, fixed, reopened; what is fixed does not change by any door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.planning import actions, queries
from capaian.planning.actions.agreements import (
    AgreementDraft,
    Budget,
    begin_agreement,
    change_agreement,
    fix_agreement,
    reopen_agreement,
)
from capaian.planning.actions.plans import derive_objectives
from capaian.planning.models import PerformanceAgreement
from capaian.planning.permissions.objectives import may_edit_objective, may_reopen_agreement
from capaian.planning.tests import chains, factories

REASON = "Pergeseran anggaran mengubah target."


def test_it_is_begun_once_with_its_head(cast, at):
    dewi, year = cast.actor(cast.dewi), factories.performance_year(cast.agency)
    made = begin_agreement(unit=cast.office, performance_year=year, by=dewi, at=at)
    assert (made.first_party.title, made.second_party, made.statuses.get().state) == ("Kepala Dinas Kesehatan", "", "draft")
    assert begin_agreement(unit=cast.office, performance_year=year, by=dewi, at=at) == made
    below = begin_agreement(unit=cast.unit, performance_year=year, by=cast.actor(cast.budi), at=at)
    assert (below.second_party, below.second_party_post) == (cast.dewi.name, "Kepala Dinas Kesehatan")
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["agreement.begin", "agreement.begin"]


def test_parties_and_budget_are_filled_in(cast, at):
    dewi, goal, made = cast.actor(cast.dewi), factories.objective(cast.office), chains.agreement(cast.office, whole=False)
    opened = queries.version_of([PerformanceAgreement.objects.get(pk=made.pk)])
    position = cast.office.positions.get(leads_unit=True)
    lines = [Budget(" Program air ", Decimal(1_250_000_000), "APBD", goal.pk), Budget("Lain", Decimal(0))]
    draft = AgreementDraft(position.pk, " Siti ", " Bupati ", " 1 ", lines)
    change_agreement(agreement=made, draft=draft, version=opened, by=dewi, at=at)
    made.refresh_from_db()
    assert (made.first_party, made.second_party, made.second_party_post, made.number) == (position, "Siti", "Bupati", "1")
    assert list(made.budget_lines.order_by("ordinal").values_list("program", "amount", "objective_id")) == [
        ("Program air", Decimal(1_250_000_000), goal.pk), ("Lain", Decimal(0), None),
    ]
    with pytest.raises(InvalidInput):
        change_agreement(agreement=made, draft=draft, version=opened, by=dewi, at=at)


@pytest.mark.parametrize(("draft", "fields"), [
    (AgreementDraft(None, "x" * 201, "", "y" * 121), [("second_party", None), ("number", None)]),
    (AgreementDraft(None, budget=[Budget(" ", Decimal("0.5")), Budget("A", Decimal(-1)), Budget("A", Decimal("NaN"))]),
     [("budget", 1), ("budget", 1), ("budget", 2), ("budget", 3)]),
    (AgreementDraft(999_999, budget=[Budget("A", Decimal(1), objective_id=999_999)]), [("first_party", None), ("budget", 1)]),
])
def test_what_is_wrong_is_named(cast, at, draft, fields):
    made, dewi = chains.agreement(cast.office), cast.actor(cast.dewi)
    with pytest.raises(InvalidInput) as told:
        change_agreement(agreement=made, draft=draft, by=dewi, at=at)
    assert [(problem.field, problem.row) for problem in told.value.problems] == fields


def test_it_is_fixed_and_then_nothing_below_it_changes(cast, at):
    dewi, citra, goal = cast.actor(cast.dewi), cast.actor(cast.citra), factories.objective(cast.office)
    made, year = chains.agreement(cast.office), factories.performance_year(cast.agency)
    fix_agreement(agreement=made, by=dewi, at=at)
    made.refresh_from_db()
    assert (made.state, made.fixed_on) == ("fixed", date(2026, 1, 21))
    draft = actions.ObjectiveDraft("A", "", (("Insiden", "35"),))
    planned = chains.goal(chains.plan(cast.agency, cast.office), cast.office)
    for by in (dewi, citra):
        for act in (
            lambda by=by: actions.add_objective(unit=cast.office, performance_year=year, draft=draft, by=by, at=at),
            lambda by=by: actions.change_objective(objective=goal, draft=draft, by=by, at=at),
            lambda by=by: actions.remove_objective(objective=goal, by=by, at=at),
            lambda by=by: derive_objectives(objectives=[planned], performance_year=year, by=by, at=at),
            lambda by=by: change_agreement(agreement=made, draft=AgreementDraft(None), by=by, at=at),
            lambda by=by: fix_agreement(agreement=made, by=by, at=at),
        ):
            with pytest.raises(Refused, match="ditetapkan"):
                act()
    with pytest.raises(Refused, match="hanya dibuka kembali oleh pengelola"):
        reopen_agreement(agreement=made, reason=REASON, by=dewi, at=at)
    with pytest.raises(Refused, match="paling sedikit"):
        reopen_agreement(agreement=made, reason="salah", by=citra, at=at)
    reopen_agreement(agreement=made, reason=REASON, by=citra, at=at)
    made.refresh_from_db()
    assert (made.state, made.fixed_on) == ("draft", None)
    actions.change_objective(objective=goal, draft=draft, by=dewi, at=at)
    assert list(made.statuses.order_by("pk").values_list("state", "reason")) == [("fixed", ""), ("draft", REASON)]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["agreement.fix", "agreement.reopen", "objective.change"]


def test_what_is_missing_is_named_before_it_is_fixed(cast, at):
    made = chains.agreement(cast.office, whole=False)
    with pytest.raises(InvalidInput) as told:
        fix_agreement(agreement=made, by=cast.actor(cast.dewi), at=at)
    assert [problem.reason for problem in told.value.problems] == [
        "Pihak pertama (kepala unit) belum dipilih.", "Nama dan jabatan pihak kedua belum diisi.",
        "Belum ada sasaran untuk unit dan tahun ini.",
    ]


def test_others_are_refused(cast, at):
    factories.objective(cast.office)
    made, year = chains.agreement(cast.office), factories.performance_year(cast.agency)
    for person in (cast.ani, cast.budi, cast.eko):
        by = cast.actor(person)
        for act in (
            lambda by=by: begin_agreement(unit=cast.office, performance_year=year, by=by, at=at),
            lambda by=by: change_agreement(agreement=made, draft=AgreementDraft(None), by=by, at=at),
            lambda by=by: fix_agreement(agreement=made, by=by, at=at),
            lambda by=by: reopen_agreement(agreement=made, reason=REASON, by=by, at=at),
        ):
            with pytest.raises(Refused):
                act()
    assert may_reopen_agreement(cast.actor(cast.citra), made).reason == "Perjanjian kinerja ini belum ditetapkan."


def test_an_objective_without_plan_or_year_is_nobodys(cast):
    goal = factories.objective(cast.office)
    goal.performance_year = None
    assert not may_edit_objective(cast.actor(cast.citra), goal, date(2026, 1, 1))
