"""What is signed and handed out: it verifies elsewhere, and nothing in it can be changed or left out."""

from __future__ import annotations

import json
import stat
from datetime import date, timedelta

import pytest

from capaian.foundation.errors import InvalidInput
from capaian.foundation.models import AuditAnchor
from capaian.foundation.record import keys
from capaian.foundation.record.anchors import anchor, anchor_days, anchors_of, read_file, signed_file, troubles_of
from capaian.foundation.record.checking import check

DAY = date(2026, 1, 20)


@pytest.fixture
def three(cast, do, at):
    """Three days of anchors."""
    for number in range(3):
        do(2)
        anchor(DAY + timedelta(days=number), at)
    return anchors_of(cast.agency.pk)


def test_the_key_is_made_once_and_only_its_owner_reads_it(key_file):
    assert keys.trusted_keys() == frozenset()
    key = keys.signing_key()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert keys.public_half(keys.signing_key()) == keys.public_half(key)
    assert keys.trusted_keys() == {keys.public_half(key)}
    assert [path.name for path in key_file.parent.iterdir()] == [key_file.name]


@pytest.mark.parametrize("content", ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_that_is_no_key_is_told(key_file, content):
    key_file.write_text(content)
    with pytest.raises(InvalidInput, match="bukan kunci Ed25519"):
        keys.signing_key()


def test_a_folder_that_cannot_be_written_is_told(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.ANCHOR_KEY_FILE = tmp_path / "file" / "key.pem"
    with pytest.raises(InvalidInput, match="tidak dapat dibaca atau ditulis"):
        keys.signing_key()


def test_of_two_processes_one_makes_the_key(key_file, monkeypatch):
    """The second finds no file, and when it has made its own, there is one."""
    first = keys.signing_key()
    keys._make(key_file)
    assert keys.public_half(keys.signing_key()) == keys.public_half(first)


def test_the_day_that_ended_is_anchored_once(cast, do, at):
    do(3)
    do(1, by=cast.eko)
    assert anchor_days(at) == 2
    assert anchor_days(at + timedelta(hours=2)) == 0
    row = AuditAnchor.objects.get(agency_id=cast.agency.pk)
    assert (row.day, row.sequence, row.previous) == (DAY, 3, "")
    assert anchor(DAY - timedelta(days=5), at) == []


def test_anchors_stand_in_a_chain_themselves(three):
    assert [one.sequence for one in three] == [2, 4, 6]
    assert [one.previous for one in three] == ["", three[0].hash, three[1].hash]
    assert troubles_of(three) == []
    assert [why for _, why in troubles_of([three[0], three[2]])] == ["jangkar hari sebelumnya hilang atau diganti"]
    assert troubles_of([]) == []


def test_an_anchor_changed_in_the_database_is_found(cast, three):
    AuditAnchor.objects.filter(day=DAY).update(sequence=1)
    report = check(cast.agency.pk)
    assert (report.is_whole, report.findings[0].sequence) == (False, 1)
    assert report.troubles == ("2026-01-20: tanda tangan jangkar tidak sah",)


def test_a_signature_of_an_unknown_key_counts_only_once_it_is_named(cast, three, settings, tmp_path):
    settings.ANCHOR_KEY_FILE = tmp_path / "another.pem"
    assert check(cast.agency.pk).is_whole  # a restored place that has no key of its own yet
    keys.signing_key()
    said = {why.partition(": ")[2] for why in check(cast.agency.pk).troubles}
    assert said == {"jangkar ditandatangani kunci yang tidak dikenal"}
    settings.ANCHOR_KEYS = [three[0].public_key]
    assert check(cast.agency.pk).is_whole


def test_a_file_verifies_without_the_database(three, at):
    assert read_file(signed_file(three, at)) == three


@pytest.mark.parametrize("change", [
    lambda content: content["anchors"].pop(), lambda content: content["anchors"][0].update(head="0"),
    lambda content: content.update(format="x"), lambda content: content.update(public_key="zz"),
    lambda content: content.update(signature="00"),
])
def test_a_changed_file_is_refused(three, at, change):
    content = json.loads(signed_file(three, at))
    change(content)
    with pytest.raises(InvalidInput, match=r"a\.json: tanda tangan berkas tidak sah"):
        read_file(json.dumps(content).encode(), "a.json")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"signature": "", "public_key": "", "anchors": [3]}'])
def test_a_file_of_something_else_is_refused(content):
    with pytest.raises(InvalidInput, match="bukan berkas jangkar Capaian"):
        read_file(content)


def test_what_was_handed_out_holds_against_a_record_made_anew(cast, three, do, at):
    kept = read_file(signed_file(three, at))
    AuditAnchor.objects.all().delete()
    assert check(cast.agency.pk, anchors=kept).is_whole
    from capaian.foundation.models import AuditEvent, AuditHead  # noqa: PLC0415

    AuditEvent.objects.all().delete()
    AuditHead.objects.all().delete()
    do(6)
    assert check(cast.agency.pk).is_whole
    assert not check(cast.agency.pk, anchors=kept).is_whole
    anchor(DAY, at)
    assert "2026-01-20: jangkar berbeda dari yang diserahkan" in check(cast.agency.pk, anchors=kept).troubles
