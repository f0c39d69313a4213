"""`capaian score`: the rules over a whole file of people."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from capaian.evaluation.bulk.scoring import Summary


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `score` to the command line."""
    parser = subparsers.add_parser("score", help="nilai banyak orang sekaligus dari berkas CSV, XLSX atau Parquet")
    parser.add_argument("--scheme", required=True, help="id skema; lihat: capaian schemes list")
    parser.add_argument("--indicators", required=True, type=Path, help="indikator: CSV, XLSX atau Parquet")
    parser.add_argument("--behaviour", required=True, type=Path, help="rating perilaku: CSV, XLSX atau Parquet")
    parser.add_argument("--out", required=True, type=Path, help="hasil: .csv atau .parquet")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="mesin penghitung")
    parser.add_argument("--json", action="store_true", help="ringkasan sebagai JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Score the files. Raises InvalidInput, with nothing written, where a file as a whole cannot be used."""
    # Table engines take a moment to load: only this command pays for them.
    from capaian.evaluation.bulk.scoring import score_files  # noqa: PLC0415
    from capaian.governance.schemes import load  # noqa: PLC0415

    with Progress() as progress:
        summary = score_files(
            scheme=load(arguments.scheme), indicators=arguments.indicators, behaviour=arguments.behaviour,
            out=arguments.out, engine=arguments.engine, watch=progress.watch,
        )
    for warning in summary.warnings:
        print(f"peringatan: {warning}", file=sys.stderr)
    print(_as_json(summary) if arguments.json else _as_text(summary, arguments.out))
    return 0


def _as_json(summary: Summary) -> str:
    return json.dumps({
        "people": str(summary.people), "states": {state: str(count) for state, count in summary.states.items()},
        "predikat": {predikat: str(count) for predikat, count in summary.predikat.items()},
        "rejected_rows": str(summary.rejected_rows),
        "rejected": str(summary.rejected) if summary.rejected else None,
        "warnings": [str(warning) for warning in summary.warnings],
    }, ensure_ascii=False)


def _as_text(summary: Summary, out: Path) -> str:
    lines = [f"{summary.people} orang → {out}"]
    lines += [f"  {predikat:<16} {count}" for predikat, count in summary.predikat.items()]
    lines += [f"  {state:<16} {count}" for state, count in summary.states.items() if state != "scored"]
    if summary.rejected:
        lines.append(f"{summary.rejected_rows} baris ditolak, alasannya di {summary.rejected}")
    return "\n".join(lines)


class Progress:
    """A bar on the terminal: the step at hand and, where the engine knows, how far it is. A log gets problems only."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        self._bar = Bar(*columns, console=console, transient=False, disable=not console.is_terminal)
        self._task = self._bar.add_task("Menyiapkan", total=None)
        self._asks: Callable[[], float] = lambda: -1.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> Progress:
        self._bar.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        done = "Selesai" if kind is None else "Berhenti"
        self._bar.update(self._task, description=done, total=100, completed=100 if kind is None else 0)
        self._bar.stop()

    def watch(self, text: str, asks: Callable[[], float]) -> None:
        """A new step has begun."""
        self._asks = asks
        self._bar.update(self._task, description=text, total=None)

    def _follow(self) -> None:
        from duckdb import ConnectionException  # noqa: PLC0415

        while not self._over.wait(0.25):
            try:
                percent = self._asks()
            except ConnectionException:  # the engine closed between two looks: the work is done
                return
            if percent > 0:
                self._bar.update(self._task, total=100, completed=percent)
