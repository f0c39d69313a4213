"""`capaian backup FILE` and `capaian restore FILE`: everything of this place in one file, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from capaian.cli.database import start
from capaian.cli.output import grouped


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `backup` and `restore` to the command line."""
    backup = subparsers.add_parser("backup", help="simpan basis data dan berkas bukti ke satu berkas, juga selagi situs berjalan")
    backup.add_argument("file", type=Path, metavar="BERKAS")
    backup.set_defaults(run=run_backup)
    restore = subparsers.add_parser("restore", help="pulihkan berkas cadangan ke tempat yang kosong")
    restore.add_argument("file", type=Path, metavar="BERKAS")
    restore.set_defaults(run=run_restore)


def run_backup(arguments: argparse.Namespace) -> int:
    """Write a backup; 1 where the evidence store lacked a file that the database names."""
    start()
    from capaian.foundation.record.backup import back_up  # noqa: PLC0415

    manifest = back_up(arguments.file, tell=_tell)
    print(f"{arguments.file}: {grouped(manifest.rows)} baris, {grouped(manifest.files)} berkas bukti")
    print("Kunci tidak ikut: pindahkan sendiri CAPAIAN_SECRET_KEY (aplikasi kode) dan kunci jangkar.")
    for missing in manifest.missing:
        print(f"berkas bukti tidak ada di penyimpanan: {missing}", file=sys.stderr)
    return 1 if manifest.missing else 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Bring a backup back into an empty, migrated place, and verify it."""
    start()
    from capaian.foundation.record.restoring import restore  # noqa: PLC0415

    manifest = restore(arguments.file, tell=_tell)
    rows = sum(sequence for _agency, sequence, _hash in manifest.heads)
    print(f"Dipulihkan: {grouped(manifest.rows)} baris, {grouped(manifest.files)} berkas bukti, dari {manifest.made_at}.")
    print(f"Ujung rantai cocok dan catatan utuh: {grouped(rows)} baris di {len(manifest.heads)} instansi.")
    return 0


def _tell(what: str, rows: int) -> None:
    if sys.stderr.isatty():
        print(f"  {what}: {grouped(rows)}", file=sys.stderr)
