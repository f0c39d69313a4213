"""A record of an agency to look at, and a key of one's own."""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection, connections

from capaian.foundation import audit
from capaian.foundation.tests.record.elsewhere import sqlite
from capaian.foundation.writing import action


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.ANCHOR_KEY_FILE = tmp_path / "anchor-key.pem"
    settings.ANCHOR_KEYS = []
    return settings.ANCHOR_KEY_FILE


@pytest.fixture
def do(cast, at):
    """`do(3)` writes three rows of Ani's agency, `do(2, by=eko)` two of another; each in an action of its own."""

    @action
    def note(*, number, by, at):
        audit.record(by=by, at=at, verb="unit.rename", subject=cast.unit, before={"name": f"a{number}"}, after={"name": "b"})

    def run(count, by=cast.citra):
        for number in range(count):
            note(number=number, by=cast.actor(by), at=at + timedelta(minutes=number))

    return run


@pytest.fixture
def empty(django_db_setup, empty_tables, tmp_path):
    """`empty("b")` is the settings of another empty database."""

    def make(name):
        shutil.copy(empty_tables, tmp_path / f"{name}.sqlite3")
        return sqlite(tmp_path / f"{name}.sqlite3")

    return make


@pytest.fixture
def postgresql(django_db_setup, empty_database, django_db_blocker):
    """The settings of another empty database on the same PostgreSQL."""
    with django_db_blocker.unblock():
        there = deepcopy(connections["default"].settings_dict)
        there["NAME"] = name = f"{there['NAME']}_restored"  # each worker of the tests has its own
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {empty_database}")
        yield there
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
