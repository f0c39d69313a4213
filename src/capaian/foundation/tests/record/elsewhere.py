"""Another database for a while: the default connection of this thread points to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

SQLITE = {
    "transaction_mode": "IMMEDIATE", "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
}


def sqlite(path: Path) -> dict[str, Any]:
    """The settings of a database in a file."""
    settings = deepcopy(connections["default"].settings_dict)
    settings.update({"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": SQLITE})
    return settings


@contextmanager
def elsewhere(settings: dict[str, Any]) -> Iterator[None]:
    """Within, `default` is that database, in this thread."""
    here = connections["default"]
    there = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias="default")
    connections["default"] = there
    try:
        yield
    finally:
        there.close()
        connections["default"] = here


def migrated(settings: dict[str, Any]) -> None:
    """Make its tables."""
    with elsewhere(settings):
        call_command("migrate", verbosity=0, run_syncdb=True)
