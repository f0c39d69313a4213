"""Keeping files under their own hash: MEDIA_ROOT/<agency>/<two letters>/<sha256>. The same content is kept once.

A file is written beside its place and renamed into it, before its row is committed: whatever stands in the database
has its file, also after a power cut. The reverse, a file without a row, is possible and harmless.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from contextlib import suppress
from datetime import datetime
from io import BufferedIOBase
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.files.kinds import KINDS, PROOF, Use
from capaian.foundation.files.names import clean_name
from capaian.foundation.files.sniffing import sniff
from capaian.foundation.models import StoredFile


def store(upload: File[bytes], *, by: Actor, at: datetime, use: Use = PROOF, field: str = "file") -> StoredFile:
    """Keep an uploaded file for `by`. Given again by the same person under the same name, the first row is returned.

    Raises InvalidInput, in words for the screen and for the form's `field`, for a file that is empty, too large, not
    what its name says, with macros, packed like a bomb, or of a kind that is not taken.
    """
    given, content = upload.name or "", cast("IO[bytes]", upload.file)
    kind = sniff(content, given, size=upload.size, use=use, field=field)
    name = clean_name(given, KINDS[kind].endings[0])
    digest = _digest(content)
    facts = {"agency_id": by.agency_id, "owner_id": by.employee_id, "sha256": digest, "name": name}
    path = place(by.agency_id, digest)
    if not path.exists():
        _write(content, path, field)
    known = StoredFile.objects.filter(**facts).first()
    return known or StoredFile.objects.create(**facts, owner_name=by.name, kind=kind, size=upload.size, created_at=at)


def keep(path: Path, *, name: str, kind: str, by: Actor, at: datetime) -> StoredFile:
    """Keep a file that the product itself made in `workshop`, for whoever asked for it: moved to its place, never sniffed.

    Raises OSError where the disk does not take it.
    """
    with path.open("rb") as made:
        digest = _digest(made)
    size, final = path.stat().st_size, place(by.agency_id, digest)
    final.parent.mkdir(parents=True, exist_ok=True)
    path.replace(final)
    return StoredFile.objects.create(
        agency_id=by.agency_id, owner_id=by.employee_id, owner_name=by.name, sha256=digest, name=clean_name(name, "zip"),
        kind=kind, size=size, created_at=at,
    )


def workshop(agency_id: int, job_id: int) -> Path:
    """The folder in which a job makes its files, until it is done or its time is over; on the same disk as `place`."""
    return Path(settings.MEDIA_ROOT) / str(int(agency_id)) / "making" / str(int(job_id))


def forget(stored: StoredFile) -> None:
    """Delete a file and, where nobody else keeps the same content, its bytes."""
    stored.delete()
    if not StoredFile.objects.filter(agency_id=stored.agency_id, sha256=stored.sha256).exists():
        place(stored.agency_id, stored.sha256).unlink(missing_ok=True)


def open_file(stored: StoredFile) -> IO[bytes]:
    """The file's bytes, to be read in pieces. Raises FileNotFoundError where the disk no longer has it."""
    return place(stored.agency_id, stored.sha256).open("rb")


def place(agency_id: int, digest: str) -> Path:
    """Where content of this hash lies. No name that anybody gave is part of it."""
    return Path(settings.MEDIA_ROOT) / str(int(agency_id)) / digest[:2] / digest


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(cast(BufferedIOBase, file), "sha256").hexdigest()


def _write(file: IO[bytes], path: Path, field: str) -> None:
    beside = path.with_name(f".{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file.seek(0)
        with beside.open("xb") as target:
            shutil.copyfileobj(file, target)
            target.flush()
            os.fsync(target.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        words = _("Penyimpanan berkas sedang tidak dapat ditulisi (%(why)s). Coba lagi nanti, atau beri tahu pengelola sistem.")
        raise InvalidInput([Problem(words % {"why": error.strerror}, field)]) from error
