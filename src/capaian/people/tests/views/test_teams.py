"""Task teams on the screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.people.models import TaskTeam

DAY = timedelta(days=1)


@pytest.fixture
def team(cast):
    yesterday = timezone.localdate() - DAY
    made = TaskTeam.objects.create(agency=cast.agency, unit=cast.unit, name="Percepatan imunisasi", start=yesterday)
    made.memberships.create(employee=cast.budi, leads=True, start=made.start)
    made.memberships.create(employee=cast.ani, start=made.start, end=made.start)
    made.memberships.create(employee=cast.dewi, start=timezone.localdate() + DAY)
    return made


def test_the_list_shows_running_teams_with_lead_and_members(client_as, cast, team, django_assert_num_queries):
    TaskTeam.objects.create(agency=cast.agency, name="Tim lama", start=team.start, end=team.start)
    client = client_as(cast.ani)
    client.get("/task-teams/")
    with django_assert_num_queries(6):
        text = client.get("/task-teams/").content.decode()
    assert ("Ketua dr. Budi Hartono" in text, "1 anggota" in text, "Tim lama" in text) == (True, True, False)
    assert "Tim lama" in client.get("/task-teams/?show=all").content.decode()
    assert "Tidak ada tim yang cocok" in client.get("/task-teams/?show=mine&q=x").content.decode()
    assert "Percepatan" in client_as(cast.budi).get("/task-teams/?show=mine&q=imun").content.decode()
    assert "Belum ada tim kerja" in client_as(cast.eko).get("/task-teams/?show=lain").content.decode()


def test_the_page_of_a_team(client_as, cast, team):
    text = client_as(cast.ani).get(reverse("people:task_team", args=[team.pk])).content.decode()
    assert ("Sudah berakhir" in text, "Akan datang" in text, "Tambah anggota" in text) == (True, True, False)
    assert "Tambah anggota" in client_as(cast.citra).get(reverse("people:task_team", args=[team.pk])).content.decode()
    assert client_as(cast.eko).get(reverse("people:task_team", args=[team.pk])).status_code == 404


def test_a_manager_founds_changes_and_ends_a_team(client_as, cast):
    client, today = client_as(cast.citra), timezone.localdate()
    assert client.get("/task-teams/new/").status_code == 200
    assert client.post("/task-teams/new/", {"name": "", "start": "kemarin"}).status_code == 422
    sent = {"name": "Tim gizi", "start": today.isoformat(), "lead": cast.budi.nip, "unit": cast.unit.code}
    assert client.post("/task-teams/new/", sent).status_code == 302
    team = TaskTeam.objects.get()
    members = reverse("people:task_team_members", args=[team.pk])
    assert client.get(members).status_code == 200
    answer = client.post(members, {"employee": cast.ani.nip, "start": today.isoformat(), "leads": "on"})
    assert (answer.status_code, "sudah dipimpin" in answer.content.decode()) == (422, True)
    assert client.post(members, {"employee": cast.ani.nip, "start": today.isoformat()}).status_code == 302
    member = team.memberships.get(employee=cast.ani)
    last = {"last_day": today.isoformat()}
    assert client.post(reverse("people:task_team_leave", args=[team.pk, member.pk]), last).status_code == 302
    assert client.get(reverse("people:task_team_leave", args=[team.pk, 0])).status_code == 404
    assert client.post(reverse("people:task_team_end", args=[team.pk]), last).status_code == 302


def test_who_may_not(client_as, cast, team):
    member = team.memberships.first()
    for name, arguments in (("task_team_new", []), ("task_team_members", [team.pk]), ("task_team_end", [team.pk]),
                            ("task_team_leave", [team.pk, member.pk])):
        assert client_as(cast.budi).get(reverse(f"people:{name}", args=arguments)).status_code == 403
        if arguments:
            assert client_as(cast.eko).get(reverse(f"people:{name}", args=arguments)).status_code == 404
