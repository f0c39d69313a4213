from __future__ import annotations

import csv
import io
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from capaian.evaluation.actions import publish_evaluations
from capaian.evaluation.models import OrganisationLevel
from capaian.evaluation.queries import Scope, evaluations_for, overview_for
from capaian.evaluation.queries.results import ResultFilter
from capaian.evaluation.tests import factories
from capaian.people.tests import factories as people
from capaian.planning.tests import factories as plans

OVERVIEW = "/manage/"


@pytest.fixture
def published(cast, period, skp, level, rate):
    rate()
    return publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)


def test_each_unit_tells_how_far_it_is(cast, period, published):
    found = overview_for(cast.actor(cast.citra), factories.OPEN)
    row = next(row for row in found.rows if row.unit_id == cast.unit.pk)
    assert (row.people, row.without_skp, row.agreed, row.published) == (2, 1, 1, 1)
    assert (row.reports_expected, row.reports_accepted) == (1, 0)  # October, while September was accepted
    assert row.guidance.counts["BAIK"] == 1
    assert row.guidance.level == OrganisationLevel.BAIK
    assert (found.totals.people, found.totals.without_skp, found.totals.levels_missing) == (4, 3, 1)
    assert found.counts["BAIK"] == 1


@pytest.mark.parametrize(("query", "seen"), [
    ({}, ["Dinas Kesehatan", "Puskesmas Galala"]), ({"q": "GALALA"}, ["Puskesmas Galala"]),
    ({"show": "incomplete"}, ["Dinas Kesehatan", "Puskesmas Galala"]), ({"show": "deviating"}, []),  # two people: no shares
    ({"q": "x"}, []),
])  # fmt: skip
def test_search_and_filters_stand_in_the_address(cast, browser, published, query, seen):
    page = browser(cast.citra).get(OVERVIEW, query)
    assert [row.name for row in page.context["page_obj"]] == seen


@pytest.mark.parametrize("who", ["ani", "budi", "dewi"])
def test_only_those_who_oversee_see_it(cast, browser, period, who):
    response = browser(getattr(cast, who)).get(OVERVIEW)
    assert response.status_code == 403
    assert "pengelola kinerja" in response.content.decode()


def test_another_agency_sees_its_own_only(cast, browser, published):
    page = browser(cast.eko).get(OVERVIEW).content.decode()
    assert "Belum ada periode evaluasi" in page
    assert "Galala" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_overview_costs_the_same_for_more_people(
    cast, browser, published, django_assert_num_queries, number
):
    for more in range(1, number):
        factories.agreed(factories.colleague(cast, more))
        people.unit(cast.agency, f"Unit {more}")
    client = browser(cast.citra, at=factories.OPEN + timedelta(minutes=10))
    client.get(OVERVIEW)
    with django_assert_num_queries(11):
        client.get(OVERVIEW)


def test_people_without_an_agreed_skp_are_listed_with_their_draft(cast, browser, period, skp):
    plans.skp(factories.colleague(cast, 1))
    url = reverse("evaluation:without_skp", args=[period.pk])
    client = browser(cast.citra)
    page = client.get(url)
    assert [person.name for person in page.context["page_obj"]] == [
        "Citra Wulandari, S.E.", "Dewi Kaisupy, S.K.M., M.Kes.", "Pegawai 01", "dr. Budi Hartono",
    ]
    assert "Disusun" in page.content.decode()
    assert [person.name for person in client.get(url, {"q": "pegawai"}).context["page_obj"]] == ["Pegawai 01"]
    assert browser(cast.ani).get(url).status_code == 403


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_export_carries_every_result_and_no_formula(cast, browser, published):
    cast.ani.name = '=HYPERLINK("http://jahat.example")'
    cast.ani.save()
    rows = rows_of(browser(cast.citra).get(reverse("evaluation:export", args=[published[0].period_id])))
    assert rows[1][:4] == [
        "19901231 201503 2 999", "'=HYPERLINK(\"http://jahat.example\")", "Perawat Mahir", "Puskesmas Galala",
    ]
    assert rows[1][7:11] == ["100", "Sesuai ekspektasi", "Sesuai ekspektasi", "Baik"]
    assert rows[1][13] == published[0].published_at.astimezone(ZoneInfo("Asia/Jayapura")).isoformat(timespec="minutes")
    assert rows[1][13].endswith("+09:00")
    assert len(rows) == 2


def test_the_export_is_refused_to_others_and_unknown_elsewhere(cast, browser, published):
    url = reverse("evaluation:export", args=[published[0].period_id])
    assert browser(cast.budi).get(url).status_code == 403
    assert browser(cast.eko).get(url).status_code == 404


def test_a_managers_list_is_bound_to_the_agency(cast, published):
    eko = cast.actor(cast.eko)
    assert list(evaluations_for(eko, ResultFilter(scope=Scope.AGENCY))) == []
