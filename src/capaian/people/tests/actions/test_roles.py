"""Roles given, taken back, lent and used: each with its refusals, its record and what the person is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.people.actions import roles
from capaian.people.models import Delegation, Employee, RoleGrant
from capaian.people.queries import actor_for
from capaian.people.queries.roles import is_last, still_holds
from capaian.people.tests import factories as people

TODAY = date(2026, 1, 21)
WEEK = timedelta(days=7)


@pytest.fixture
def by(cast):
    return cast.actor(cast.citra, TODAY)


@pytest.fixture
def kiki(cast):
    return people.employee(cast.office, "Kiki Amalia, S.Kom.", "199012312014032999", roles=(Role.ADMINISTRATOR,))


def grant(cast, by, at, **changed):
    asked = {"employee": cast.ani, "role": Role.EVALUATION_TEAM, "reason": "SK Bupati 800/1", **changed}
    return roles.grant_role(**asked, by=by, at=at)


def lend(cast, by, at, **changed):
    asked = {"delegate": cast.ani, "grant": cast.citra.role_grants.get(), "start": TODAY, "end": TODAY + WEEK,
             "reason": "Cuti tahunan", **changed}
    return roles.lend_role(**asked, by=by, at=at)


def problems(call) -> set[str]:
    with pytest.raises(InvalidInput) as error:
        call()
    return {problem.field for problem in error.value.problems}


def test_a_role_is_given_recorded_and_told(cast, by, at):
    given = grant(cast, by, at, end=TODAY + WEEK)
    assert (given.start, given.end, given.granted_by) == (TODAY, TODAY + WEEK, cast.citra.name)
    assert AuditEvent.objects.get(verb="role.grant").after["role"] == "evaluation-team"
    assert Notice.objects.get().recipient == cast.ani.user
    assert cast.actor(cast.ani, TODAY).has(Role.EVALUATION_TEAM)
    assert not cast.actor(cast.ani, TODAY - timedelta(days=1)).has(Role.EVALUATION_TEAM)
    assert not cast.actor(cast.ani, TODAY + WEEK + timedelta(days=1)).has(Role.EVALUATION_TEAM)


def test_a_role_of_a_unit_reaches_what_is_below_it(cast, by, at):
    grant(cast, by, at, role=Role.UNIT_MANAGER, unit=cast.unit)
    actor = cast.actor(cast.ani, TODAY)
    assert actor.scopes == ((Role.UNIT_MANAGER, cast.unit.path),)
    assert actor.has_for(Role.UNIT_MANAGER, cast.unit.path + "X/")
    assert not actor.has_for(Role.UNIT_MANAGER, cast.office.path)


@pytest.mark.parametrize(("who", "employee", "role", "words"), [
    ("budi", "ani", Role.EVALUATION_TEAM, "hanya diatur"),
    ("citra", "citra", Role.EVALUATION_TEAM, "diri sendiri"),
    ("citra", "ani", Role.INSPECTOR, "hanya diberikan oleh pengelola sistem"),
    ("citra", "ani", Role.ADMINISTRATOR, "hanya diberikan oleh pengelola sistem"),
    ("citra", "ani", Role.EMPLOYEE, "setiap pegawai memilikinya"),
    ("citra", "eko", Role.EVALUATION_TEAM, "instansi Anda sendiri"),
])
def test_who_gives_what_to_whom(cast, at, who, employee, role, words):
    with pytest.raises(Refused, match=words):
        grant(cast, cast.actor(getattr(cast, who), TODAY), at, employee=getattr(cast, employee), role=role)
    assert AuditEvent.objects.count() == 0


def test_an_administrator_makes_inspectors_and_administrators(cast, kiki, at):
    by = cast.actor(kiki, TODAY)
    grant(cast, by, at, role=Role.INSPECTOR)
    given = grant(cast, by, at, employee=cast.budi, role=Role.ADMINISTRATOR)
    assert roles.warning_of(given, TODAY) == ""
    with_manager = grant(cast, by, at, employee=cast.citra, role=Role.ADMINISTRATOR)
    assert "pisahkan" in roles.warning_of(with_manager, TODAY)


def test_what_does_not_fit_is_said_all_at_once(cast, by, at):
    Employee.objects.filter(pk=cast.ani.pk).update(employed_until=TODAY)
    cast.ani.refresh_from_db()
    assert problems(lambda: grant(
        cast, by, at, role=Role.UNIT_MANAGER, start=TODAY + WEEK, end=TODAY, reason=" ")) == {"unit", "end", "reason", "employee"}
    assert problems(lambda: grant(cast, by, at, unit=cast.unit, start=TODAY - WEEK)) == {"unit", "start"}
    elsewhere = cast.eko.postings.get().position.unit
    assert problems(lambda: grant(cast, by, at, role=Role.UNIT_MANAGER, unit=elsewhere)) == {"unit"}


def test_the_same_role_is_not_held_twice_at_a_time(cast, by, at):
    grant(cast, by, at, start=TODAY + WEEK, end=TODAY + 2 * WEEK)
    assert problems(lambda: grant(cast, by, at)) == {"role"}
    assert problems(lambda: grant(cast, by, at, end=TODAY + WEEK)) == {"role"}
    grant(cast, by, at, end=TODAY + timedelta(days=6))


def test_who_inspects_writes_nothing(cast, kiki, at):
    gita = people.employee(cast.office, "Gita Puspita, S.H.", "198812312012032999", roles=(Role.INSPECTOR,))
    by = cast.actor(kiki, TODAY)
    for role in (Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR, Role.EVALUATION_TEAM):
        assert problems(lambda role=role: grant(cast, by, at, employee=gita, role=role)) == {"role"}
    assert problems(lambda: grant(cast, by, at, employee=cast.citra, role=Role.INSPECTOR)) == {"role"}
    assert problems(lambda: lend(cast, cast.actor(cast.citra, TODAY), at, delegate=gita)) == {"delegate"}


def test_taking_back_ends_it_today_and_keeps_the_history(cast, by, at):
    given = grant(cast, by, at)
    roles.take_back_role(grant=given, reason="Mutasi", by=by, at=at)
    assert not cast.actor(cast.ani, TODAY).has(Role.EVALUATION_TEAM)
    assert RoleGrant.objects.filter(pk=given.pk).exists()
    assert AuditEvent.objects.get(verb="role.take-back").after["why"] == "Mutasi"
    with pytest.raises(Refused, match="sudah berakhir"):
        roles.take_back_role(grant=given, reason="Mutasi", by=by, at=at)


def test_taking_back_needs_a_reason_and_the_office(cast, kiki, by, at):
    given = grant(cast, by, at)
    assert problems(lambda: roles.take_back_role(grant=given, reason="", by=by, at=at)) == {"reason"}
    for who, which in (("ani", given), ("citra", kiki.role_grants.get())):
        with pytest.raises(Refused):
            roles.take_back_role(grant=which, reason="Mutasi", by=cast.actor(getattr(cast, who), TODAY), at=at)


def test_the_last_manager_and_the_last_administrator_stay(cast, kiki, at):
    by = cast.actor(kiki, TODAY)
    for holder in (cast.citra, kiki):
        with pytest.raises(Refused, match="pemegang terakhir"):
            roles.take_back_role(grant=holder.role_grants.get(), reason="Mutasi", by=by, at=at)
    grant(cast, by, at, employee=cast.budi, role=Role.PERFORMANCE_MANAGER)
    roles.take_back_role(grant=cast.citra.role_grants.get(), reason="Mutasi", by=by, at=at)
    Employee.objects.filter(pk=cast.dewi.pk).update(employed_until=TODAY - WEEK)
    RoleGrant.objects.create(employee=cast.dewi, role=Role.PERFORMANCE_MANAGER)
    assert is_last(cast.budi.role_grants.get(), TODAY), "who no longer works here keeps nothing"


def test_a_role_is_lent_used_and_ends(cast, by, at):
    lending = lend(cast, by, at)
    ani = cast.actor(cast.ani, TODAY)
    assert ani.lent is True
    assert not ani.has(Role.PERFORMANCE_MANAGER)
    roles.use_lending(lending=lending, by=ani, at=at)
    assert AuditEvent.objects.get(verb="delegation.use").actor_id == cast.ani.pk
    inside = actor_for(cast.ani.user, TODAY, lending.pk)
    assert inside.has(Role.PERFORMANCE_MANAGER)
    assert (inside.behalf_id, inside.behalf_name, inside.capacity_until) == (cast.citra.pk, cast.citra.name, TODAY + WEEK)
    assert actor_for(cast.ani.user, TODAY + WEEK + timedelta(days=1), lending.pk).behalf_id is None
    assert actor_for(cast.budi.user, TODAY, lending.pk).behalf_id is None, "somebody else's"
    roles.end_lending(lending=lending, by=by, at=at)
    assert actor_for(cast.ani.user, TODAY, lending.pk) == cast.actor(cast.ani, TODAY)
    with pytest.raises(Refused, match="sudah berakhir"):
        roles.end_lending(lending=lending, by=by, at=at)
    assert [event.verb for event in AuditEvent.objects.order_by("pk")] == ["delegation.make", "delegation.use", "delegation.end"]
    assert Notice.objects.filter(recipient=cast.ani.user).count() == 2


def test_a_lent_role_of_a_unit_reaches_as_far_as_the_lenders(cast, by, at):
    given = grant(cast, by, at, employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    lending = lend(cast, cast.actor(cast.budi, TODAY), at, grant=given)
    assert actor_for(cast.ani.user, TODAY, lending.pk).scopes == ((Role.UNIT_MANAGER, cast.unit.path),)
    roles.take_back_role(grant=given, reason="Mutasi", by=by, at=at)
    assert actor_for(cast.ani.user, TODAY, lending.pk).scopes == ()
    assert not still_holds(lending, TODAY)


def test_an_inspector_never_uses_a_lent_role(cast, by, at):
    lending = lend(cast, by, at)
    RoleGrant.objects.create(employee=cast.ani, role=Role.INSPECTOR)
    assert actor_for(cast.ani.user, TODAY, lending.pk).behalf_id is None
    with pytest.raises(Refused, match="tidak pernah mengubah"):
        roles.use_lending(lending=lending, by=cast.actor(cast.ani, TODAY), at=at)


def test_a_role_that_is_never_lent_gives_nothing_even_if_a_row_says_so(cast, kiki, at):
    row = Delegation.objects.create(lender=kiki, delegate=cast.ani, role=Role.ADMINISTRATOR, start=TODAY, end=TODAY, reason="x")
    assert actor_for(cast.ani.user, TODAY, row.pk).behalf_id is None


@pytest.mark.parametrize(("delegate", "words"), [("eko", "instansi Anda sendiri"), ("citra", "Pilih orang lain")])
def test_to_whom_a_role_is_lent(cast, by, at, delegate, words):
    with pytest.raises(Refused, match=words):
        lend(cast, by, at, delegate=getattr(cast, delegate))


def test_only_ones_own_lendable_role_is_lent_and_not_onwards(cast, kiki, by, at):
    with pytest.raises(Refused, match="tidak dapat dipinjamkan"):
        lend(cast, cast.actor(kiki, TODAY), at, grant=kiki.role_grants.get())
    with pytest.raises(Refused, match="peran Anda sendiri"):
        lend(cast, cast.actor(cast.budi, TODAY), at)
    with pytest.raises(Refused, match="tidak dipinjamkan lagi"):
        lend(cast, replace(by, behalf_id=1), at)
    with pytest.raises(Refused, match="atas nama orang lain"):
        grant(cast, replace(by, behalf_id=1), at)


def test_lending_that_does_not_fit(cast, by, at):
    Employee.objects.filter(pk=cast.ani.pk).update(employed_until=TODAY)
    cast.ani.refresh_from_db()
    assert problems(lambda: lend(cast, by, at, end=TODAY + timedelta(days=90), reason="")) == {"end", "reason", "delegate"}
    assert lend(cast, by, at, delegate=cast.budi, end=TODAY + timedelta(days=89))
    assert problems(lambda: lend(cast, by, at, delegate=cast.budi)) == {"delegate"}
    RoleGrant.objects.filter(employee=cast.citra).update(end=TODAY + timedelta(days=1))
    assert problems(lambda: lend(cast, by, at, delegate=cast.dewi)) == {"end"}


@pytest.mark.parametrize(("who", "days", "words"), [
    ("budi", 0, "kepada orang lain"), ("ani", -1, "belum mulai"), ("ani", 8, "sudah berakhir"),
])
def test_who_uses_a_lent_role_and_when(cast, by, at, who, days, words):
    lending = lend(cast, by, at)
    with pytest.raises(Refused, match=words):
        roles.use_lending(lending=lending, by=cast.actor(getattr(cast, who), TODAY), at=at + timedelta(days=days))


def test_who_ends_a_lending(cast, kiki, by, at):
    lending = lend(cast, by, at)
    with pytest.raises(Refused, match="hanya diakhiri"):
        roles.end_lending(lending=lending, by=cast.actor(cast.budi, TODAY), at=at)
    roles.end_lending(lending=lending, by=cast.actor(kiki, TODAY), at=at)


def test_who_no_longer_works_here_is_told_so(cast):
    Employee.objects.filter(pk=cast.ani.pk).update(employed_until=date(2025, 12, 31))
    with pytest.raises(Refused, match="berakhir pada 31 Desember 2025"):
        actor_for(cast.ani.user, TODAY)
    Employee.objects.filter(pk=cast.citra.pk).update(employed_until=date(2026, 1, 21))
    assert cast.actor(cast.citra, TODAY)
