"""The feedback page and the part of it on other pages."""

from __future__ import annotations

import pytest

from capaian.feedback import queries
from capaian.feedback.actions import give_feedback
from capaian.feedback.models import Feedback
from capaian.people.tests import factories as people
from capaian.planning import workflow as planning_workflow
from capaian.planning.models import Indicator
from capaian.planning.tests import factories as planning

TEXT = "Kunjungan ke dusun terjauh sudah rutin."


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED, results=2)


@pytest.fixture
def indicator(skp):
    return Indicator.objects.filter(result__skp=skp).order_by("pk")[0]


@pytest.fixture
def rudi(cast):
    return people.employee(cast.unit, "Rudi Saputra, A.Md.Kep.", "199106152016031999", appraiser=cast.budi)


def page(response) -> str:
    return " ".join(response.content.decode().split())


def give(cast, skp, at, **about):
    return give_feedback(**{
        "skp": skp, "giver": "leader", "tone": "positive", "text": TEXT, "by": cast.actor(cast.budi), "at": at,
    } | about)


def test_feedback_is_listed_in_the_order_of_the_forms(cast, skp, at, django_assert_num_queries):
    first, second = Indicator.objects.filter(result__skp=skp).order_by("pk")
    value = give(cast, skp, at, core_value="adaptif")
    earlier = give(cast, skp, at, core_value="akuntabel")
    later, sooner = give(cast, skp, at, indicator=second), give(cast, skp, at, indicator=first)
    with django_assert_num_queries(1):
        assert queries.feedback_of(skp) == [sooner, later, earlier, value]
    other = planning.skp(cast.citra, state=planning_workflow.AGREED)
    with django_assert_num_queries(1):
        assert queries.feedback_counts([skp.pk, other.pk]) == {skp.pk: 4, other.pk: 0}


QUERIES = 8


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(cast, skp, indicator, client_as, at, rows, django_assert_num_queries):
    for _ in range(rows):
        give(cast, skp, at, indicator=indicator)
    client = client_as(cast.ani)
    client.get(f"/feedback/skp/{skp.pk}/")
    with django_assert_num_queries(QUERIES - 1):
        response = client.get(f"/feedback/skp/{skp.pk}/")
    assert page(response).count(TEXT) == rows
    assert ("dr. Budi Hartono · 21 Januari 2026" in page(response), '<h2 id="give-heading"' in page(response)) == (True, False)


def test_nothing_yet_says_what_to_do(cast, skp, client_as):
    assert "Anda dapat memintanya kepada pimpinan" in page(client_as(cast.ani).get(f"/feedback/skp/{skp.pk}/"))
    assert "Mulailah dengan satu hal" in page(client_as(cast.budi).get(f"/feedback/skp/{skp.pk}/"))


def test_the_leader_gives_on_the_page(cast, skp, indicator, client_as):
    url = f"/feedback/skp/{skp.pk}/"
    given = {"about": f"i{indicator.pk}", "giver": "leader", "tone": "mixed", "text": TEXT}
    response = client_as(cast.budi).post(url, given, follow=True)
    assert "Umpan balik tersimpan dan terlihat oleh pegawai." in page(response)
    value = {"about": "loyal", "giver": "stakeholder", "giver_label": "Pasien", "tone": "positive", "text": TEXT}
    assert "<b>Pasien</b>" in page(client_as(cast.budi).post(url, value, follow=True))
    assert set(Feedback.objects.values_list("indicator_id", "core_value")) == {(indicator.pk, ""), (None, "loyal")}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "pendek"}, "Tuliskan paling sedikit 10 huruf"),
        ({"text": ""}, "Tuliskan umpan baliknya."),
        ({"about": ""}, "Bidang ini"),
        ({"tone": ""}, "Pilih nada umpan balik."),
        ({"giver": "stakeholder"}, "Tuliskan siapa yang menyampaikannya"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(cast, skp, client_as, given, words):
    good = {"about": "loyal", "giver": "leader", "tone": "mixed", "text": TEXT}
    response = client_as(cast.budi).post(f"/feedback/skp/{skp.pk}/", good | given)
    assert (response.status_code, words in page(response)) == (422, True)
    assert (good | given)["text"] in response.content.decode()
    assert Feedback.objects.count() == 0


def test_a_colleague_gives_and_sees_only_their_own(cast, skp, rudi, client_as, at):
    give(cast, skp, at, core_value="loyal", text="Hanya untuk Ani dan atasannya.")
    client = client_as(rudi)
    url = f"/feedback/skp/{skp.pk}/"
    response = client.post(url, {"about": "kompeten", "tone": "positive", "text": TEXT}, follow=True)
    assert (TEXT in page(response), "Hanya untuk Ani" in page(response)) == (True, False)
    assert Feedback.objects.get(text=TEXT).giver == "peer"


@pytest.mark.parametrize(("who", "status"), [("dewi", 200), ("eko", 404), ("citra", 200)])
def test_who_opens_the_page(cast, skp, indicator, client_as, who, status):
    client = client_as(getattr(cast, who))
    assert client.get(f"/feedback/skp/{skp.pk}/").status_code == status
    assert client.get(f"/feedback/skp/{skp.pk}/indicators/{indicator.pk}/").status_code == status


def test_the_person_does_not_give_to_themselves(cast, skp, client_as):
    given = {"about": "loyal", "giver": "leader", "tone": "mixed", "text": TEXT}
    assert client_as(cast.ani).post(f"/feedback/skp/{skp.pk}/", given).status_code == 403
    assert Feedback.objects.count() == 0


def test_the_part_on_another_page(cast, skp, indicator, client_as):
    client = client_as(cast.budi)
    url = f"/feedback/skp/{skp.pk}/indicators/{indicator.pk}/"
    assert "<form" in page(client.get(url))
    short = client.post(url, {"giver": "leader", "tone": "mixed", "text": "pendek"})
    assert (short.status_code, "pendek</textarea>" in page(short)) == (422, True)
    given = page(client.post(url, {"giver": "leader", "tone": "mixed", "text": TEXT}))
    assert (TEXT in given, "Umpan balik tersimpan" in given) == (True, True)
    assert ("<form" in given, "Tulis satu lagi" in given) == (False, True)
    assert Feedback.objects.get().indicator == indicator


def test_another_skps_indicator_does_not_exist_here(cast, skp, client_as):
    other = planning.skp(cast.citra, state=planning_workflow.AGREED)
    foreign = Indicator.objects.get(result__skp=other)
    assert client_as(cast.budi).get(f"/feedback/skp/{skp.pk}/indicators/{foreign.pk}/").status_code == 404
