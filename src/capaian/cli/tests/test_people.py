"""`capaian people`: what a file would do, doing it, and writing everybody out."""

from __future__ import annotations

import pytest

from capaian.cli import people
from capaian.foundation.models import AuditEvent, Job
from capaian.people.models import Employee, ImportBatch
from capaian.people.tests.imports import an_office, nip, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path, cast):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def path(tmp_path):
    return str(workbook(tmp_path / "pegawai.xlsx", **an_office(3)))


def test_without_commit_it_only_reports(ask, path):
    before = Employee.objects.count()
    reply = ask("people", "import", path, "--agency", "contoh")
    assert (reply.code, reply.err) == (0, "")
    assert reply.out.splitlines() == [
        "Unit kerja   2 baru, 0 berubah, 0 tetap, 0 ditolak", "Jabatan      2 baru, 0 berubah, 0 tetap, 0 ditolak",
        "Pegawai      3 baru, 0 berubah, 0 tetap, 0 ditolak", "Penugasan    3 baru, 0 berubah, 0 tetap, 0 ditolak",
        f"1 pegawai tidak punya atasan, di berkas maupun di catatan: {nip(0)}",
        "4 pegawai yang tercatat tidak ada di berkas; mereka tidak diubah dan tidak diakhiri.",
        "Belum diterapkan; tambahkan --commit untuk menerapkannya.",
    ]
    assert (Employee.objects.count(), ImportBatch.objects.count(), Job.objects.count()) == (before, 0, 0)


def test_with_commit_it_applies_once(ask, path):
    reply = ask("people", "import", path, "--agency", "contoh", "--commit", "--effective-from", "2026-01-01", "--json")
    assert (reply.code, reply.json["applied"], reply.json["counts"]["people"]) == (0, True, {"added": 3})
    event = AuditEvent.objects.filter(verb="employee.import-add").first()
    assert (event.actor_id, event.actor_name.startswith("Baris perintah (")) == (0, True)
    again = ask("people", "import", path, "--agency", "contoh", "--commit")
    assert (again.code, again.out.splitlines()[2]) == (0, "Pegawai      0 baru, 0 berubah, 3 tetap, 0 ditolak")
    assert Employee.objects.filter(nip=nip(2)).count() == 1


def test_rejected_rows_are_named_one_a_line_and_not_without_end(ask, tmp_path, monkeypatch):
    monkeypatch.setattr(people, "MOST_LINES", 2)
    rows = [{"nip": str(number), "name": "x"} for number in range(4)]
    path = str(workbook(tmp_path / "x.xlsx", people=[*rows, {"nip": nip(1), "name": "Satu"}]))
    for more in ((), ("--commit",)):
        reply = ask("people", "import", path, "--agency", "contoh", *more)
        assert (reply.code, reply.err.splitlines()) == (2, [
            "Pegawai, baris 2, 0: NIP: NIP terdiri atas 18 angka; yang ini 1 angka.",
            "Pegawai, baris 3, 1: NIP: NIP terdiri atas 18 angka; yang ini 1 angka.", "… dan 2 baris lain ditolak",
        ])
    assert Employee.objects.filter(nip=nip(1)).exists()


@pytest.mark.parametrize(("words", "said"), [
    (("import", "tidak-ada.xlsx", "--agency", "contoh"), "tidak-ada.xlsx: berkas tidak ditemukan"),
    (("import", "x", "--agency", "nirwana"), "--agency: tidak ada instansi berkode “nirwana”; yang ada: contoh, lain"),
    (("import", "x", "--agency", "contoh", "--effective-from", "besok"),
     "--effective-from: “besok” bukan tanggal; tulis 2026-03-01"),
    (("export", "x.doc", "--agency", "contoh"), "x.doc: jenis berkas tidak dikenal; gunakan .xlsx atau .zip"),
])
def test_what_cannot_be_meant_is_one_line(ask, words, said):
    assert ask("people", *words) == (2, "", f"{said}\n")


def test_unknown_headings_are_matched_on_the_screen_first(ask, tmp_path):
    named = workbook(tmp_path / "x.xlsx", {"people": ["Induk", "Siapa", *"abcdef"]}, people=an_office(2)["people"])
    (tmp_path / "y.csv").write_text("a;b\n1;2\n")
    for more in ((), ("--commit",)):
        assert ask("people", "import", str(named), "--agency", "contoh", *more) == (
            2, "", "lembar “Pegawai”: kolom NIP, Nama tidak dikenali; cocokkan sekali di layar Impor pegawai\n",
        )
    assert ask("people", "import", str(tmp_path / "y.csv"), "--agency", "contoh") == (
        2, "", "Tidak ada lembar yang dikenali; cocokkan kolomnya sekali di layar Impor pegawai\n",
    )


def test_what_is_written_out_is_read_back_unchanged(ask, tmp_path):
    for name in ("x.xlsx", "x.zip"):
        assert ask("people", "export", str(tmp_path / name), "--agency", "contoh").code == 0
    reply = ask("people", "import", str(tmp_path / "x.xlsx"), "--agency", "contoh", "--json")
    assert {outcome for found in reply.json["counts"].values() for outcome in found} == {"unchanged"}
    refused = ask("people", "import", str(tmp_path / "x.zip"), "--agency", "contoh", "--commit")
    assert (refused.code, "Arsip ZIP tidak diterima" in refused.err) == (2, True)
