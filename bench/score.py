"""`capaian score` against the same result written by hand in Polars, both as processes of their own, in one run.

    python -m bench.score [PEOPLE]          5,500,000 by default: a nation, five indicators each
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb

NATION = 5_500_000
SCHEME = "sofifi-capaian-2026"
HERE = Path(__file__).parent
COLUMNS = "person, CAST(achievement_pct AS VARCHAR), result_rating, behaviour_rating, predikat, state, reasons"

Row = tuple[str, str, str, str]


def generate(directory: Path, people: int) -> tuple[Path, Path]:
    """Five indicators a person (two main results and an additional one), a hundredth of the targets zero, a fiftieth of
    the realisations missing, a tenth of the targets a range; the same for every run."""
    facts, behaviour = directory / "indicators.parquet", directory / "behaviour.parquet"
    with duckdb.connect() as engine:
        engine.execute("SET preserve_insertion_order = false")
        engine.execute(f"""COPY (
            WITH numbers AS (
                SELECT p, i, hash(p, i, 1) % 100 AS a, hash(p, i, 2) % 10 AS b, hash(p, i, 3) % 50 AS c,
                    hash(p, i, 4) % 50 AS d, (1 + hash(p, i, 5) % 1000000)::BIGINT AS e
                FROM range({people}) x(p), range(5) y(i))
            SELECT printf('1990%014d', p) AS person, 'R' || (i // 2) AS result,
                CASE WHEN i = 4 THEN 'additional' ELSE 'main' END AS kind, 'I' || i AS indicator,
                CASE WHEN hash(p, i, 6) % 4 = 0 THEN 'lower' ELSE 'higher' END AS polarity,
                (CASE WHEN a = 0 THEN 0 ELSE e / 100 END)::DECIMAL(12, 2) AS target,
                (CASE WHEN b = 0 THEN e / 100 + 5 END)::DECIMAL(12, 2) AS target_high,
                (CASE WHEN c <> 0 THEN e * (70 + d) / 10000 END)::DECIMAL(12, 2) AS realization
            FROM numbers) TO '{facts}' (FORMAT parquet)""")
        engine.execute(f"""COPY (
            SELECT printf('1990%014d', p) AS person, CASE hash(p) % 10 WHEN 0 THEN 'below' WHEN 1 THEN 'above'
                WHEN 2 THEN 'above' ELSE 'meets' END AS rating FROM range({people}) x(p)) TO '{behaviour}' (FORMAT parquet)""")
    return facts, behaviour


def measured(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak memory in GiB of a process, its start included."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(errors.decode())
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**20


def differences(ours: Path, theirs: Path) -> int:
    """In how many rows the two results differ."""
    with duckdb.connect() as engine:
        sides = [f"SELECT {COLUMNS} FROM read_parquet('{path}')" for path in (ours, theirs)]
        counts = engine.execute(
            f"SELECT (SELECT count(*) FROM ({sides[0]} EXCEPT {sides[1]})), (SELECT count(*) FROM ({sides[1]} EXCEPT {sides[0]}))"
        ).fetchone()
    return sum(counts or ())


def run(people: int = NATION) -> list[Row]:
    """Rows of (what, ours, by hand, ratio)."""
    with tempfile.TemporaryDirectory(prefix="bench-score-") as name:
        directory = Path(name)
        facts, behaviour = generate(directory, people)
        ours, theirs = directory / "capaian.parquet", directory / "polars.parquet"
        capaian = [
            sys.executable, "-m", "capaian.cli.main", "score", "--scheme", SCHEME, "--indicators", str(facts),
            "--behaviour", str(behaviour), "--out", str(ours),
        ]
        by_hand = measured([sys.executable, str(HERE / "score_polars.py"), str(facts), str(behaviour), str(theirs)])
        own = measured(capaian)
        different = differences(ours, theirs)
    what = f"capaian score, {people:,} people × 5"
    return [
        (f"{what}: time", f"{own[0]:.1f} s", f"{by_hand[0]:.1f} s", f"{own[0] / by_hand[0]:.2f}"),
        (f"{what}: processor time", f"{own[1]:.1f} s", f"{by_hand[1]:.1f} s", f"{own[1] / by_hand[1]:.2f}"),
        (f"{what}: peak memory", f"{own[2]:.1f} GiB", f"{by_hand[2]:.1f} GiB", f"{own[2] / by_hand[2]:.2f}"),
        (f"{what}: rows that differ", str(different), "", ""),
    ]


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else NATION):
        print("{:55} {:>10} {:>10} {:>6}".format(*row))
