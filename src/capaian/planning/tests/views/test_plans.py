"""The screens of plans, of the chain and of performance agreements."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capaian.foundation.models import Job
from capaian.people.tests import factories as people
from capaian.planning.models import Objective, PerformanceAgreement, StrategicPlan
from capaian.planning.queries import chain_sheets
from capaian.planning.tests import chains, factories
from capaian.planning.tests.views.test_needs import rows
from capaian.planning.tests.views.test_objectives import text_of
from capaian.planning.views import chain as chain_views

REASON = "Pergeseran anggaran mengubah target."


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def indicators(*given, initial=0):
    return rows("indicators", *given, initial=initial)


@pytest.mark.parametrize("count", [1, 3])
def test_plans_and_their_objectives_are_read_in_the_same_queries(client_as, cast, django_assert_num_queries, count):
    for number in range(count):
        plan = chains.plan(cast.agency, cast.office, f"Renstra {number}")
        for place in range(count):
            top = chains.goal(plan, cast.office, code=f"S{number}.{place}")
            chains.goal(plan, cast.office, "Anak sehat", f"T{number}.{place}", parent=top)
    client = client_as(cast.ani)
    with django_assert_num_queries(7):
        page = text_of(client.get("/plans/"))
    assert (page.count(">Renstra "), "Rencana baru" in page) == (count, False)
    with django_assert_num_queries(10):
        page = text_of(client.get(f"/plans/{plan.pk}/"))
    assert page.count("Anak sehat") >= count


@pytest.mark.parametrize("count", [1, 3])
def test_an_objective_is_read_in_its_chain_in_the_same_queries(client_as, cast, django_assert_num_queries, count):
    region, office = chains.plan(cast.agency), chains.plan(cast.agency, cast.office)
    goal = chains.goal(office, cast.office, parent=chains.goal(region, cast.office, "Daerah sehat", "R1"))
    goal.needs.add(chains.need(chains.analysis(cast.agency)))
    for number in range(count):
        year = factories.objective(cast.office, f"Sasaran {number}")
        Objective.objects.filter(pk=year.pk).update(parent=goal)
    client = client_as(cast.ani)
    with django_assert_num_queries(18):
        page = text_of(client.get(f"/objectives/{goal.pk}/chain/"))
    for words in ("Daerah sehat", "Air bersih", "Sasaran 0", "per 100.000"):
        assert words in page


def test_the_head_writes_a_plan_and_takes_it_over(client_as, cast):
    factories.performance_year(cast.agency)
    region = chains.goal(chains.plan(cast.agency), cast.office, "Daerah sehat", "R1")
    client = client_as(cast.dewi)
    assert "RPJMD" not in text_of(client.get("/plans/new/"))
    data = {"kind": "renstra", "unit": str(cast.office.pk), "title": "Renstra", "document": ""}
    data |= {"first_year": "2025", "last_year": "2027"}
    for year in ("-1", "1" + "0" * 30):  # together with what else is wrong
        bad = text_of(client.post("/plans/new/", data | {"title": "", "first_year": year}))
        assert ("Ada 2 hal yang perlu diperbaiki" in bad, "Tulis tahun antara 1990 dan 2100." in bad) == (True, True)
    bad = client.post("/plans/new/", data | {"unit": ""})
    assert (bad.status_code, "pilih unitnya" in text_of(bad)) == (422, True)
    sent = client.post("/plans/new/", data)
    plan = StrategicPlan.objects.get(kind="renstra")
    assert sent.url == f"/plans/{plan.pk}/"
    assert "Belum ada sasaran" in text_of(client.get(sent.url))
    assert client.post(f"/plans/{plan.pk}/edit/", data | {"title": "Renstra Dinkes"}).url == sent.url
    assert "Ubah rencana" in text_of(client.get(f"/plans/{plan.pk}/edit/"))

    new = f"/plans/{plan.pk}/objectives/new/"
    assert "Target 2026" in text_of(client.get(new))
    goal = {"statement": "Warga sehat", "parent": str(region.pk), "code": "S1", "source": ""}
    row = {"statement": "DBD", "year_2025": "48", "year_2026": "", "baseline": "50,5", "baseline_year": "2024"}
    assert client.post(new, goal | indicators(row, {"statement": ""})).url == sent.url
    made = Objective.objects.get(code="S1")
    assert (made.parent, made.unit) == (region, cast.office)
    lacking = client.post(f"/objectives/{made.pk}/derivation/", {"year": "2026"})
    assert (lacking.status_code, "belum punya target 2026" in text_of(lacking)) == (422, True)
    edit = f"/objectives/{made.pk}/"
    assert 'value="50,5"' in client.get(edit).content.decode()
    key = {"key": str(made.indicators.get().pk), "year_2026": "35"}
    assert client.post(edit, goal | indicators(row | key, initial=1)).url == sent.url
    assert "Turunkan 1 sasaran ke perjanjian kinerja 2026" in text_of(client.get(sent.url))
    assert "Turunkan ke perjanjian kinerja 2026" in text_of(client.get(f"/objectives/{made.pk}/chain/"))
    assert client.post(f"/plans/{plan.pk}/derivation/", {"year": "2026"}).url == sent.url
    year = made.children.get()
    assert year.indicators.get().target_text == "35"
    assert PerformanceAgreement.objects.get().unit == cast.office
    assert "Turunkan" not in text_of(client.get(f"/objectives/{made.pk}/chain/"))
    year.delete()
    assert client.post(f"/objectives/{made.pk}/derivation/", {"year": "2026"}).url.endswith("/chain/")
    assert client.post(f"/objectives/{made.pk}/derivation/", {"year": "2031"}).status_code == 404


def test_an_empty_plan_is_removed_by_the_manager(client_as, cast):
    plan, client = chains.plan(cast.agency), client_as(cast.citra)
    assert "Impor XLSX" in text_of(client.get("/plans/", {"q": "dinas"}))
    assert "Tidak ada yang cocok" in text_of(client.get("/plans/", {"q": "tidak ada"}))
    assert "RPJMD" in text_of(client.get("/plans/new/"))
    path = f"/plans/{plan.pk}/deletion/"
    assert "Hapus rencana ini?" in text_of(client.get(path))
    assert client.post(path).url == "/plans/"
    data = {"kind": "rpjmd", "unit": "", "title": "RPJMD", "first_year": "2025", "last_year": "2029", "document": ""}
    of_unit = client.post("/plans/new/", data | {"unit": str(cast.office.pk)})
    assert (of_unit.status_code, "RPJMD milik seluruh daerah." in text_of(of_unit)) == (422, True)
    assert client.post("/plans/new/", data).status_code == 302
    goal = {"statement": "Daerah sehat", "parent": "", "code": "", "source": ""} | indicators()
    region = StrategicPlan.objects.get()
    assert client.post(f"/plans/{region.pk}/objectives/new/", goal).status_code == 302
    assert Objective.objects.get().unit.parent is None


@pytest.mark.parametrize("count", [1, 3])
def test_agreements_are_listed_in_the_same_queries(client_as, cast, django_assert_num_queries, count):
    for unit in (cast.office, cast.unit, cast.office.agency.units.create(code="Z", name="Dinas Z"))[:count]:
        factories.objective(unit)
    chains.agreement(cast.office)
    client = client_as(cast.ani)
    with django_assert_num_queries(10):
        page = text_of(client.get("/agreements/"))
    assert (page.count("14 Januari 2026"), "Rancangan" in page) == (count, True)
    assert "Puskesmas Galala" in text_of(client.get("/agreements/", {"q": "galala"}))
    assert "Tidak ada yang cocok" in text_of(client.get("/agreements/", {"q": "tidak ada"}))


@pytest.mark.parametrize("count", [1, 3])
def test_an_agreement_is_read_in_the_same_queries(client_as, cast, django_assert_num_queries, count):
    made = chains.agreement(cast.office)
    for number in range(count):
        goal = factories.objective(cast.office, f"Sasaran {number}")
        made.budget_lines.create(objective=goal, program=f"Program {number}", amount=1_000_000)
    client = client_as(cast.ani)
    with django_assert_num_queries(12):
        page = text_of(client.get(f"/agreements/{made.pk}/"))
    assert (page.count("Program "), "Tetapkan" in page) == (count + 2, False)
    assert f"Rp{count}.000.000" in page


def test_the_head_fills_it_in_and_fixes_it_and_the_manager_reopens_it(client_as, cast):
    factories.objective(cast.office)
    client = client_as(cast.dewi)
    assert "Buat perjanjian kinerja" in text_of(client.get(f"/objectives/?unit={cast.office.pk}"))
    sent = client.post("/agreements/new/", {"unit": str(cast.office.pk), "year": "2026"})
    made = PerformanceAgreement.objects.get()
    path = f"/agreements/{made.pk}/"
    assert sent.url == path
    page = text_of(client.get(path))
    assert ("Sebelum dapat ditetapkan" in page, "Belum ada baris anggaran" in page) == (True, True)
    assert client.post(f"{path}fixing/").status_code == 422
    assert "Pihak dan anggaran" in text_of(client.get(f"{path}edit/"))
    parties = {"first_party": str(made.first_party_id), "second_party": "Siti", "second_party_post": "Bupati", "number": "1"}
    line = {"program": "Program sehat", "amount": "1.250.000.000", "source": "APBD", "objective": ""}
    bad = client.post(f"{path}edit/", parties | rows("budget", line | {"amount": "sejuta"}))
    assert (bad.status_code, "bukan angka yang dikenal" in text_of(bad)) == (422, True)
    assert client.post(f"{path}edit/", parties | rows("budget", line)).url == path
    assert "Rp1.250.000.000" in text_of(client.get(path))
    assert client.post(f"{path}fixing/").url == path
    page = text_of(client.get(f"/objectives/?unit={cast.office.pk}"))
    assert ("Tambah sasaran" in page, "Ditetapkan" in page) == (False, True)
    assert client.get(f"{path}reopening/").status_code == 403
    answer = client.get(f"{path}agreement.pdf")
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")

    client = client_as(cast.citra)
    assert "Buka kembali?" in text_of(client.get(f"{path}reopening/"))
    assert client.post(f"{path}reopening/", {"reason": ""}).status_code == 422
    assert client.post(f"{path}reopening/", {"reason": REASON}).url == path
    assert REASON in text_of(client.get(path))


def chain_of(cast):
    return (
        "Tingkat;Rencana;Tahun awal;Tahun akhir;Kode unit;Kode sasaran;Kode induk;Sasaran;Indikator;Target 2026\n"
        "RPJMD;RPJMD;2025;2029;;R1;;Daerah sehat;DBD;35\n"
        f"Renstra;Renstra;2025;2029;{cast.office.code};S1;R9;Warga sehat;;\n"
    ).encode()


def test_a_chain_is_looked_at_and_applied(client_as, cast):
    client = client_as(cast.citra)
    assert "Unduh contoh" in text_of(client.get("/plans/chain/"))
    assert client.post("/plans/chain/").status_code == 422
    bad = client.post("/plans/chain/", {"file": SimpleUploadedFile("a.csv", b"Nama\nAir")})
    assert (bad.status_code, "Kolom ini tidak ditemukan" in text_of(bad)) == (422, True)
    sent = client.post("/plans/chain/", {"file": SimpleUploadedFile("rantai.csv", chain_of(cast))})
    page = text_of(client.get(sent.url))
    for words in ("Simpan 1 baris", "1 baris ditolak", "R9 tidak dikenal atau ditolak"):
        assert words in page
    assert "Daerah sehat" not in text_of(client.get(sent.url, {"outcome": "rejected"}))
    assert client.post(sent.url).url == "/plans/"
    assert Objective.objects.get().code == "R1"
    assert "Tidak ada baris yang akan menambah" in text_of(client.get(sent.url))
    assert b"".join(client.get("/plans/chain.xlsx").streaming_content)
    assert client_as(cast.dewi).get(sent.url).status_code == 403


def test_a_long_chain_becomes_a_job(client_as, cast, monkeypatch):
    monkeypatch.setattr(chain_views, "MANY", 1)
    client = client_as(cast.citra)
    sent = client.post("/plans/chain/", {"file": SimpleUploadedFile("rantai.csv", chain_of(cast))})
    assert client.post(sent.url).url == f"/jobs/{Job.objects.get().pk}/"
    assert chain_sheets.MANY == 500


def test_others_read_and_eko_finds_nothing(client_as, cast):
    plan = chains.plan(cast.agency, cast.office)
    goal, made = chains.goal(plan, cast.office), chains.agreement(cast.office)
    reading = ["/plans/", f"/plans/{plan.pk}/", f"/objectives/{goal.pk}/chain/", "/agreements/", f"/agreements/{made.pk}/",
               f"/agreements/{made.pk}/agreement.pdf"]
    writing = [
        "/plans/new/", "/plans/chain/", f"/plans/{plan.pk}/edit/", f"/plans/{plan.pk}/deletion/",
        f"/plans/{plan.pk}/objectives/new/", f"/objectives/{goal.pk}/", f"/objectives/{goal.pk}/deletion/",
        f"/agreements/{made.pk}/edit/", f"/agreements/{made.pk}/reopening/",
    ]
    posting = [f"/plans/{plan.pk}/derivation/", f"/objectives/{goal.pk}/derivation/", f"/agreements/{made.pk}/fixing/"]
    posting.append("/agreements/new/")
    body = {"unit": str(cast.office.pk), "year": "2026"}
    client = client_as(cast.ani)
    assert [client.get(path).status_code for path in reading + writing] == [200] * 6 + [403] * 9
    assert [client.post(path, body).status_code for path in posting] == [403] * 4
    assert client.post(f"/objectives/{goal.pk}/derivation/", {"year": "2031"}).status_code == 403, "before any year is read"
    client = client_as(cast.eko)
    theirs = [path for path in reading + writing if any(character.isdigit() for character in path)]
    assert [client.get(path).status_code for path in theirs] == [404] * 11
    assert [client.post(path, body).status_code for path in posting] == [404] * 4


def test_a_search_without_a_hit_does_not_say_that_there_is_nothing(client_as, cast):
    client = client_as(cast.citra)
    for address in ("/plans/", "/agreements/"):
        page = client.get(address, {"q": "zzz"}).content.decode()
        assert ("Tidak ada yang cocok" in page, "Belum ada" in page) == (True, False)


def test_a_year_begins_with_a_list_of_units_that_promise(client_as, cast):
    factories.performance_year(cast.agency)
    people.unit(cast.agency, "Pustu Galala", parent=cast.unit)
    rows = {
        name: [row.unit.name for row in client_as(getattr(cast, name)).get("/agreements/?year=2026").context["rows"]]
        for name in ("ani", "budi", "citra")
    }
    assert rows == {"ani": [], "budi": [cast.unit.name], "citra": [cast.office.name, cast.unit.name]}
    said = text_of(client_as(cast.citra).get("/agreements/?year=2026"))
    assert (said.count("Belum dibuat"), "14 Januari 2026" in said) == (2, False)  # nobody promised anything yet
    assert "Kepala unit atau pengelola kinerja menyusunnya" in text_of(client_as(cast.ani).get("/agreements/?year=2026"))


def test_a_reason_that_says_nothing_is_told_beside_its_field(client_as, cast):
    fixed = chains.agreement(cast.office, state="fixed")
    bad = client_as(cast.citra).post(f"/agreements/{fixed.pk}/reopening/", {"reason": "salah ketik"})
    said = text_of(bad)
    assert (bad.status_code, "salah ketik</textarea>" in said, "paling sedikit 20 huruf" in said) == (422, True, True)


def test_rupiah_are_whole(client_as, cast):
    made = chains.agreement(cast.office)
    line = rows("budget", {"program": "Program air minum", "amount": "1.250,5", "source": "", "objective": ""})
    bad = client_as(cast.citra).post(f"/agreements/{made.pk}/edit/", {"second_party": "A", "second_party_post": "B"} | line)
    assert (bad.status_code, "Tulis rupiah bulat, tanpa angka di belakang koma." in text_of(bad)) == (422, True)


def test_a_sheet_of_which_nothing_is_left_says_so_and_asks_for_another(client_as, cast):
    factories.performance_year(cast.agency)
    client = client_as(cast.citra)
    sheet = SimpleUploadedFile("rencana.csv", b"Tingkat;Kode sasaran;Sasaran\nRPJMX;S1;Warga sehat\n")
    page = text_of(client.post("/plans/chain/", {"file": sheet}, follow=True))
    said = ["mengubah sesuatu; 1 baris ditolak." in page, "Pilih berkas lain" in page, "Simpan" in page]
    assert said == [True, True, False]
