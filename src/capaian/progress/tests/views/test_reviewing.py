"""The appraiser's screens."""

from __future__ import annotations

import pytest

from capaian.planning import workflow as planning_workflow
from capaian.planning.tests import factories as planning
from capaian.progress import workflow
from capaian.progress.tests import factories


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED, results=2)


def page(response) -> str:
    return " ".join(response.content.decode().split())


LIST_QUERIES, DETAIL_QUERIES = 9, 8


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(cast, skp, client_as, rows, django_assert_num_queries):
    for month in range(1, rows + 1):
        factories.report(skp, month=month, state=workflow.SUBMITTED)
    client = client_as(cast.budi)
    client.get("/progress/reviews/")
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/progress/reviews/")
    assert page(response).count('name="reports"') == rows


@pytest.mark.parametrize("results", [1, 3])
def test_a_report_costs_the_same_for_one_and_three(cast, client_as, results, django_assert_num_queries):
    report = factories.report(
        planning.skp(cast.ani, state=planning_workflow.AGREED, results=results), state=workflow.SUBMITTED
    )
    client = client_as(cast.budi)
    client.get(f"/progress/{report.pk}/")
    with django_assert_num_queries(DETAIL_QUERIES):
        assert client.get(f"/progress/{report.pk}/").status_code == 200


def test_search_and_state_stay_in_the_address(cast, skp, client_as):
    factories.report(skp, month=1, state=workflow.ACCEPTED)
    factories.report(skp, month=2, state=workflow.SUBMITTED)
    client = client_as(cast.budi)
    names = lambda query: page(client.get(f"/progress/reviews/{query}")).count("Ani Lestari, A.Md.Kep.</a>")  # noqa: E731
    assert [names(""), names("?status=semua"), names("?status=accepted&cari=Ani"), names("?cari=Zulkifli")] == [1, 2, 1, 0]
    assert "Tidak ada yang cocok" in page(client.get("/progress/reviews/?cari=Zulkifli"))
    assert names("?status=entah") == 1


def test_nothing_waiting_says_so(cast, client_as):
    assert "Tidak ada progres yang menunggu Anda" in page(client_as(cast.budi).get("/progress/reviews/"))


def test_the_detail_shows_value_path_achievement_and_evidence(cast, skp, client_as):
    factories.report(skp, month=1, state=workflow.ACCEPTED, value="6")
    report = factories.report(skp, month=2, state=workflow.SUBMITTED, value="4", url="https://contoh.go.id/bukti")
    text = page(client_as(cast.budi).get(f"/progress/{report.pk}/"))
    for words in ("<dd>6</dd>", "<dd>10</dd>", "16,67 %", 'href="https://contoh.go.id/bukti"', "Terima progres",
                  "Kembalikan dengan alasan", "Beri umpan balik", "Di jalur"):
        assert words in text


def test_a_watcher_reads_without_buttons(cast, skp, client_as):
    report = factories.report(skp, state=workflow.SUBMITTED)
    text = page(client_as(cast.citra).get(f"/progress/{report.pk}/"))
    assert ("Terima progres" in text, "Beri umpan balik" in text) == (False, False)


@pytest.mark.parametrize(("who", "status"), [("dewi", 403), ("eko", 404)])
@pytest.mark.parametrize("path", ["acceptance/", "return/", "withdrawal/"])
def test_who_is_kept_out(cast, skp, client_as, who, status, path):
    report = factories.report(skp, state=workflow.SUBMITTED)
    client = client_as(getattr(cast, who))
    assert client.post(f"/progress/{report.pk}/{path}", {"reason": "x" * 30}).status_code == status
    report.refresh_from_db()
    assert report.state == workflow.SUBMITTED


def test_accepting_one(cast, skp, client_as):
    report = factories.report(skp, state=workflow.SUBMITTED)
    response = client_as(cast.budi).post(f"/progress/{report.pk}/acceptance/", follow=True)
    assert "Progres Ani Lestari, A.Md.Kep. diterima." in page(response)
    again = client_as(cast.budi).post(f"/progress/{report.pk}/acceptance/")
    assert (again.status_code, "statusnya “Diterima”" in page(again)) == (403, True)


@pytest.mark.parametrize(("reason", "words"), [
    ("", "Tuliskan apa yang perlu diperbaiki."),
    ("kurang", "Tuliskan alasan yang dapat ditindaklanjuti, paling sedikit 20 huruf."),
])
def test_a_return_without_a_useful_reason_keeps_what_was_typed(cast, skp, client_as, reason, words):
    report = factories.report(skp, state=workflow.SUBMITTED)
    response = client_as(cast.budi).post(f"/progress/{report.pk}/return/", {"reason": reason})
    assert (response.status_code, words in page(response)) == (422, True)
    assert f">{reason}</textarea>" in page(response).replace("> ", ">")


def test_several_are_accepted_with_one_press(cast, skp, client_as):
    reports = [factories.report(skp, month=month, state=workflow.SUBMITTED) for month in (1, 2)]
    client = client_as(cast.budi)
    url = "/progress/reviews/acceptance/"
    response = client.post(url, {"reports": [report.pk for report in reports]}, follow=True)
    assert "2 progres diterima." in page(response)
    none = client.post(url, {})
    assert (none.status_code, "Pilih 1 sampai 20 progres" in page(none)) == (422, True)
    assert client.post(url, {"reports": ["x"]}).status_code == 404
    assert client_as(cast.eko).post(url, {"reports": [reports[0].pk]}).status_code == 404
    assert client_as(cast.dewi).post(url, {"reports": [reports[0].pk]}).status_code == 403
