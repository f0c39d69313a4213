"""Importing N people from a workbook: reading and staging, applying, giving the same file again. `python -m bench.imports N`.

Prints one JSON line: seconds, processor time, rows a second, the process's peak memory after each part, and the ratio to
the same rows written bare (bulk inserts, one transaction, nothing judged, nothing recorded).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

PER_UNIT = 20
START = date(2026, 1, 1)
AT = datetime(2026, 1, 5, 2, tzinfo=UTC)


def main(people: int) -> None:
    """Migrate what DATABASE_URL names, then measure in an empty agency of it."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from capaian.foundation import tenancy  # noqa: PLC0415

    tenancy.rest_everywhere()
    call_command("migrate", verbosity=0, run_syncdb=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pegawai.xlsx"
        subprocess.run([sys.executable, "-m", "bench.imports", "write", str(people), str(path)], check=True)
        found = {"people": people, "file_mib": round(path.stat().st_size / 2**20, 1), "start_mib": _peak()}
        found |= _measure(people, path)
    sys.stdout.write(json.dumps(found) + "\n")


def _measure(people: int, path: Path) -> dict[str, float]:
    from django.core.files import File  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from capaian.foundation.actor import Actor, Role  # noqa: PLC0415
    from capaian.foundation.jobs.runner import run_job  # noqa: PLC0415
    from capaian.people.actions.imports import commit_import, start_import  # noqa: PLC0415
    from capaian.people.models import Agency  # noqa: PLC0415

    agency = Agency.objects.create(code="ukur", name="Ukur", place="Ukur")
    by = Actor(0, 0, agency.pk, "Ukur", roles=frozenset({Role.PERFORMANCE_MANAGER}))
    found: dict[str, float] = {}

    def given():
        with path.open("rb") as file:
            return start_import(agency=agency, upload=File(file, path.name), effective_from=START, by=by, at=AT)

    def run(batch) -> None:
        run_job.func(batch.job_id)
        batch.refresh_from_db()

    batch = given()
    reading = _timed("read", lambda: run(batch), found)
    if batch.state != "ready":
        raise SystemExit(f"{batch.state}: {batch.problems} {batch.job and batch.job.message}")
    commit_import(batch=batch, by=by, at=AT)
    applying = _timed("commit", lambda: run(batch), found)
    assert batch.state == "committed", batch.problems
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    again = given()
    _timed("rerun", lambda: run(again), found)
    assert {outcome for counts in again.counts.values() for outcome in counts} == {"unchanged"}, again.counts
    total = sum(sum(counts.values()) for counts in again.counts.values())
    bare = _timed("bare", lambda: _bare(people), found)
    found["rows"] = total
    for part in ("read", "commit", "rerun"):
        found[f"{part}_rows_per_second"] = round(total / found[f"{part}_seconds"])
    found["ratio"] = round((reading + applying) / bare, 1)
    found["cpu_ratio"] = round((found["read_cpu"] + found["commit_cpu"]) / found["bare_cpu"], 1)
    return found


def _timed(part: str, do: Callable[[], object], found: dict[str, float]) -> float:
    begin, working = time.perf_counter(), time.process_time()
    do()
    seconds = time.perf_counter() - begin
    found[f"{part}_cpu"] = round(time.process_time() - working, 2)
    found[f"{part}_seconds"] = round(seconds, 2)
    found[f"{part}_mib"] = _peak()
    return seconds


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _nip(number: int) -> str:
    """Another number for everybody, of the shape that the law gives it: 36 birth years, 1,800 serials, years of appointment."""
    serial, number = number % 1_800, number // 1_800
    return f"{1960 + number % 36}0101{2000 + number // 36}06{1 + serial // 900}{100 + serial % 900}"


def _rows(people: int) -> dict[str, list[dict[str, str]]]:
    units = max(people // PER_UNIT, 1)
    nips = [_nip(number) for number in range(people)]
    return {
        "units": [{"code": "R", "name": "Akar"}] + [{"code": f"U{n}", "name": f"Unit {n}", "parent": "R"} for n in range(units)],
        "positions": [
            {"code": f"P{n}", "unit": f"U{n // PER_UNIT % units}", "title": "Perawat Mahir", "group": "Fungsional",
             "level": "Mahir"}
            for n in range(people)
        ],
        "people": [{"nip": nip, "name": f"Pegawai {n}, S.E.", "kind": "PNS", "rank_grade": "Penata (III/c)"}
                   for n, nip in enumerate(nips)],
        "assignments": [
            {"nip": nip, "position": f"P{n}", "start": START.isoformat()} | (
                {"appraiser": nips[n // PER_UNIT * PER_UNIT if n % PER_UNIT else 0]} if n else {}
            ) for n, nip in enumerate(nips)
        ],
    }


def write(people: int, path: Path) -> None:
    """The workbook, in a process of its own so that its memory is not counted."""
    import django  # noqa: PLC0415

    django.setup()
    from capaian.foundation.exchange.writing import Column, Table, write_xlsx  # noqa: PLC0415
    from capaian.people.rules.staging_shapes import SHAPES  # noqa: PLC0415

    tables = []
    for sheet, rows in _rows(people).items():
        fields = SHAPES[sheet].fields
        cells = [[row.get(one.name, "") for one in fields] for row in rows]
        tables.append(Table(SHAPES[sheet].title, [Column(one.heading) for one in fields], cells))
    write_xlsx(path, tables)


def _bare(people: int) -> None:
    """The same rows, written as quickly as the ORM can."""
    from django.db import transaction  # noqa: PLC0415

    from capaian.foundation.models import User  # noqa: PLC0415
    from capaian.people.models import Agency, Employee, Position, Posting, Reporting, Unit  # noqa: PLC0415

    rows = _rows(people)
    with transaction.atomic():
        agency = Agency.objects.create(code="polos", name="Polos", place="Polos")
        root = Unit.objects.create(agency=agency, code="R", name="Akar")
        units = Unit.objects.bulk_create([
            Unit(agency=agency, parent=root, code=row["code"], name=row["name"], path=f"R/{row['code']}/")
            for row in rows["units"][1:]
        ], batch_size=2_000)
        posts = Position.objects.bulk_create([
            Position(unit=units[n // PER_UNIT % len(units)], code=row["code"], title=row["title"], group="functional",
                     level="mahir")
            for n, row in enumerate(rows["positions"])
        ], batch_size=2_000)
        accounts = [User(username=f"x{row['nip']}", password="!") for row in rows["people"]]
        users = User.objects.bulk_create(accounts, batch_size=2_000)
        employees = Employee.objects.bulk_create([
            Employee(agency=agency, user=user, nip=row["nip"], name=row["name"], kind="pns", rank_grade=row["rank_grade"])
            for user, row in zip(users, rows["people"], strict=True)
        ], batch_size=2_000)
        held = [Posting(employee=one, position=post, start=START) for one, post in zip(employees, posts, strict=True)]
        Posting.objects.bulk_create(held, batch_size=2_000)
        Reporting.objects.bulk_create([
            Reporting(employee=one, appraiser=employees[n // PER_UNIT * PER_UNIT if n % PER_UNIT else 0], start=START)
            for n, one in enumerate(employees) if n
        ], batch_size=2_000)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    if sys.argv[1] == "write":
        write(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]))
