"""The `capaian` command: what can be asked, and how a refusal is written (one line per problem on stderr, exit 2)."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence

from capaian.cli.messages import UsageError, in_plain_words
from capaian.foundation.errors import InvalidInput

SETTINGS = "capaian.config.settings.local"

# Command → the module whose `register(subparsers)` adds it. Only the module of the command asked for is imported, so
# that `capaian rule …` answers without Django.
COMMANDS = {
    "rule": "capaian.cli.rule",
    "score": "capaian.cli.score",
    "schemes": "capaian.cli.schemes",
    "migrate": "capaian.cli.database",
    "manage": "capaian.cli.database",
    "seed": "capaian.cli.seed",
    "serve": "capaian.cli.server",
    "worker": "capaian.cli.server",
    "demo": "capaian.cli.demo",
    "people": "capaian.cli.people",
    "roles": "capaian.cli.roles",
    "library": "capaian.cli.library",
    "audit": "capaian.cli.audit",
    "backup": "capaian.cli.backup",
    "restore": "capaian.cli.backup",
    "docs": "capaian.config.docs",
}


class Parser(argparse.ArgumentParser):
    """argparse that raises its complaint instead of printing usage and leaving."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(in_plain_words(message))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 2 the request cannot be used, 130 interrupted)."""
    words = sys.argv[1:] if argv is None else list(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        code = answer(words)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (`| head`) has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the process ends
        return 0
    return code


def answer(words: Sequence[str]) -> int:
    """Run one command, with every refusal written out; the exit code."""
    try:
        arguments = build(words[0] if words else "").parse_args(words)
        return int(arguments.run(arguments) or 0)
    except UsageError as error:
        return refuse(error.lines)
    except InvalidInput as error:
        return refuse([str(problem) for problem in error.problems])
    except Exception as error:
        if (told := trouble(error)) is None:
            raise
        return refuse([told])
    except KeyboardInterrupt:
        return 130
    except SystemExit as stop:  # --help, or a setting that cannot be meant
        return refuse([stop.code]) if isinstance(stop.code, str) else int(stop.code or 0)


def build(command: str = "") -> Parser:
    """The parser; with a known `command` only its module is loaded, otherwise all of them (for `--help`)."""
    parser = Parser(prog="capaian", description="Pengelolaan kinerja ASN.", allow_abbrev=False)
    subparsers = parser.add_subparsers(title="perintah", metavar="perintah", required=True, dest="command")
    wanted = [COMMANDS[command]] if command in COMMANDS else list(dict.fromkeys(COMMANDS.values()))
    for name in wanted:
        if importlib.util.find_spec(name) is not None:
            importlib.import_module(name).register(subparsers)
    return parser


def refuse(lines: Sequence[str]) -> int:
    """Write each problem on its own line of stderr; the exit code."""
    for line in lines:
        print(" ".join(line.split()), file=sys.stderr)
    return 2


def trouble(error: Exception) -> str | None:
    """One line for a database that is not there, not reachable or not prepared; None for any other failure."""
    if "django.db.utils" not in sys.modules:  # `capaian rule …` never loads Django
        return None
    from django.db.utils import OperationalError, ProgrammingError  # noqa: PLC0415

    unprepared = isinstance(error, ProgrammingError) and type(error.__cause__).__name__ == "UndefinedTable"
    if unprepared or (isinstance(error, OperationalError) and "no such table" in str(error)):
        return "Basis data belum disiapkan; jalankan dahulu: capaian migrate"
    return f"DATABASE_URL: basis data tidak dapat dibuka ({error})" if isinstance(error, OperationalError) else None


if __name__ == "__main__":
    sys.exit(main())
