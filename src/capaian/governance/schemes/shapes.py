"""The shapes a scheme value may have: small readers that turn a YAML node into a plain, immutable-in-spirit value.

A shape is a function `(node, key, report) -> value`. It reports everything wrong and then returns `INVALID`.
They compose:

    integer(minimum=1)                                    14
    number(maximum=100)                                   Decimal("0.111"), from 0.111 or "0.111"
    optional(number())                                    Decimal or None
    choice("exact", "0.111")                              "exact"
    day()                                                 date(2026, 1, 1)
    month_day()                                           "12-28" (every year)
    mapping(choice("a", "b"), number(), complete=("a", "b"))   {"a": …, "b": …}, every key present
    fields(low=number(), high=number())                   {"low": …, "high": …}, these and no others
    fields(low=number(), optional_fields={"note": text()})
    fields({"from": number(), "to": number()})            the same, for names that are Python's own words
    rows(low=number(), high=number())                     ({…}, {…}): a table, one mapping per row
    listing(text())                                       ("semua", "selalu")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from capaian.governance.schemes.reading import Report, dotted, entries, is_null, kind_of

Shape = Callable[[Node, str, Report], Any]


class _Invalid:
    """What a shape answers after it reported a problem."""


INVALID = _Invalid()

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMMON_YEAR = 2023  # a day of every year exists in every year: 29 February does not


def _refuse(node: Node, key: str, report: Report, reason: str) -> _Invalid:
    report.add(node, key, reason)
    return INVALID


def _shown(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        return "sebuah daftar atau pasangan kunci: nilai"
    return "kosong" if is_null(node) else f"“{node.value}”"


def number(minimum: str | int | None = None, maximum: str | int | None = None) -> Shape:
    """A Decimal written with plain digits and a decimal point (0.111 or "0.111"); no exponent, no comma."""

    def read(node: Node, key: str, report: Report) -> Any:
        if not isinstance(node, ScalarNode) or not _NUMBER.fullmatch(node.value):
            return _refuse(node, key, report, f"harus bilangan seperti 12 atau 0.111, bukan {_shown(node)}")
        value = Decimal(node.value)
        if minimum is not None and value < Decimal(minimum):
            return _refuse(node, key, report, f"paling kecil {minimum}, bukan {_shown(node)}")
        if maximum is not None and value > Decimal(maximum):
            return _refuse(node, key, report, f"paling besar {maximum}, bukan {_shown(node)}")
        return value

    return read


def integer(minimum: int | None = None, maximum: int | None = None) -> Shape:
    """A whole number, as `int`."""
    inner = number(minimum, maximum)

    def read(node: Node, key: str, report: Report) -> Any:
        value = inner(node, key, report)
        if value is INVALID:
            return INVALID
        if value != int(value):
            return _refuse(node, key, report, f"harus bilangan bulat, bukan {_shown(node)}")
        return int(value)

    return read


def text() -> Shape:
    """A text that is not empty."""

    def read(node: Node, key: str, report: Report) -> Any:
        if not isinstance(node, ScalarNode) or kind_of(node) != "str":
            return _refuse(node, key, report, f"harus teks (beri tanda kutip bila perlu), bukan {_shown(node)}")
        return node.value.strip() or _refuse(node, key, report, "tidak boleh kosong")

    return read


def choice(*options: str) -> Shape:
    """One of these words."""

    def read(node: Node, key: str, report: Report) -> Any:
        if not isinstance(node, ScalarNode) or node.value not in options:
            return _refuse(node, key, report, f"harus salah satu dari {', '.join(options)}; bukan {_shown(node)}")
        return node.value

    return read


def flag() -> Shape:
    """`true` or `false`."""

    def read(node: Node, key: str, report: Report) -> Any:
        if kind_of(node) != "bool":
            return _refuse(node, key, report, f"harus true atau false, bukan {_shown(node)}")
        return node.value.lower() == "true"

    return read


def day() -> Shape:
    """A calendar day, 2026-01-31."""

    def read(node: Node, key: str, report: Report) -> Any:
        try:
            if not isinstance(node, ScalarNode) or not _DAY.fullmatch(node.value):
                raise ValueError
            return date.fromisoformat(node.value)
        except ValueError:
            return _refuse(node, key, report, f"harus tanggal seperti 2026-01-31, bukan {_shown(node)}")

    return read


def month_day() -> Shape:
    """A day of every year, 12-28 (month, day)."""

    def read(node: Node, key: str, report: Report) -> Any:
        try:
            if not isinstance(node, ScalarNode) or not _MONTH_DAY.fullmatch(node.value):
                raise ValueError
            date.fromisoformat(f"{_COMMON_YEAR}-{node.value}")
        except ValueError:
            return _refuse(node, key, report, f"harus bulan-tanggal seperti 12-28, bukan {_shown(node)}")
        return node.value

    return read


def optional(shape: Shape) -> Shape:
    """`null`, or the shape."""

    def read(node: Node, key: str, report: Report) -> Any:
        return None if is_null(node) else shape(node, key, report)

    return read


def mapping(keys: Shape, values: Shape, complete: tuple[str, ...] = ()) -> Shape:
    """Any number of `key: value`; those of `complete` must all be there."""

    def read(node: Node, key: str, report: Report) -> Any:
        found = entries(node, key, report)
        if found is None:
            return INVALID
        before = len(report.problems)
        if not found:
            report.add(node, key, "tidak boleh kosong")
        for missing in (name for name in complete if name not in found):
            report.add(node, dotted(key, missing), "belum diisi")
        value = {
            keys(name_node, dotted(key, name), report): values(value_node, dotted(key, name), report)
            for name, (name_node, value_node) in found.items()
        }
        return value if len(report.problems) == before else INVALID

    return read


def fields(
    names: Mapping[str, Shape] | None = None, /, *, optional_fields: Mapping[str, Shape] | None = None, **more: Shape
) -> Shape:
    """Exactly these names, each with its shape; `optional_fields` may be left out."""
    required = {**(names or {}), **more}
    known = {**required, **(optional_fields or {})}

    def read(node: Node, key: str, report: Report) -> Any:
        found = entries(node, key, report)
        if found is None:
            return INVALID
        before = len(report.problems)
        for name in required:
            if name not in found:
                report.add(node, dotted(key, name), "belum diisi")
        value = {}
        for name, (name_node, value_node) in found.items():
            if name in known:
                value[name] = known[name](value_node, dotted(key, name), report)
            else:
                report.add(name_node, dotted(key, name), f"kunci tidak dikenal; yang dikenal: {', '.join(known)}")
        return value if len(report.problems) == before else INVALID

    return read


def listing(shape: Shape, minimum: int = 1) -> Shape:
    """A list with at least `minimum` items, as a tuple."""

    def read(node: Node, key: str, report: Report) -> Any:
        if not isinstance(node, SequenceNode):
            return _refuse(node, key, report, f"harus berupa daftar (baris-baris diawali -), bukan {_shown(node)}")
        if len(node.value) < minimum:
            return _refuse(node, key, report, f"paling sedikit {minimum} butir")
        before = len(report.problems)
        items = tuple(shape(item, dotted(key, str(index)), report) for index, item in enumerate(node.value, start=1))
        return items if len(report.problems) == before else INVALID

    return read


def rows(
    columns: Mapping[str, Shape] | None = None, /, *, optional_fields: Mapping[str, Shape] | None = None, **more: Shape
) -> Shape:
    """A table: a list of mappings with the same columns, as a tuple of dicts."""
    return listing(fields(columns, optional_fields=optional_fields, **more))
