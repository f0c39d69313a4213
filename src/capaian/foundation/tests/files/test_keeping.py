"""Files are what they say, are kept once under their hash, and never lie where a name could lead."""

from __future__ import annotations

import stat
import zipfile

import pytest

from capaian.foundation import files
from capaian.foundation.errors import InvalidInput
from capaian.foundation.files import kinds
from capaian.foundation.files.names import clean_name
from capaian.foundation.models import StoredFile
from capaian.foundation.tests.files import samples
from capaian.foundation.tests.files.samples import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(cast, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def store(name, content, **kwargs):
        return files.store(upload(name, content), by=cast.actor(cast.ani), at=at, **kwargs)

    return store


def reason(keep, name, content, **kwargs):
    with pytest.raises(InvalidInput) as refused:
        keep(name, content, **kwargs)
    assert StoredFile.objects.count() == 0
    (problem,) = refused.value.problems
    return problem.reason


@pytest.mark.parametrize(("name", "content", "kind"), [
    ("surat.pdf", samples.PDF, kinds.PDF),
    ("IMG_20260121.JPG", samples.JPEG, kinds.JPEG),
    ("layar.png", samples.png(), kinds.PNG),
    ("foto.webp", samples.WEBP, kinds.WEBP),
    ("rekap.xlsx", samples.xlsx(), kinds.XLSX),
    ("nota.docx", samples.docx(), kinds.DOCX),
    ("rekap.csv", samples.CSV, kinds.CSV),
    ("catatan.txt", "Kunjungan ke-3 – sélesai".encode(), kinds.TEXT),
    ("tanpa-akhiran", samples.PDF, kinds.PDF),
    ("Surat No. 12", samples.PDF, kinds.PDF),
])
def test_what_is_taken_is_known_by_its_content(keep, name, content, kind):
    kept = keep(name, content)
    assert (kept.kind, kept.size) == (kind, len(content))
    with files.open_file(kept) as file:
        assert file.read() == content


def test_a_file_lies_under_its_hash_and_the_same_content_once(keep, cast, at, tmp_path):
    first, again = keep("surat.pdf", samples.PDF), keep("surat.pdf", samples.PDF)
    other = files.store(upload("lain.pdf", samples.PDF), by=cast.actor(cast.budi), at=at)
    place = files.place(cast.agency.pk, first.sha256)
    assert place.relative_to(tmp_path).parts == (str(cast.agency.pk), first.sha256[:2], first.sha256)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [place]
    assert again == first
    assert (other.pk != first.pk, other.sha256) == (True, first.sha256)
    assert not place.stat().st_mode & stat.S_IXUSR


def test_another_agency_keeps_its_own_copy(keep, cast, at):
    mine = keep("surat.pdf", samples.PDF)
    theirs = files.store(upload("surat.pdf", samples.PDF), by=cast.actor(cast.eko), at=at)
    assert files.place(mine.agency_id, mine.sha256) != files.place(theirs.agency_id, theirs.sha256)


@pytest.mark.parametrize(("name", "content", "words"), [
    ("surat.pdf", b"", "Berkas ini kosong"),
    ("surat.pdf", samples.JPEG, "Namanya berakhir .pdf, tetapi isinya foto JPEG"),
    ("surat.pdf", samples.xlsx(), "Namanya berakhir .pdf, tetapi isinya lembar kerja XLSX"),
    ("foto.jpg", b"MZ\x90\x00\x03\x00", "Jenis berkas ini tidak dikenali"),
    ("halaman.html", b"<!DOCTYPE html><script>alert(1)</script>", "Halaman web (HTML) dan gambar SVG tidak diterima"),
    ("catatan.txt", b"  \n<svg onload=alert(1)>", "Halaman web (HTML) dan gambar SVG tidak diterima"),
    ("skrip.sh", b"rm -rf /\n", "Jenis berkas ini tidak diterima. Yang dapat dipakai: PDF, JPG, PNG"),
    ("rekap.csv", "nama\nJos\xe9\n".encode("latin-1"), "CSV UTF-8"),
    ("rekap.csv", "nama;nilai\n".encode("utf-16"), "CSV UTF-8"),
    ("catatan.txt", b"satu\x00dua", "Jenis berkas ini tidak dikenali"),
    ("arsip.zip", samples.packed({"a.txt": "a"}), "Arsip ZIP tidak diterima"),
    ("arsip.xlsx", samples.packed({"xl/workbook.xml": "a"}), "Arsip ZIP tidak diterima"),
    ("rusak.xlsx", samples.xlsx()[:60], "Berkas ini rusak atau terpotong"),
    ("rekap.xlsm", samples.xlsx(), "Berkas dengan makro tidak diterima"),
    ("rekap.xlsx", samples.xlsx(**{"xl/vbaProject.bin": b"\x00"}), "Berkas dengan makro tidak diterima"),
    ("rekap.xlsx", samples.xlsx(**{"xl/macrosheets/sheet1.xml": b"<x/>"}), "Berkas dengan makro tidak diterima"),
    ("rekap.xlsx", samples.packed({"[Content_Types].xml": samples.TYPES + "macroEnabled.main", "xl/workbook.xml": "a"}),
     "Berkas dengan makro tidak diterima"),
])
def test_what_is_not_taken_is_told_in_plain_words(keep, name, content, words):
    assert words in reason(keep, name, content)


def test_a_file_may_be_as_large_as_its_use_allows(keep, settings):
    settings.FILES_PROOF_BYTES = len(samples.PDF)
    assert keep("surat.pdf", samples.PDF).size == len(samples.PDF)
    StoredFile.objects.all().delete()
    settings.FILES_PROOF_BYTES = len(samples.PDF) - 1
    assert "paling besar" in reason(keep, "surat.pdf", samples.PDF)


def test_an_import_takes_tables_only(keep):
    assert reason(keep, "surat.pdf", samples.PDF, use=files.IMPORT) == (
        "Jenis berkas ini tidak diterima. Yang dapat dipakai: XLSX, CSV, TXT.")
    assert keep("data.xlsx", samples.xlsx(), use=files.IMPORT).kind == kinds.XLSX
    assert kinds.PROOF.accept.startswith("application/pdf,image/jpeg,")


def test_bombs_are_not_unpacked(keep, settings):
    ratio = samples.xlsx(**{"xl/worksheets/sheet1.xml": b"\x00" * 2_000_000})
    assert "jauh lebih besar" in reason(keep, "data.xlsx", ratio)
    settings.FILES_PROOF_UNPACKED_BYTES = 100
    assert "jauh lebih besar" in reason(keep, "data.xlsx", samples.xlsx(a=b"a" * 100))
    settings.FILES_PROOF_UNPACKED_BYTES = 10_000_000
    many = samples.packed({f"p{number}": "" for number in range(5_001)})
    assert "jauh lebih besar" in reason(keep, "data.xlsx", many)


def test_parts_that_lie_about_their_size_or_are_locked_are_refused(keep):
    content = bytearray(samples.packed({"[Content_Types].xml": samples.TYPES, "xl/workbook.xml": "b" * 900}, zipfile.ZIP_STORED))
    content[content.index(b"bbb")] = 0  # its checksum no longer fits
    assert "rusak" in reason(keep, "data.xlsx", bytes(content))
    locked = bytearray(samples.xlsx())
    directory = locked.index(b"PK\x01\x02")
    locked[directory + 8] |= 1
    assert "kata sandi" in reason(keep, "data.xlsx", bytes(locked))


def test_a_full_disk_is_told_and_leaves_nothing_behind(keep, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "berkas"
    settings.MEDIA_ROOT.write_text("di sini tidak ada folder")
    assert "Penyimpanan berkas sedang tidak dapat ditulisi" in reason(keep, "surat.pdf", samples.PDF)


@pytest.mark.parametrize(("given", "shown"), [
    ("../../../etc/passwd.pdf", "passwd.pdf"),
    ("C:\\Users\\ani\\Surat tugas.PDF", "Surat tugas.PDF"),
    ('a"; filename="x.exe\r\nX-Evil: 1.pdf', "a filename=x.exeX-Evil 1.pdf"),
    ("gaji\u202efdp.pdf", "gajifdp.pdf"),
    ("  ..  ", "berkas.pdf"),
    ("", "berkas.pdf"),
    ("Surat No. 12", "Surat No. 12.pdf"),
    ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
])
def test_a_name_is_only_shown_and_shown_harmless(given, shown):
    assert clean_name(given, "pdf") == shown
