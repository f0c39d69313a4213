"""`capaian rule …`: ask one rule one question, without a database. Which options there are; the answers are in rule_answers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from capaian.cli import rule_answers as answers
from capaian.cli.given import option
from capaian.cli.messages import UsageError
from capaian.cli.output import Answer, write
from capaian.foundation.errors import InvalidInput, Problem

Subparsers: TypeAlias = "argparse._SubParsersAction[Any]"
Answering = Callable[[argparse.Namespace], Answer]

LAWS = {
    "achievement": "permenpanrb-6-2022",
    "predikat": "permenpanrb-6-2022",
    "iki-score": "permenpanrb-8-2021",
    "total": "pp-30-2019",
    "pp46-row": "pp-46-2011",
    "credit": "perbkn-3-2023",
    "ikm": "permenpanrb-14-2017",
    "sample-size": "permenpanrb-14-2017",
    "distribution": "se-menpanrb-3-2023",
    "nine-box": "permenpanrb-3-2020",
}


def register(subparsers: Subparsers) -> None:
    """Add `rule` and its ten questions to the command line."""
    rule = subparsers.add_parser("rule", help="tanyakan satu aturan", description="Tanyakan satu aturan, tanpa basis data.")
    rules = rule.add_subparsers(title="aturan", metavar="aturan", required=True, dest="rule")
    _judged_now(rules)
    _judged_before(rules)
    _public_and_career(rules)


def _judged_now(rules: Subparsers) -> None:
    achievement = _add(rules, "achievement", "capaian satu indikator", answers.achievement)
    achievement.add_argument("--polarity", required=True, metavar="higher|lower")
    for name in ("target", "target-high", "realization", "cap"):
        achievement.add_argument(f"--{name}", metavar="ANGKA")
    predikat = _add(rules, "predikat", "predikat dari dua rating", answers.predikat)
    for name in ("result", "behaviour"):
        predikat.add_argument(f"--{name}", required=True, metavar="above|meets|below")
    distribution = _add(rules, "distribution", "sebaran predikat sebuah unit", answers.distribution)
    distribution.add_argument("--organisation", required=True, metavar="PREDIKAT")
    distribution.add_argument("--counts", required=True, metavar="SB=2,B=14,BP=3,K=1,SK=0")


def _judged_before(rules: Subparsers) -> None:
    iki = _add(rules, "iki-score", "nilai IKI (PermenPANRB 8/2021)", answers.iki_score)
    iki.add_argument("--achievement", required=True, metavar="PERSEN")
    iki.add_argument("--target-is-maximum", action="store_true", help="target sudah yang tertinggi yang mungkin")
    total = _add(rules, "total", "nilai dan predikat (PP 30/2019)", answers.total)
    total.add_argument("--skp", required=True, metavar="NILAI")
    total.add_argument("--behaviour", required=True, metavar="NILAI")
    total.add_argument("--peer-input", action="store_true", help="rekan dan bawahan ikut menilai: 60/40")
    total.add_argument("--new-idea", action="store_true", help="ada ide baru yang tercatat")
    row = _add(rules, "pp46-row", "satu baris SKP (PP 46/2011)", answers.pp46_row)
    for name in ("quantity", "quality", "time", "cost"):
        row.add_argument(f"--target-{name}", required=name != "cost", metavar="ANGKA")
        row.add_argument(f"--{name}", required=name != "cost", metavar="ANGKA")


def _public_and_career(rules: Subparsers) -> None:
    credit = _add(rules, "credit", "angka kredit dari predikat", answers.credit)
    credit.add_argument("--level", required=True, metavar="ahli-pertama")
    credit.add_argument("--predikat", required=True, metavar="PREDIKAT")
    credit.add_argument("--months", metavar="N")
    credit.add_argument("--from", metavar="TANGGAL")
    credit.add_argument("--to", metavar="TANGGAL")
    credit.add_argument("--decimals", metavar="2|3")
    ikm = _add(rules, "ikm", "indeks kepuasan masyarakat", answers.ikm)
    source = ikm.add_mutually_exclusive_group(required=True)
    source.add_argument("--nrr", metavar="3.31,3.35,…")
    source.add_argument("--file", metavar="responden.csv")
    ikm.add_argument("--weight", default="exact", metavar="exact|0.111|0.11")
    sample = _add(rules, "sample-size", "jumlah responden (Krejcie-Morgan)", answers.sample_size)
    sample.add_argument("--population", required=True, metavar="N")
    box = _add(rules, "nine-box", "kotak talenta", answers.nine_box)
    box.add_argument("--potential", required=True, metavar="low|medium|high")
    box.add_argument("--performance", required=True, metavar="below|meets|above")


def _add(rules: Subparsers, name: str, about: str, answering: Answering) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = rules.add_parser(name, help=about, description=about, allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="jawaban sebagai JSON")
    parser.add_argument("--scheme", default=LAWS[name], metavar="ID", help=f"skema yang diikuti (bila tidak diisi: {LAWS[name]})")
    parser.set_defaults(run=run, answering=answering)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Answer, or name each option that cannot be used."""
    try:
        answer = arguments.answering(arguments)
    except InvalidInput as error:
        raise UsageError([_on_the_command_line(problem, arguments) for problem in error.problems]) from error
    write(answer, as_json=arguments.json)
    return 0


def _on_the_command_line(problem: Problem, arguments: argparse.Namespace) -> str:
    """A rule's problem with its field as the option that was typed."""
    if problem.row is None and not problem.file and hasattr(arguments, problem.field):
        return f"{option(problem.field)}: {problem.reason}"
    return str(problem)
