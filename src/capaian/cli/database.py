"""`capaian migrate`, and `capaian manage …` for everything else Django can do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from capaian.cli.messages import UsageError

if TYPE_CHECKING:
    from capaian.people.models import Agency


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
    start()
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["capaian", *words])
    return 0


def start() -> None:
    """Start Django, with every agency in sight: whoever holds the command line holds the machine."""
    import django  # noqa: PLC0415 - only the commands that need Django start it

    django.setup()
    from capaian.foundation.tenancy import rest_everywhere  # noqa: PLC0415

    rest_everywhere()


def agency_of(code: str) -> Agency:
    """Start Django and find an agency by its code. Raises UsageError, naming the codes there are."""
    start()
    from capaian.people.models import Agency  # noqa: PLC0415

    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True)[:20]) or "belum ada"
        raise UsageError([f"--agency: tidak ada instansi berkode “{code}”; yang ada: {known}"])
    return agency
