"""The person's screen: one page, saved as it is typed, sent with one press."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from capaian.foundation.models import AuditEvent
from capaian.planning import workflow as planning_workflow
from capaian.planning.tests import factories as planning
from capaian.progress import workflow
from capaian.progress.models import MonthlyReport, Realization
from capaian.progress.tests import factories

D = Decimal

MONTH = "/progress/2026/1/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    """08.14 in Jayapura on 21 January 2026."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 1, 20, 23, 14, tzinfo=UTC))


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED, results=2)


def fill(report, values: list[str], **more) -> dict[str, str]:
    names = [f"i{indicator.pk}" for indicator in factories.indicators(report.skp)]
    return {f"{name}-value": value for name, value in zip(names, values, strict=True)} | more


def page(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_door_leads_to_this_month(cast, skp, client_as):
    response = client_as(cast.ani).get("/progress/")
    assert (response.status_code, response["Location"]) == (302, MONTH)


def test_without_an_agreed_skp_it_says_what_to_do(cast, client_as):
    response = client_as(cast.ani).get("/progress/")
    assert response.status_code == 200
    assert "Progres diisi di bawah SKP yang disepakati" in page(response)
    month = client_as(cast.ani).get(MONTH)
    assert (month.status_code, month["Location"]) == (302, "/progress/")


def test_an_accepted_month_is_shown_and_not_asked_again(cast, skp, client_as):
    factories.report(skp, state=workflow.ACCEPTED, value="7", note="Register hlm. 8")
    text = page(client_as(cast.ani).get(MONTH))
    assert ("Diterima oleh" in text, "data-autosave" in text, text.count("Register hlm. 8")) == (True, False, 2)
    assert "Tahun ini <b>7</b> dari 60 kunjungan" in text


def test_a_fresh_month_is_opened_by_looking_at_it(cast, skp, client_as):
    response = client_as(cast.ani).get(MONTH)
    text = page(response)
    assert response.status_code == 200
    assert MonthlyReport.objects.get().state == workflow.DRAFT
    assert text.count("data-autosave") == 2
    assert "0 dari 2 terisi" in text
    assert "sejak Januari seharusnya 5" in text
    assert "batas 31 Januari 2026 pukul 23.59 WIT" in text
    assert "Kirim progres Januari" in text


@pytest.mark.parametrize("results", [1, 3])
def test_the_screen_costs_the_same_for_one_and_three(cast, client_as, results, django_assert_num_queries):
    skp = planning.skp(cast.ani, state=planning_workflow.AGREED, results=results)
    factories.report(skp)
    client = client_as(cast.ani)
    client.get(MONTH)
    with django_assert_num_queries(PAGE_QUERIES):
        assert client.get(MONTH).status_code == 200


PAGE_QUERIES = 11


@pytest.mark.parametrize(
    ("url", "status"),
    [("/progress/2026/13/", 404), ("/progress/0/1/", 404), ("/progress/2026/2/", 403), ("/progress/2025/12/", 403)],
)
def test_months_that_cannot_be(cast, skp, client_as, url, status):
    assert client_as(cast.ani).get(url).status_code == status
    assert MonthlyReport.objects.count() == 0


def test_one_press_saves_and_sends(cast, skp, client_as):
    report = factories.report(skp, value=None)
    response = client_as(cast.ani).post(MONTH, fill(report, ["5,5", "1.250"], submit="1"), follow=True)
    report.refresh_from_db()
    assert report.state == workflow.SUBMITTED
    assert list(report.realizations.order_by("indicator").values_list("value", flat=True)) == [D("5.5"), D(1250)]
    assert "Terkirim 21 Januari 2026" in page(response)
    assert "giliran dr. Budi Hartono" in page(response)
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        "realization.save", "realization.save", "report.submit",
    ]


def test_saving_without_sending_works_without_javascript(cast, skp, client_as):
    report = factories.report(skp, value=None)
    response = client_as(cast.ani).post(MONTH, fill(report, ["5", ""], save="1"), follow=True)
    report.refresh_from_db()
    assert (report.state, "Isian tersimpan." in page(response)) == (workflow.DRAFT, True)
    assert "1 dari 2 terisi" in page(response)


def test_sending_with_nothing_said_names_each_indicator_and_keeps_what_was_typed(cast, skp, client_as):
    report = factories.report(skp, value=None)
    response = client_as(cast.ani).post(MONTH, fill(report, ["5", ""], submit="1"))
    assert response.status_code == 422
    assert "Ada satu hal yang perlu diperbaiki" in page(response)
    assert page(response).count("Isi realisasinya, atau tulis di catatan mengapa belum ada.") == 2  # at the top and beside
    assert 'value="5"' in page(response)
    report.refresh_from_db()
    assert (report.state, Realization.objects.count()) == (workflow.DRAFT, 0)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("5.014", D(5014)), ("5,014", D("5.014")), ("1.250.000,5", D("1250000.5")), ("88.31", D("88.31")), (" 7 ", D(7))],
)
def test_numbers_are_read_as_people_type_them(cast, skp, client_as, typed, stored):
    report = factories.report(skp, value=None)
    indicator = factories.indicators(skp)[0]
    url = f"/progress/{report.pk}/realizations/{indicator.pk}/"
    response = client_as(cast.ani).post(url, {f"i{indicator.pk}-value": typed}, headers=HTMX)
    assert response.status_code == 200
    assert Realization.objects.get().value == stored
    assert "Tersimpan 08.14" in page(response)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("value", "n/a"), ("value", "lima"), ("value", "-3"), ("value", "1,250,000.5"), ("value", "1e5"),
        ("value", "0,00001"), ("value", "NaN"), ("evidence_url", "javascript:alert(1)"), ("evidence_url", "berkas.go.id"),
        ("note", "x" * 2001),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(cast, skp, client_as, field, typed):
    report = factories.report(skp, value=None)
    indicator = factories.indicators(skp)[0]
    client = client_as(cast.ani)
    saved = client.post(
        f"/progress/{report.pk}/realizations/{indicator.pk}/", {f"i{indicator.pk}-{field}": typed}, headers=HTMX
    )
    assert (saved.status_code, "Belum tersimpan</span>" in page(saved)) == (422, True)
    whole = client.post(MONTH, fill(report, ["5", "5"], submit="1") | {f"i{indicator.pk}-{field}": typed})
    assert (whole.status_code, typed in whole.content.decode()) == (422, True)
    assert Realization.objects.count() == 0


def test_autosave_answers_with_the_year_and_the_count(cast, skp, client_as):
    report = factories.report(skp, value=None)
    indicator = factories.indicators(skp)[0]
    url = f"/progress/{report.pk}/realizations/{indicator.pk}/"
    response = client_as(cast.ani).post(url, {f"i{indicator.pk}-value": "6"}, headers=HTMX)
    assert "Tahun ini <b>6</b> dari 60 kunjungan" in page(response)
    assert "1 dari 2 terisi" in page(response)
    plain = client_as(cast.ani).post(url, {f"i{indicator.pk}-value": "7"})
    assert (plain.status_code, plain["Location"]) == (302, MONTH)


def test_emptying_a_card_saves_the_emptiness(cast, skp, client_as):
    report = factories.report(skp, value="5")
    indicator = factories.indicators(skp)[0]
    client_as(cast.ani).post(f"/progress/{report.pk}/realizations/{indicator.pk}/", {}, headers=HTMX)
    assert report.realizations.get(indicator=indicator).value is None


def test_last_month_is_told_as_it_was(cast, skp, client_as, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 4, 21, tzinfo=UTC))
    sent = factories.report(skp, month=1, state=workflow.ACCEPTED, value=None)
    visits, words = factories.indicators(skp)
    factories.realization(sent, visits, "1250.5")
    factories.realization(sent, words, None, text="Rancangan pertama")
    factories.report(skp, month=2, state=workflow.SUBMITTED, value=None, note="register hilang")
    client = client_as(cast.ani)
    hints = lambda month: [  # noqa: E731
        part.partition("<")[0].partition(" · ")[0]
        for part in page(client.get(f"/progress/2026/{month}/")).split("Bulan lalu: ")[1:]
    ]
    assert hints(3) == ["belum ada angka"] * 2
    assert hints(4) == ["belum terkirim"] * 2
    client.post(f"/progress/{MonthlyReport.objects.get(month=date(2026, 2, 1)).pk}/withdrawal/")
    assert hints(2) == ["1.250,5", "Rancangan pertama"]


def test_words_answer_a_target_in_words(cast, client_as):
    skp = planning.skp(cast.ani, state=planning_workflow.AGREED, results=0)
    planning.result(skp, "Pedoman", target=None)
    report = factories.report(skp, value=None)
    (indicator,) = factories.indicators(skp)
    client = client_as(cast.ani)
    assert client.post(MONTH, {f"i{indicator.pk}-text": "x" * 301, "save": "1"}).status_code == 422
    client.post(MONTH, {f"i{indicator.pk}-text": "Rancangan disetujui", "submit": "1"})
    assert report.realizations.get().text == "Rancangan disetujui"
    assert "Rancangan disetujui" in page(client.get(MONTH))


def test_somebody_elses_indicator_and_report(cast, skp, client_as):
    report = factories.report(skp)
    foreign = factories.indicators(planning.skp(cast.citra, state=planning_workflow.AGREED))[0]
    own = factories.indicators(skp)[0]
    post = lambda who, indicator: client_as(who).post(  # noqa: E731
        f"/progress/{report.pk}/realizations/{indicator.pk}/", {f"i{indicator.pk}-value": "9"}, headers=HTMX
    )
    assert post(cast.ani, foreign).status_code == 404
    assert post(cast.eko, own).status_code == 404
    assert post(cast.dewi, own).status_code == 403
    assert post(cast.budi, own).status_code == 403
    assert set(report.realizations.values_list("value", flat=True)) == {D(5)}


def test_a_sent_month_is_read_only_and_can_be_taken_back(cast, skp, client_as):
    report = factories.report(skp, state=workflow.SUBMITTED, url="https://contoh.go.id/bukti")
    client = client_as(cast.ani)
    text = page(client.get(MONTH))
    assert ("data-autosave" in text, "Tarik kembali untuk diubah" in text) == (False, True)
    assert client.post(MONTH, fill(report, ["9", "9"], submit="1")).status_code == 403
    response = client.post(f"/progress/{report.pk}/withdrawal/", follow=True)
    assert "Kirim progres Januari" in page(response)
    assert client.post(f"/progress/{report.pk}/withdrawal/").status_code == 403


def test_a_returned_month_shows_its_reason(cast, skp, client_as):
    report = factories.report(skp, state=workflow.SUBMITTED)
    reason = "Angka kunjungan belum cocok dengan register halaman 8."
    client_as(cast.budi).post(f"/progress/{report.pk}/return/", {"reason": reason})
    text = page(client_as(cast.ani).get(MONTH))
    assert (reason in text, "Dikembalikan oleh dr. Budi Hartono" in text, "data-autosave" in text) == (True, True, True)


def test_posting_to_a_month_nobody_opened_is_not_found(cast, skp, client_as):
    assert client_as(cast.ani).post(MONTH, {"submit": "1"}).status_code == 404


def test_neighbouring_months_are_linked_where_they_can_be_filled(cast, skp, client_as, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 21, tzinfo=UTC))
    client = client_as(cast.ani)
    february, march = page(client.get("/progress/2026/2/")), page(client.get("/progress/2026/3/"))
    assert ["/progress/2026/1/" in february, "/progress/2026/3/" in february] == [True, True]
    assert ["/progress/2026/2/" in march, "/progress/2026/4/" in march] == [True, False]
    assert date(2026, 3, 1) in MonthlyReport.objects.values_list("month", flat=True)


def test_nobody_signed_in_is_sent_to_sign_in(client, skp):
    assert client.get(MONTH).status_code == 302
