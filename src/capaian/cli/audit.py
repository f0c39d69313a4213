"""`capaian audit …`: verify the record, sign where it ends, hand the signatures out."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from capaian.cli.database import start
from capaian.cli.messages import UsageError
from capaian.cli.output import grouped, write_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from capaian.foundation.record.anchors import Anchor
    from capaian.foundation.record.checking import Report

BROKEN = 1
BAR_FROM = 50_000
"""Rows from which a bar says how far verifying is."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `audit` to the command line."""
    verbs = subparsers.add_parser("audit", help="periksa dan tandatangani catatan").add_subparsers(
        title="perintah", metavar="perintah", required=True, dest="verb",
    )
    verify = verbs.add_parser("verify", help="periksa keutuhan catatan; keluar dengan 1 bila tidak utuh")
    verify.add_argument("--agency", default="", metavar="KODE", help="hanya instansi ini")
    verify.add_argument("--anchors", type=Path, metavar="BERKAS", help="periksa terhadap berkas dari `capaian audit export`")
    verify.add_argument("--key", default="", metavar="KUNCI", help="kunci publik yang harus menandatangani berkas itu")
    verify.add_argument("--file-only", action="store_true", help="periksa berkasnya saja, tanpa basis data")
    verify.add_argument("--json", action="store_true", help="keluaran JSON")
    verify.set_defaults(run=run_verify)
    anchor = verbs.add_parser("anchor", help="tandatangani ujung catatan untuk hari kemarin (dilakukan worker setiap hari)")
    anchor.set_defaults(run=run_anchor)
    export = verbs.add_parser("export", help="tulis jangkar ke berkas bertanda tangan, untuk disimpan di luar")
    export.add_argument("file", type=Path, metavar="BERKAS")
    export.add_argument("--agency", default="", metavar="KODE", help="hanya instansi ini")
    export.set_defaults(run=run_export)
    key = verbs.add_parser("key", help="kunci publik penanda tangan jangkar")
    key.set_defaults(run=run_key)


def run_verify(arguments: argparse.Namespace) -> int:
    """Verify the record of one agency or of all; 1 where anything is wrong."""
    if (arguments.key or arguments.file_only) and arguments.anchors is None:
        raise UsageError(["--anchors: wajib diisi bersama --key atau --file-only"])
    start()
    given, troubles = _given(arguments.anchors, arguments.key) if arguments.anchors else ({}, [])
    reports = [] if arguments.file_only else _reports(arguments.agency, given)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if arguments.json:
        write_json({
            "whole": not troubles and all(report.is_whole for _, report in reports), "anchor_troubles": troubles,
            "agencies": [{"agency": code, **report.as_json()} for code, report in reports],
        })
    else:
        _tell_anchors(given, troubles)
        for code, report in reports:
            print("\n".join(_lines(code, report)))
        if not reports and not arguments.file_only:
            print("Belum ada catatan.")
    return BROKEN if troubles or any(not report.is_whole for _, report in reports) else 0


def run_anchor(_: argparse.Namespace) -> int:
    """Sign where every agency's chain ends, for the day that ended."""
    start()
    from datetime import timedelta  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.record.anchors import anchor  # noqa: PLC0415

    day = timezone.localdate() - timedelta(days=1)
    made, codes = anchor(day, timezone.now()), _codes()
    for row in made:
        print(f"{codes.get(row.agency_id, row.agency_id)}: jangkar {day} pada baris {row.sequence}")
    if not made:
        print(f"Semua jangkar untuk {day} sudah ada.")
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write the anchors to a signed file; the file appears whole or not at all."""
    start()
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.exchange.replacing import publish, workshop  # noqa: PLC0415
    from capaian.foundation.record.anchors import anchors_of, signed_file  # noqa: PLC0415

    found = [one for agency_id in _chosen(arguments.agency) for one in anchors_of(agency_id)]
    if not found:
        raise UsageError(["Belum ada jangkar; jalankan dahulu: capaian audit anchor"])
    with workshop(arguments.file) as folder:
        (folder / "anchors").write_bytes(signed_file(found, timezone.now()))
        publish(folder / "anchors", arguments.file)
    print(f"{arguments.file}: {len(found)} jangkar")
    return 0


def run_key(_: argparse.Namespace) -> int:
    """The public half of the key that signs anchors; the key is made if there is none."""
    start()
    from capaian.foundation.record.keys import public_half, signing_key  # noqa: PLC0415

    print(public_half(signing_key()))
    return 0


def _codes() -> dict[int, str]:
    from capaian.people.models import Agency  # noqa: PLC0415

    return dict(Agency.objects.values_list("pk", "code"))


def _chosen(code: str) -> list[int]:
    """The agency of this code, or every agency on record. Raises UsageError for an unknown code."""
    from capaian.foundation.record.checking import agencies_on_record  # noqa: PLC0415

    if not code:
        return agencies_on_record()
    found = [agency_id for agency_id, known in _codes().items() if known == code]
    if not found:
        raise UsageError([f"--agency: “{code}” tidak dikenal"])
    return found


def _given(path: Path, key: str) -> tuple[dict[int, list[Anchor]], list[str]]:
    """The anchors of a file by agency, and what is wrong with them."""
    from capaian.foundation.record.anchors import read_file, troubles_of  # noqa: PLC0415

    try:
        anchors = read_file(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError([f"{path}: tidak dapat dibaca ({error.strerror})"]) from error
    given: dict[int, list[Anchor]] = defaultdict(list)
    for one in anchors:
        given[one.agency_id].append(one)
    trusted = [key] if key else []
    troubles = [
        f"{path}: instansi {agency_id}, {one.day}: {why}"
        for agency_id, some in given.items() for one, why in troubles_of(some, trusted)
    ]
    return dict(given), troubles


def _reports(code: str, given: dict[int, list[Anchor]]) -> list[tuple[str, Report]]:
    from capaian.foundation.record.checking import check  # noqa: PLC0415

    codes, chosen = _codes(), set(_chosen(code))
    wanted = sorted(chosen if code else chosen | set(given))
    reports = []
    for agency_id in wanted:
        with _bar() as tell:
            report = check(agency_id, anchors=given.get(agency_id), tell=tell)
        reports.append((codes.get(agency_id, str(agency_id)), report))
    return reports


def _lines(code: str, report: Report) -> Iterator[str]:
    from capaian.foundation.record.checking import words_for  # noqa: PLC0415

    if report.is_whole:
        yield f"{code}: utuh sampai baris {grouped(report.rows)} ({grouped(report.anchors)} jangkar)"
        return
    yield f"{code}: TIDAK UTUH; {grouped(report.intact)} baris pertama utuh, {grouped(report.rows)} baris dibaca"
    for one in report.findings:
        where = ", ".join(part for part in (
            f"id {one.id}" if one.id else "", f"{one.at:%Y-%m-%d %H:%M:%S %Z}" if one.at else "", one.verb,
        ) if part)
        yield f"  {words_for(one)}{f' ({where})' if where else ''}"
    if report.more:
        yield f"  … dan {grouped(report.more)} temuan lain"
    yield from (f"  {trouble}" for trouble in report.troubles)


def _tell_anchors(given: dict[int, list[Anchor]], troubles: list[str]) -> None:
    for agency_id, anchors in given.items():
        key = anchors[-1].public_key
        print(f"Berkas jangkar, instansi {agency_id}: {len(anchors)} jangkar sampai {anchors[-1].day}, kunci {key}")
    if given and not troubles:
        print("Semua tanda tangan sah; bandingkan kuncinya dengan `capaian audit key`.")


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """How far it is, on a terminal and for a long record only."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar: list[Any] = []

        def tell(done: int, total: int) -> None:
            if total >= BAR_FROM and not bar:
                bar.append(progress.add_task("memeriksa", total=total))
            if bar:
                progress.update(bar[0], completed=done)

        yield tell
