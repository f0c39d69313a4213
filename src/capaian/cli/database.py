"""`capaian migrate`, and `capaian manage …` for everything else Django can do."""

from __future__ import annotations

import argparse
from typing import Any


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `migrate` and `manage` to the command line."""
    migrate = subparsers.add_parser("migrate", help="siapkan atau perbarui basis data (DATABASE_URL)")
    migrate.set_defaults(run=migrate_all)
    other = subparsers.add_parser("manage", help="perintah Django lainnya", add_help=False)
    other.add_argument("words", nargs=argparse.REMAINDER)
    other.set_defaults(run=lambda arguments: manage(*arguments.words))


def migrate_all(_: argparse.Namespace) -> int:
    """Bring the database up to date, and SQLite's knowledge of its size: it gathers none by itself, and guesses badly."""
    done = manage("migrate", "--no-input")
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
    return done


def manage(*words: str) -> int:
    """Run one Django command."""
    import django  # noqa: PLC0415 - only these commands need Django
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    django.setup()
    from capaian.foundation import tenancy  # noqa: PLC0415

    tenancy.rest_everywhere()
    execute_from_command_line(["capaian", *words])
    return 0
