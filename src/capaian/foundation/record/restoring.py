"""Restoring a backup into an empty place. The whole file is looked through before anything is written; what was written
is held against the file's counts and chain heads, and the record is verified, before it stands."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.files.keeping import place
from capaian.foundation.record.backup import MANIFEST, Manifest, TableFacts, Tell, heads, read_manifest
from capaian.foundation.record.checking import check, words_for
from capaian.foundation.record.portable import FORMAT, PIECE, VERSION, columns_of, insert, reset_sequences, tables
from capaian.foundation.tenancy import everywhere
from capaian.kernel.batches import in_batches

_FILE = re.compile(r"files/(\d{1,18})/([0-9a-f]{64})")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, json.JSONDecodeError, OSError)


def restore(source: Path, *, tell: Tell = lambda what, rows: None) -> Manifest:
    """Bring a backup back. Raises InvalidInput, with nothing written, where the file is broken or not of this version,
    or where the place is not empty; and where what was written is not what the file says."""
    with _opened(source) as archive, everywhere():
        manifest = inspect(archive, source)
        _insist_on_a_place(manifest, source)
        for member in _files(archive):
            _bring_file(archive, member)
        with transaction.atomic():
            _fill(archive, manifest, source, tell)
            _compare(manifest, source)
        _gather_statistics()
    return manifest


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except FileNotFoundError as error:
        raise InvalidInput([Problem(_("berkas tidak ditemukan"), file=str(source))]) from error
    except _BROKEN as error:
        raise _broken(source) from error


def _broken(source: Path, what: str = "") -> InvalidInput:
    words = _("berkas cadangan rusak atau terpotong; tidak ada yang ditulis")
    return InvalidInput([Problem(f"{words} ({what})" if what else words, file=str(source))])


def inspect(archive: zipfile.ZipFile, source: Path) -> Manifest:
    """Read every byte once. Raises InvalidInput where one differs from what the manifest says."""
    try:
        content = archive.read(MANIFEST)
        if hashlib.sha256(content).hexdigest().encode() != archive.comment:
            raise _broken(source, MANIFEST)
        given = json.loads(content)
        if (given["format"], given["version"]) != (FORMAT, VERSION):
            raise InvalidInput([Problem(_("bentuk cadangan ini tidak dikenal versi Capaian ini"), file=str(source))])
        manifest = read_manifest(given)
        files = _files(archive)
        names = [MANIFEST, *(table.member for table in manifest.tables), *files]
        if sorted(names) != sorted(archive.namelist()) or len(files) != manifest.files:
            raise _broken(source, "isi")
        for table in manifest.tables:
            _inspect_table(archive, table, source)
        for member in files:
            if _digest(archive, member) != member.rpartition("/")[2]:
                raise _broken(source, member)
    except (KeyError, TypeError, AttributeError) as error:
        raise _broken(source, MANIFEST) from error
    return manifest


def _files(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if _FILE.fullmatch(name)]


def _inspect_table(archive: zipfile.ZipFile, table: TableFacts, source: Path) -> None:
    digest, rows, width = hashlib.sha256(), 0, len(table.columns)
    with archive.open(table.member) as lines:
        for line in lines:
            digest.update(line)
            if len(json.loads(line)) != width:
                raise _broken(source, table.member)
            rows += 1
    if (rows, digest.hexdigest()) != (table.rows, table.sha256):
        raise _broken(source, table.member)


def _digest(archive: zipfile.ZipFile, member: str) -> str:
    with archive.open(member) as content:
        return hashlib.file_digest(cast(BufferedIOBase, content), "sha256").hexdigest()


def _insist_on_a_place(manifest: Manifest, source: Path) -> None:
    """The tables are those of the backup, and all of them are empty."""
    ours = {model._meta.label_lower: columns_of(model) for model in tables()}
    if {table.label: table.columns for table in manifest.tables} != ours:
        words = _("cadangan ini dibuat dengan Capaian %(version)s yang tabelnya lain; pulihkan dengan versi itu, lalu perbarui")
        raise InvalidInput([Problem(words % {"version": manifest.capaian}, file=str(source))])
    here = set(connection.introspection.table_names())
    if any(model._meta.db_table not in here for model in tables()):
        raise InvalidInput([Problem(_("Basis data belum disiapkan; jalankan dahulu: capaian migrate"))])
    full = [str(model._meta.verbose_name_plural) for model in tables() if model._base_manager.exists()]
    if full:
        words = _("Tempat tujuan tidak kosong (%(what)s). Pulihkan ke basis data baru yang hanya sudah di-migrate.")
        raise InvalidInput([Problem(words % {"what": ", ".join(full[:5])})])


def _bring_file(archive: zipfile.ZipFile, member: str) -> None:
    """One file to its place under its own hash; one that is there already is the same."""
    _all, agency_id, digest = member.split("/")
    path = place(int(agency_id), digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{uuid.uuid4().hex}")
    with archive.open(member) as content, beside.open("xb") as target:
        _copy(content, target)
    beside.replace(path)


def _copy(content: IO[bytes], target: IO[bytes]) -> None:
    shutil.copyfileobj(content, target)
    target.flush()
    os.fsync(target.fileno())


def _fill(archive: zipfile.ZipFile, manifest: Manifest, source: Path, tell: Tell) -> None:
    label = ""
    try:
        for table in manifest.tables:
            label = table.label
            with archive.open(table.member) as lines:
                for piece in in_batches(map(json.loads, lines), PIECE):
                    insert(apps.get_model(label), piece)
            tell(label, table.rows)
        connection.check_constraints()
    except (ValidationError, ValueError, DatabaseError) as error:
        words = _("isi tabel %(label)s tidak dapat ditulis (%(why)s); tidak ada yang ditulis")
        raise InvalidInput([Problem(words % {"label": label, "why": error}, file=str(source))]) from error
    reset_sequences()


def _compare(manifest: Manifest, source: Path) -> None:
    """What stands there now is what the file says, and the record verifies."""
    counts = {table.label: table.rows for table in manifest.tables}
    wrong = [label for label, rows in counts.items() if _count(apps.get_model(label)) != rows]
    if wrong or heads() != manifest.heads:
        raise InvalidInput([Problem(_("hasil pemulihan berbeda dari cadangan; tidak ada yang ditulis"), file=str(source))])
    for agency_id, *_rest in manifest.heads:
        report = check(agency_id)
        if report.findings:
            words = _("catatan di dalam cadangan tidak utuh (instansi %(agency)s, %(what)s); tidak ada yang ditulis")
            told = {"agency": agency_id, "what": words_for(report.findings[0])}
            raise InvalidInput([Problem(words % told, file=str(source))])


def _count(model: type[models.Model]) -> int:
    found: Any = model._base_manager.count()
    return int(found)


def _gather_statistics() -> None:
    """SQLite gathers none by itself, and guesses badly."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
