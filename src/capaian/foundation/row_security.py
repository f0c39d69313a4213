"""Row-level security on PostgreSQL: what is installed so that `foundation.tenancy` has its effect (docs/adr/0019).

A table that names its agency is compared with the setting directly. A table that belongs to an agency through a parent
gets a column that only the database knows, `tenant_id`, filled by a trigger from the parent: a policy through several
parents would ask for each row again, and a column that the application wrote could be written wrongly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import connection

TENANT = "tenant_id"
SIGHT = "(SELECT nullif(current_setting('capaian.agency', true), '')::bigint)"
"""In a query of its own, so that it is asked once and not for every row (long lists cost 40 % more otherwise)."""
MARK = "capaian_row_security"


def statements(belongs: Mapping[str, str], covered: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """Everything to run, parents first. `belongs` leads each model to its agency: the name of a column of its own
    (`id`, `agency_id`), or of the foreign key to the parent it follows. `covered` names columns by which rows are counted
    out of an index alone: an index without the hidden column would send the policy to every row."""
    lines = [line for label in _parents_first(belongs) for line in _of_table(label, belongs)]
    return [*lines, *(_covering(label, columns, belongs) for label, columns in (covered or {}).items() if label in belongs)]


def _covering(label: str, columns: tuple[str, ...], belongs: Mapping[str, str]) -> str:
    table = apps.get_model(label)._meta.db_table
    return (
        f"CREATE INDEX IF NOT EXISTS counted_{table} ON {table} ({', '.join(columns)}) INCLUDE ({column_of(label, belongs)})"
    )


def install(belongs: Mapping[str, str], covered: Mapping[str, tuple[str, ...]] | None = None) -> bool:
    """Bring tables, triggers, policies and indexes to this state; False where they are in it already. Tables that are not
    there yet (migrating one application alone) are left for the next time. Nothing on SQLite."""
    if connection.vendor != "postgresql":
        return False
    here = set(connection.introspection.table_names())
    belongs = {label: path for label, path in belongs.items() if apps.get_model(label)._meta.db_table in here}
    wanted = statements(belongs, covered)
    digest = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    tables = [apps.get_model(label)._meta.db_table for label in belongs]
    with connection.cursor() as cursor:
        if _installed(cursor, digest, tables):
            return False
        for line in wanted:
            cursor.execute(line)
        cursor.execute(f"CREATE OR REPLACE FUNCTION {MARK}() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '{digest}' $$")
    return True


def _installed(cursor: Any, digest: str, tables: list[str]) -> bool:
    cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s AND pronamespace = current_schema()::regnamespace", [MARK])
    row = cursor.fetchone()
    if row is None or digest not in row[0]:
        return False
    cursor.execute(
        "SELECT count(*) FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relname = ANY(%s)"
        " AND c.relnamespace = current_schema()::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity"
        " AND p.polname = 'own_agency'", [tables],
    )
    return bool(cursor.fetchone()[0] == len(tables))


def _parents_first(belongs: Mapping[str, str]) -> list[str]:
    ordered: list[str] = []

    def add(label: str) -> None:
        if label in ordered:
            return
        parent = _parent(label, belongs)
        if parent is not None:
            add(parent)
        ordered.append(label)

    for label in belongs:
        add(label)
    return ordered


def _parent(label: str, belongs: Mapping[str, str]) -> str | None:
    """The model whose agency this one follows, or None where it names its own."""
    if belongs[label] in {"id", "agency_id"}:
        return None
    return str(apps.get_model(label)._meta.get_field(belongs[label]).related_model._meta.label_lower)


def column_of(label: str, belongs: Mapping[str, str]) -> str:
    """The column by which a row is told to belong to an agency."""
    return TENANT if _parent(label, belongs) is not None else belongs[label]


def _of_table(label: str, belongs: Mapping[str, str]) -> list[str]:
    table, parent = apps.get_model(label)._meta.db_table, _parent(label, belongs)
    lines = [] if parent is None else _inheriting(label, table, parent, belongs)
    # Written so that the planner expects it to be true: it then plans as it does without the lock. A plain comparison
    # with an unknown number makes it expect one agency of many, table after table, and walk row by row through indexes.
    sees = f"CASE WHEN {column_of(label, belongs)} = {SIGHT} OR {SIGHT} = 0 THEN 1 ELSE 0 END <> 0"
    return [
        *lines,
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS own_agency ON {table}",
        f"CREATE POLICY own_agency ON {table} USING ({sees}) WITH CHECK ({sees})",
    ]


def _inheriting(label: str, table: str, parent: str, belongs: Mapping[str, str]) -> list[str]:
    """The hidden column, its trigger, and the rows that were there before."""
    key = apps.get_model(label)._meta.get_field(belongs[label]).column
    of, where = apps.get_model(parent)._meta.db_table, column_of(parent, belongs)
    primary = apps.get_model(parent)._meta.pk.column
    name = f"tenant_of_{table}"
    function = (
        f"BEGIN SELECT {where} INTO NEW.{TENANT} FROM {of} WHERE {primary} = NEW.{key};"
        f" IF NEW.{TENANT} IS NULL THEN RAISE insufficient_privilege USING MESSAGE ="
        f" '{table}: the row it belongs to ({of}) is not there, or is not visible here'; END IF; RETURN NEW; END"
    )
    events = f"INSERT OR UPDATE OF {key}, {TENANT}"
    return [
        f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {TENANT} bigint",
        # The plan is kept as long as the connection: made while the parent was empty, it would read all of it ever after.
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ {function} $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        f"UPDATE {table} SET {TENANT} = {TENANT} WHERE {TENANT} IS NULL",
    ]
