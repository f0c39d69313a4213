"""The screens of needs: who reads, who writes, what is told."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capaian.foundation.exchange.writing import Column, Table, write_xlsx
from capaian.planning.models import Need, NeedsAnalysis
from capaian.planning.tests import chains, factories
from capaian.planning.tests.views.test_objectives import text_of


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def rows(prefix, *given, initial=0):
    data = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": initial}
    for number, one in enumerate(given):
        data |= {f"{prefix}-{number}-{name}": value for name, value in one.items()}
    return data


CRITERIA = rows("criteria", {"label": "Mendesak", "weight": "60"}, {"label": "Terdampak", "weight": "40"})
NO_PROOF = rows("evidence", {"kind": "survey", "source": "", "finding": ""})


@pytest.mark.parametrize("count", [1, 3])
def test_everybody_reads_the_list_in_the_same_queries(client_as, cast, django_assert_num_queries, count):
    for number in range(count):
        chains.need(chains.analysis(cast.agency, title=f"Analisis {number}"))
    client = client_as(cast.ani)
    with django_assert_num_queries(6):
        page = text_of(client.get("/needs/"))
    assert (page.count("1 belum diputuskan"), "Analisis baru" in page) == (count, False)


@pytest.mark.parametrize("count", [1, 3])
def test_an_analysis_shows_ranks_and_how_they_came_about(client_as, cast, django_assert_num_queries, count):
    of = chains.analysis(cast.agency)
    for number in range(count):
        need = chains.need(of, f"Kebutuhan {number}", urgency=4)
        need.evidence.create(kind="survey", source="Survei 2025", finding="61,5 %")
        need.objectives.add(factories.objective(cast.unit, f"Sasaran {number}"))
    client = client_as(cast.ani)
    with django_assert_num_queries(8):
        page = text_of(client.get(f"/needs/{of.pk}/"))
    assert page.count("Mendesak 4 × 60 % + Banyak warga 5 × 40 % = 4,4") == count
    assert ("berbagi peringkat 1" in page, "Putuskan" in page) == (count == 3, False)


def test_what_is_open_missing_or_filtered_is_told(client_as, cast):
    of = chains.analysis(cast.agency, cast.unit)
    client = client_as(cast.citra)
    assert "Belum ada kebutuhan" in text_of(client.get(f"/needs/{of.pk}/"))
    assert "Belum ada kebutuhan" in text_of(client.get("/needs/"))
    chains.need(of, "Air bersih")
    chains.need(of, "Jalan", reach=None, reason_not="Kewenangan pemerintah provinsi.")
    page = text_of(client.get(f"/needs/{of.pk}/"))
    for words in ("1 belum diputuskan", "1 belum lengkap nilainya", "nilai Banyak warga belum diisi", "Kewenangan pemerintah"):
        assert words in page
    assert "Tidak ada yang cocok" in text_of(client.get(f"/needs/{of.pk}/?decision=answered"))
    found = text_of(client.get(f"/needs/{of.pk}/?decision=open&q=air&sector=Infrastruktur"))
    assert ("Air bersih" in found, "Jalan" in found) == (True, False)


def test_the_manager_begins_weighs_and_decides(client_as, cast):
    factories.performance_year(cast.agency)
    client = client_as(cast.citra)
    assert "Belum ada analisis kebutuhan" in text_of(client.get("/needs/"))
    assert "Mendesak" in client.get("/needs/new/").content.decode()
    data = {"title": "Kebutuhan 2026", "unit": "", "year": "2026", "method": "USG", **CRITERIA}
    sent = client.post("/needs/new/", data)
    of = NeedsAnalysis.objects.get()
    assert sent.url == f"/needs/{of.pk}/"
    bad = client.post("/needs/new/", data | {"criteria-1-weight": "30"})
    assert (bad.status_code, "Jumlah bobot 90, seharusnya 100." in text_of(bad)) == (422, True)
    for weight in ("0", "-5", "101", "9" * 30):  # beside the weight that is wrong, and no sum of it
        bad = client.post("/needs/new/", data | {"criteria-1-weight": weight})
        words = text_of(bad)
        assert (bad.status_code, "Jumlah bobot" in words) == (422, False)
        assert 'id="id_criteria-1-weight-errors"><li>Bobot adalah persen bulat dari 1 sampai 100.' in words
    assert client.post("/needs/new/", data | {"unit": str(cast.unit.pk)}).status_code == 302
    method = f"/needs/{of.pk}/method/"
    assert "Ubah metode" in text_of(client.get(method))
    slugs = {"criteria-INITIAL_FORMS": 2, "criteria-0-slug": "mendesak", "criteria-1-slug": "terdampak"}
    changed = {"title": "Baru", "method": "USG", **CRITERIA, **slugs}
    assert client.post(method, changed).url == f"/needs/{of.pk}/"

    new = f"/needs/{of.pk}/items/new/"
    page = text_of(client.get(new))
    assert ("%%" in page, "Pilih bidangnya" in page, page.count("boleh kosong")) == (False, True, 1)  # the name of another sector
    need = {"statement": "Air bersih", "sector": "infrastructure", "score_mendesak": "5", **NO_PROOF}
    assert client.post(new, need).url == f"/needs/{of.pk}/"
    made = Need.objects.get()
    assert (made.scores, made.evidence.count()) == ({"mendesak": 5}, 0)
    path = f"/needs/items/{made.pk}/"
    assert "Ubah kebutuhan" in text_of(client.get(path))
    proof = rows("evidence", {"kind": "survey", "source": "Survei", "finding": "61,5 %"})
    assert client.post(path, need | proof | {"score_terdampak": "4"}).status_code == 302
    bad = client.post(path, need | proof | {"sector": "other"})
    assert (bad.status_code, "Tuliskan nama bidangnya." in text_of(bad)) == (422, True)

    goal = factories.objective(cast.unit)
    decide = f"{path}decision/"
    assert goal.statement in text_of(client.get(decide, {"q": "dbd"})) or goal.statement in text_of(client.get(decide))
    assert "Belum ada sasaran yang cocok" in text_of(client.get(decide, {"q": "kereta"}))
    assert client.post(decide, {"objectives": [str(goal.pk)], "reason_not": ""}).url == f"/needs/{of.pk}/"
    assert goal.statement in text_of(client.get(f"/needs/{of.pk}/"))
    bad = client.post(decide, {"objectives": [], "reason_not": "belum"})
    assert (bad.status_code, "paling sedikit 20 huruf" in text_of(bad)) == (422, True)
    client.post(decide, {"reason_not": "Kewenangan pemerintah provinsi."})
    assert "Hapus kebutuhan ini?" in text_of(client.get(f"{path}deletion/"))
    assert client.post(f"{path}deletion/").url == f"/needs/{of.pk}/"


def workbook(tmp_path, *given):
    path = tmp_path / "kebutuhan.xlsx"
    names = ["Kebutuhan", "Bidang", "Mendesak", "Banyak warga", "Jenis bukti", "Sumber bukti", "Temuan"]
    write_xlsx(path, [Table("Kebutuhan", [Column(name) for name in names], given)])
    return SimpleUploadedFile("kebutuhan.xlsx", path.read_bytes())


def test_a_sheet_is_looked_at_and_its_good_rows_kept(client_as, cast, tmp_path):
    of, client = chains.analysis(cast.agency), client_as(cast.citra)
    sheet = f"/needs/{of.pk}/sheet/"
    assert "Unduh contoh" in text_of(client.get(sheet))
    assert client.post(sheet).status_code == 422
    bad = client.post(sheet, {"file": SimpleUploadedFile("a.csv", b"Nama\nAir")})
    assert (bad.status_code, "Kolom ini tidak ditemukan" in text_of(bad)) == (422, True)
    sent = client.post(sheet, {"file": workbook(
        tmp_path, ["Air bersih", "Infrastruktur", "5", "4", "Survei", "Survei 2025", "61,5 %"],
        ["Jalan", "Infrastruktur", "9", "", "", "", ""],
    )})
    page = text_of(client.get(sent.url))
    for words in ("Simpan 1 baris", "1 baris ditolak", "“9” bukan nilai"):
        assert words in page
    assert client.post(sent.url).url == f"/needs/{of.pk}/"
    assert Need.objects.get().scores == {"urgency": 5, "reach": 4}
    assert "Tidak ada baris yang akan menambah" in text_of(client.get(sent.url))
    out = b"".join(client.get(f"/needs/{of.pk}/sheet.xlsx").streaming_content)
    again = client.post(sheet, {"file": SimpleUploadedFile("k.xlsx", out)})
    assert "Tetap: <b>1</b>" in text_of(client.get(again.url))
    assert client_as(cast.dewi).get(sent.url).status_code == 403


def test_others_read_and_eko_finds_nothing(client_as, cast):
    of = chains.analysis(cast.agency)
    need = chains.need(of)
    reading = ["/needs/", f"/needs/{of.pk}/"]
    writing = [
        "/needs/new/", f"/needs/{of.pk}/method/", f"/needs/{of.pk}/items/new/", f"/needs/{of.pk}/sheet/",
        f"/needs/items/{need.pk}/", f"/needs/items/{need.pk}/deletion/", f"/needs/items/{need.pk}/decision/",
    ]
    client = client_as(cast.ani)
    assert [client.get(path).status_code for path in reading + writing] == [200] * 2 + [403] * 7
    assert b"".join(client.get(f"/needs/{of.pk}/sheet.xlsx").streaming_content)
    client = client_as(cast.eko)
    assert [client.get(path).status_code for path in reading[1:] + writing[1:]] == [404] * 7
    assert [client.get(f"/needs/{of.pk}/{name}").status_code for name in ("sheet/7/", "sheet.xlsx")] == [404, 404]
    mine = client_as(cast.citra)
    assert mine.get(f"/needs/{of.pk}/sheet/7/").status_code == 404
