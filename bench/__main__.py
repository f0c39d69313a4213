"""`make bench`: every table of docs/performance.md, measured now. `python -m bench pages|score|document` runs one."""

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


def main(parts: list[str]) -> None:
    """Print the machine, then each asked-for part."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores\n")
    if not parts or "pages" in parts:
        pages("SQLite", {})
        if shutil.which("pg_virtualenv"):
            pages("PostgreSQL", {"postgres": "1"})
        else:
            print("PostgreSQL: skipped, no pg_virtualenv here\n")
    for part in ("document", "score"):
        if not parts or part in parts:
            subprocess.run([sys.executable, "-m", f"bench.{part}"], check=True)


def pages(name: str, how: dict[str, str]) -> None:
    """The table of one database: ratio at 6,000 people, queries, growth from the smallest to the largest."""
    runs = dict(zip(SIZES, (_run(size, postgres=bool(how)) for size in SIZES), strict=True))
    small, middle, large = (runs[size]["pages"] for size in SIZES)
    print(f"Pages on {name}: ratio to a bare signed-in page at 6,000 people; growth from 1,000 to 60,000\n")
    print(f"| {'page':22} | ratio |    ms | queries | growth |\n|{'-' * 24}|-------|-------|---------|--------|")
    for page, found in middle.items():
        growth = large[page]["ms"] / small[page]["ms"]
        print(f"| {page:22} | {found['ratio']:5.2f} | {found['ms']:5.1f} | {found['queries']:7} | {growth:6.2f} |")
    print(f"\nSeeding 60,000 people took {runs[60_000]['seed_seconds']} s\n")


def _run(size: int, *, postgres: bool) -> dict:
    """One size in its own process and its own database."""
    with tempfile.TemporaryDirectory(prefix="capaian-bench-") as folder:
        environment = os.environ | {"CAPAIAN_VAR": folder, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
        command = [sys.executable, "-m", "bench.pages", str(size)]
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
