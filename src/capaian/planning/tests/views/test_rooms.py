"""The rooms of planning: every door leads somewhere, and nobody is shown one that stays shut."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from capaian.foundation.actor import Role
from capaian.people.models import RoleGrant
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
