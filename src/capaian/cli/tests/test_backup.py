"""`capaian backup` and `capaian restore`: what they say, and what they refuse."""

from __future__ import annotations

import zipfile

import pytest

from capaian.cli import backup
from capaian.foundation.models import StoredFile


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.MEDIA_ROOT, settings.ANCHOR_KEY_FILE = tmp_path / "files", tmp_path / "key.pem"


def test_a_backup_says_what_is_in_it_and_what_is_not(ask, cast, at, tmp_path):
    file = tmp_path / "a.zip"
    reply = ask("backup", str(file))
    assert (reply.code, reply.err) == (0, "")
    said, keys = reply.out.splitlines()
    assert said.startswith(f"{file}: ")
    assert said.endswith("baris, 0 berkas bukti")
    assert "CAPAIAN_SECRET_KEY" in keys
    assert "manifest.json" in zipfile.ZipFile(file).namelist()
    refused = ask("restore", str(file))
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("Tempat tujuan tidak kosong (")


def test_a_missing_file_is_told_and_exits_1(ask, cast, at, tmp_path):
    StoredFile.objects.create(
        agency_id=cast.agency.pk, owner_id=cast.ani.pk, owner_name="x", name="x", kind="x", size=1, sha256="a" * 64,
        created_at=at,
    )
    reply = ask("backup", str(tmp_path / "a.zip"))
    assert reply.code == 1
    assert reply.err == f"berkas bukti tidak ada di penyimpanan: {cast.agency.pk}/{'a' * 64}\n"


def test_an_empty_place_takes_an_empty_backup(ask, db, tmp_path):
    file = tmp_path / "a.zip"
    assert ask("backup", str(file)).out.startswith(f"{file}: 0 baris, 0 berkas bukti")
    reply = ask("restore", str(file))
    assert reply.out.splitlines()[-1] == "Ujung rantai cocok dan catatan utuh: 0 baris di 0 instansi."
    missing = tmp_path / "x.zip"
    assert ask("restore", str(missing)) == (2, "", f"{missing}: berkas tidak ditemukan\n")


def test_a_terminal_is_told_table_by_table(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    backup._tell("people.unit", 1_234)
    assert capsys.readouterr().err == "  people.unit: 1.234\n"
