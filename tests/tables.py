"""The tables, made by the migrations once in a run of tests; every worker and every second database begins with a copy.

Migrating costs about twelve seconds of processor time, a copy a fraction of one. Nothing is kept from run to run, so a
changed migration is never missed.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from capaian.foundation.tests.record.elsewhere import elsewhere, migrated, sqlite

MADE = "capaian_made_tables"
"""The database on PostgreSQL that the others are copies of."""


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Workers wait for each other here."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def shared_by_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run, the same for every worker."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def in_a_file(folder: Path) -> Path:
    """Empty tables as a file of SQLite."""
    made, part = folder / "tables.sqlite3", folder / "tables.part"
    with one_at_a_time(folder / "tables.lock"):
        if not made.exists():
            migrated(sqlite(part))
            with elsewhere(sqlite(part)), connection.cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=DELETE")  # all of it in this one file, whoever opens it
            part.rename(made)
    return made


def on_the_server(folder: Path) -> str:
    """The name of a database with empty tables; nobody is connected to it, so that it can be copied."""
    with one_at_a_time(folder / "server.lock"):
        if users(folder) == 0:
            _forget()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {MADE}")
            there = deepcopy(connections["default"].settings_dict)
            there["NAME"] = MADE
            migrated(there)
        users(folder, more=1)
    return MADE


def no_longer_needed(folder: Path) -> None:
    """The last worker takes away what the first has made."""
    with one_at_a_time(folder / "server.lock"):
        if users(folder, more=-1) == 0:
            _forget()


def users(folder: Path, *, more: int = 0) -> int:
    """How many workers hold on to the database on the server."""
    counted = folder / "server.users"
    now = (int(counted.read_text()) if counted.exists() else 0) + more
    counted.write_text(str(now))
    return now


def send_home(name: str) -> None:
    """End every session of a database on PostgreSQL."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def _forget() -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {MADE} WITH (FORCE)")


@contextmanager
def copied(made: Path) -> Iterator[None]:
    """Within, the database of the tests is filled in memory as soon as it is begun."""
    creation = connections["default"].creation
    begin, kept = creation._create_test_db, []

    def filled(*arguments: Any, **options: Any) -> str:
        name = begin(*arguments, **options)
        kept.append(sqlite3.connect(name, uri=True))  # an own connection: in memory a database ends with its last one
        with closing(sqlite3.connect(made)) as source:
            source.backup(kept[0])
        return name

    creation._create_test_db = filled
    yield
    creation._create_test_db = begin
    for one in kept:
        one.close()
