"""Everything into one file and back: from and to both databases, while others write, and nothing from a broken file."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import threading
import zipfile

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from capaian.foundation import audit
from capaian.foundation.errors import InvalidInput
from capaian.foundation.files.keeping import open_file, store
from capaian.foundation.models import AuditEvent, StoredFile, User
from capaian.foundation.record.anchors import anchor
from capaian.foundation.record.backup import back_up, heads
from capaian.foundation.record.checking import check
from capaian.foundation.record.portable import LEFT_OUT, decoded, encoded, tables
from capaian.foundation.record.restoring import restore
from capaian.foundation.tests.record.elsewhere import elsewhere, sqlite
from capaian.foundation.writing import action
from capaian.people.models import Agency, Employee, Unit
from capaian.people.tests import factories as people
from capaian.planning.models import Skp
from capaian.planning.tests import factories as plans

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def evidence(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def filled(cast, do, at, evidence):
    """People, an SKP, a file, a record and its anchor."""
    plans.skp(cast.ani, results=2)
    store(ContentFile(PDF, "surat.pdf"), by=cast.actor(cast.ani), at=at)
    do(5)
    do(2, by=cast.eko)
    anchor(at.date(), at)
    return cast


def everything() -> dict[str, list]:
    return {model._meta.label_lower: list(model._base_manager.order_by("pk").values()) for model in tables()}


def test_there_and_back_again(filled, empty, evidence, tmp_path):
    file, before = tmp_path / "out" / "cadangan.zip", everything()
    manifest = back_up(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["cadangan.zip"]
    assert (manifest.files, manifest.missing, manifest.heads) == (1, [], heads())
    shutil.rmtree(evidence)
    with elsewhere(empty("b")):
        restored = restore(file)
        assert (restored.rows, restored.heads) == (manifest.rows, manifest.heads)
        assert everything() == before
        assert check(filled.agency.pk).is_whole
        with open_file(StoredFile.objects.get()) as content:
            assert content.read() == PDF
        assert User.objects.create(username="baru").pk > max(row["id"] for row in before["foundation.user"])
        again = tmp_path / "again.zip"
        back_up(again)
    with zipfile.ZipFile(file) as first, zipfile.ZipFile(again) as second:
        name = next(name for name in first.namelist() if name.endswith("people.employee.jsonl"))
        assert first.read(name) == second.read(name)


def test_only_an_empty_and_prepared_place_is_filled(filled, empty, tmp_path):
    file = tmp_path / "a.zip"
    back_up(file)
    with pytest.raises(InvalidInput, match="Tempat tujuan tidak kosong"):
        restore(file)
    with elsewhere(sqlite(tmp_path / "bare.sqlite3")), pytest.raises(InvalidInput, match="jalankan dahulu: capaian migrate"):
        restore(file)


def rewritten(file, target, change):
    """The backup with its members changed by `change(name, content) -> content or None`, the comment kept."""
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            if (content := change(name, source.read(name))) is not None:
                out.writestr(name, content)
        out.comment = source.comment
    return target


def on(end, change):
    return lambda name, content: change(content) if name.endswith(end) else content


def manifest_of(change, *, sealed=True):
    def run(file, target):
        with zipfile.ZipFile(file) as source:
            given = json.loads(source.read("manifest.json"))
        change(given)
        content = json.dumps(given).encode()
        rewritten(file, target, on("manifest.json", lambda _: content))
        if sealed:
            with zipfile.ZipFile(target, "a") as out:
                out.comment = hashlib.sha256(content).hexdigest().encode()

    return run


def cut(share):
    def run(file, target):
        content = file.read_bytes()
        target.write_bytes(content[: int(len(content) * share)])

    return run


def flipped(file, target):
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        info = next(one for one in archive.infolist() if one.filename.endswith("people.unit.jsonl"))
    content[info.header_offset + 80] ^= 0xFF
    target.write_bytes(content)


def members(change):
    return lambda file, target: rewritten(file, target, change)


BROKEN = {
    "cut in half": cut(0.5), "cut at the end": cut(0.999), "empty": cut(0), "one bit": flipped,
    "a row gone": members(on("people.unit.jsonl", lambda content: content.partition(b"\n")[2])),
    "a row longer": members(on("people.unit.jsonl", lambda content: content.replace(b"]\n", b",1]\n"))),
    "no JSON": members(on("people.unit.jsonl", lambda content: b"[" + content)),
    "a table gone": members(on("people.unit.jsonl", lambda _: None)),
    "a file changed": lambda file, target: rewritten(
        file, target, lambda name, content: b"x" if name.startswith("files/") else content,
    ),
    "a file gone": lambda file, target: rewritten(
        file, target, lambda name, content: None if name.startswith("files/") else content,
    ),
    "manifest changed": manifest_of(lambda given: given.update(files=7), sealed=False),
    "manifest of something else": manifest_of(lambda given: given.pop("tables")),
    "manifest without a name": manifest_of(lambda given: given.update(antah=1)),
    "no manifest": members(on("manifest.json", lambda _: None)),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_refused_before_anything_is_written(filled, empty, evidence, tmp_path, what):
    file, broken = tmp_path / "a.zip", tmp_path / "b.zip"
    back_up(file)
    BROKEN[what](file, broken)
    shutil.rmtree(evidence)
    with elsewhere(empty("b")):
        with pytest.raises(InvalidInput, match=r"b\.zip: berkas cadangan rusak atau terpotong; tidak ada yang ditulis"):
            restore(broken)
        assert not Agency.objects.exists()
    assert not evidence.exists()


def test_a_file_that_is_not_there_or_of_another_version(filled, empty, tmp_path):
    with pytest.raises(InvalidInput, match="berkas tidak ditemukan"):
        restore(tmp_path / "x.zip")
    file, other = tmp_path / "a.zip", tmp_path / "b.zip"
    back_up(file)
    for change, words in (
        (lambda given: given.update(version=99), "bentuk cadangan ini tidak dikenal"),
        (lambda given: given["tables"][0]["columns"].__setitem__(0, "lain"), "yang tabelnya lain; pulihkan dengan versi itu"),
    ):
        manifest_of(change)(file, other)
        with elsewhere(empty(words[:5])), pytest.raises(InvalidInput, match=words):
            restore(other)


def retold(file, target, end, change):
    """The backup with one table changed and the manifest made to fit: what only the database can notice."""
    tables_, content = {}, {}
    with zipfile.ZipFile(file) as source:
        for name in source.namelist():
            content[name] = change(source.read(name)) if name.endswith(end) else source.read(name)
            tables_[name] = hashlib.sha256(content[name]).hexdigest()
    given = json.loads(content["manifest.json"])
    for table in given["tables"]:
        table["sha256"], table["rows"] = tables_[table["member"]], content[table["member"]].count(b"\n")
    content["manifest.json"] = json.dumps(given).encode()
    with zipfile.ZipFile(target, "w") as out:
        for name, one in content.items():
            out.writestr(name, one)
        out.comment = hashlib.sha256(content["manifest.json"]).hexdigest().encode()


@pytest.mark.parametrize(("end", "change", "words"), [
    ("foundation.auditevent.jsonl", lambda c: c.replace(b"unit.rename", b"unit.remove", 1), "cadangan tidak utuh"),
    ("foundation.auditevent.jsonl", lambda c: c.partition(b"\n")[2], "cadangan tidak utuh"),
    ("foundation.audithead.jsonl", lambda c: b"", "hasil pemulihan berbeda dari cadangan"),
    ("people.unit.jsonl", lambda c: c.partition(b"\n")[2], "tidak dapat ditulis"),
    ("people.posting.jsonl", lambda c: c.replace(b'"2026-01-01"', b'"kemarin"'), "isi tabel people.posting tidak dapat"),
])
def test_what_does_not_fit_together_is_taken_back(filled, empty, tmp_path, end, change, words):
    file, other = tmp_path / "a.zip", tmp_path / "b.zip"
    back_up(file)
    retold(file, other, end, change)
    with elsewhere(empty("b")):
        with pytest.raises(InvalidInput, match=words):
            restore(other)
        assert not Agency.objects.exists()


def test_a_file_that_the_store_lacks_is_named(filled, evidence, tmp_path):
    digest = StoredFile.objects.get().sha256
    shutil.rmtree(evidence)
    assert back_up(tmp_path / "a.zip").missing == [f"{filled.agency.pk}/{digest}"]


@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_a_backup_is_of_one_moment_while_others_write(empty, tmp_path, evidence, django_db_blocker, request, where):
    """A thread goes on acting; what is in the file ends with a whole deed, and its record verifies."""
    source = empty("a") if where == "sqlite" else request.getfixturevalue("postgresql")
    stop, failed = threading.Event(), []
    with django_db_blocker.unblock(), elsewhere(source):
        cast = people.cast()
        unit_id, by = cast.unit.pk, cast.actor(cast.citra)

        @action
        def rename(*, number, by, at):
            Unit.objects.filter(pk=unit_id).update(name=f"Unit {number}")
            audit.record(by=by, at=at, verb="unit.rename", subject=Unit(pk=unit_id), after={"name": f"Unit {number}"})

        started = threading.Event()

        def write():
            try:
                with elsewhere(source):
                    number = 0
                    while not stop.is_set():
                        rename(number=number, by=by, at=timezone.now())
                        number += 1
                        started.set()
            except Exception as error:
                failed.append(error)
                started.set()

        writer = threading.Thread(target=write)
        writer.start()
        started.wait(20)
        counts = [back_up(tmp_path / f"{number}.zip").heads[0][1] for number in range(2)]
        stop.set()
        writer.join()
        assert failed == []
        assert 0 < counts[0] < counts[1] <= AuditEvent.objects.count()
    for number in range(2):
        with django_db_blocker.unblock(), elsewhere(empty(f"c{number}")):
            restore(tmp_path / f"{number}.zip")
            last = AuditEvent.objects.order_by("sequence").last()
            assert last.sequence == counts[number]
            assert Unit.objects.get(pk=unit_id).name == last.after["name"]


def test_values_survive_as_text():
    for model in tables():
        for field in model._meta.concrete_fields:
            assert decoded(field, None) is None
    assert encoded(b"\x00\xff") == "AP8="
    assert decoded(models.BinaryField(), "AP8=") == b"\x00\xff"


def test_every_table_either_moves_or_says_why_not():
    known = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert set(LEFT_OUT) <= known
    moved = [model._meta.label_lower for model in tables()]
    assert set(moved) | set(LEFT_OUT) == known
    order = ["people.agency", "people.employee", "planning.skp", "planning.resultplan", "planning.indicator"]
    assert sorted(order, key=moved.index) == order


@pytest.mark.postgresql
def test_between_the_databases_and_back(postgresql, filled, empty, tmp_path):
    out, back = tmp_path / "a.zip", tmp_path / "b.zip"
    before, manifest = everything(), back_up(out)
    with elsewhere(empty("b")):
        restore(out)
        assert everything() == before
        back_up(back)
    with elsewhere(postgresql):
        assert restore(back).heads == manifest.heads
        assert everything() == before
        assert Employee.objects.create(agency_id=filled.agency.pk, nip="1", name="Baru").pk > filled.eko.pk
        assert Skp.objects.count() == 1
