"""`capaian schemes list|show|check`: the scheme files, readable and checked without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from capaian.foundation.errors import InvalidInput, Problem
from capaian.governance.schemes import Scheme, SchemeErrors, SchemeValue, available, check_file, load

WIDTH = 130  # an id and a date are useless when cut, so a narrow terminal wraps the line instead


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `schemes` to the command line."""
    verbs = subparsers.add_parser("schemes", help="daftar, isi dan pemeriksaan skema").add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", help="semua skema yang tersedia")
    show = verbs.add_parser("show", help="isi satu skema")
    show.add_argument("id", metavar="ID")
    show.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="nilai yang berlaku pada hari itu")
    check = verbs.add_parser("check", help="periksa berkas skema")
    check.add_argument("file", type=Path, metavar="FILE")
    for parser, run in ((listing, run_list), (show, run_show), (check, run_check)):
        parser.add_argument("--json", action="store_true", help="keluaran JSON")
        parser.set_defaults(run=_told(run))


def run_list(arguments: argparse.Namespace) -> int:
    """Every scheme with its title, dates, status and hash; a broken file is told and the others still listed."""
    schemes: list[Scheme] = []
    problems: list[Problem] = []
    for scheme_id in available():
        try:
            schemes.append(load(scheme_id))
        except SchemeErrors as error:
            problems.extend(error.problems)
    if arguments.json:
        _print_json([_head(scheme) for scheme in schemes])
    else:
        _print_table(schemes)
    if problems:
        raise SchemeErrors(problems)
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """One scheme with every value in force (on a day), its unit, kind and source; inherited ones are marked."""
    scheme = load(arguments.id)
    values = {key: value for key in scheme.names() if (value := scheme.find(key, arguments.on)) is not None}
    if arguments.json:
        _print_json({**_head(scheme), "values": {key: _value(scheme, key, value) for key, value in values.items()}})
        return 0
    print(f"{scheme.title} ({scheme.id})\n{scheme.source}\nhash {scheme.hash}")
    for key, value in values.items():
        shown = json.dumps(as_json(value.value), ensure_ascii=False).strip('"')
        origin = "" if key in scheme.own else "diwarisi · "
        print(f"\n{key}: {shown} [{value.unit}]")
        print(f"    {origin}{value.kind}/{value.confidence} · {_dates(value.since, value.until)} · {value.source}")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Check one file; 0 and its id and hash where nothing is wrong."""
    try:
        scheme = check_file(arguments.file)
    except OSError as error:
        reason = "berkas tidak ada" if isinstance(error, FileNotFoundError) else f"tidak dapat dibuka ({error.strerror})"
        raise InvalidInput([Problem(reason, file=str(arguments.file))]) from error
    if arguments.json:
        _print_json({**_head(scheme), "valid": True})
    else:
        print(f"{arguments.file}: tidak ada masalah. {scheme.id} {scheme.hash}")
    return 0


def as_json(value: Any) -> Any:
    """A scheme value as JSON: numbers are strings (counts too), dates ISO."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | int):
        return format(Decimal(value), "f")
    if isinstance(value, Mapping):
        return {str(as_json(key)): as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value]


def _told(run: Any) -> Any:
    """Problems go to stderr, one line each, with exit status 2."""

    def wrapped(arguments: argparse.Namespace) -> int:
        try:
            return int(run(arguments))
        except InvalidInput as error:
            sys.stderr.writelines(f"{problem}\n" for problem in error.problems)
            return 2

    return wrapped


def _head(scheme: Scheme) -> dict[str, Any]:
    return {
        "id": scheme.id, "title": scheme.title, "status": scheme.status, "source": scheme.source,
        "effective_from": as_json(scheme.effective_from), "effective_until": as_json(scheme.effective_until),
        "extends": scheme.extends, "hash": scheme.hash,
    }


def _value(scheme: Scheme, key: str, value: SchemeValue) -> dict[str, Any]:
    return {
        "value": as_json(value.value), "unit": value.unit, "kind": value.kind, "confidence": value.confidence,
        "source": value.source, "since": as_json(value.since), "until": as_json(value.until),
        "inherited": value not in scheme.own.get(key, ()), "note": value.note,
    }


def _dates(since: date, until: date | None) -> str:
    return f"{since} – {until or 'seterusnya'}"


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2))


def _print_table(schemes: list[Scheme]) -> None:
    table = Table()
    for head in ("id", "judul", "berlaku", "status", "hash"):
        table.add_column(head, no_wrap=head != "judul", overflow="fold")
    for scheme in schemes:
        dates = _dates(scheme.effective_from, scheme.effective_until)
        table.add_row(scheme.id, scheme.title, dates, scheme.status, scheme.hash[:12])
    Console(width=max(Console().width, WIDTH)).print(table)
