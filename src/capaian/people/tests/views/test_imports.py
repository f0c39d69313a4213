"""The screens of imports: give, watch, match, look, decide; and the files that go out."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from capaian.foundation import jobs
from capaian.people import workflow
from capaian.people.actions.imports import commit_import
from capaian.people.models import Employee, ImportBatch
from capaian.people.tests.imports import AT, an_office, given, nip, read, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def batch(cast, tmp_path):
    rows = an_office(3)
    rows["people"].append({"nip": "123", "name": "Salah"})
    return read(workbook(tmp_path / "pegawai.xlsx", **rows), cast.agency, cast.actor(cast.citra))


def body(response):
    return b"".join(response.streaming_content)


def test_a_file_is_given_and_found_in_the_list(cast, client_as, tmp_path):
    client = client_as(cast.citra)
    assert "Belum ada impor" in client.get(reverse("people:imports")).content.decode()
    file = SimpleUploadedFile("pegawai.xlsx", workbook(tmp_path / "x.xlsx", **an_office(2)).read_bytes())
    sent = client.post(reverse("people:imports"), {"file": file, "effective_from": "2026-01-01"})
    assert sent["Location"] == reverse("people:import", args=[ImportBatch.objects.get().pk])
    page = client.get(sent["Location"])
    assert "hx-trigger" in page.content.decode()
    assert "pegawai.xlsx" in client.get(reverse("people:imports")).content.decode()


@pytest.mark.parametrize(("given", "words"), [
    ({}, "Pilih berkas yang akan diimpor."),
    ({"effective_from": "kemarin"}, "Tulis tanggal seperti 24-11-2026."),
    ({"file": ("x.xlsx", b""), "effective_from": "2026-01-01"}, "kosong"),
    ({"file": ("x.xlsm", b"PK"), "effective_from": "2026-01-01"}, "makro"),
])
def test_what_cannot_be_taken_is_told_beside_its_field(cast, client_as, given, words):
    data = {name: SimpleUploadedFile(*value) if name == "file" else value for name, value in given.items()}
    answer = client_as(cast.citra).post(reverse("people:imports"), data)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_the_preview_counts_filters_and_finds(cast, client_as, batch, django_assert_num_queries):
    client, address = client_as(cast.citra), reverse("people:import", args=[batch.pk])
    page = client.get(address)
    assert page.context["counts"][2] == {
        "sheet": "people", "label": "Pegawai", "added": 3, "changed": 0, "unchanged": 0, "rejected": 1,
    }
    refused = client.get(address, {"sheet": "people", "outcome": "rejected"})
    assert [line["row"].key for line in refused.context["lines"]] == ["123"]
    assert [line["sheet"] for line in client.get(address, {"q": nip(2)}).context["lines"]] == ["Pegawai", "Penugasan"]
    assert "Tidak ada baris yang cocok" in client.get(address, {"q": "tidak ada"}).content.decode()
    with django_assert_num_queries(6):
        client.get(address)


def test_progress_asks_on_until_there_is_something_to_see(cast, client_as, tmp_path):
    batch = given(workbook(tmp_path / "x.xlsx", **an_office(2)), cast.agency, cast.actor(cast.citra))
    client, address = client_as(cast.citra), reverse("people:import_progress", args=[batch.pk])
    assert "hx-trigger" in client.get(address).content.decode()
    jobs.run_queued()
    assert client.get(address)["HX-Refresh"] == "true"


def test_applying_and_throwing_away(cast, client_as, batch):
    client = client_as(cast.citra)
    done = client.post(reverse("people:import_commitment", args=[batch.pk]))
    assert done["Location"] == reverse("people:import", args=[batch.pk])
    again = client.post(reverse("people:import_commitment", args=[batch.pk]))
    assert (again.status_code, "Sedang diterapkan" in again.content.decode()) == (403, True)
    jobs.run_queued()
    assert Employee.objects.filter(nip=nip(2)).exists()
    assert client.post(reverse("people:import_disposal", args=[batch.pk])).status_code == 403


def test_columns_are_matched_on_a_screen(cast, client_as, tmp_path):
    headings = {"people": ["No Induk", "Si Nama", "x1", "x2", "x3", "x4", "x5", "x6"]}
    batch = read(workbook(tmp_path / "x.xlsx", headings, people=an_office(2)["people"]), cast.agency, cast.actor(cast.citra))
    client, address = client_as(cast.citra), reverse("people:import_columns", args=[batch.pk])
    assert client.get(reverse("people:import", args=[batch.pk]))["Location"] == address
    assert "No Induk" in client.get(address).content.decode()
    assert "Kode unit induk" in client.get(address, {"sheet-0": "units"}).content.decode()
    wrong = client.post(address, {"sheet-0": "people", "column-0-nip": "No Induk"})
    assert (wrong.status_code, "Pilih kolom untuk “Nama”." in wrong.content.decode()) == (422, True)
    twice = client.post(address, {"sheet-0": "people", "column-0-nip": "No Induk", "column-0-name": "No Induk"})
    assert (twice.status_code, "dipilih lebih dari sekali" in twice.content.decode()) == (422, True)
    skipped = client.post(address, {"sheet-0": "skip"})
    assert (skipped.status_code, "paling sedikit satu lembar" in skipped.content.decode()) == (422, True)
    client.post(address, {"sheet-0": "people", "column-0-nip": "No Induk", "column-0-name": "Si Nama"})
    batch.refresh_from_db()
    assert batch.state == workflow.READING
    assert client.get(address).status_code == 302
    client.post(reverse("people:import_disposal", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == workflow.DISCARDED


def test_files_go_out(cast, client_as, batch):
    client = client_as(cast.citra)
    example = CalamineWorkbook.from_filelike(io.BytesIO(body(client.get(reverse("people:import_template")))))
    assert example.sheet_names == ["Unit kerja", "Jabatan", "Pegawai", "Penugasan"]
    refused = CalamineWorkbook.from_filelike(io.BytesIO(body(client.get(reverse("people:import_rejected", args=[batch.pk])))))
    rows = refused.get_sheet_by_index(0).to_python()
    assert (rows[0][-1], rows[1][0]) == ("Alasan ditolak", "123")
    assert rows[1][-1] == "NIP: NIP terdiri atas 18 angka; yang ini 3 angka."
    out = client.get(reverse("people:export"))
    assert CalamineWorkbook.from_filelike(io.BytesIO(body(out))).sheet_names == example.sheet_names
    with zipfile.ZipFile(io.BytesIO(body(client.get(reverse("people:export"), {"format": "csv"})))) as archive:
        assert archive.namelist() == ["unit-kerja.csv", "jabatan.csv", "pegawai.csv", "penugasan.csv"]
        assert "19901231 201503 2 999" in archive.read("pegawai.csv").decode()


def test_others_are_refused_and_another_agencys_batch_does_not_exist(cast, client_as, batch):
    commit_import(batch=batch, by=cast.actor(cast.citra), at=AT)
    names = ("import", "import_progress", "import_columns", "import_rejected")
    for person, status in ((cast.ani, 403), (cast.budi, 403), (cast.eko, 404)):
        client = client_as(person)
        assert [client.get(reverse(f"people:{name}", args=[batch.pk])).status_code for name in names] == [status] * 4
        posts = ("import_commitment", "import_disposal", "import_columns")
        assert [client.post(reverse(f"people:{name}", args=[batch.pk])).status_code for name in posts] == [status] * 3
    lists = ("imports", "import_template", "export")
    assert [client_as(cast.ani).get(reverse(f"people:{name}")).status_code for name in lists] == [403] * 3
