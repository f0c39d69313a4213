from __future__ import annotations

import pytest
from django.urls import reverse

from capaian.evaluation.models import Evaluation
from capaian.evaluation.tests import factories
from capaian.planning.tests import factories as plans

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(name, period, *more):
    return reverse(f"evaluation:{name}", args=[period.pk, *more])


def test_the_grid_shows_what_ratings_rest_on(cast, browser, period, skp, level):
    factories.feedback(skp)
    page = browser(cast.budi).get(address("team_period", period)).content.decode()
    assert "Evaluasi tim, Triwulan III 2026" in page
    assert "Ani Lestari" in page
    assert "100\xa0%" in page
    assert "1 bukti" in page
    assert "1 umpan balik" in page
    assert "Belum lengkap" in page
    assert " checked" not in page  # nothing is chosen for the appraiser


def test_the_suggestion_is_shown_and_never_chosen(cast, browser, skp, level):
    final = factories.quarter(cast.agency, 4)
    page = browser(cast.budi).get(address("team_period", final)).content.decode()
    assert "usul:" in page
    assert " checked" not in page


def test_a_cumulative_target_gets_no_suggestion_before_the_year_is_over(cast, browser, period, skp):
    assert "usul:" not in browser(cast.budi).get(address("team_period", period)).content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_grid_costs_the_same_for_one_and_for_three(cast, browser, period, skp, level, django_assert_num_queries, people):
    for number in range(1, people):
        factories.agreed(factories.colleague(cast, number))
    client = browser(cast.budi)
    with django_assert_num_queries(11):
        assert client.get(address("team_period", period)).status_code == 200


def test_team_goes_to_the_period_that_is_meant(cast, browser, period):
    assert browser(cast.budi).get(reverse("evaluation:team")).url == address("team_period", period)


def test_without_a_period_the_page_says_what_is_missing(cast, browser):
    response = browser(cast.budi).get(reverse("evaluation:team"))
    assert "Belum ada periode evaluasi" in response.content.decode()


def test_who_appraises_nobody_is_told_where_the_own_results_are(cast, browser, period):
    response = browser(cast.ani).get(address("team_period", period))
    assert response.status_code == 403
    assert "Halaman tim hanya untuk pejabat penilai" in response.content.decode()


@pytest.mark.parametrize("name", ["team_period", "publication"])
def test_another_agencys_period_does_not_exist(cast, browser, period, name):
    assert browser(cast.eko).get(address(name, period)).status_code == 404


def test_a_click_saves_one_rating_and_answers_the_row(cast, browser, period, skp, level):
    client = browser(cast.budi)
    url = address("rating", period, skp.pk)
    client.post(url, {f"result-{skp.pk}": "meets"}, **HTMX)
    response = client.post(url, {f"behaviour-{skp.pk}": "above"}, **HTMX)
    answer = response.content.decode()
    assert response.status_code == 200
    assert f'id="state-{skp.pk}"' in answer
    assert "Terbitkan 1 hasil" in answer
    assert 'id="team-distribution" hx-swap-oob="true"' in answer
    stored = Evaluation.objects.get()
    assert (stored.result_rating, stored.behaviour_rating) == ("meets", "above")


def test_a_typed_reason_does_not_replace_the_box_being_typed_in(cast, browser, period, skp, rate):
    rate(result="below")
    url = address("rating", period, skp.pk)
    answer = browser(cast.budi).post(url, {f"reason-{skp.pk}": factories.REASON}, **HTMX).content.decode()
    assert "team-reasons" not in answer
    assert Evaluation.objects.get().reason == factories.REASON


def test_a_click_that_means_nothing_is_refused_with_the_reason(cast, browser, period, skp):
    url = address("rating", period, skp.pk)
    response = browser(cast.budi).post(url, {f"result-{skp.pk}": "hebat"}, **HTMX)
    assert response.status_code == 422
    assert "Pilih “di bawah”" in response.content.decode()


def test_a_click_outside_the_window_is_refused_in_the_page(cast, browser, period, skp):
    url = address("rating", period, skp.pk)
    response = browser(cast.budi, at=factories.LATE).post(url, {f"result-{skp.pk}": "meets"}, **HTMX)
    assert response.status_code == 403
    assert "Lampiran IV.A.11" in response.content.decode()


def test_a_closed_window_is_told_on_the_grid_and_nothing_can_be_chosen(cast, browser, period, skp):
    page = browser(cast.budi, at=factories.EARLY).get(address("team_period", period)).content.decode()
    assert "dibuka pada 25 September 2026" in page
    assert page.count('<fieldset class="seg" disabled>') == 2


def test_without_javascript_one_form_saves_everybody_and_leads_to_publishing(cast, browser, period, skp, level):
    other = factories.agreed(factories.colleague(cast, 1))
    ratings = {f"{what}-{one.pk}": "meets" for what in ("result", "behaviour") for one in (skp, other)}
    response = browser(cast.budi).post(address("ratings", period), ratings | {"then": "publication"})
    assert response.url == address("publication", period)
    assert Evaluation.objects.filter(result_rating="meets", behaviour_rating="meets").count() == 2


def test_without_javascript_saving_comes_back_to_the_grid(cast, browser, period, skp):
    response = browser(cast.budi).post(address("ratings", period), {f"result-{skp.pk}": "meets", "x-1": "meets"}, follow=True)
    assert "Penilaian tersimpan." in response.content.decode()


def test_a_refused_grid_keeps_what_was_typed(cast, browser, period, skp, rate):
    rate(result="below")
    typed = {f"result-{skp.pk}": "hebat", f"reason-{skp.pk}": "Yang baru saja diketik."}
    response = browser(cast.budi).post(address("ratings", period), typed)
    assert response.status_code == 422
    assert "Yang baru saja diketik." in response.content.decode()


def test_below_without_feedback_asks_for_a_reason_before_publishing(cast, browser, period, skp, level, rate):
    rate(result="below")
    page = browser(cast.budi).get(address("team_period", period)).content.decode()
    assert "Perlu alasan" in page
    assert "Terbitkan" not in page


def test_people_without_an_agreed_skp_are_named(cast, browser, period, skp):
    plans.skp(factories.colleague(cast, 1))
    assert "Pegawai 01" in browser(cast.budi).get(address("team_period", period)).content.decode()


def test_publishing_shows_once_more_and_then_publishes_the_ticked(cast, browser, period, skp, level, rate):
    other = factories.agreed(factories.colleague(cast, 1))
    rate()
    rate(of=other)
    client = browser(cast.budi)
    page = client.get(address("publication", period)).content.decode()
    assert page.count(" checked") == 2
    response = client.post(address("publication", period), {"skp": [str(skp.pk), "x"]}, follow=True)
    assert "1 hasil diterbitkan." in response.content.decode()
    assert list(Evaluation.objects.filter(state="published").values_list("skp_id", flat=True)) == [skp.pk]


def test_publishing_nobody_comes_back_with_the_reason(cast, browser, period, skp, level, rate):
    rate()
    response = browser(cast.budi).post(address("publication", period), {})
    assert response.status_code == 422
    assert "Pilih paling sedikit satu orang." in response.content.decode()


def test_publishing_twice_is_refused_with_the_reason(cast, browser, period, skp, level, rate):
    rate()
    client = browser(cast.budi)
    client.post(address("publication", period), {"skp": skp.pk})
    response = client.post(address("publication", period), {"skp": skp.pk})
    assert response.status_code == 403
    assert "sudah diterbitkan" in response.content.decode()
    page = client.get(address("team_period", period)).content.decode()
    assert "diterbitkan" in page


def test_the_person_page_shows_evidence_and_takes_words(cast, browser, period, skp, level):
    factories.feedback(skp, "Ramah kepada ibu hamil.", value="berorientasi-pelayanan")
    factories.feedback(skp, "Kunjungan teratur.")
    client = browser(cast.budi)
    url = address("team_person", period, skp.pk)
    page = client.get(url).content.decode()
    assert "https://contoh.example/bukti" in page
    assert "Ramah kepada ibu hamil." in page
    assert "Kunjungan teratur." in page
    said = {f"result-{skp.pk}": "meets", f"reason-{skp.pk}": "", f"recommendation-{skp.pk}": "Ikut pelatihan."}
    assert client.post(url, said).url == url
    assert Evaluation.objects.get().recommendation == "Ikut pelatihan."


def test_the_person_page_keeps_what_was_typed_when_refused(cast, browser, period, skp):
    said = {f"recommendation-{skp.pk}": "y" * 4_001}
    response = browser(cast.budi).post(address("team_person", period, skp.pk), said)
    assert response.status_code == 422
    assert "y" * 4_001 in response.content.decode()


def test_somebody_elses_appraisee_is_not_on_the_grid(cast, browser, period, skp):
    foreign = factories.agreed(cast.citra)
    assert browser(cast.budi).get(address("team_person", period, foreign.pk)).status_code == 404
