"""`capaian migrate`, and `capaian manage …` for everything else Django can do."""

from __future__ import annotations

import argparse
from typing import Any


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `migrate` and `manage` to the command line."""
    migrate = subparsers.add_parser("migrate", help="siapkan atau perbarui basis data (DATABASE_URL)")
    migrate.set_defaults(run=lambda _: manage("migrate", "--no-input"))
    other = subparsers.add_parser("manage", help="perintah Django lainnya", add_help=False)
    other.add_argument("words", nargs=argparse.REMAINDER)
    other.set_defaults(run=lambda arguments: manage(*arguments.words))


def manage(*words: str) -> int:
    """Run one Django command."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - only these commands need Django

    execute_from_command_line(["capaian", *words])
    return 0
