"""`capaian audit …`: the exit code says whether the record is whole, the words say where it is not."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from capaian.cli import audit as cli
from capaian.foundation import audit
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import action


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.ANCHOR_KEY_FILE = tmp_path / "anchor-key.pem"


@pytest.fixture
def recorded(cast, at):
    @action
    def note(*, by, at):
        audit.record(by=by, at=at, verb="unit.rename", subject=cast.unit)

    for person, count in ((cast.citra, 3), (cast.eko, 1)):
        for _ in range(count):
            note(by=cast.actor(person), at=at)
    return cast


def test_nothing_on_record_yet(ask, db):
    assert ask("audit", "verify") == (0, "Belum ada catatan.\n", "")


def test_a_whole_record_says_up_to_where(ask, recorded):
    assert ask("audit", "verify") == (0, "contoh: utuh sampai baris 3 (0 jangkar)\nlain: utuh sampai baris 1 (0 jangkar)\n", "")
    assert ask("audit", "verify", "--agency", "lain").out == "lain: utuh sampai baris 1 (0 jangkar)\n"
    assert ask("audit", "verify", "--agency", "antah") == (2, "", "--agency: “antah” tidak dikenal\n")


def test_a_broken_record_says_where_and_exits_1(ask, recorded):
    row = AuditEvent.objects.get(agency_id=recorded.agency.pk, sequence=2)
    AuditEvent.objects.filter(pk=row.pk).update(verb="unit.move")
    reply = ask("audit", "verify")
    assert reply.code == 1
    assert reply.out.splitlines() == [
        "contoh: TIDAK UTUH; 1 baris pertama utuh, 3 baris dibaca",
        f"  baris 2: isi baris ini berubah sejak ditulis (id {row.pk}, 2026-01-21 02:00:00 UTC, unit.move)",
        "lain: utuh sampai baris 1 (0 jangkar)",
    ]
    answer = ask("audit", "verify", "--agency", "contoh", "--json").json
    agency = answer["agencies"][0]
    assert (answer["whole"], agency["intact"], agency["findings"][0]["kind"]) == (False, 1, "altered")


def test_a_cut_tail_and_its_many_findings(ask, recorded, monkeypatch):
    from capaian.foundation.record import checking  # noqa: PLC0415

    monkeypatch.setattr(checking, "NAMED", 1)
    AuditEvent.objects.filter(sequence__lt=3).update(verb="x")
    reply = ask("audit", "verify", "--agency", "contoh")
    assert (reply.code, reply.out.splitlines()[-1]) == (1, "  … dan 1 temuan lain")


def test_a_terminal_sees_how_far_a_long_record_is(ask, recorded, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    for rows in (1, 50_000):
        monkeypatch.setattr(cli, "BAR_FROM", rows)
        assert ask("audit", "verify").code == 0


def test_anchors_are_made_exported_and_verified_elsewhere(ask, recorded, tmp_path):
    file, yesterday = tmp_path / "out" / "anchors.json", timezone.localdate() - timedelta(days=1)
    assert ask("audit", "export", str(file)) == (2, "", "Belum ada jangkar; jalankan dahulu: capaian audit anchor\n")
    assert ask("audit", "anchor").out == f"contoh: jangkar {yesterday} pada baris 3\nlain: jangkar {yesterday} pada baris 1\n"
    assert ask("audit", "anchor").out == f"Semua jangkar untuk {yesterday} sudah ada.\n"
    assert ask("audit", "export", str(file)) == (0, f"{file}: 2 jangkar\n", "")
    key = ask("audit", "key").out.strip()
    assert len(key) == 64
    said = ask("audit", "verify", "--anchors", str(file), "--key", key)
    assert (said.code, said.out.splitlines()[-3:]) == (0, [
        "Semua tanda tangan sah; bandingkan kuncinya dengan `capaian audit key`.",
        "contoh: utuh sampai baris 3 (2 jangkar)", "lain: utuh sampai baris 1 (2 jangkar)",
    ])
    AuditEvent.objects.all().delete()
    assert ask("audit", "verify", "--anchors", str(file)).code == 1
    assert ask("audit", "verify", "--anchors", str(file), "--file-only", "--json").json == {
        "whole": True, "anchor_troubles": [], "agencies": [],
    }
    wrong = ask("audit", "verify", "--anchors", str(file), "--file-only", "--key", "0" * 64)
    assert (wrong.code, "jangkar ditandatangani kunci yang tidak dikenal" in wrong.err) == (1, True)


def test_a_file_that_cannot_be_used_is_one_line(ask, db, tmp_path):
    missing = tmp_path / "x.json"
    assert ask("audit", "verify", "--anchors", str(missing)).err == f"{missing}: tidak dapat dibaca (No such file or directory)\n"
    missing.write_text(json.dumps({"a": 1}))
    assert ask("audit", "verify", "--anchors", str(missing)) == (2, "", f"{missing}: bukan berkas jangkar Capaian\n")
    assert ask("audit", "verify", "--file-only").err == "--anchors: wajib diisi bersama --key atau --file-only\n"
