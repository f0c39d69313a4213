"""`make bench`: every table of docs/performance.md, measured now. `python -m bench PART` runs one.

Parts: pages, search, cascade, matrix, imports, audit, documents, document, score.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (1_000, 6_000, 60_000)
LATE = 6_000


def main(parts: list[str]) -> None:
    """Print the machine, then each asked-for part."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {memory:.0f} GiB, load {load:.1f}\n", flush=True)
    for part in ("pages", "search", "cascade"):
        if not parts or part in parts:
            pages(part, "SQLite", {})
            if shutil.which("pg_virtualenv"):
                pages(part, "PostgreSQL", {"postgres": "1"})
            else:
                print("PostgreSQL: skipped, no pg_virtualenv here\n")
    on_sqlite(parts)
    if not parts or "imports" in parts:
        imports("SQLite", postgres=False)
        if shutil.which("pg_virtualenv"):
            imports("PostgreSQL", postgres=True)
        faults()
    if not parts or "audit" in parts:
        audit("SQLite", postgres=False)
        if shutil.which("pg_virtualenv"):
            audit("PostgreSQL", postgres=True)
    if not parts or "documents" in parts:
        documents()
    for part in ("document", "score"):
        if not parts or part in parts:
            subprocess.run([sys.executable, "-m", f"bench.{part}"], check=True)


def on_sqlite(parts: list[str]) -> None:
    """What is measured on one database only."""
    for part, measure in (("cascade", late), ("matrix", matrix)):
        if not parts or part in parts:
            measure("SQLite")


def pages(part: str, name: str, how: dict[str, str]) -> None:
    """The table of one database. Growth compares ratios: the sizes are measured minutes apart, on a machine that others use."""
    runs = dict(zip(SIZES, (_run(part, size, postgres=bool(how)) for size in SIZES), strict=True))
    small, middle, large = SIZES
    print(f"{part.capitalize()} on {name}: times the bare signed-in page at so many people; growth from {small:,} to {large:,}\n")
    print(f"| {'page':22} | {small:6,} | {middle:6,} | {large:6,} | cpu at {middle:5,} | ms at {middle:6,} | queries | growth |")
    print(f"|{'-' * 24}|--------|--------|--------|--------------|--------------|---------|--------|")
    for page, found in runs[middle]["pages"].items():
        ratios = [runs[size]["pages"][page]["ratio"] for size in SIZES]
        shown = " | ".join(f"{ratio:6.2f}" for ratio in ratios)
        costs = f"{found['cpu']:12.2f} | {found['ms']:12.1f} | {found['queries']:7}"
        print(f"| {page:22} | {shown} | {costs} | {ratios[-1] / ratios[0]:6.2f} |")
    if "counted" in runs[large]:
        print("counting anew (ms cpu): " + ", ".join(f"{runs[size]['counted']['cpu_ms']:.0f}" for size in SIZES))
    for shape in runs[large].get("shapes", ()):
        print(f"{shape:26}: " + ", ".join(f"{runs[size]['shapes'][shape]:.1f}" for size in SIZES) + " ms")
    seeded = runs[large]
    print(f"\nSeeding {large:,} people took {seeded['seed_seconds']:.0f} s and {seeded['seed_mib']:,} MiB\n", flush=True)


def late(name: str) -> None:
    """A January with three of ten superiors late: how many were kept from submitting, and what was linked afterwards."""
    found = _run("cascade", LATE, postgres=False, also=("late",))
    print(f"{found['made']:,} people on {name}, {found['late']} superiors late: {found['blocked']} people blocked on 31 January; "
          f"{found['waited']:,} results waited, {found['proposed']:,} links proposed, {found['orphans']} orphans left. "
          f"January {found['january_seconds']:.0f} s of cpu, relinking {found['february_seconds']:.0f} s\n", flush=True)


def matrix(name: str) -> None:
    """The role-result matrix of a large unit and of a small one: drawing it and saving one row."""
    found = _run("matrix", 60, postgres=False, also=("10",))
    print(f"Matrix on {name}: times the bare signed-in page\n")
    print("| page | ratio | ms | queries | gzip, kB |\n|------|-------|----|---------|----------|")
    for page, one in found["pages"].items():
        print(f"| {page:34} | {one['ratio']:5.2f} | {one['ms']:6.1f} | {one['queries']:3} | {one['bytes'] / 1000:5.1f} |")
    print(flush=True)


def imports(name: str, *, postgres: bool) -> None:
    """Bringing people in, step by step, and against the same rows written bare."""
    print(f"Import on {name}: seconds (rows/s, peak MiB); ratios of reading and applying to the same rows written bare\n")
    print("| people | rows | read and stage | apply | same file again | bare | ratio | cpu |")
    print("|--------|------|----------------|-------|-----------------|------|-------|-----|")
    for size in SIZES:
        found = _run("imports", size, postgres=postgres)
        steps = [
            f"{found[f'{step}_seconds']:.1f} ({found[f'{step}_rows_per_second']:,}/s, {found[f'{step}_mib']})"
            for step in ("read", "commit", "rerun")
        ]
        ratios = [f"{found['bare_seconds']:.1f}", str(found["ratio"]), str(found["cpu_ratio"])]
        cells = [f"{size:,}", f"{found['rows']:,}", *steps, *ratios]
        print(f"| {' | '.join(cells)} |", flush=True)
    print()


def audit(name: str, *, postgres: bool) -> None:
    """What the chained record costs an action, and how its length changes that."""
    found = _run("audit", 0, postgres=postgres)
    print(f"The record on {name}: actions per second of one agency\n")
    print("| action | writers | unchained | chained | ratio |\n|--------|---------|-----------|---------|-------|")
    for one in found["throughput"]:
        action = f"{one['reads']} queries before" if one["reads"] else "smallest"
        print(f"| {action} | {one['writers']} | {one['plain']:,.0f} | {one['chained']:,.0f} | {one['ratio']:.2f} |")
    print("\n| people | rows | written/s at once | one more action, ms | verified/s | cpu a row, µs | peak MiB |")
    print("|--------|------|-------------------|---------------------|------------|---------------|----------|")
    for one in found["growth"]:
        cells = [
            f"{one['people']:,}", f"{one['rows']:,}", f"{one['written_per_second']:,}", str(one["action_ms"]),
            f"{one['verified_per_second']:,}", str(one["verify_cpu_per_row_us"]), str(one["peak_mib"]),
        ]
        print(f"| {' | '.join(cells)} |")
    print(flush=True)


def documents() -> None:
    """The SKP documents of a unit of a thousand, as one job, against typst alone on the same pages."""
    found = _run("documents", 1_000, postgres=False)
    print("Documents of a unit: 1,000 SKPs on form A.1.7; processor time, so a minute is one of one core\n")
    print("| way | ms cpu each | a minute and core | ratio |\n|-----|-------------|-------------------|-------|")
    ways = {"bare": "bare typst, same form by hand", "printed": "form from data at hand", "pdf": "job, PDF", "xlsx": "job, XLSX"}
    for key, words in ways.items():
        ratio = found.get(f"{key}_ratio", 1.0)
        print(f"| {words:29} | {found[f'{key}_ms']:6.1f} | {found[f'{key}_per_minute']:6,} | {ratio:5.2f} |")
    memory = f"{found['pdf_mib']} MiB, of {found['start_mib']} MiB before"
    print(f"\nPeak memory of the job {memory}; {found['pdf_zip_kib']} KiB a PDF\n", flush=True)


def faults() -> None:
    """The worker killed in the middle of 10,000 people, as the test does it with fewer."""
    words = [sys.executable, "-m", "pytest", "-q", "-k", "killed_in_the_middle", "src/capaian/cli/tests/test_worker.py"]
    subprocess.run(words, check=True, cwd=Path(__file__).parents[1], env=os.environ | {"CAPAIAN_FAULT_PEOPLE": "10000"})


def _run(part: str, size: int, *, postgres: bool, also: tuple[str, ...] = ()) -> dict:
    """One size in its own process and its own database."""
    with tempfile.TemporaryDirectory(prefix="capaian-bench-") as folder:
        environment = os.environ | {"CAPAIAN_VAR": folder, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
        command = [sys.executable, "-m", f"bench.{part}", str(size), *also]
        if postgres:
            inner = 'DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE" exec "$@"'
            command = ["pg_virtualenv", "-o", "fsync=off", "bash", "-c", inner, "bench", *command]
        root = Path(__file__).parents[1]
        answer = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)
        lines = [line for line in answer.stdout.splitlines() if line.startswith("{")]
        if not lines:
            raise SystemExit(answer.stdout + answer.stderr)
        return json.loads(lines[-1])


if __name__ == "__main__":
    main(sys.argv[1:])
