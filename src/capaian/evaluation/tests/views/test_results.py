from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from capaian.evaluation.actions import publish_evaluations
from capaian.evaluation.models import Evaluation
from capaian.evaluation.tests import factories
from capaian.foundation.actor import Role
from capaian.people.models import RoleGrant
from capaian.people.tests import factories as people
from capaian.planning.tests import factories as plans


@pytest.fixture
def result(cast, period, skp, level, rate):
    factories.feedback(skp, "Kunjungan teratur.")
    rate(result="meets", behaviour="meets", reason="Alasan penilai.", recommendation="Ikut pelatihan.")
    [made] = publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)
    return made


def why(evaluation):
    return reverse("evaluation:result", args=[evaluation.pk])


def test_the_why_page_tells_the_chain_and_what_would_change_it(cast, browser, result):
    page = browser(cast.ani).get(why(result)).content.decode()
    for told in (
        "Predikat Anda: Baik", "Capaian organisasi: Baik", "Puskesmas Galala, unit yang dipimpin penilai",
        "Hasil kerja: sesuai ekspektasi", "Sel matriks: sesuai × sesuai = Baik", "PermenPANRB 6/2022, Lampiran IV.B.3",
        factories.SCHEME, result.scheme_hash, "Menjadi <b>Sangat Baik</b>", "Kunjungan teratur.", "Alasan penilai.",
        "Ikut pelatihan.", "https://contoh.example/bukti", "14 hari kerja", "26 Oktober 2026",
        "Setiap target yang terukur sudah tercapai",
    ):
        assert told in page


def test_the_nearest_step_names_the_indicator_and_the_value(cast, browser, period, level, rate):
    skp = factories.agreed(factories.colleague(cast, 1), "46")
    rate(of=skp)
    [made] = publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)
    page = browser(cast.budi).get(why(made)).content.decode()
    assert "kini 46 kunjungan (76,67\xa0%); targetnya tercapai pada 60 kunjungan" in page


@pytest.mark.parametrize("who", ["ani", "budi", "dewi", "citra"])
def test_those_it_concerns_and_those_who_oversee_read_it(cast, browser, result, who):
    assert browser(getattr(cast, who)).get(why(result)).status_code == 200


def test_an_inspector_reads_it(cast, browser, result):
    inspector = people.employee(cast.office, "Gilang Pelupessy", "198003152010011999", roles=(Role.INSPECTOR,))
    assert browser(inspector).get(why(result)).status_code == 200


def test_a_colleague_is_refused_with_the_reason(cast, browser, result):
    response = browser(factories.colleague(cast, 1)).get(why(result))
    assert response.status_code == 403
    assert "hanya dapat dibaca oleh pegawai yang bersangkutan" in response.content.decode()


@pytest.mark.parametrize("name", ["result", "document"])
def test_another_agency_does_not_find_it(cast, browser, result, name):
    assert browser(cast.eko).get(reverse(f"evaluation:{name}", args=[result.pk])).status_code == 404


def test_an_unpublished_result_is_not_readable_yet(cast, browser, rate):
    [evaluation] = rate()
    response = browser(cast.ani).get(why(evaluation))
    assert response.status_code == 403
    assert "belum diterbitkan" in response.content.decode()


def test_a_result_whose_scheme_is_gone_says_so(cast, browser, result):
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("UPDATE evaluation_evaluation SET scheme_id = 'tidak-ada'")
    response = browser(cast.ani).get(why(result))
    assert response.status_code == 403
    assert "Skema tidak-ada yang dipakai hasil ini tidak ditemukan lagi" in response.content.decode()


def test_the_document_is_a_pdf(cast, browser, result):
    response = browser(cast.ani).get(reverse("evaluation:document", args=[result.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("number", [1, 3])
def test_the_why_page_costs_the_same_with_more_results(cast, browser, result, django_assert_num_queries, number):
    for more in range(1, number):
        plans.result(result.skp, f"Hasil lain {more}", ordinal=more + 1)
    client = browser(cast.ani)
    with django_assert_num_queries(10):
        client.get(why(result))


def test_my_results_are_mine_only_and_drawn_over_time(cast, browser, result, period, rate):
    other = factories.agreed(factories.colleague(cast, 1))
    rate(of=other)
    publish_evaluations(period=period, skp_ids=[other.pk], by=cast.actor(cast.budi), at=factories.OPEN)
    page = browser(cast.ani).get(reverse("evaluation:results"))
    assert [one.pk for one in page.context["page_obj"]] == [result.pk]
    assert page.context["course"] is None
    earlier = factories.quarter(cast.agency, 2)
    from capaian.foundation.writing import writing  # noqa: PLC0415

    with writing("factory"):
        Evaluation.objects.create(
            skp=result.skp, period=earlier, appraiser=cast.budi, state="published", result_rating="below",
            behaviour_rating="meets", predikat="BUTUH_PERBAIKAN", scheme_id="x", scheme_hash="y",
            organisation_level="BAIK", published_at=factories.OPEN - timedelta(days=90),
        )
    course = browser(cast.ani).get(reverse("evaluation:results")).context["course"]
    assert course.summary == "TW II 2026: Butuh Perbaikan; TW III 2026: Baik"
    assert course.path == "154,70 214,44"


@pytest.mark.parametrize(("who", "scope", "seen"), [
    ("ani", "mine", 1), ("budi", "mine", 0), ("budi", "team", 1), ("dewi", "team", 1), ("citra", "agency", 1),
    ("eko", "agency", 0),
])  # fmt: skip
def test_each_scope_shows_what_the_person_may_read(cast, browser, result, who, scope, seen):
    page = browser(getattr(cast, who)).get(reverse("evaluation:results"), {"scope": scope})
    assert len(page.context["page_obj"]) == seen


@pytest.mark.parametrize(("who", "scope"), [("ani", "team"), ("ani", "agency"), ("budi", "agency")])
def test_a_scope_beyond_reach_is_refused(cast, browser, result, who, scope):
    assert browser(getattr(cast, who)).get(reverse("evaluation:results"), {"scope": scope}).status_code == 403


@pytest.mark.parametrize(("query", "seen"), [
    ({"q": "ani"}, 1), ({"q": "19901231"}, 1), ({"q": "Galala"}, 1), ({"q": "tidak ada"}, 0),
    ({"predikat": "BAIK"}, 1), ({"predikat": "KURANG"}, 0), ({"predikat": "apa saja"}, 1),
    ({"period": "999"}, 0), ({"period": "²"}, 1), ({"scope": "entah", "q": "ani"}, 0),
])  # fmt: skip
def test_search_and_filters_stand_in_the_address(cast, browser, result, query, seen):
    page = browser(cast.citra).get(reverse("evaluation:results"), {"scope": "agency"} | query)
    assert len(page.context["page_obj"]) == seen


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    cast, browser, result, period, rate, django_assert_num_queries, number
):
    for more in range(1, number):
        skp = factories.agreed(factories.colleague(cast, more))
        rate(of=skp)
        publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)
    RoleGrant.objects.get_or_create(employee=cast.dewi, role=Role.PERFORMANCE_MANAGER)
    client = browser(cast.dewi)
    with django_assert_num_queries(8):
        assert len(client.get(reverse("evaluation:results"), {"scope": "agency"}).context["page_obj"]) == number
