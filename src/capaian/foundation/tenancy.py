"""The second lock: on PostgreSQL a connection sees the rows of one agency, of all of them, or none (docs/adr/0019).

The first lock is the queries of each module; this one holds where a query forgot. The database compares every row's
agency with its setting `capaian.agency`: empty sees nothing, "0" sees everything, a number sees that agency. The
web sets it as soon as it knows who acts; commands and the worker work everywhere. Without effect on SQLite.

The setting is sent beside Django's cursors, so that it costs a page no counted query.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

NOTHING = ""
EVERYTHING = "0"
SET = "SELECT set_config('capaian.agency', %s, false)"

_at_rest: list[str] = []


def at_rest() -> str:
    """What a connection of this process sees while nobody said anything."""
    return _at_rest[0] if _at_rest else getattr(settings, "SCOPE_AT_REST", NOTHING)


def rest_everywhere() -> None:
    """For commands: this process works for all agencies unless it says otherwise. Never called where pages are served."""
    _at_rest[:] = [EVERYTHING]
    _see(EVERYTHING)


@contextmanager
def scoped_to(agency_id: int) -> Iterator[None]:
    """Within, the database shows and accepts rows of this agency only."""
    with seeing(str(int(agency_id))):
        yield


@contextmanager
def everywhere() -> Iterator[None]:
    """Within, rows of every agency: for exactly the query that finds out whose agency it is, and for commands."""
    with seeing(EVERYTHING):
        yield


@contextmanager
def nowhere() -> Iterator[None]:
    """Within, no agency's rows at all: how a request begins. Whatever `see_agency` set is forgotten at the end."""
    with seeing(NOTHING):
        yield


def see_agency(agency_id: int) -> None:
    """From now on this agency only, until the surrounding `nowhere` (or another) ends."""
    _see(str(int(agency_id)))


def sight() -> str:
    """What the connection of this thread is meant to see."""
    return str(getattr(connection, "capaian_sight", at_rest()))


@contextmanager
def seeing(wanted: str) -> Iterator[None]:
    """Within, what `sight` answered at another moment."""
    before = sight()
    _see(wanted)
    try:
        yield
    finally:
        _see(before)


def _see(wanted: str) -> None:
    """Note what is wanted, and tell the database unless it knows; a connection that opens later is told then."""
    known = getattr(connection, "capaian_sight", None) == wanted
    connection.capaian_sight = wanted  # type: ignore[attr-defined]
    if not known and connection.vendor == "postgresql" and connection.connection is not None:
        _tell(connection)


def _tell(to: Any) -> None:
    """Send it. A transaction that failed takes nothing more, and its rollback brings back what was set before it; a
    connection that is broken is let go, because a new one is told when it opens."""
    from psycopg import Error  # noqa: PLC0415 - only where PostgreSQL is in use
    from psycopg.pq import TransactionStatus  # noqa: PLC0415

    if to.connection.info.transaction_status is TransactionStatus.INERROR:
        return
    try:
        to.connection.execute(SET, (to.capaian_sight,))
    except Error:
        if to.in_atomic_block:
            raise
        to.close()


def _on_opening(connection: Any, **_: Any) -> None:
    if connection.alias == "default" and connection.vendor == "postgresql":
        connection.capaian_sight = getattr(connection, "capaian_sight", at_rest())
        _tell(connection)


def watch_connections() -> None:
    """Tell every new connection what it may see (called once, when the application is ready)."""
    connection_created.connect(_on_opening, dispatch_uid="capaian-tenancy")
