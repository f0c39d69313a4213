"""The file by which agencies share what a measure means: JSON, canonical, readable, versioned (docs/adr/0021)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from capaian.kernel.words import N_, say
from capaian.planning.rules.library import LONGEST, NAMES, REQUIRED, Content, digest, tidy

FORMAT = "capaian-kamus-indikator"
VERSION = 1
MOST_BYTES = 1_000_000
MOST_ENTRIES = 2_000
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_CODE = 60
_ABOUT = frozenset({"format", "version", "agency", "indicators"})
_SEALED = frozenset({"code", "digest"})


class Unreadable(ValueError):  # noqa: N818
    """The whole file cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator of a file."""

    code: str
    content: Content


@dataclass(frozen=True, slots=True)
class Rejected:
    """One entry that cannot be used: its place (from 1), the code it gives, and every reason."""

    place: int
    code: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A file as read."""

    agency: str
    entries: tuple[Entry, ...]
    rejected: tuple[Rejected, ...]


def write(agency: str, entries: Iterable[Entry]) -> str:
    """Kebijakan Capaian: sorted, indented, one line end; the same library gives the same file to the byte."""
    rows = [
        {"code": entry.code, "digest": digest(entry.content), **asdict(tidy(entry.content))}
        for entry in sorted(entries, key=lambda entry: entry.code)
    ]
    about = {"format": FORMAT, "version": VERSION, "agency": agency, "indicators": rows}
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"


def read(data: bytes, choices: Mapping[str, Sequence[str]]) -> Shared:
    """Kebijakan Capaian: what can be used is kept, the rest is rejected with its reasons. `choices` are the words that
    some fields allow. Raises Unreadable where nothing can be said about single entries."""
    about = _loaded(data)
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise Unreadable(N_("Ini bukan berkas kamus indikator Capaian."))
    if about.get("version") != VERSION:
        raise Unreadable(say(N_("Berkas ini memakai format versi lain; yang dapat dibaca versi %(version)s."), version=VERSION))
    rows, agency = about.get("indicators"), about.get("agency", "")
    if set(about) - _ABOUT or not isinstance(rows, list) or not isinstance(agency, str):
        raise Unreadable(N_("Susunan berkas ini tidak dikenal."))
    if len(rows) > MOST_ENTRIES:
        words = N_("Berkas ini memuat %(count)s entri, paling banyak %(most)s.")
        raise Unreadable(say(words, count=len(rows), most=MOST_ENTRIES))
    seen: dict[str, int] = {}
    for row in rows:
        code = _code_of(row)
        seen[code] = seen.get(code, 0) + 1
    entries, rejected = [], []
    for place, row in enumerate(rows, start=1):
        reasons = _faults(row, choices, seen)
        if reasons:
            rejected.append(Rejected(place, _code_of(row)[:_LONGEST_CODE], tuple(reasons)))
        else:
            entries.append(Entry(row["code"], tidy(Content(**{name: row[name] for name in NAMES if name in row}))))
    return Shared(agency[:200], tuple(entries), tuple(rejected))


def is_code(text: str) -> bool:
    """Kebijakan Capaian: what an indicator is called between agencies: small letters, digits and single hyphens."""
    return bool(_CODE.fullmatch(text)) and len(text) <= _LONGEST_CODE


def _loaded(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise Unreadable(say(N_("Berkas terlalu besar: paling besar %(most)s byte."), most=MOST_BYTES))
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise Unreadable(N_("Berkas ini bukan teks UTF-8.")) from error
    except json.JSONDecodeError as error:
        raise Unreadable(say(N_("Berkas ini bukan JSON yang utuh (baris %(line)s)."), line=error.lineno)) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable(N_("Berkas ini tidak dapat dibaca: isinya terlalu bertumpuk, atau satu isian ada dua kali.")) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A field named twice would silently lose one of its values."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _code_of(row: object) -> str:
    code = row.get("code") if isinstance(row, dict) else None
    return code if isinstance(code, str) else ""


def _faults(row: object, choices: Mapping[str, Sequence[str]], seen: Mapping[str, int]) -> list[str]:
    if not isinstance(row, dict):
        return [N_("Entri ini bukan kumpulan isian.")]
    found: list[str] = []
    code = _code_of(row)
    if not is_code(code):
        found.append(N_("Kode hanya huruf kecil, angka dan tanda hubung, paling banyak 60."))
    elif seen[code] > 1:
        found.append(N_("Kode ini ada lebih dari sekali di berkas."))
    unknown = sorted(set(row) - set(NAMES) - _SEALED)
    if unknown:
        found.append(say(N_("Isian tidak dikenal: %(names)s."), names=", ".join(unknown)[:200]))
    missing = [name for name in REQUIRED if isinstance(row.get(name, ""), str) and not row.get(name, "").strip()]
    if missing:
        found.append(say(N_("Belum diisi: %(names)s."), names=", ".join(missing)))
    found += [reason for name in NAMES for reason in _fault(name, row, choices.get(name))]
    if not found and row.get("digest", "") not in ("", digest(Content(**{name: row[name] for name in NAMES if name in row}))):
        found.append(N_("Isi entri tidak cocok dengan sidik (digest) di berkas: isinya diubah sesudah diekspor."))
    return found


def _fault(name: str, row: Mapping[str, Any], allowed: Sequence[str] | None) -> list[str]:
    text = row.get(name, "")
    if not isinstance(text, str):
        return [say(N_("%(name)s: harus berupa teks."), name=name)]
    if not text.strip():
        return []
    if len(text) > LONGEST[name]:
        return [say(N_("%(name)s: terlalu panjang, paling banyak %(most)s huruf."), name=name, most=LONGEST[name])]
    if allowed is not None and text not in allowed:
        return [say(N_("%(name)s: “%(value)s” tidak dikenal."), name=name, value=text[:40])]
    if any(ord(letter) < 32 and letter not in "\n\r\t" for letter in text):
        return [say(N_("%(name)s: memuat tanda yang tidak dapat dicetak."), name=name)]
    return []
