"""`capaian people import` and `capaian people export`: the same as the screens, for files that come by night."""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from capaian.cli.database import agency_of
from capaian.cli.messages import UsageError
from capaian.cli.output import write_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from capaian.foundation.actor import Actor
    from capaian.people.models import Agency, ImportBatch
    from capaian.people.queries.staging import StagedRow

    Tell = Callable[[int, int], None]

MOST_LINES = 100
"""Rejected rows named on stderr; the rest are counted."""
WAIT = 0.2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `people` to the command line."""
    verbs = subparsers.add_parser("people", help="impor dan ekspor pegawai").add_subparsers(
        title="perintah", metavar="perintah", required=True, dest="verb",
    )
    bring = verbs.add_parser("import", help="periksa berkas pegawai; dengan --commit juga terapkan")
    bring.add_argument("file", type=Path, metavar="BERKAS", help=".xlsx atau .csv")
    bring.add_argument("--agency", required=True, metavar="KODE", help="kode instansi")
    bring.add_argument("--commit", action="store_true", help="terapkan; tanpa ini hanya melaporkan")
    bring.add_argument("--effective-from", default="", metavar="TGL", help="berlaku sejak (bila tidak diisi: hari ini)")
    bring.add_argument("--json", action="store_true", help="laporan sebagai JSON")
    bring.set_defaults(run=bring_in)
    take = verbs.add_parser("export", help="tulis pegawai seinstansi ke berkas .xlsx atau .zip (CSV)")
    take.add_argument("file", type=Path, metavar="BERKAS", help=".xlsx atau .zip")
    take.add_argument("--agency", required=True, metavar="KODE", help="kode instansi")
    take.set_defaults(run=take_out)


def bring_in(arguments: argparse.Namespace) -> int:
    """Report what a file would do; apply it with --commit. 2 where any row is rejected, or the file cannot be used."""
    from capaian.foundation.errors import InvalidInput, Problem  # noqa: PLC0415 - Django starts in `agency_of` only

    day = _day(arguments.effective_from)
    agency = agency_of(arguments.agency)
    if not arguments.file.is_file():
        raise InvalidInput([Problem("berkas tidak ditemukan", file=str(arguments.file))])
    with _bar() as tell:
        report = _commit(arguments.file, agency, day, tell) if arguments.commit else _look(arguments.file, agency, day, tell)
    for line in report.lines():
        print(line, file=sys.stderr)
    if arguments.json:
        write_json(report.values())
    else:
        print(report.text())
    return 2 if report.rejected else 0


def take_out(arguments: argparse.Namespace) -> int:
    """Write everybody of an agency; the file appears whole or not at all."""
    agency = agency_of(arguments.agency)
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.exchange.replacing import publish, workshop  # noqa: PLC0415
    from capaian.people import exports  # noqa: PLC0415

    writers = {".xlsx": exports.write_people_xlsx, ".zip": exports.write_people_zip}
    target = arguments.file
    if target.suffix.lower() not in writers:
        raise UsageError([f"{target}: jenis berkas tidak dikenal; gunakan .xlsx atau .zip"])
    with workshop(target) as folder:
        writers[target.suffix.lower()](folder / "out", agency.pk, timezone.localdate())
        publish(folder / "out", target)
    print(target)
    return 0


class Report:
    """What a file would do, or did."""

    def __init__(self, applied: bool) -> None:
        self.applied = applied
        self.counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.findings: list[tuple[str, str]] = []
        self.reasons: list[str] = []

    @property
    def rejected(self) -> int:
        return sum(outcomes.get("rejected", 0) for outcomes in self.counts.values())

    def reject(self, title: str, number: int, key: str, problems: list[tuple[str, str]]) -> None:
        if len(self.reasons) < MOST_LINES:
            why = "; ".join(f"{column}: {reason}" for column, reason in problems)
            self.reasons.append(f"{title}, baris {number}, {key or '—'}: {why}")

    def lines(self) -> list[str]:
        """What goes to stderr, one line for each rejected row."""
        more = self.rejected - len(self.reasons)
        return [*self.reasons, *([f"… dan {more} baris lain ditolak"] if more > 0 else [])]

    def values(self) -> dict[str, Any]:
        return {
            "applied": self.applied, "counts": {sheet: dict(found) for sheet, found in self.counts.items()},
            "findings": [{"tone": tone, "reason": reason} for tone, reason in self.findings], "rejected": self.reasons,
        }

    def text(self) -> str:
        from capaian.people.rules.staging_shapes import SHAPES, SHEETS  # noqa: PLC0415

        names = {"added": "baru", "changed": "berubah", "unchanged": "tetap", "rejected": "ditolak"}
        lines = [
            f"{SHAPES[sheet].title:<12} " + ", ".join(f"{found.get(name, 0)} {word}" for name, word in names.items())
            for sheet in SHEETS if (found := self.counts.get(sheet))
        ]
        lines += [reason for _tone, reason in self.findings]
        lines.append("Diterapkan." if self.applied else "Belum diterapkan; tambahkan --commit untuk menerapkannya.")
        return "\n".join(lines)


def _look(path: Path, agency: Agency, day: date, tell: Tell) -> Report:
    """Judge the file without writing anything."""
    from capaian.people.queries.imports import remembered_columns  # noqa: PLC0415
    from capaian.people.queries.staging import judge, length_of, tables_of, unmatched  # noqa: PLC0415

    tables = tables_of(path, remembered_columns(agency.pk))
    if unmatched(tables):
        raise UsageError(_unmatched([table.facts() for table in tables]))
    judgement, report, total, done = judge(tables, agency.pk, day), Report(applied=False), length_of(tables), 0
    report.findings = [(one.tone, str(one.reason)) for one in judgement.conclusion.findings]
    for rows in judgement.rows():
        for row in rows:
            _count(report, row)
        done += len(rows)
        tell(done, total)
    return report


def _count(report: Report, row: StagedRow) -> None:
    from capaian.people.rules.staging_shapes import SHAPES  # noqa: PLC0415

    report.counts[row.sheet][str(row.outcome)] += 1
    if row.outcome == "rejected":
        problems = [(one.column, str(one.reason)) for one in row.problems if not one.warning]
        report.reject(SHAPES[row.sheet].title, row.number, row.key, problems)


def _commit(path: Path, agency: Agency, day: date, tell: Tell) -> Report:
    """Stage and apply through the same jobs as the screens: killed in the middle, a worker finishes them."""
    from django.core.files import File  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from capaian.people import workflow  # noqa: PLC0415
    from capaian.people.actions.imports import commit_import, start_import  # noqa: PLC0415
    from capaian.people.queries.imports import rejected_rows  # noqa: PLC0415
    from capaian.people.rules.staging_shapes import SHAPES  # noqa: PLC0415

    by = _by(agency)
    with path.open("rb") as file:
        upload = File(file, path.name)
        batch = start_import(agency=agency, upload=upload, effective_from=day, by=by, at=timezone.now())
    _work(batch, tell)
    if batch.state == workflow.MAPPING:
        raise UsageError(_unmatched(batch.tables))
    if batch.state != workflow.READY:
        raise UsageError([one["reason"] for one in batch.problems] or [_failure(batch)])
    report = Report(applied=True)
    report.counts.update(batch.counts)
    report.findings = [(one["tone"], one["reason"]) for one in batch.problems]
    for row in rejected_rows(batch)[:MOST_LINES]:
        problems = [(one["column"], one["reason"]) for one in row.problems if not one["warning"]]
        report.reject(SHAPES[row.sheet].title, row.number, row.key, problems)
    if any(found.get("added") or found.get("changed") for found in batch.counts.values()):
        commit_import(batch=batch, by=by, at=timezone.now())
        _work(batch, tell)
        if batch.state != workflow.COMMITTED:
            raise UsageError([_failure(batch)])
    return report


def _work(batch: ImportBatch, tell: Tell) -> None:
    """Run the batch's job here, or wait for the worker that was quicker; meanwhile its own count is told."""
    from capaian.foundation.jobs.queries import ACTIVE  # noqa: PLC0415
    from capaian.foundation.jobs.runner import run_job  # noqa: PLC0415
    from capaian.foundation.models import Job  # noqa: PLC0415

    number = batch.job_id or 0
    with _watched(number, tell):
        run_job.func(number)
        while Job.objects.filter(pk=number, state__in=ACTIVE).exists():
            time.sleep(WAIT)
    batch.refresh_from_db()


@contextmanager
def _watched(job_id: int, tell: Tell) -> Iterator[None]:
    """A second connection reads how far the job is. Only for a terminal: nobody looks at a log's bar."""
    from threading import Event, Thread  # noqa: PLC0415

    from django.db import connection  # noqa: PLC0415

    from capaian.foundation.models import Job  # noqa: PLC0415

    over = Event()

    def follow() -> None:
        while not over.wait(WAIT):
            job = Job.objects.get(pk=job_id)
            tell(job.done, job.total)
        connection.close()

    watcher = Thread(target=follow, daemon=True)
    if sys.stderr.isatty():
        watcher.start()
    try:
        yield
    finally:
        over.set()
        if watcher.is_alive():
            watcher.join()


def _failure(batch: ImportBatch) -> str:
    return (batch.job.message if batch.job else "") or "Pekerjaan ini terhenti."


def _unmatched(tables: list[dict[str, Any]]) -> list[str]:
    from capaian.people.rules.staging_shapes import SHAPES  # noqa: PLC0415

    lines = []
    for table in tables:
        named = {field.name: field.heading for field in SHAPES[table["sheet"]].fields} if table["sheet"] else {}
        if table["missing"]:
            missing = ", ".join(named[name] for name in table["missing"])
            lines.append(f"lembar “{table['title']}”: kolom {missing} tidak dikenali; cocokkan sekali di layar Impor pegawai")
    return lines or ["Tidak ada lembar yang dikenali; cocokkan kolomnya sekali di layar Impor pegawai"]


def _by(agency: Agency) -> Actor:
    """Whoever may run commands on this machine: recorded under that name, with the manager's office."""
    from capaian.foundation.actor import Actor, Role  # noqa: PLC0415

    return Actor(
        user_id=0, employee_id=0, agency_id=agency.pk, name=f"Baris perintah ({getpass.getuser()})",
        roles=frozenset({Role.PERFORMANCE_MANAGER}), time_zone=agency.time_zone,
    )


def _day(text: str) -> date:
    if not text:
        return date.today()  # noqa: DTZ011 - the command line's own day
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError([f"--effective-from: “{text}” bukan tanggal; tulis 2026-03-01"]) from None


@contextmanager
def _bar() -> Iterator[Tell]:
    """A bar on a terminal; a log gets only the report."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Baris", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
