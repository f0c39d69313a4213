"""Which files are taken, in one table: what they are called, by which endings, and how large they may be for which use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `endings`: the first one is given to a name that has none."""

    label: StrOrPromise
    endings: tuple[str, ...]


PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV, TEXT = "text/csv", "text/plain"
ZIP = "application/zip"
"""Only ever made by a job (`keeping.keep`): nobody may give one."""

KINDS: dict[str, Kind] = {
    PDF: Kind("PDF", ("pdf",)),
    JPEG: Kind(_("foto JPEG"), ("jpg", "jpeg", "jfif")),
    PNG: Kind(_("gambar PNG"), ("png",)),
    WEBP: Kind(_("gambar WebP"), ("webp",)),
    XLSX: Kind(_("lembar kerja XLSX"), ("xlsx",)),
    DOCX: Kind(_("dokumen DOCX"), ("docx",)),
    CSV: Kind(_("tabel CSV"), ("csv",)),
    TEXT: Kind(_("teks"), ("txt",)),
}
ENDINGS = {ending: kind for kind, facts in KINDS.items() for ending in facts.endings}
MACROS = frozenset({"xlsm", "xltm", "docm", "dotm", "xlsb"})


def holds_macros(members: Iterable[str]) -> bool:
    """Whether an office document carries a program, by the names of its parts."""
    return any(name.endswith(("vbaproject.bin", ".bas")) or "/macrosheets/" in name for name in map(str.lower, members))


@dataclass(frozen=True, slots=True)
class Use:
    """What a file is given for. `limit` and `unpacked` name the settings that hold the bytes allowed as they are and
    once unpacked."""

    accepted: tuple[str, ...]
    limit: str
    unpacked: str

    @property
    def largest(self) -> int:
        return int(getattr(settings, self.limit))

    @property
    def largest_unpacked(self) -> int:
        return int(getattr(settings, self.unpacked))

    @property
    def names(self) -> str:
        """What is taken, as one reads it: "PDF, JPG, PNG"."""
        return ", ".join(KINDS[kind].endings[0].upper() for kind in self.accepted)

    @property
    def accept(self) -> str:
        """The `accept` of the file field, so that a phone offers its camera and files that fit."""
        return ",".join([*self.accepted, *(f".{ending}" for kind in self.accepted for ending in KINDS[kind].endings)])


PROOF = Use(tuple(KINDS), "FILES_PROOF_BYTES", "FILES_PROOF_UNPACKED_BYTES")
IMPORT = Use((XLSX, CSV, TEXT), "FILES_IMPORT_BYTES", "FILES_IMPORT_UNPACKED_BYTES")
