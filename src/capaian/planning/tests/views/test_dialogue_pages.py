from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from capaian.foundation.actor import Role
from capaian.foundation.models import Notice
from capaian.foundation.writing import writing
from capaian.people.models import RoleGrant
from capaian.people.tests import factories as people
from capaian.planning import actions, workflow
from capaian.planning.models import DialogueEntry, PlanningDeadline, Skp
from capaian.planning.tests import factories
from capaian.planning.views import bulk

REASON = "Tahun lalu sudah 72 kunjungan."
UNITS = "/skp/units/"


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def offered(cast, at):
    skp = factories.skp(cast.ani)
    actions.submit_skp(skp=skp, by=cast.actor(cast.ani), at=at)
    return skp


def test_a_question_goes_and_comes_back_answered(client_as, cast, offered):
    page, result = f"/skp/{offered.pk}/", offered.results.get()
    client = client_as(cast.budi)
    assert result.statement in text_of(client.get(f"{page}questions/"))
    empty = client.post(f"{page}questions/", {"whole": " "})
    assert (empty.status_code, "paling sedikit satu" in text_of(empty)) == (422, True)
    assert client.post(f"{page}questions/", {f"result-{result.pk}": "Dari mana angkanya?"}).url == page
    assert "untuk menjawab pertanyaan" in text_of(client.get(page))
    assert client.get(f"{page}questions/").status_code == 403

    client = client_as(cast.ani)
    shown = text_of(client.get(page))
    assert ("jawab pertanyaan dr. Budi Hartono" in shown, "Dari mana angkanya?" in shown) == (True, True)
    assert "dr. Budi Hartono: Dari mana angkanya?" in text_of(client.get(f"{page}answers/"))
    short = client.post(f"{page}answers/", {f"result-{result.pk}": ""})
    assert (short.status_code, "Jawab pertanyaan ini." in text_of(short)) == (422, True)
    assert client.post(f"{page}answers/", {f"result-{result.pk}": "Dari laporan 2025."}).url == page
    assert "Giliran dr. Budi Hartono" in text_of(client.get(page))


def test_an_adjustment_is_shown_as_a_difference_and_accepted(client_as, cast, offered):
    page, result = f"/skp/{offered.pk}/", offered.results.get()
    indicator = result.indicators.get()
    form = {
        "statement": result.statement, "kind": "main", f"target-{indicator.pk}": "75", f"target_high-{indicator.pk}": "",
        f"target_text-{indicator.pk}": "60 kunjungan", "reason": REASON,
    }
    client, address = client_as(cast.budi), f"{page}results/{result.pk}/adjustment/"
    assert 'value="60"' in text_of(client.get(address))
    for change, words in (
        ({"reason": "naik"}, "20 karakter"), ({f"target-{indicator.pk}": "banyak"}, "angka"),
        ({f"target-{indicator.pk}": "60"}, "Belum ada yang"), ({"version": "old"}, "layar lain"),
    ):
        bad = client.post(address, {**form, **change})
        assert (bad.status_code, words in text_of(bad)) == (422, True), words
    assert client.post(address, form).url == f"{page}#result-{result.pk}"
    assert "Anda masih dapat menyesuaikan" in text_of(client.get(page))

    client = client_as(cast.ani)
    shown = text_of(client.get(page))
    assert "<del>60 kunjungan</del>" in shown
    assert "<ins>75 kunjungan</ins>" in shown
    assert "60 kunjungan → 75 kunjungan" in text_of(client.get(f"{page}replies/"))
    seen = offered.statuses.order_by("-pk").first().pk
    assert client.post(f"{page}acceptance/", {"seen": seen}).url == page
    assert Skp.objects.get().state == workflow.AGREED


def test_an_employee_replies_to_an_adjustment(client_as, cast, offered):
    with writing("test"):
        Skp.objects.update(state=workflow.ADJUSTED)
    client, page = client_as(cast.ani), f"/skp/{offered.pk}/"
    assert "keseluruhan" in text_of(client.get(f"{page}replies/"))
    assert client.post(f"{page}replies/", {"whole": ""}).status_code == 422
    assert client.post(f"{page}replies/", {"whole": "Tenaga kami berkurang."}).url == page
    assert DialogueEntry.objects.get().outcome == "reply"
    client = client_as(cast.budi)
    shown = text_of(client.get(page))
    assert ("belum sependapat dengan penyesuaian" in shown, "Setujui SKP" in shown) == (True, False)
    listed = text_of(client.get("/skp/"))  # nothing to tick: both do not want the same yet
    assert ('name="skp"' in listed, "Setujui yang dicentang" in listed) == (False, False)
    assert "Pegawai belum sependapat dengan penyesuaian." in listed
    refused = client.post(f"{page}agreement/")
    assert (refused.status_code, "belum sependapat dengan penyesuaian" in text_of(refused)) == (403, True)


def test_after_the_deadline_the_superior_is_offered(client_as, cast, offered, clock, monkeypatch):
    page, client = f"/skp/{offered.pk}/", client_as(cast.ani)
    assert "II.C.5" not in text_of(client.get(page))
    assert "10 hari lagi" in text_of(client.get(page))
    assert client.post(f"{page}superior/").status_code == 403
    monkeypatch.setattr(timezone, "now", lambda: clock + timedelta(days=12))
    client = client_as(cast.ani)
    shown = text_of(client.get(page))
    assert ("lewat 2 hari" in shown, f"Lanjutkan dengan {cast.dewi.name}" in shown) == (True, True)
    assert "Lanjutkan dialog SKP dengan atasan penilai" in text_of(client.get("/"))
    assert client.post(f"{page}superior/").url == page
    assert f"Giliran {cast.dewi.name}" in text_of(client.get(page))
    client = client_as(cast.dewi)
    assert "Giliran Anda: baca isinya" in text_of(client.get(page))
    assert "Ani Lestari" in text_of(client.get("/skp/"))
    client = client_as(cast.budi)
    assert (">Setujui SKP<" in text_of(client.get(page)), client.post(f"{page}agreement/").status_code) == (False, 403)


def test_without_a_superior_the_page_says_who_mends_it(client_as, cast, offered, clock, monkeypatch):
    cast.budi.reportings.all().delete()
    monkeypatch.setattr(timezone, "now", lambda: clock + timedelta(days=12))
    assert "Atasan pejabat penilai belum tercatat" in text_of(client_as(cast.ani).get(f"/skp/{offered.pk}/"))


def test_of_whom_none_is_asked_there_is_no_button(client_as, cast):
    cast.ani.circumstances.create(kind="pre-retirement", start="2026-01-01")
    page = text_of(client_as(cast.ani).get("/skp/"))
    assert ("masa persiapan pensiun sejak 1 Januari 2026" in page, "Susun SKP 2026" in page) == (True, False)
    assert "Susun SKP 2026" not in text_of(client_as(cast.ani).get("/"))


@pytest.mark.parametrize("address", ["questions/", "answers/", "replies/", "acceptance/", "superior/", "adjustment"])
def test_strangers_stay_out(client_as, cast, offered, address):
    rudi = people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
    where = f"/skp/{offered.pk}/" + (f"results/{offered.results.get().pk}/adjustment/" if address == "adjustment" else address)
    assert [client_as(person).post(where).status_code for person in (cast.eko, rudi)] == [404, 403]


def test_results_that_are_gone_stay_in_the_dialogue(client_as, cast, offered):
    with writing("test"):
        DialogueEntry.objects.create(
            skp=offered, outcome="ask", text="Masih perlukah?", about="Hasil yang dihapus", by_id=cast.budi.pk,
            by_name=cast.budi.name, at=offered.statuses.get().at,
        )
        DialogueEntry.objects.create(
            skp=offered, result=factories.skp(cast.budi).results.get(), outcome="ask", text="Ini juga?", by_id=cast.budi.pk,
            by_name=cast.budi.name, at=offered.statuses.get().at,
        )
    page = text_of(client_as(cast.ani).get(f"/skp/{offered.pk}/"))
    assert ("Hasil yang dihapus" in page, "Ini juga?" in page) == (True, True)


def test_deadlines_are_set_on_their_page(client_as, cast):
    client, address = client_as(cast.citra), "/skp/deadlines/"
    assert "belum dibuka" in text_of(client.get(address))
    assert client.post(address, {"kind": "skp"}).status_code == 422
    factories.performance_year(cast.agency)
    page = text_of(client.get(address))
    assert ("31 Januari 2026" in page, "10 hari lagi" in page, "Belum ada tenggat lain" in page) == (True, True, True)
    form = {"kind": "skp", "unit": "", "due_on": "2026-02-13", "reason": "Penetapan APBD mundur ke akhir Januari."}
    for change, words in (
        ({"due_on": "2026-01-02"}, "sudah lewat"), ({"reason": "mundur"}, "20 karakter"), ({"due_on": "kapan"}, "Tulis tanggal"),
        ({"unit": "999999"}, "Pilih dari unit"),
    ):
        bad = client.post(address, {**form, **change})
        assert (bad.status_code, words in text_of(bad)) == (422, True), words
    assert client.post(address, form).url == address
    assert client.post(address, {**form, "unit": cast.office.pk, "due_on": "2026-02-20"}).url == address
    page = text_of(client.get(address))
    assert ("13 Februari 2026" in page, "20 Februari 2026" in page, "Dinas Kesehatan" in page) == (True, True, True)
    assert "30 hari lagi" in text_of(client_as(cast.ani).get("/skp/"))
    assert client_as(cast.ani).get(address).status_code == 403
    assert PlanningDeadline.objects.count() == 2


def test_an_inspector_reads_the_deadlines_only(client_as, cast):
    factories.performance_year(cast.agency)
    gita = people.employee(cast.office, "Gita Inspektur", "198012312005012999", roles=(Role.INSPECTOR,))
    client = client_as(gita)
    assert "Tetapkan tenggat" not in text_of(client.get("/skp/deadlines/"))
    form = {"kind": "skp", "unit": cast.unit.pk, "due_on": "2026-02-13", "reason": "Penetapan APBD mundur ke akhir Januari."}
    assert client.post("/skp/deadlines/", form).status_code == 403
    assert not PlanningDeadline.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_units_page_takes_the_same_queries_at_any_size(client_as, cast, django_assert_num_queries, rows):
    for number in range(rows):
        person = people.employee(cast.unit, f"Pegawai {number}", f"19911231201503{number}999", appraiser=cast.budi)
        factories.skp(person, state=workflow.SUBMITTED)
    client = client_as(cast.budi)
    with django_assert_num_queries(13):
        page = text_of(client.get(UNITS))
    assert page.count("Giliran</th>") == 1
    assert page.count('<td data-label="Giliran">dr. Budi Hartono</td>') == rows + 1  # his own has not begun


def test_a_unit_is_filtered_reminded_agreed_and_begun(client_as, cast, offered):
    factories.performance_year(cast.agency)
    client = client_as(cast.budi)
    page = text_of(client.get(UNITS))
    assert ("SKP Puskesmas Galala 2026" in page, "Buka konsep SKP bagi 1 orang" in page) == (True, True)
    assert "Ani Lestari" in text_of(client.get(UNITS, {"state": "submitted", "q": "ani"}))
    assert "Tidak ada yang cocok" in text_of(client.get(UNITS, {"state": "none", "q": "ani"}))
    assert "Tidak ada yang cocok" in text_of(client.get(UNITS, {"state": "exempt"}))

    def post(**data):
        return text_of(client.post(UNITS, {"unit": cast.unit.pk, **data}, follow=True))

    assert "Pilih paling sedikit satu pegawai" in post(do="remind")
    assert "Pilih paling sedikit satu SKP" in post(do="agree")
    assert "2 pengingat dikirim." in post(do="remind-all")
    assert "0 pengingat dikirim; 1 sudah diingatkan hari ini." in post(do="remind", person=f"{cast.ani.pk}:1:1")
    seen = offered.statuses.order_by("-pk").first().pk
    assert "1 SKP disepakati." in post(do="agree", person=f"{cast.ani.pk}:{offered.pk}:{seen}")
    assert "1 konsep SKP dibuka." in post(do="start")
    assert set(Skp.objects.values_list("state", flat=True)) == {workflow.AGREED, workflow.DRAFT}
    assert Notice.objects.filter(kind="plan-reminder").count() == 2


def test_reasons_of_those_left_are_told(client_as, cast, monkeypatch):
    factories.performance_year(cast.agency)
    for number in range(3):
        people.employee(cast.unit, f"Pegawai {number}", f"19911231201503{number}999")
    monkeypatch.setattr(bulk, "LEFT_SHOWN", 2)
    page = text_of(client_as(cast.citra).post(UNITS, {"unit": cast.unit.pk, "do": "start", "deep": "1"}, follow=True))
    assert ("Pegawai 0: Pejabat penilainya" in page, "Dan 1 orang lagi" in page) == (True, True)


def test_a_large_unit_is_begun_as_a_job(client_as, cast, monkeypatch):
    factories.performance_year(cast.agency)
    monkeypatch.setattr("capaian.planning.actions.bulk.AT_ONCE", 1)
    response = client_as(cast.budi).post(UNITS, {"unit": cast.unit.pk, "do": "start"})
    assert response.url.startswith("/jobs/")


def test_where_everything_is_agreed_no_deadline_presses_and_nobody_is_to_be_reminded(client_as, cast):
    for person in (cast.ani, cast.budi):
        factories.skp(person, state=workflow.AGREED)
    page = text_of(client_as(cast.budi).get(UNITS))
    assert ("Tidak ada yang ditunggu" in page, "paling lambat" in page, "Ingatkan semua" in page) == (True, False, False)


def test_who_opens_the_units_page(client_as, cast):
    assert [client_as(person).get(UNITS).status_code for person in (cast.ani, cast.budi, cast.citra, cast.dewi)] == [
        403, 200, 200, 200,
    ]
    assert client_as(cast.dewi).get(UNITS, {"unit": cast.unit.pk}).status_code == 200  # leads a unit above
    assert "<option" in text_of(client_as(cast.citra).get(UNITS)).partition('id="unit"')[2]  # who manages several chooses
    deeper = people.unit(cast.agency, "Pustu Galala", parent=cast.unit)
    assert "Pustu Galala</option>" in text_of(client_as(cast.citra).get(UNITS, {"unit": deeper.pk}))
    assert client_as(cast.budi).get(UNITS, {"unit": cast.office.pk}).status_code == 403
    assert client_as(cast.eko).get(UNITS, {"unit": cast.unit.pk}).status_code == 404
    RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER, unit=cast.office)
    assert "SKP Dinas Kesehatan 2026" in text_of(client_as(cast.ani).get(UNITS, {"deep": "1"}))
    cast.ani.postings.all().delete()
    assert client_as(cast.ani).get(UNITS).status_code == 200
    RoleGrant.objects.all().delete()
    assert client_as(cast.ani).get(UNITS).status_code == 404


def test_the_appraiser_reminds_who_has_not_begun(client_as, cast):
    client = client_as(cast.budi)
    assert "Ingatkan mereka" in text_of(client.get("/skp/"))
    assert "1 pengingat dikirim." in text_of(client.post("/skp/reminders/", {"person": cast.ani.pk}, follow=True))
    assert client.post("/skp/reminders/", {"person": cast.eko.pk}).status_code == 404
    assert client.post("/skp/reminders/", {"person": cast.dewi.pk}).status_code == 403
