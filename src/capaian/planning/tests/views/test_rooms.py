"""The rooms of planning: every door leads somewhere, and nobody is shown one that stays shut."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from capaian.foundation.actor import Role
from capaian.governance.models import PerformanceYear
from capaian.governance.tests.factories import adoption
from capaian.people.models import RoleGrant
from capaian.planning.tests import chains
from capaian.planning.tests.factories import performance_year
from capaian.planning.views.rooms import ROOMS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["ani", "budi", "citra"])
def test_every_door_that_is_shown_opens(cast, who):
    performance_year(cast.agency)
    client = Client()
    client.force_login(getattr(cast, who).user)
    page = client.get("/planning/")
    shown = [href for _title, doors in page.context["groups"] for _room, href in doors]
    assert [client.get(href).status_code for href in shown] == [200] * len(shown)


def test_who_plans_alone_sees_fewer_doors(cast):
    def doors(who):
        client = Client()
        client.force_login(getattr(cast, who).user)
        return {str(room.title) for _title, doors in client.get("/planning/").context["groups"] for room, _href in doors}

    everything = {str(room.title) for _title, rooms in ROOMS for room in rooms}
    assert everything - doors("ani") == {"Cakupan", "SKP per unit", "Tenggat", "Dokumen satu unit"}
    assert everything - doors("budi") == {"Tenggat"}
    assert doors("citra") == everything


def test_who_reads_by_office_is_not_shown_what_only_leaders_may_open(cast):
    RoleGrant.objects.create(employee=cast.ani, role=Role.INSPECTOR)
    performance_year(cast.agency)
    client = Client()
    client.force_login(cast.ani.user)
    shown = [href for _title, doors in client.get("/planning/").context["groups"] for _room, href in doors]
    assert ("/skp/units/" in shown, "/coverage/" in shown) == (False, True)
    assert [client.get(href).status_code for href in shown] == [200] * len(shown)


def test_the_rooms_cost_no_query_beyond_the_frame(cast, django_assert_num_queries):
    client = Client()
    client.force_login(cast.ani.user)
    client.get("/planning/")
    with django_assert_num_queries(4):
        client.get("/planning/")


def test_menu_and_way_back_name_the_same_place_in_every_room(cast):
    performance_year(cast.agency)
    client = Client()
    client.force_login(cast.citra.user)
    rooms = [reverse(room.url_name) for _title, doors in ROOMS for room in doors if room.url_name != "planning:skp_list"]
    ways = {}
    for address in rooms:
        page = client.get(address)
        assert [entry.href for entry in page.context["frame"].nav if entry.current] == ["/planning/"], address
        ways[address] = re.search(r'<p class="eyebrow"><a href="([^"?]*)', page.content.decode())[1]
    assert set(ways.values()) <= {"/planning/", *rooms}
    assert {address for address, way in ways.items() if way != "/planning/"} <= {"/coverage/"}  # reached from the tree


def test_a_fresh_year_says_where_to_begin_to_who_may(cast):
    year = performance_year(cast.agency).year

    def shown(who):
        client = Client()
        client.force_login(getattr(cast, who).user)
        page = client.get("/planning/")
        return "Mulai di sini" in page.content.decode(), page.context["standing"]

    assert shown("ani") == (False, {})
    begin, standing = shown("citra")
    assert (begin, {said for said, _tone in standing.values()}) == (True, {"Belum ada"})
    chains.need(chains.analysis(cast.agency))
    chains.agreement(cast.office)
    chains.goal(chains.plan(cast.agency), cast.office)
    begin, standing = shown("citra")
    assert (begin, year, standing) == (False, 2026, {
        "planning:needs_list": ("1 kebutuhan belum diputuskan", "warn"), "planning:plan_list": ("1 rencana berlaku", "info"),
        "planning:objective_list": ("Belum ada", ""), "planning:agreement_list": ("1 masih rancangan", "warn"),
        "planning:matrix_list": ("Belum ada", ""),
    })


@pytest.mark.parametrize("count", [1, 3])
def test_a_manager_sees_how_far_the_year_is_in_the_same_queries(cast, django_assert_num_queries, count):
    for number in range(count):
        chains.need(chains.analysis(cast.agency, title=f"Kebutuhan {number}"))
    client = Client()
    client.force_login(cast.citra.user)
    client.get("/planning/")
    with django_assert_num_queries(11):
        client.get("/planning/")


def test_a_manager_opens_the_year_before_anything_else(cast):
    client, ani = Client(), Client()
    client.force_login(cast.citra.user)
    ani.force_login(cast.ani.user)
    unready = client.post("/planning/year/")
    assert (unready.status_code, "belum menetapkan skema penilaian" in unready.content.decode()) == (403, True)
    adoption(cast.agency)
    assert "Tahun kinerja 2026 belum dibuka" in ani.get("/objectives/").content.decode()
    assert ani.post("/planning/year/").status_code == 403
    assert "Buka tahun kinerja 2026" in client.get("/planning/").content.decode()
    for address in ("/needs/new/", "/objectives/"):
        assert "Tahun kinerja 2026 belum dibuka" in client.get(address).content.decode(), address
    assert client.post("/planning/year/").url == "/planning/"
    assert PerformanceYear.objects.get(agency=cast.agency).year == 2026
    page = client.get("/planning/").content.decode()
    assert ("Tahun kinerja 2026 dibuka." in page, "Buat analisis kebutuhan" in page) == (True, True)
    assert client.post("/planning/year/").url == "/planning/"  # pressed twice: it is open, and that is all
    assert "Tahun kinerja 2026 dibuka." not in client.get("/planning/").content.decode()
    assert (PerformanceYear.objects.count(), ani.post("/planning/year/").status_code) == (1, 403)
