from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capaian.foundation.writing import writing
from capaian.planning import queries, workflow
from capaian.planning.actions import library as actions
from capaian.planning.actions.library import LibraryDraft
from capaian.planning.models import HintExemption, HintSwitch, Indicator, LibraryIndicator
from capaian.planning.queries import library
from capaian.planning.rules.library import Content
from capaian.planning.rules.library_file import Entry, write
from capaian.planning.tests import factories

K4 = Content("Cakupan K4", "Ibu hamil dengan enam kunjungan", "Mengetahui jangkauan", unit="persen")
REASON = "Definisinya belum menyebut masa kehamilan"


def text_of(response):
    return " ".join(response.content.decode().split())


def add(cast, at, content=K4, code="k4"):
    return actions.add_library_indicator(unit=cast.unit, draft=LibraryDraft(content, code), by=cast.actor(cast.budi), at=at)


def approved(cast, at, content=K4, code="k4"):
    made = add(cast, at, content, code)
    actions.offer_library_indicator(indicator=made, by=cast.actor(cast.budi), at=at)
    actions.approve_library_indicator(indicator=made, by=cast.actor(cast.citra), at=at)
    return made


@pytest.mark.parametrize("count", [1, 3])
def test_everybody_reads_the_list_in_the_same_queries_at_any_size(client_as, cast, at, django_assert_num_queries, count):
    for number in range(count):
        approved(cast, at, replace(K4, name=f"Cakupan {number}"), f"k{number}")
    client = client_as(cast.ani)
    with django_assert_num_queries(7):
        page = text_of(client.get("/library/"))
    assert (page.count("Puskesmas Galala</td>"), "Tambah indikator" in page, "Impor" in page) == (count, False, False)


def test_an_empty_list_and_a_search_without_result_say_what_to_do(client_as, cast):
    client = client_as(cast.citra)
    page = text_of(client.get("/library/"))
    assert ("Kamus masih kosong" in page, "Tambah indikator" in page, "Impor" in page) == (True, True, True)
    assert "Tidak ada yang cocok" in text_of(client.get("/library/?q=zzz"))


def test_an_indicator_from_draft_to_approved_and_revised(client_as, cast, at):
    head = client_as(cast.budi)
    assert "Formulir" in text_of(head.get("/library/new/")) or "A.1.3" in text_of(head.get("/library/new/"))
    bad = head.post("/library/new/", {"name": "Cakupan K4", "owner": cast.unit.name})
    assert (bad.status_code, "Cakupan K4" in text_of(bad)) == (422, True)
    sent = asdict(K4) | {"owner": cast.unit.name, "code": ""}
    address = head.post("/library/new/", sent).url
    made = LibraryIndicator.objects.get()
    assert (address, made.code, made.owner) == (f"/library/{made.pk}/", "cakupan-k4", cast.unit)
    again = head.post("/library/new/", sent)
    assert (again.status_code, "Kode ini sudah dipakai" in text_of(again)) == (422, True)
    version = queries.version_of([library.newest_version(made)])
    assert f'value="{version}"' in text_of(head.get(f"{address}edit/"))
    assert head.post(f"{address}edit/", asdict(replace(K4, unit="ibu")) | {"version": version}).url == address
    stale = head.post(f"{address}edit/", asdict(K4) | {"version": version})
    assert (stale.status_code, "diubah dari layar lain" in text_of(stale)) == (422, True)
    page = text_of(head.get(address))
    assert ("Ajukan untuk disetujui" in page, ">Setujui<" in page) == (True, False)
    head.post(f"{address}submission/")
    manager = client_as(cast.citra)
    assert manager.post(f"{address}return/", {"reason": "pendek"}).status_code == 422
    assert manager.post(f"{address}return/", {"reason": REASON}).url == address
    assert REASON in text_of(manager.get(address))
    client_as(cast.budi).post(f"{address}submission/")
    manager = client_as(cast.citra)
    manager.post(f"{address}approval/", {"version": queries.version_of([library.newest_version(made)])})
    made.refresh_from_db()
    assert made.state == workflow.APPROVED
    head = client_as(cast.budi)
    head.post(f"{address}revision/")
    head.post(f"{address}edit/", asdict(replace(K4, unit="kunjungan")))
    page = text_of(head.get(address))
    assert ("<del>ibu</del>" in page, "<ins>kunjungan</ins>" in page, "Versi 2" in page) == (True, True, True)
    head.post(f"{address}submission/")
    manager = client_as(cast.citra)
    manager.post(f"{address}approval/")
    manager.post(f"{address}retirement/", {"reason": REASON})
    made.refresh_from_db()
    assert made.state == workflow.RETIRED


def test_who_may_not_is_told_why_and_another_agency_sees_nothing(client_as, cast, at):
    made = add(cast, at)
    client = client_as(cast.ani)
    for path in ("/library/new/", f"/library/{made.pk}/edit/", "/library/import/"):
        assert client.get(path).status_code == 403
    for verb in ("submission", "approval", "revision"):
        assert client.post(f"/library/{made.pk}/{verb}/").status_code == 403
    for verb in ("return", "retirement"):
        assert client.post(f"/library/{made.pk}/{verb}/", {"reason": REASON}).status_code == 403
    assert client.post("/hints/switches/", {"code": "absolute", "off": "1", "reason": REASON}).status_code == 403
    eko = client_as(cast.eko)
    assert eko.get(f"/library/{made.pk}/").status_code == 404
    for verb in ("submission", "approval", "revision", "return", "retirement"):
        assert eko.post(f"/library/{made.pk}/{verb}/", {"reason": REASON}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_an_indicator_with_many_versions_takes_the_same_queries(client_as, cast, at, django_assert_num_queries, count):
    made = approved(cast, at)
    for number in range(count - 1):
        actions.revise_library_indicator(indicator=made, by=cast.actor(cast.budi), at=at)
        draft = LibraryDraft(replace(K4, unit=f"u{number}"))
        actions.change_library_indicator(indicator=made, draft=draft, by=cast.actor(cast.budi), at=at)
        actions.offer_library_indicator(indicator=made, by=cast.actor(cast.budi), at=at)
        actions.approve_library_indicator(indicator=made, by=cast.actor(cast.citra), at=at)
    client = client_as(cast.ani)
    with django_assert_num_queries(8):
        assert text_of(client.get(f"/library/{made.pk}/")).count("<h3>Versi") == count


def test_suggestions_under_the_lookup(client_as, cast, at):
    approved(cast, at)
    client = client_as(cast.ani)
    found = client.get("/library/lookup/?name=definition&definition=k4", headers={"HX-Request": "true"})
    assert 'data-value="k4 · Cakupan K4"' in text_of(found)
    none = client.get("/library/lookup/?name=definition&definition=zzz", headers={"HX-Request": "true"})
    assert "Tidak ada yang cocok" in text_of(none)
    assert client.get("/library/lookup/?q=k4").url == "/library/?q=k4"


def test_the_file_goes_out_and_comes_in_by_choice(client_as, cast, at):
    approved(cast, at)
    sent = client_as(cast.ani).get("/library/export/")
    assert (sent["Content-Type"], b'"code": "k4"' in sent.content) == ("application/json; charset=utf-8", True)
    client = client_as(cast.citra)
    assert client.get("/library/import/").status_code == 200
    text = write("Kota Lain", [Entry("k4", replace(K4, unit="ibu")), Entry("baru", replace(K4, name="Baru"))])
    page = client.post("/library/import/", {"file": SimpleUploadedFile("a.json", text.encode())})
    shown = text_of(page)
    assert ("1 baru · 0 sama · 1 berbeda" in shown, "<del>persen</del>" in shown, 'value="baru" checked' in shown) == (True,) * 3
    bad = client.post("/library/import/", {"text": text, "codes": ["k4"], "owner": "Entah"})
    assert (bad.status_code, 'value="k4" checked' in text_of(bad)) == (422, True)
    gone = client.post("/library/import/", {"text": text, "codes": ["hilang"], "owner": cast.office.name})
    assert gone.status_code == 422
    assert client.post("/library/import/", {"text": text, "codes": ["k4", "baru"], "owner": cast.office.name}).url == "/library/"
    assert list(LibraryIndicator.objects.order_by("code").values_list("code", "owner__name")) == [
        ("baru", "Dinas Kesehatan"), ("k4", "Puskesmas Galala"),
    ]
    again = text_of(client.post("/library/import/", {"file": SimpleUploadedFile("a.json", text.encode())}))
    assert "Tidak ada yang perlu diambil" in again


def test_a_bad_file_says_why_beside_the_field(client_as, cast):
    client = client_as(cast.citra)
    for content, why in ((b"{", "bukan JSON"), (b"", "kosong"), (b" " * 1_000_001, "terlalu besar")):
        answer = client.post("/library/import/", {"file": SimpleUploadedFile("a.json", content)})
        assert (answer.status_code, why in text_of(answer)) == (422, True)
    assert client.post("/library/import/").status_code == 422
    assert "bukan JSON" in text_of(client.post("/library/import/", {"text": "{"}))


def hx(client, path, data):
    return client.post(path, data, headers={"HX-Request": "true"})


def test_hints_come_while_one_writes_and_never_block(client_as, cast, django_assert_max_num_queries):
    skp = factories.skp(cast.ani)
    client = client_as(cast.ani)
    data = {"indicator-statement": "Angka kematian ibu", "indicator-polarity": "higher", "indicator-target": "dua puluh"}
    with django_assert_max_num_queries(20):
        found = hx(client, f"/hints/?kind=indicator&skp={skp.pk}&prefix=indicator", data)
    assert (found.status_code, "makin rendah makin baik" in text_of(found), "<html" in text_of(found)) == (200, True, False)
    assert text_of(hx(client, "/hints/?kind=result", {"statement": ""})) == ""
    page = client.post("/hints/?kind=result", {"statement": "Menyusun laporan"})
    assert ("<html" in text_of(page), "adalah kegiatan" in text_of(page)) == (True, True)
    assert "Tidak ada petunjuk" in text_of(client.post("/hints/?kind=result", {"statement": "Laporan tersusun tepat waktu"}))
    assert "Belum tampak apa yang dihitung" in text_of(hx(client, "/hints/?kind=library", {"name": "Mutu baik"}))
    cells = text_of(hx(client, "/hints/?kind=cells", {"c1-2": "Monitoring", "c1-3": "Ibu terlayani sesuai standar"}))
    assert ("Monitoring</p>" in cells, cells.count("notice")) == (True, 1)
    key = {"indicators-0-statement": "Harapan lama sekolah", "indicators-0-unit": "tahun"}
    asked = "/hints/?kind=key&year=2026&prefix=indicators-0"
    assert "dari keadaan mana" in text_of(hx(client, asked, key))
    assert text_of(hx(client, asked, key | {"indicators-0-baseline": "12,9"})) == ""
    assert client.get("/hints/").status_code == 405
    assert client_as(cast.eko).post(f"/hints/?kind=result&skp={skp.pk}", {"statement": "A"}).status_code == 404


def test_hints_about_the_statement_stand_beside_it_and_the_rest_beside_the_target(client_as, cast):
    skp = factories.skp(cast.ani)
    data = {"statement": "Menyusun laporan", "target": "12"}
    found = text_of(hx(client_as(cast.ani), f"/hints/?kind=indicator&skp={skp.pk}&beside=id_statement", data))
    start, _, rest = found.partition("</div></div>")
    assert start.startswith('<div id="id_statement-hints" hx-swap-oob="innerHTML"><div class="notice warn">')
    assert ("adalah kegiatan" in start, "satuannya belum ada" in start) == (True, False)
    assert ("adalah kegiatan" in rest, "satuannya belum ada" in rest) == (False, True)
    absolute = {"statement": "Semua laporan tersusun", "target": "12", "unit": "laporan"}
    found = text_of(hx(client_as(cast.ani), f"/hints/?kind=indicator&skp={skp.pk}&beside=id_statement", absolute))
    assert (found.count("exemption-"), 'hx-target="#id_statement-after"' in found) == (2, True)
    page = text_of(client_as(cast.ani).get(f"/skp/{skp.pk}/results/{skp.results.get().pk}/indicators/new/"))
    assert ('id="id_statement-hints"' in page, 'id="id_statement-after"' in page) == (True, True)


def test_without_scripts_the_hints_are_told_on_saving_once_and_nothing_is_blocked(client_as, cast):
    skp = factories.skp(cast.ani)
    client, new = client_as(cast.ani), f"/skp/{skp.pk}/results/new/"
    assert f'name="hints" value="kind=result&amp;skp={skp.pk}"' in text_of(client.get(new))
    typed = {"statement": "Menyusun laporan", "kind": "main"} | {
        f"indicator-{name}": value for name, value in (
            ("statement", "Angka kematian bayi"), ("aspect", "quantity"), ("target", "3"), ("unit", "per 1.000"),
            ("polarity", "higher"), ("measurement", "snapshot"),
        )
    }
    asked = {"hints": [f"kind=result&skp={skp.pk}", f"kind=indicator&skp={skp.pk}&prefix=indicator"]}
    page = text_of(client.post(new, typed | asked, follow=True))
    for said in ("Hasil kerja tersimpan.", "“Menyusun” adalah kegiatan, belum hasil. Contoh: ", "makin rendah makin baik"):
        assert said in page
    assert page.count("Petunjuk:") == 2
    assert skp.results.filter(statement="Menyusun laporan").count() == 1
    assert "Petunjuk:" not in text_of(client.post(new, typed | {"statement": "Merekap laporan"}, follow=True))


def test_an_exception_is_named_on_the_hint(client_as, cast):
    skp = factories.skp(cast.ani, results=0)
    client, words = client_as(cast.ani), {"statement": "Semua pasien ditriase"}
    address = f"?kind=result&skp={skp.pk}"
    assert "tidak memberi ruang" in text_of(hx(client, f"/hints/{address}", words))
    named = text_of(hx(client, f"/hints/exemption/{address}", words | {"exemption": "life"}))
    assert ("tidak memberi ruang" in named, 'value="life" selected' in named) == (False, True)
    assert "tidak memberi ruang" in text_of(hx(client, f"/hints/exemption/{address}", words | {"exemption": ""}))
    assert HintExemption.objects.count() == 2
    page = text_of(client.post(f"/hints/{address}", words))
    assert "Simpan pengecualian" in page
    assert hx(client, f"/hints/exemption/{address}", words | {"exemption": "x"}).status_code == 422


def test_the_manager_switches_a_hint_and_everybody_reads_why(client_as, cast):
    client = client_as(cast.citra)
    bad = client.post("/hints/switches/", {"code": "absolute", "off": "1", "reason": "pendek"})
    assert (bad.status_code, HintSwitch.objects.count()) == (422, 0)
    assert client.post("/hints/switches/", {"code": "absolute", "off": "1", "reason": REASON}).url == "/hints/switches/"
    page = text_of(client_as(cast.ani).get("/hints/switches/"))
    assert "“Menyusun laporan”" in page
    assert (REASON in page, "Atur satu petunjuk" in page) == (True, False)


def test_the_manual_of_an_indicator(client_as, cast, at):
    plan = factories.skp(cast.ani).results.get().indicators.get()
    path = f"/library/manuals/{plan.pk}/"
    page = text_of(client_as(cast.budi).get(path))
    assert ("Belum terisi: Tujuan" in page, f"/library/new/?indicator={plan.pk}" in page) == (True, True)
    assert "Jumlah kunjungan rumah" in text_of(client_as(cast.budi).get(f"/library/new/?indicator={plan.pk}"))
    with writing("test"):
        Indicator.objects.filter(pk=plan.pk).update(definition=library.newest_version(approved(cast, at)))
    page = text_of(client_as(cast.ani).get(path))
    assert ("Buka di kamus" in page, "Mengetahui jangkauan" in page) == (True, True)
    assert client_as(cast.eko).get(path).status_code == 404


def test_an_indicator_begins_with_an_entry_of_the_library(client_as, cast, at):
    version = library.newest_version(approved(cast, at))
    result = factories.skp(cast.ani).results.get()
    client, path = client_as(cast.ani), f"/library/choice/{result.skp_id}/{result.pk}/"
    new = f"/skp/{result.skp_id}/results/{result.pk}/indicators/new/"
    assert client.get(path, {"entry": "k4 · Cakupan K4"}).url == f"{new}?definition={version.pk}"
    assert client.get(path, {"entry": "lain"}).url == new
    assert "Cakupan K4" in text_of(client.get(f"{new}?definition={version.pk}"))
    assert client_as(cast.budi).get(path).status_code == 403
    assert client_as(cast.eko).get(path).status_code == 404


def test_a_key_indicator_is_bound_to_an_entry(client_as, cast, at):
    approved(cast, at)
    goal = factories.objective(cast.unit)
    key = goal.indicators.get()
    path = f"/library/keys/{key.pk}/"
    client = client_as(cast.budi)
    assert f"/library/new/?key={key.pk}" in text_of(client.get(path))
    bad = client.post(path, {"entry": "lain"})
    assert (bad.status_code, "Tidak ada di kamus" in text_of(bad)) == (422, True)
    assert client.post(path, {"entry": "k4"}).url == f"/objectives/{goal.pk}/"
    assert 'value="k4 · Cakupan K4"' in text_of(client.get(path))
    assert path in text_of(client.get(f"/objectives/{goal.pk}/"))
    assert client.post(path, {"entry": ""}).url == f"/objectives/{goal.pk}/"
    assert client_as(cast.ani).get(path).status_code == 403
    assert client_as(cast.eko).get(path).status_code == 404
