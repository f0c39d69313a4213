from __future__ import annotations

import pytest

from capaian.foundation.writing import writing
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.models import ResultPlan
from capaian.planning.tests import factories

HTMX = {"HX-Request": "true"}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def chain(cast):
    goal = factories.objective(cast.office)
    head = factories.skp(cast.dewi, state=workflow.AGREED, results=0)
    with writing("test"):
        top = ResultPlan.objects.create(skp=head, statement="Insiden DBD menurun", objective=goal)
    return goal, top


def people_below(cast, top, count):
    for number in range(count):
        person = people.employee(cast.unit, f"Perawat {number}", f"19900{number}012015032999", appraiser=cast.budi)
        skp = factories.skp(person, results=0)
        with writing("test"):
            ResultPlan.objects.create(skp=skp, statement=f"Rumah diperiksa {number}", parent=top, cascade="direct")


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_opens_in_the_same_queries_at_any_size_and_depth(client_as, cast, chain, django_assert_num_queries, count):
    people_below(cast, chain[1], count)
    client = client_as(cast.budi)
    with django_assert_num_queries(13):
        page = text_of(client.get("/cascade/", {"open": f"result-{chain[1].pk}"}))
    assert (page.count("Rumah diperiksa"), "langsung</span>" in page) == (count, True)


@pytest.mark.parametrize("count", [1, 3])
def test_a_branch_costs_the_same_at_any_size(client_as, cast, chain, django_assert_num_queries, count):
    people_below(cast, chain[1], count)
    client = client_as(cast.budi)
    with django_assert_num_queries(9):
        page = text_of(client.get(f"/cascade/results/{chain[1].pk}/", headers=HTMX))
    assert (page.count("Rumah diperiksa"), "<h1" in page) == (count, False)


def test_without_scripts_a_branch_is_the_tree_opened_there(client_as, cast, chain):
    goal, _top = chain
    page = text_of(client_as(cast.ani).get(f"/cascade/objectives/{goal.pk}/"))
    assert ("<h1" in page, "Insiden DBD menurun" in page, 'id="meant"' in page) == (True, True, True)


def test_a_colleague_gets_counts_where_names_are_not_for_them(client_as, cast, chain):
    people_below(cast, chain[1], 2)
    other = people.employee(cast.office, "Gani", "199101012015031999", appraiser=cast.dewi)
    page = text_of(client_as(other).get(f"/cascade/results/{chain[1].pk}/"))
    assert ("2 hasil kerja pegawai" in page, "Perawat 0" in page) == (True, False)


def test_the_search_leads_to_the_opened_path(client_as, cast, chain):
    _goal, top = chain
    client = client_as(cast.ani)
    page = text_of(client.get("/cascade/", {"q": "insiden menurun"}))
    assert f"?open=result-{top.pk}&amp;year=2026#meant" in page
    assert ('class="tree"' in page, "Kembali ke pohon" in page) == (False, True)
    assert "Tidak ada yang cocok" in text_of(client.get("/cascade/", {"q": "zzz"}))


def test_an_empty_year_says_where_the_tree_grows_from(client_as, cast):
    page = text_of(client_as(cast.ani).get("/cascade/?year=2031&open=moon-1"))
    assert ("Belum ada sasaran untuk tahun ini" in page, "Lihat cakupan" in page) == (True, False)


def test_eko_finds_nothing(client_as, cast, chain):
    goal, top = chain
    client = client_as(cast.eko)
    paths = [f"/cascade/objectives/{goal.pk}/", f"/cascade/results/{top.pk}/", f"/cascade/?open=result-{top.pk}"]
    assert [client.get(path, headers=headers).status_code for path in paths for headers in (HTMX, {})] == [404] * 6
