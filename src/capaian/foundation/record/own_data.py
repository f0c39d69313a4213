"""Everything held about one person, gathered from the modules, each of which registers what it holds (UU 27/2022 Art 7)."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.exchange.writing import MARK, guarded
from capaian.foundation.language import told

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of what is held: a name for files, a title, and its rows (read only when they are written)."""

    name: str
    title: str
    rows: Iterable[Row]


Provider = Callable[[Actor], Iterable[Section]]
_providers: list[Provider] = []


def register_own_data(provider: Provider) -> None:
    """Name a function that gives what its module holds about a person; called once, when the application starts."""
    if provider not in _providers:
        _providers.append(provider)


def own_data(actor: Actor) -> Iterator[Section]:
    """Every section of every module, from the ground floor up (which is ready last)."""
    for provider in reversed(_providers):
        yield from provider(actor)


def rows_of(found: QuerySet[Any], *columns: str, **renamed: str) -> Iterator[Row]:
    """Rows of a query as mappings: `columns` under their own names, `renamed` as new name = path."""
    paths = {**{name: name for name in columns}, **renamed}
    for values in found.values_list(*paths.values()).iterator(chunk_size=1_000):
        yield dict(zip(paths, values, strict=True))


def plain(value: object) -> object:
    """As JSON has it: moments on the clock of the agency, numbers of a measurement as text."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def write_archive(target: IO[bytes], *, actor: Actor, now: datetime) -> None:
    """A ZIP with one page to read, one file for machines, and a table of each section for a spreadsheet."""
    everything: dict[str, list[dict[str, object]]] = {}
    titles: dict[str, str] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for section in own_data(actor):
            rows = [{key: plain(value) for key, value in row.items()} for row in section.rows]
            everything[section.name], titles[section.name] = rows, told(section.title)
            archive.writestr(f"tabel/{section.name}.csv", _table(rows))
        about = {"name": actor.name, "made_at": plain(now)}
        archive.writestr("data.json", json.dumps({**about, "sections": everything}, ensure_ascii=False, indent=1))
        tables = [(titles[key], list(rows[0]) if rows else [], [list(row.values()) for row in rows])
                  for key, rows in everything.items()]
        page = render_to_string("record/own_data.html", {"tables": tables, "name": actor.name, "now": now})
        archive.writestr("baca.html", page)


def _table(rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    if rows:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(rows[0])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return MARK + text.getvalue()


def _cell(value: object) -> str:
    """A cell as a spreadsheet opens it, never a formula."""
    if value is None:
        return ""
    return guarded(json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value))
