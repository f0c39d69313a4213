from __future__ import annotations

import pytest
from django.urls import reverse

from capaian.evaluation.actions import publish_evaluations, set_achievement
from capaian.evaluation.models import OrganisationAchievement
from capaian.evaluation.tests import factories
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.people.tests import factories as people

BASIS = "Capaian rencana aksi triwulan III: 7 dari 8."


@pytest.fixture
def set_level(cast, period):
    def done(*, by, unit=cast.unit, level="BAIK", basis=BASIS):
        return set_achievement(
            unit=unit, period=period, level=level, basis=basis, by=cast.actor(by), at=factories.OPEN
        )

    return done


@pytest.mark.parametrize("who", ["dewi", "citra"])
def test_the_head_one_level_up_or_a_performance_manager_sets_it(cast, set_level, who):
    stored = set_level(by=getattr(cast, who))
    assert (stored.level, stored.basis) == ("BAIK", BASIS)
    assert AuditEvent.objects.get(verb="achievement.set").after == {"level": "BAIK", "basis": BASIS}


def test_setting_it_again_corrects_it(cast, set_level):
    set_level(by=cast.dewi)
    set_level(by=cast.dewi, level="ISTIMEWA")
    assert list(OrganisationAchievement.objects.values_list("level", flat=True)) == ["ISTIMEWA"]
    assert AuditEvent.objects.filter(verb="achievement.set").last().before == {"level": "BAIK", "basis": BASIS}


def test_nobody_sets_the_own_units_level(cast, set_level):
    with pytest.raises(Refused, match="pimpinan satu tingkat di atasnya"):
        set_level(by=cast.budi)


def test_who_does_not_appraise_does_not_see_levels(cast, set_level):
    with pytest.raises(Refused, match="dibuka untuk pejabat penilai"):
        set_level(by=cast.ani)


def test_a_level_that_results_rest_on_stays(cast, period, skp, level, rate, set_level):
    rate()
    publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)
    with pytest.raises(Refused, match="Sudah ada hasil yang diterbitkan"):
        set_level(by=cast.dewi, level="ISTIMEWA")


def test_everything_wrong_is_said_at_once(cast, set_level):
    with pytest.raises(InvalidInput) as refused:
        set_level(by=cast.dewi, level="HEBAT", basis=" ok ")
    assert [problem.field for problem in refused.value.problems] == ["level", "basis"]


def listing(period):
    return reverse("evaluation:organisation_period", args=[period.pk])


def test_the_list_shows_levels_and_offers_what_one_may_set(cast, browser, period, level):
    page = browser(cast.dewi).get(listing(period)).content.decode()
    assert "Laporan rencana aksi" in page
    assert page.count("Ubah") == 1
    assert "Tetapkan<" not in page  # nobody here leads a unit above the top one


@pytest.mark.parametrize(("query", "seen"), [
    ({}, ["Dinas Kesehatan", "Puskesmas Galala"]), ({"q": "galala"}, ["Puskesmas Galala"]),
    ({"show": "missing"}, ["Dinas Kesehatan"]), ({"q": "x"}, []),
])  # fmt: skip
def test_search_and_filter_stand_in_the_address(cast, browser, period, level, query, seen):
    page = browser(cast.citra).get(listing(period), query)
    assert [unit.name for unit in page.context["page_obj"]] == seen


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_more_units(cast, browser, period, django_assert_num_queries, number):
    for more in range(1, number):
        people.unit(cast.agency, f"Unit {more}", parent=cast.office)
    client = browser(cast.citra)
    with django_assert_num_queries(7):
        client.get(listing(period))


def test_the_form_sets_it_and_comes_back(cast, browser, period):
    url = reverse("evaluation:achievement", args=[period.pk, cast.unit.pk])
    client = browser(cast.dewi)
    assert "Lima predikat" in client.get(url).content.decode()
    response = client.post(url, {"level": "KURANG", "basis": BASIS}, follow=True)
    assert "Capaian Puskesmas Galala tersimpan." in response.content.decode()
    assert OrganisationAchievement.objects.get().level == "KURANG"


@pytest.mark.parametrize("typed", [{"basis": "pendek", "level": "BAIK"}, {"basis": "Dasar yang cukup panjang"}])
def test_a_form_that_says_too_little_keeps_what_was_typed(cast, browser, period, typed):
    url = reverse("evaluation:achievement", args=[period.pk, cast.unit.pk])
    response = browser(cast.dewi).post(url, typed)
    assert response.status_code == 422
    assert typed["basis"] in response.content.decode()


def test_who_may_not_set_it_reads_why(cast, browser, period, level):
    page = browser(cast.budi).get(reverse("evaluation:achievement", args=[period.pk, cast.unit.pk])).content.decode()
    assert "SE MenPANRB 3/2023" in page


def test_another_agency_finds_neither_period_nor_unit(cast, browser, period):
    client = browser(cast.eko)
    assert client.get(listing(period)).status_code == 404
    own = factories.quarter(cast.eko.agency)
    assert client.get(reverse("evaluation:achievement", args=[own.pk, cast.unit.pk])).status_code == 404


def test_organisation_goes_to_the_period_that_is_meant(cast, browser, period):
    assert browser(cast.citra).get(reverse("evaluation:organisation")).url == listing(period)


def test_without_a_period_the_page_says_what_is_missing(cast, browser):
    page = browser(cast.citra).get(reverse("evaluation:organisation")).content.decode()
    assert "Belum ada periode evaluasi" in page
