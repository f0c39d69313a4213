"""The front door: help, unknown words, exit codes, and that a rule is answered without Django."""

from __future__ import annotations

import subprocess
import sys

import pytest

from capaian.cli import main as front
from capaian.cli.main import build, refuse
from capaian.cli.messages import UsageError, in_plain_words
from capaian.foundation.errors import InvalidInput, Problem


def test_help_names_every_command_there_is(ask):
    reply = ask("--help")
    assert (reply.code, reply.err) == (0, "")
    for command in ("rule", "schemes", "migrate", "seed", "serve", "worker", "demo", "docs"):
        assert f"\n    {command} " in reply.out


@pytest.mark.parametrize(("words", "reason"), [
    ((), "perintah: wajib diisi"),
    (("rule",), "aturan: wajib diisi"),
    (("rule", "tafsir"), "aturan: 'tafsir' tidak dikenal; pilih "),
    (("terbang",), "perintah: 'terbang' tidak dikenal; pilih "),
])  # fmt: skip
def test_unknown_words_are_one_line_and_exit_2(ask, words, reason):
    reply = ask(*words)
    assert (reply.code, reply.out, len(reply.err.splitlines())) == (2, "", 1)
    assert reply.err.startswith(reason)


@pytest.mark.parametrize(("message", "lines"), [
    ("argument --port: invalid int value: 'x'", ["--port: 'x' tidak dapat dibaca"]),
    ("argument --on: terlalu awal", ["--on: terlalu awal"]),
    ("something argparse may say one day", ["something argparse may say one day"]),
])  # fmt: skip
def test_what_argparse_says_is_put_in_plain_words(message, lines):
    assert in_plain_words(message) == lines
    assert str(UsageError(lines)) == lines[0]


def test_a_problem_never_spreads_over_lines(capsys):
    assert refuse(["satu\n  dua", "tiga"]) == 2
    assert capsys.readouterr().err == "satu dua\ntiga\n"


@pytest.mark.parametrize(("raised", "code", "err"), [
    (KeyboardInterrupt(), 130, ""), (SystemExit("PORT must be a number"), 2, "PORT must be a number\n"),
    (InvalidInput([Problem("rusak", "U1", 3, "a.csv"), Problem("kosong")]), 2, "a.csv, baris 3, U1: rusak\nkosong\n"),
    (SystemExit(3), 3, ""), (SystemExit(None), 0, ""),
])  # fmt: skip
def test_a_stop_is_an_exit_code_and_a_setting_that_cannot_be_meant_is_one_line(ask, monkeypatch, raised, code, err):
    def stop(_arguments):
        raise raised

    monkeypatch.setattr(front, "build", lambda _command: _parser_that(stop))
    reply = ask("apa")
    assert (reply.code, reply.out, reply.err) == (code, "", err)


def _parser_that(run):
    parser = front.Parser()
    parser.add_argument("word")
    parser.set_defaults(run=run)
    return parser


def test_without_words_the_words_of_the_process_are_used(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["capaian", "rule", "sample-size", "--population", "10", "--json"])
    assert front.main() == 0
    assert '"sample": "10"' in capsys.readouterr().out


def test_only_the_command_asked_for_is_loaded_and_a_missing_one_is_no_fault(monkeypatch):
    monkeypatch.setitem(front.COMMANDS, "kelak", "capaian.cli.kelak")
    assert set(build("rule")._subparsers._group_actions[0].choices) == {"rule"}
    assert "kelak" not in build()._subparsers._group_actions[0].choices


def test_a_rule_is_answered_without_django():
    script = (
        "import sys\nfrom capaian.cli.main import main\n"
        "code = main(['rule', 'nine-box', '--potential', 'high', '--performance', 'meets', '--json'])\n"
        "sys.exit(code or ('django' in sys.modules) or ('rich' in sys.modules))\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0


def test_a_reader_that_leaves_early_is_no_fault():
    script = (
        "import os, sys\nfrom capaian.cli.main import main\n"
        "reading, writing = os.pipe()\nos.close(reading)\nos.dup2(writing, 1)\n"
        "sys.exit(main(['rule', 'sample-size', '--population', '10', '--json']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
