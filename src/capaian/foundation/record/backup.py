"""A backup: everything of one moment in one portable file, made while people go on working.

One ZIP: a table of rows (JSON lines) for each model, the files under their own hash, and a manifest with versions, counts,
hashes and the ends of the chains. It is read as one snapshot, so that no deed is in it by half.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from capaian.foundation.exchange.replacing import publish, workshop
from capaian.foundation.files.keeping import place
from capaian.foundation.models import AuditHead, StoredFile
from capaian.foundation.record.portable import FORMAT, VERSION, columns_of, rows_of, tables
from capaian.foundation.tenancy import everywhere

MANIFEST = "manifest.json"
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What the manifest says of one table."""

    label: str
    member: str
    columns: list[str]
    rows: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What is in a backup."""

    made_at: str
    capaian: str
    database: str
    format: str = FORMAT
    version: int = VERSION
    tables: list[TableFacts] = field(default_factory=list)
    files: int = 0
    missing: list[str] = field(default_factory=list)
    heads: list[tuple[int, int, str]] = field(default_factory=list)

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


def heads() -> list[tuple[int, int, str]]:
    """Where each agency's chain ends: agency, row, hash."""
    return list(AuditHead.objects.order_by("agency_id").values_list("agency_id", "sequence", "hash"))


def back_up(target: Path, *, tell: Tell = lambda what, rows: None) -> Manifest:
    """Write a backup of everything. The file appears whole or not at all, and only its owner reads it."""
    with workshop(target) as folder:
        made = folder / "backup"
        with os.fdopen(os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive, everywhere(), snapshot():
                manifest = _fill(archive, tell)
            file.flush()
            os.fsync(file.fileno())
        publish(made, target)
    return manifest


def _fill(archive: zipfile.ZipFile, tell: Tell) -> Manifest:
    manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), version("capaian"), connection.vendor)
    for number, model in enumerate(tables()):
        facts = _table(archive, model, f"tables/{number:03d}-{model._meta.label_lower}.jsonl")
        manifest.tables.append(facts)
        tell(facts.label, facts.rows)
    for agency_id, digest in _stored_files():
        if _file(archive, agency_id, digest):
            manifest.files += 1
        else:
            manifest.missing.append(f"{agency_id}/{digest}")
    manifest.heads = heads()
    content = manifest.as_bytes()
    archive.writestr(MANIFEST, content)
    archive.comment = hashlib.sha256(content).hexdigest().encode()
    return manifest


def _table(archive: zipfile.ZipFile, model: type[models.Model], member: str) -> TableFacts:
    digest, rows = hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as out:
        for row in rows_of(model):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            out.write(line)
            rows += 1
    return TableFacts(model._meta.label_lower, member, columns_of(model), rows, digest.hexdigest())


def _stored_files() -> Iterator[tuple[int, str]]:
    found = StoredFile.objects.values_list("agency_id", "sha256").distinct().order_by("agency_id", "sha256")
    yield from found.iterator(chunk_size=2_000)


def _file(archive: zipfile.ZipFile, agency_id: int, digest: str) -> bool:
    """One file of the evidence store; it never changes, so that it may be read while others are written."""
    try:
        source = place(agency_id, digest).open("rb")
    except FileNotFoundError:
        return False
    member = zipfile.ZipInfo(f"files/{agency_id}/{digest}")
    member.compress_type = zipfile.ZIP_STORED  # photographs and PDF are small already
    with source, archive.open(member, "w", force_zip64=True) as out:
        shutil.copyfileobj(source, out)
    return True


@contextmanager
def snapshot() -> Iterator[None]:
    """Within, the database stands still for this connection while others write; nothing can be written here."""
    if connection.in_atomic_block:  # who calls has chosen the moment
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with _sqlite_snapshot():
            yield


@contextmanager
def _sqlite_snapshot() -> Iterator[None]:
    """A reading transaction by hand: Django's own would take the writer's place (IMMEDIATE)."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM sqlite_master")  # from this moment on
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def read_manifest(content: dict[str, Any]) -> Manifest:
    """The manifest of a backup. Raises KeyError or TypeError where it is none."""
    told = dict(content)
    told["tables"] = [TableFacts(**one) for one in told["tables"]]
    told["heads"] = [tuple(one) for one in told["heads"]]
    return Manifest(**told)
