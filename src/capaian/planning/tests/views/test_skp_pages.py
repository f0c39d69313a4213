from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.foundation.writing import writing
from capaian.people.models import Position, Reporting
from capaian.people.tests import factories as people
from capaian.planning import actions, workflow
from capaian.planning.models import Skp
from capaian.planning.tests import factories

LIST = "/skp/"


def text_of(response):
    return " ".join(response.content.decode().split())


def test_signing_in_comes_first(client, cast):
    skp = factories.skp(cast.ani)
    for path in (LIST, f"/skp/{skp.pk}/", "/objectives/", f"/skp/{skp.pk}/results/new/"):
        response = client.get(path)
        assert (response.status_code, response.url.partition("?")[0]) == (302, reverse("account_login"))


def test_an_employee_starts_this_years_skp(client_as, cast):
    factories.performance_year(cast.agency)
    client = client_as(cast.ani)
    assert "Susun SKP 2026" in text_of(client.get(LIST))
    response = client.post(LIST)
    skp = Skp.objects.get()
    assert (response.status_code, response.url, skp.employee) == (302, f"/skp/{skp.pk}/", cast.ani)
    page = text_of(client.get(response.url))
    assert "Belum ada hasil kerja utama" in page
    assert "Ajukan kepada penilai" in page
    assert "Susun SKP 2026" not in text_of(client.get(LIST))


def test_a_gap_in_the_ledger_is_explained_on_the_page(client_as, cast):
    factories.performance_year(cast.agency)
    Reporting.objects.filter(employee=cast.ani).delete()
    response = client_as(cast.ani).post(LIST)
    assert response.status_code == 403
    assert "Minta pengelola kinerja (Citra Wulandari, S.E.)" in text_of(response)


def test_past_years_are_read_not_started(client_as, cast):
    factories.performance_year(cast.agency)
    factories.skp(cast.ani, year=2025)
    client = client_as(cast.ani)
    assert "Perawat Mahir" in text_of(client.get(LIST, {"year": "2025"}))
    page = text_of(client.get(LIST, {"year": "2024"}))
    assert ("Tidak ada SKP pada tahun ini" in page, "Susun SKP" in page) == (True, False)
    assert client.get(LIST, {"year": "<script>"}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_appraisers_list_takes_the_same_queries_at_any_size(client_as, cast, django_assert_num_queries, rows):
    factories.skp(cast.budi)
    for number in range(rows):
        person = people.employee(cast.unit, f"Pegawai {number}", f"19911231201503{number}999", appraiser=cast.budi)
        factories.skp(person, state=workflow.SUBMITTED)
    client = client_as(cast.budi)
    with django_assert_num_queries(11):
        page = text_of(client.get(LIST))
    assert page.count('name="skp"') == rows
    assert "Belum mulai menyusun:" in page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("person", "count"), [("ani", 12), ("budi", 13), ("dewi", 14), ("citra", 13)])
def test_the_page_takes_the_same_queries_at_any_size(client_as, cast, django_assert_num_queries, rows, person, count):
    above = factories.skp(cast.budi).results.get()
    skp = factories.skp(cast.ani, results=rows, parent=above, state=workflow.SUBMITTED)
    client = client_as(getattr(cast, person))
    with django_assert_num_queries(count):
        response = client.get(f"/skp/{skp.pk}/")
    assert text_of(response).count("Mengintervensi hasil kerja Kepala Puskesmas Galala") == rows


@pytest.mark.parametrize(
    ("person", "state", "buttons"),
    [
        ("ani", workflow.DRAFT, {"Ajukan kepada penilai", "Tambah hasil kerja", "Tambah ekspektasi"}),
        ("ani", workflow.SUBMITTED, {"Tarik kembali"}),
        ("ani", workflow.AGREED, set()),
        ("budi", workflow.DRAFT, {"Tambah ekspektasi"}),
        ("budi", workflow.SUBMITTED, {"Setujui SKP", "Kembalikan", "Tanyakan", "Tambah ekspektasi"}),
        ("ani", workflow.ASKED, {"Jawab", "Tarik kembali"}),
        ("budi", workflow.ASKED, {"Tambah ekspektasi"}),
        ("ani", workflow.ADJUSTED, {"Setujui penyesuaian", "Tanggapi", "Tarik kembali"}),
        ("budi", workflow.ADJUSTED, set()),
        ("ani", workflow.CLOSED, set()),
        ("budi", workflow.AGREED, set()),
        ("dewi", workflow.SUBMITTED, set()),
        ("citra", workflow.SUBMITTED, set()),
    ],
)
def test_the_page_offers_what_this_person_can_do_now(client_as, cast, person, state, buttons):
    skp = factories.skp(cast.ani, state=state)
    page = text_of(client_as(getattr(cast, person)).get(f"/skp/{skp.pk}/"))
    every = {
        "Ajukan kepada penilai", "Tambah hasil kerja", "Tambah ekspektasi", "Tarik kembali", "Setujui SKP", "Kembalikan",
        "Tanyakan", "Jawab", "Tanggapi", "Setujui penyesuaian",
    }
    assert {button for button in every if f">{button}<" in page} == buttons


def test_the_page_prints_values_guides_and_annex(client_as, cast, at):
    skp = factories.skp(cast.ani)
    ani = cast.actor(cast.ani)
    actions.write_expectations(skp=skp, core_value="loyal", lines=["Harapan <b>khusus</b>"], by=ani, at=at)
    actions.write_annex(skp=skp, section="accountability", lines=["Dilaporkan setiap bulan"], by=ani, at=at)
    page = text_of(client_as(cast.ani).get(f"/skp/{skp.pk}/"))
    for words in (
        "Kolaboratif", "Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama", "DUKUNGAN SUMBER DAYA",
        "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI", "Dilaporkan setiap bulan", "Harapan &lt;b&gt;khusus&lt;/b&gt;",
        "60 kunjungan", "Lebih tinggi lebih baik", "Kumulatif",
    ):
        assert words in page


def test_an_incomplete_skp_is_answered_with_links_to_where_it_is_mended(client_as, cast):
    skp = factories.skp(cast.ani)
    result = skp.results.get()
    bare = factories.result(skp, "Tanpa indikator", ordinal=2)
    zero = factories.result(skp, "Target nol", ordinal=3, target="0").indicators.get()
    with writing("test"):
        bare.indicators.all().delete()
        indicator = result.indicators.get()
        indicator.unit = ""
        indicator.save()
        result.statement = ""
        result.save()
    client = client_as(cast.ani)
    response = client.post(f"/skp/{skp.pk}/submission/")
    page = text_of(response)
    assert response.status_code == 422
    assert "SKP belum dapat diajukan" in page
    for path in (
        f"/skp/{skp.pk}/results/{bare.pk}/indicators/new/", f"/skp/{skp.pk}/results/{result.pk}/",
        f"/skp/{skp.pk}/results/{result.pk}/indicators/{indicator.pk}/",
        f"/skp/{skp.pk}/results/{zero.result_id}/indicators/{zero.pk}/", f"/skp/{skp.pk}/annex/resources/",
    ):
        assert f'<a href="{path}">' in page
    assert "Target nol: capaian tidak dapat dihitung" in page
    assert Skp.objects.get(pk=skp.pk).state == workflow.DRAFT


def test_no_main_result_leads_to_adding_one(client_as, cast):
    skp = factories.skp(cast.ani, results=0)
    page = text_of(client_as(cast.ani).post(f"/skp/{skp.pk}/submission/"))
    assert f'<a href="/skp/{skp.pk}/results/new/">Belum ada hasil kerja utama.' in page


def test_a_plan_goes_through_its_states_on_screen(client_as, cast):
    skp = factories.skp(cast.ani)
    address = f"/skp/{skp.pk}/"
    client = client_as(cast.ani)
    assert client.post(f"{address}submission/").url == address
    assert client.post(f"{address}withdrawal/").url == address
    assert client.post(f"{address}submission/").url == address
    assert "Giliran dr. Budi Hartono" in text_of(client.get(address))

    client = client_as(cast.budi)
    assert "Giliran Anda: baca isinya" in text_of(client.get(address))
    assert "Paling sedikit 20 huruf" in text_of(client.get(f"{address}return/"))
    short = client.post(f"{address}return/", {"reason": "kurang baik"})
    assert (short.status_code, "kurang baik</textarea>" in text_of(short)) == (422, True)
    assert client.post(f"{address}return/", {"reason": "Naikkan target menjadi 75 kunjungan."}).url == LIST

    client = client_as(cast.ani)
    page = text_of(client.get(address))
    assert ("Dikembalikan dr. Budi Hartono, 21 Januari 2026" in page, "Naikkan target menjadi 75" in page) == (True, True)
    client.post(f"{address}submission/")

    client = client_as(cast.budi)
    seen = skp.statuses.order_by("-pk").first().pk
    assert client.post(f"{address}agreement/", {"seen": seen}).url == LIST
    assert "Disepakati 21 Januari 2026" in text_of(client.get(address))


def test_agreeing_to_an_old_screen_is_refused(client_as, cast, at):
    skp = factories.skp(cast.ani)
    actions.submit_skp(skp=skp, by=cast.actor(cast.ani), at=at)
    response = client_as(cast.budi).post(f"/skp/{skp.pk}/agreement/", {"seen": "1000000"})
    assert response.status_code == 403
    assert "berubah sejak Anda membukanya" in text_of(response)


def test_returning_what_does_not_wait_is_refused(client_as, cast):
    skp = factories.skp(cast.ani, state=workflow.AGREED)
    response = client_as(cast.budi).get(f"/skp/{skp.pk}/return/")
    assert (response.status_code, "tidak sedang menunggu" in text_of(response)) == (403, True)


def test_several_are_agreed_at_once(client_as, cast, at):
    rudi = people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
    skps = [factories.skp(cast.ani), factories.skp(rudi, state=workflow.SUBMITTED)]
    actions.submit_skp(skp=skps[0], by=cast.actor(cast.ani), at=at)
    client = client_as(cast.budi)
    ticked = re.findall(r'name="skp" value="([^"]+)"', text_of(client.get(LIST)))
    assert ticked == [f"{skps[0].pk}:{skps[0].statuses.get().pk}", f"{skps[1].pk}:"]
    response = client.post("/skp/agreements/", {"skp": ticked}, follow=True)
    assert "2 SKP disepakati." in text_of(response)
    assert set(Skp.objects.values_list("state", flat=True)) == {workflow.AGREED}
    assert "Pilih paling sedikit satu SKP." in text_of(client.post("/skp/agreements/", follow=True))
    assert client.post("/skp/agreements/", {"skp": "abc"}).status_code == 404


VERBS = ("submission/", "withdrawal/", "return/", "agreement/", "results/new/", "behaviour/loyal/", "annex/consequences/")


@pytest.mark.parametrize("verb", ["", *VERBS, "skp.pdf", "a18.pdf"])
def test_eko_finds_nothing(client_as, cast, verb):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    client = client_as(cast.eko)
    responses = [client.get(f"/skp/{skp.pk}/{verb}"), client.post(f"/skp/{skp.pk}/{verb}")]
    assert {response.status_code for response in responses} <= {404, 405}
    assert responses[1 if verb in ("submission/", "withdrawal/", "agreement/") else 0].status_code == 404


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_a_colleague_is_refused(client_as, cast, verb):
    rudi = people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    client = client_as(rudi)
    post_only = verb in ("submission/", "withdrawal/", "agreement/")
    response = client.post(f"/skp/{skp.pk}/{verb}") if post_only else client.get(f"/skp/{skp.pk}/{verb}")
    assert response.status_code == 403
    assert "hanya dapat dibuka oleh pegawai yang bersangkutan" in text_of(response)


@pytest.mark.parametrize(("form", "name"), [("skp.pdf", "A.1.7"), ("a18.pdf", "A.1.8")])
def test_the_official_forms_are_pdf(client_as, cast, form, name):
    skp = factories.skp(cast.ani)
    response = client_as(cast.ani).get(f"/skp/{skp.pk}/{form}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF-")
    assert name in response["Content-Disposition"]


def test_what_waits_for_the_appraiser_comes_first_and_a_long_list_is_paged_and_searched(client_as, cast):
    for number in range(31):
        person = people.employee(cast.unit, f"Pegawai {number:02}", f"1991123120150{number:02}999", appraiser=cast.budi)
        factories.skp(person, state=workflow.SUBMITTED if number == 30 else workflow.AGREED)
    client = client_as(cast.budi)

    def names(**query):
        page = text_of(client.get(LIST, query))
        return re.findall(r">(Pegawai \d\d)</a>", page), page

    first, page = names()
    assert (first[:2], len(first), page.count('name="skp"')) == (["Pegawai 30", "Pegawai 00"], 30, 1)
    assert ("1 dari 31 SKP menunggu Anda" in page, "Halaman 1 dari 2" in page) == (True, True)
    assert names(page="2")[0] == ["Pegawai 29"]
    assert names(q="pegawai 07")[0] == ["Pegawai 07"]
    assert names(state=workflow.SUBMITTED)[0] == ["Pegawai 30"]
    found, page = names(q="tidak ada")
    assert (found, "Tidak ada yang cocok" in page) == ([], True)


def test_many_who_have_not_begun_are_counted_but_all_reminded(client_as, cast):
    for number in range(14):
        people.employee(cast.unit, f"Pegawai {number:02}", f"1991123120150{number:02}999", appraiser=cast.budi)
    page = text_of(client_as(cast.budi).get(LIST))
    assert ("Pegawai 09" in page, "Pegawai 13" in page, "dan 3 orang lagi" in page) == (True, False, True)  # Ani is one
    assert page.count('name="person"') == 15


def test_results_are_counted_through_and_called_as_on_the_forms(client_as, cast):
    """Forms A.1.1 to A.1.7 (p.32-57): "1" under A. UTAMA, "2" under B. TAMBAHAN; A.1.1 asks for the perspective as well."""
    skp = factories.skp(cast.ani)
    factories.result(skp, "Posko kesehatan haji terlaksana", kind="additional")
    page = text_of(client_as(cast.ani).get(f"/skp/{skp.pk}/"))
    assert re.findall(r"-name\">(\d+)\. (\w+)", page)[:2] == [("1", "Kunjungan"), ("2", "Posko")]
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(approach="qualitative")
    said = "Ukuran keberhasilan/indikator kinerja individu"
    assert f"{said} dan target" in text_of(client_as(cast.ani).get(f"/skp/{skp.pk}/"))
    Position.objects.filter(pk=skp.position_id).update(group="unit-head")
    assert f"{said}, target, dan perspektif" in text_of(client_as(cast.ani).get(f"/skp/{skp.pk}/"))


@pytest.mark.parametrize("address", ["/skp/", "/cascade/", "/agreements/"])
def test_the_year_is_that_of_the_own_agency_before_it_is_new_year_in_jakarta(client_as, cast, monkeypatch, address):
    new_year = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)  # 01.30 on 1 January in Jayapura
    monkeypatch.setattr(timezone, "now", lambda: new_year)
    assert client_as(cast.citra).get(address).context["year"] == 2026


@pytest.mark.parametrize("year", ["0", "99999", "9" * 17, "²", "-1", "x"])
@pytest.mark.parametrize("address", [
    "/skp/", "/skp/all/", "/cascade/", "/coverage/", "/agreements/", "/objectives/", "/matrices/",
])
def test_a_year_that_cannot_be_is_this_year(client_as, cast, clock, address, year):
    page = client_as(cast.citra).get(address, {"year": year})
    assert (page.status_code, page.context["year"]) == (200, clock.year)
