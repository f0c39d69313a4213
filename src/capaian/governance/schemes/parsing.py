"""One scheme file, read strictly: what it says and everything that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from capaian.governance.schemes.keys import KEYS
from capaian.governance.schemes.reading import Report, compose, dotted, entries
from capaian.governance.schemes.scheme import SchemeValue
from capaian.governance.schemes.shapes import INVALID, choice, day, fields, optional, text

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOP = {"id", "title", "status", "source", "effective", "extends", "values"}
_ORIGIN = {
    "from": day(), "unit": text(), "source": text(), "kind": choice("law", "policy", "practice"),
    "confidence": choice("H", "M", "L"),
}
_ALLOWED = {*_ORIGIN, "until", "value", "note"}


@dataclass
class Draft:
    """What one file says, before its parent is known. `lines` holds the node of every key for later messages."""

    path: Path
    report: Report
    id: str = ""
    title: str = ""
    status: str = ""
    source: str = ""
    extends: str | None = None
    effective_from: date = date.min
    effective_until: date | None = None
    own: dict[str, tuple[SchemeValue, ...]] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)


def parse(path: Path) -> Draft:
    """Read one file; problems are in `draft.report`. Raises OSError only where the file cannot be opened."""
    draft = Draft(path, Report(path.name))
    root = compose(path, draft.report)
    if root is None:
        return draft
    found = entries(root, "", draft.report) or {}
    for name, (name_node, _) in found.items():
        draft.nodes[name] = name_node
        if name not in TOP:
            draft.report.add(name_node, name, f"kunci tidak dikenal{_did_you_mean(name, TOP)}")
    for name in sorted(TOP - found.keys()):
        draft.report.add(root, name, "belum diisi")
    _head(draft, {name: value for name, (_, value) in found.items()})
    if "values" in found:
        _values(draft, found["values"][1])
    return draft


def _head(draft: Draft, nodes: dict[str, Node]) -> None:
    report = draft.report
    shapes: dict[str, Any] = {
        "id": text(), "title": text(), "source": text(), "extends": optional(text()),
        "status": choice("draft", "published"),
        "effective": fields({"from": day()}, optional_fields={"until": optional(day())}),
    }
    read = {name: shape(nodes[name], name, report) for name, shape in shapes.items() if name in nodes}
    good = {name: value for name, value in read.items() if value is not INVALID}
    effective = good.pop("effective", None)
    for name, value in good.items():
        setattr(draft, name, value)
    if draft.id and not ID.fullmatch(draft.id):
        report.add(nodes["id"], "id", "hanya huruf kecil, angka dan tanda hubung, misalnya sofifi-capaian-2026")
    elif draft.id and draft.id != draft.path.stem:
        report.add(nodes["id"], "id", f"id harus sama dengan nama berkas (“{draft.path.stem}”)")
    if effective:
        draft.effective_from, draft.effective_until = effective["from"], effective.get("until")
        if draft.effective_until is not None and draft.effective_until < draft.effective_from:
            report.add(nodes["effective"], "effective.until", "mendahului effective.from")


def _values(draft: Draft, node: Node) -> None:
    if isinstance(node, MappingNode) and not node.value:
        return
    for name, (name_node, value_node) in (entries(node, "values", draft.report) or {}).items():
        key = dotted("values", name)
        draft.nodes[key] = name_node
        if name not in KEYS:
            draft.report.add(name_node, key, f"kunci tidak dikenal{_did_you_mean(name, set(KEYS))}")
        elif not isinstance(value_node, SequenceNode) or not value_node.value:
            draft.report.add(value_node, key, "harus berupa daftar nilai bertanggal (diawali - {from: …, value: …})")
        else:
            dated = [(_dated(item, name, draft), item) for item in value_node.value]
            good = [(value, item) for value, item in dated if value is not None]
            if len(good) == len(dated):
                draft.own[name] = _in_order(good, key, draft.report)


def _dated(node: Node, name: str, draft: Draft) -> SchemeValue | None:
    """One dated value of a key, or None with the reasons in the report."""
    report, key = draft.report, dotted("values", name)
    found = entries(node, key, report)
    if found is None:
        return None
    before = len(report.problems)
    for part, (part_node, _) in found.items():
        if part not in _ALLOWED:
            report.add(part_node, dotted(key, part), f"kunci tidak dikenal{_did_you_mean(part, _ALLOWED)}")
    for part in (*_ORIGIN, "value"):
        if part not in found:
            report.add(node, dotted(key, part), "belum diisi")
    shapes = {**_ORIGIN, "until": optional(day()), "value": KEYS[name].shape, "note": text()}
    read = {part: shapes[part](value, dotted(key, part), report) for part, (_, value) in found.items() if part in shapes}
    units = KEYS[name].units
    if units and "unit" in read and read["unit"] is not INVALID and read["unit"] not in units:
        report.add(found["unit"][1], dotted(key, "unit"), f"satuan harus {' atau '.join(units)}, bukan “{read['unit']}”")
    if len(report.problems) > before:
        return None
    since, until = read.pop("from"), read.pop("until", None)
    _check_dates(since, until, node, key, draft)
    return SchemeValue(since=since, until=until, **read)


def _check_dates(since: date, until: date | None, node: Node, key: str, draft: Draft) -> None:
    if until is not None and until < since:
        draft.report.add(node, dotted(key, "until"), f"{until} mendahului from {since}")
    if since < draft.effective_from:
        draft.report.add(node, dotted(key, "from"), f"{since} mendahului mulai berlakunya skema ({draft.effective_from})")
    end = draft.effective_until
    if end is not None and until is not None and until > end:
        draft.report.add(node, dotted(key, "until"), f"{until} melewati akhir berlakunya skema ({end})")


def _in_order(dated: list[tuple[SchemeValue, Node]], key: str, report: Report) -> tuple[SchemeValue, ...]:
    """The values by date; overlaps and gaps are reported at the later one."""
    ordered = sorted(dated, key=lambda pair: pair[0].since)
    for (earlier, _), (later, node) in pairwise(ordered):
        if earlier.until is None or earlier.until >= later.since:
            end = earlier.until or "seterusnya"
            report.add(node, key, f"tanggal bertumpuk: nilai sebelumnya berlaku {earlier.since} s.d. {end}")
        elif earlier.until + timedelta(days=1) < later.since:
            report.add(node, key, f"ada celah: tidak ada nilai antara {earlier.until} dan {later.since}")
    return tuple(value for value, _ in ordered)


def _did_you_mean(name: str, known: set[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f"; maksudnya “{close[0]}”?" if close else ""
