from __future__ import annotations

import pytest

from capaian.planning import queries
from capaian.planning.models import Objective
from capaian.planning.tests import factories


def text_of(response):
    return " ".join(response.content.decode().split())


def rows(*indicators, initial=0):
    data = {"indicators-TOTAL_FORMS": len(indicators), "indicators-INITIAL_FORMS": initial}
    for number, (statement, target, *delete) in enumerate(indicators):
        data |= {f"indicators-{number}-statement": statement, f"indicators-{number}-target_text": target}
        data |= {f"indicators-{number}-DELETE": "on"} if delete else {}
    return data


@pytest.mark.parametrize("count", [1, 3])
def test_everybody_reads_in_the_same_queries_at_any_size(client_as, cast, django_assert_num_queries, count):
    for number in range(count):
        factories.objective(cast.unit, f"Sasaran {number}")
    client = client_as(cast.ani)
    with django_assert_num_queries(13):
        page = text_of(client.get("/objectives/"))
    assert (page.count("Insiden DBD per 100.000 penduduk"), "Tambah sasaran" in page) == (count, False)


def test_an_empty_unit_says_who_fills_it(client_as, cast):
    factories.performance_year(cast.agency)
    page = text_of(client_as(cast.ani).get("/objectives/", {"unit": cast.office.pk, "year": "2026"}))
    assert "Belum ada sasaran untuk unit dan tahun ini" in page


def test_the_head_adds_changes_and_removes(client_as, cast):
    factories.performance_year(cast.agency)
    client = client_as(cast.budi)
    address = f"/objectives/?unit={cast.unit.pk}&year=2026"
    assert "Tambah sasaran" in text_of(client.get(address))
    new = f"/objectives/new/?unit={cast.unit.pk}&year=2026"
    assert client.get(new).status_code == 200
    data = {"statement": "Menurunnya insiden DBD", "source": "PK 2026"} | rows(("Insiden", "35"), ("", ""))
    assert client.post(new, data).url == address
    goal = Objective.objects.get()
    path = f"/objectives/{goal.pk}/"
    version = queries.version_of([goal, *goal.indicators.all()])
    assert version in text_of(client.get(path))
    data = {"statement": "Baru", "source": "", "version": version} | rows(("Insiden", "35", "x"), ("Kematian", "0"), initial=1)
    assert client.post(path, data).url == address
    assert list(goal.indicators.values_list("statement", "target_text")) == [("Kematian", "0")]
    stale = client.post(path, data)
    assert (stale.status_code, "sudah diubah dari layar lain" in text_of(stale)) == (422, True)
    assert "Hapus sasaran ini?" in text_of(client.get(f"{path}deletion/"))
    assert client.post(f"{path}deletion/").url == address
    assert not Objective.objects.exists()


def test_a_half_filled_row_is_told(client_as, cast):
    factories.performance_year(cast.agency)
    data = {"statement": "A", "source": ""} | rows(("Insiden", ""))
    response = client_as(cast.citra).post(f"/objectives/new/?unit={cast.unit.pk}", data)
    assert (response.status_code, "Insiden" in text_of(response)) == (422, True)
    assert not Objective.objects.exists()


def test_others_are_refused_and_eko_finds_nothing(client_as, cast):
    goal = factories.objective(cast.unit)
    paths = [f"/objectives/{goal.pk}/", f"/objectives/{goal.pk}/deletion/", f"/objectives/new/?unit={cast.unit.pk}"]
    client = client_as(cast.ani)
    assert [client.get(path).status_code for path in paths] == [403, 403, 403]
    client = client_as(cast.eko)
    assert [client.get(path).status_code for path in [*paths, f"/objectives/?unit={cast.unit.pk}"]] == [404] * 4


def test_a_year_that_is_not_opened_has_no_form(client_as, cast):
    assert client_as(cast.citra).get(f"/objectives/new/?unit={cast.unit.pk}&year=2031").status_code == 404
