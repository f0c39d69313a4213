"""Writing an answer: JSON for machines (numbers as strings), a table for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from capaian.governance.schemes import Scheme
    from capaian.kernel.trace import Step


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule said: the JSON values, the same in words, the scheme it follows and the steps."""

    title: str
    values: Mapping[str, object]
    words: Mapping[str, str]
    scheme: Scheme
    steps: tuple[Step, ...]


def write(answer: Answer, *, as_json: bool) -> None:
    """Print the answer on stdout."""
    if as_json:
        write_json({
            **answer.values, "scheme": answer.scheme.id, "hash": answer.scheme.hash,
            "trace": [step.as_json() for step in answer.steps],
        })  # fmt: skip
    else:
        _write_table(answer)


def write_json(values: Mapping[str, object]) -> None:
    """One JSON object on stdout."""
    print(json.dumps(values, ensure_ascii=False, indent=2))


def grouped(value: int) -> str:
    """A count as Indonesians write it: `60.000`."""
    return f"{value:,}".replace(",", ".")


def _write_table(answer: Answer) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to load, and JSON does not need it
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(answer.title, style="bold")
    result = Table(show_header=False)
    for name, text in answer.words.items():
        result.add_row(escape(name), f"[bold]{escape(text)}[/bold]")
    console.print(result)
    trace = Table(title="Langkah perhitungan", title_justify="left", show_lines=True)
    for heading in ("Aturan", "Masukan", "Hasil", "Dasar"):
        trace.add_column(heading, justify="right" if heading == "Hasil" else "left")
    for row in _trace_rows(answer.steps):
        trace.add_row(*map(escape, row))
    console.print(trace)
    console.print(f"Skema {answer.scheme.id} ({answer.scheme.hash[:12]})", style="dim")


def _trace_rows(steps: Iterable[Step]) -> Iterable[tuple[str, str, str, str]]:
    for step in steps:
        inputs = ", ".join(f"{name} = {value}" for name, value in step.inputs.items())
        yield step.rule, inputs, f"{step.value} ({step.rounding})" if step.rounding else step.value, step.article
