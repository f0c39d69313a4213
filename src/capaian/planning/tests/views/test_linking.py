from __future__ import annotations

import re

import pytest

from capaian.foundation.writing import writing
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.actions import linking
from capaian.planning.models import LinkProposal, ResultPlan, Skp
from capaian.planning.tests import factories


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def proposed(cast, at):
    def make(count=1):
        leader = factories.skp(cast.budi, state=workflow.SUBMITTED, results=1)
        for number in range(count):
            person = cast.ani if not number else people.employee(
                cast.unit, f"Perawat {number}", f"19900{number}012015032999", appraiser=cast.budi
            )
            plan = factories.skp(person, results=0)
            with writing("test"):
                ResultPlan.objects.create(skp=plan, statement=f"Kunjungan {number}", placeholder="kunjungan rumah")
        linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
        return list(LinkProposal.objects.order_by("pk"))

    return make


@pytest.mark.parametrize("count", [1, 3])
def test_a_leader_sees_all_in_the_same_queries_at_any_size(client_as, cast, proposed, django_assert_num_queries, count):
    proposed(count)
    client = client_as(cast.budi)
    with django_assert_num_queries(7):
        page = text_of(client.get("/links/"))
    assert page.count('name="link"') == count
    assert ("Hasil kerja pegawai saya" in page, "Kata yang sama: kunjungan" in page) == (True, True)


def test_the_employee_and_then_the_leader_confirm_with_one_press_each(client_as, cast, proposed):
    rows = proposed(2)
    mine = rows[0]
    client = client_as(cast.ani)
    page = text_of(client.get("/links/"))
    assert ("Hasil kerja saya" in page, page.count('name="link"')) == (True, 1)
    assert client.post("/links/confirmations/", {"link": [mine.pk]}).url == "/links/"
    assert "Tidak ada kaitan yang menunggu Anda" in text_of(client.get("/links/"))
    client = client_as(cast.budi)
    page = text_of(client.get("/links/"))
    assert "pegawai sudah mengonfirmasi" in page
    client.post("/links/confirmations/", {"link": [row.pk for row in rows]})
    assert "2 kaitan dikonfirmasi. 1 kini tersambung." in text_of(client.get("/links/"))
    mine.result.refresh_from_db()
    assert mine.result.parent == mine.parent


def test_refusing_leads_to_the_choice_of_another(client_as, cast, proposed):
    row = proposed()[0]
    client = client_as(cast.ani)
    to = f"/links/results/{row.result_id}/"
    assert client.post(f"/links/{row.pk}/refusal/").url == to
    page = text_of(client.get("/links/"))
    assert ("Belum ada usulan" in page, "Akan mendukung: kunjungan rumah" in page) == (True, True)
    assert "Kunjungan rumah ibu hamil berisiko terlaksana 1" in text_of(client.get(to))
    wrong = client.post(to, {"parent": "0"})
    assert (wrong.status_code, "Pilih salah satu" in text_of(wrong)) == (422, True)
    assert client.post(to, {"parent": row.parent_id}).url == "/links/"


@pytest.mark.parametrize(("who", "other"), [("ani", "budi"), ("budi", "ani")])
def test_either_side_refuses_a_wrong_proposal_on_the_page(client_as, cast, proposed, who, other):
    row = proposed()[0]
    client = client_as(getattr(cast, who))
    page = text_of(client.get("/links/"))
    form, to = re.search(r'<button[^>]* form="(\w+)" formaction="([^"]*)">Tolak usulan', page).groups()
    assert re.search(f'<form id="{form}" method="post"><input type="hidden" name="csrfmiddlewaretoken"', page)
    answer = client.post(to, follow=True)
    assert (answer.status_code, "Usulan kaitan ditolak" in text_of(answer)) == (200, True)
    row.refresh_from_db()
    assert row.rejected_at is not None
    assert "Tolak usulan" not in text_of(client_as(getattr(cast, other)).get("/links/"))


def test_a_leader_who_appraises_no_longer_refuses_and_is_led_back(client_as, cast, proposed):
    row = proposed()[0]
    with writing("test"):
        Skp.objects.filter(pk=row.result.skp_id).update(appraiser=cast.dewi)
    people.Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.dewi)
    client = client_as(cast.budi)
    page = text_of(client.get("/links/"))
    to = re.search(r'formaction="([^"]*)">Tolak usulan', page)[1]
    answer = client.post(to, follow=True)
    assert (answer.redirect_chain, "Usulan kaitan ditolak." in text_of(answer)) == ([("/links/", 302)], True)


def test_without_a_plan_of_the_leader_there_is_nothing_to_choose_yet(client_as, cast):
    plan = factories.skp(cast.ani)
    page = text_of(client_as(cast.ani).get(f"/links/results/{plan.results.get().pk}/"))
    assert "Rencana pimpinan belum ada" in page


def test_what_was_settled_meanwhile_and_nothing_ticked_are_told(client_as, cast, proposed):
    row = proposed()[0]
    client = client_as(cast.ani)
    client.post("/links/confirmations/", {})
    assert "Pilih paling sedikit satu kaitan" in text_of(client.get("/links/"))
    client.post(f"/links/{row.pk}/refusal/")
    assert client.post("/links/confirmations/", {"link": row.pk}).status_code == 404


def test_others_are_refused_and_eko_finds_nothing(client_as, cast, proposed):
    row = proposed()[0]
    posts = [
        ("/links/confirmations/", {"link": row.pk}), (f"/links/{row.pk}/refusal/", {}), (f"/links/results/{row.result_id}/", {}),
    ]
    client = client_as(cast.citra)
    assert [client.post(path, data).status_code for path, data in posts] == [403, 403, 403]
    client = client_as(cast.eko)
    assert [client.post(path, data).status_code for path, data in posts] == [404, 404, 404]
    assert client.get("/links/").status_code == 200
