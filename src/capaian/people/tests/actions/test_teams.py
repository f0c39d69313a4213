"""Task teams: who may found them, and that one member leads on any day."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.people.actions.circumstances import end_employment
from capaian.people.actions.teams import add_member, create_team, end_membership, end_team
from capaian.people.models import TeamMembership
from capaian.people.tests import factories as people

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def citra(cast):
    return cast.actor(cast.citra)


@pytest.fixture
def team(cast, citra, at):
    return create_team(name=" Percepatan imunisasi ", start=MARCH, end=MAY, unit=cast.unit, lead=cast.budi, by=citra, at=at)


def reasons(caught) -> list[tuple[str, str]]:
    return [(problem.field, problem.reason) for problem in caught.value.problems]


def test_a_team_is_founded_with_its_lead(cast, citra, team, at):
    assert (team.name, team.agency_id, team.end) == ("Percepatan imunisasi", cast.agency.pk, MAY)
    member = team.memberships.get()
    assert (member.employee, member.leads, member.start, member.end) == (cast.budi, True, MARCH, MAY)
    assert create_team(name="Seluruh instansi", start=MARCH, by=citra, at=at).unit is None
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == ["team.create", "team.join", "team.create"]


def test_who_may_not_found_or_change_a_team(cast, team, at):
    for who in (cast.ani, cast.budi, cast.eko):
        by = cast.actor(who)
        with pytest.raises(Refused):
            create_team(name="Tim", start=MARCH, unit=cast.unit, by=by, at=at)
        with pytest.raises(Refused):
            add_member(team=team, employee=cast.ani, start=MARCH, by=by, at=at)
        with pytest.raises(Refused):
            end_membership(membership=team.memberships.get(), last_day=APRIL, by=by, at=at)
        with pytest.raises(Refused):
            end_team(team=team, last_day=APRIL, by=by, at=at)


def test_a_team_that_cannot_be_is_said(cast, citra, at):
    end_employment(employee=cast.ani, last_day=date(2026, 2, 1), by=citra, at=at)
    with pytest.raises(InvalidInput) as caught:
        create_team(name=" ", start=MARCH, end=date(2026, 2, 1), lead=cast.eko, by=citra, at=at)
    assert [field for field, _reason in reasons(caught)] == ["lead", "name", "end"]
    with pytest.raises(InvalidInput) as caught:
        create_team(name="Tim", start=MARCH, lead=cast.ani, by=citra, at=at)
    assert [field for field, _reason in reasons(caught)] == ["lead"]


def test_members_come_and_go_and_one_leads(cast, citra, team, at):
    def refused(**changed):
        with pytest.raises(InvalidInput) as caught:
            add_member(**{"team": team, "employee": cast.ani, "start": MARCH, "by": citra, "at": at} | changed)
        return reasons(caught)

    assert refused(leads=True) == [
        ("leads", "Tim ini sudah dipimpin dr. Budi Hartono sejak 1 Maret 2026. Satu tim dipimpin satu orang."),
    ]
    assert refused(employee=cast.budi) == [("employee", "dr. Budi Hartono sudah menjadi anggota sejak 1 Maret 2026.")]
    assert refused(start=date(2026, 2, 1)) == [("start", "Keanggotaan berada di dalam masa tim: 1 Maret 2026 – 1 Mei 2026.")]
    assert refused(end=date(2026, 6, 1))[0][0] == "start"
    assert refused(start=date(2026, 6, 1))[0][0] == "start"
    assert refused(end=date(2026, 2, 1)) == [("end", "Tanggal selesai mendahului tanggal mulai.")]
    assert refused(employee=cast.eko) == [("employee", "Tidak ditemukan di instansi ini.")]
    member = add_member(team=team, employee=cast.ani, start=MARCH, by=citra, at=at)
    assert (member.leads, member.end) == (False, MAY)
    end_membership(membership=team.memberships.get(leads=True), last_day=date(2026, 3, 31), by=citra, at=at)
    lead = add_member(team=team, employee=cast.dewi, start=APRIL, end=APRIL, leads=True, by=citra, at=at)
    assert lead.end == APRIL
    with pytest.raises(InvalidInput):
        end_membership(membership=lead, last_day=APRIL, by=citra, at=at)
    assert AuditEvent.objects.filter(verb="team.leave").count() == 1


def test_a_team_ends_with_all_its_memberships(cast, citra, team, at):
    add_member(team=team, employee=cast.ani, start=MAY, by=citra, at=at)
    with pytest.raises(InvalidInput):
        end_team(team=team, last_day=MAY, by=citra, at=at)
    end_team(team=team, last_day=APRIL, by=citra, at=at)
    assert list(TeamMembership.objects.values_list("employee__name", "end")) == [("dr. Budi Hartono", APRIL)]
    open_ended = create_team(name="Tetap", start=MARCH, unit=people.unit(cast.agency), by=citra, at=at)
    with pytest.raises(InvalidInput, match="seterusnya"):
        add_member(team=open_ended, employee=cast.ani, start=date(2026, 1, 1), by=citra, at=at)
    add_member(team=open_ended, employee=cast.ani, start=MARCH, by=citra, at=at)
    end_team(team=open_ended, last_day=APRIL, by=citra, at=at)
    assert open_ended.memberships.get().end == APRIL
