"""Fixtures that every module's tests share."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from tests import order, tables

from capaian.foundation.record import readings
from capaian.people.tests import factories as people

settings.register_profile("capaian", deadline=None)  # a slow machine is no failure
settings.load_profile("capaian")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """The content of a file does not name a test: two workers that make the same file may get other bytes."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What one database alone can do is tested there. The other run says that it skips it; CI, which runs both, leaves it out.
    Where several workers share the tests, the long ones come first."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if os.environ.get("CAPAIAN_CI") == "1":
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in set(elsewhere)]
    for item in elsewhere:
        item.add_marker(pytest.mark.skip(reason=f"only {other} does this"))
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        items[:] = order.dealt([(item.nodeid, item) for item in items], workers)


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory, django_test_environment, django_db_use_migrations, django_db_blocker):
    """Empty tables in a file of SQLite, made by the first worker who asks (`--nomigrations`: each by himself)."""
    folder = tables.shared_by_workers(tmp_path_factory) if django_db_use_migrations else tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        return tables.in_a_file(folder)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory, django_test_environment, django_db_blocker):
    """The name of a database with empty tables on PostgreSQL, made by the first worker who asks."""
    folder = tables.shared_by_workers(tmp_path_factory)
    with django_db_blocker.unblock():
        name = tables.on_the_server(folder)
    yield name
    with django_db_blocker.unblock():
        tables.no_longer_needed(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix, django_db_use_migrations):
    """Where the tables come from the migrations, every worker begins with a copy."""
    from django.db import connections  # noqa: PLC0415 - only once Django is set up

    here = connections["default"]
    if not django_db_use_migrations:
        yield
    elif here.vendor == "postgresql":
        here.settings_dict["TEST"]["TEMPLATE"] = request.getfixturevalue("empty_database")
        yield
    else:
        with tables.copied(request.getfixturevalue("empty_tables")):
            yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """On PostgreSQL a database that somebody is connected to cannot be dropped: a browser's last request, or a process that was
    killed on purpose, may still be on its way when the last test is over."""
    yield
    from django.db import connection, connections  # noqa: PLC0415 - only once Django is set up

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            connections.close_all()
            tables.send_home(connection.settings_dict["NAME"])


@pytest.fixture(autouse=True)
def nobody_has_read_yet():
    """What a process remembers of who read what belongs to one test: the next one's people have the same numbers."""
    readings.memory.clear()


@pytest.fixture
def cast(db) -> people.Cast:
    """Ani, Budi, Citra, Dewi of one agency; Eko of another."""
    return people.cast()


@pytest.fixture
def at() -> datetime:
    """A moment in the working day of 21 January 2026."""
    return datetime(2026, 1, 21, 2, 0, tzinfo=UTC)


@pytest.fixture
def client_as(client):
    """`client_as(cast.ani)` is a browser signed in as Ani (without JavaScript)."""

    def sign_in(employee):
        client.force_login(employee.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
