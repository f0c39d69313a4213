"""Rows as text that every database reads the same: which tables a backup holds, in which order, and their values."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import connection, models

from capaian.kernel.batches import in_batches

FORMAT = "capaian-backup"
VERSION = 1

LEFT_OUT = {
    "contenttypes.contenttype": "made by migrating", "auth.permission": "made by migrating; Capaian asks its own roles",
    "auth.group_permissions": "names permissions", "foundation.user_user_permissions": "names permissions",
    "sessions.session": "who is signed in signs in again", "usersessions.usersession": "belongs to a session",
    "foundation.cacheentry": "counts of the last minutes", "foundation.tick": "the new worker begins its own duties",
    "django_tasks_database.dbtaskresult": "messages; the jobs themselves are kept and announced again",
}
"""Tables that do not move, and why."""

PIECE = 2_000


def tables() -> list[type[models.Model]]:
    """Every table of a backup, a table after those that its rows must name. What a row may leave empty can lead in a circle
    (a result to an indicator of another result); databases check it when everything is there."""
    found = {
        model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    }
    order = TopologicalSorter({label: sorted(_named_by(model) & set(found) - {label}) for label, model in sorted(found.items())})
    return [found[label] for label in order.static_order()]


def _named_by(model: type[models.Model]) -> set[str]:
    return {
        field.related_model._meta.label_lower for field in model._meta.concrete_fields
        if field.is_relation and not field.null and isinstance(field.related_model, type)
    }


def columns_of(model: type[models.Model]) -> list[str]:
    """The names of a table's values, in order."""
    return [field.attname for field in model._meta.concrete_fields]


def rows_of(model: type[models.Model]) -> Iterator[list[Any]]:
    """Every row as values that JSON can hold, in the order of keys, without holding the table in memory."""
    found = model._base_manager.order_by("pk").values_list(*columns_of(model))
    for values in found.iterator(chunk_size=PIECE):
        yield [encoded(value) for value in values]


def encoded(value: Any) -> Any:
    """A value as JSON has it; moments to the microsecond, because digests were made of them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def decoded(field: models.Field[Any, Any], value: Any) -> Any:
    """What `encoded` was given. Raises ValidationError (a ValueError in spirit) for a value that the field cannot hold."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)


def insert(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Put encoded rows into the table as they are: no default, no `auto_now`, no gate of an action."""
    fields = model._meta.concrete_fields
    made = [model(**{field.attname: decoded(field, value) for field, value in zip(fields, row, strict=True)}) for row in rows]
    size = max(connection.ops.bulk_batch_size([field.attname for field in fields], made), 1)
    plain: models.QuerySet[models.Model] = models.QuerySet(model)
    for some in in_batches(made, size):
        plain._insert(some, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]


def reset_sequences() -> None:
    """Let the database number on after the highest number there is (PostgreSQL does not look by itself)."""
    from django.core.management.color import no_style  # noqa: PLC0415 - only here

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
