"""Documents as PDF, through typst: a template of ours and data of theirs in, bytes out.

A template is a typst file with a function `document(data)`. Data reach it as JSON and stay data: nothing a person typed
is ever read as typst markup. The same data give the same bytes, on any day: the only date in a document is one that the
data bring (`doc.date`).
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parents[2]  # src/capaian: templates are named from here, and may import from here only

MIDNIGHT_1970 = 0
"""The only timestamp typst is given, so that no document depends on the clock."""

_idle: deque[typst.Compiler] = deque()


class DocumentError(RuntimeError):
    """A template could not be compiled; the message names template, line and column."""


def render(template: str, data: Mapping[str, object]) -> bytes:
    """The PDF that `template` ("planning/documents/skp.typ") makes of `data` (anything JSON can hold).

    PDF/A-2a and PDF/UA-1. Where the data use a sign that no installed font has (an emoji on a bare server), these
    standards cannot be kept: the document is made all the same, tagged, with an empty box for the sign.
    Raises DocumentError.
    """
    source = _source(template, data)
    with _compiler(template) as compiler:
        try:
            return _compile(compiler, source, archived=True)
        except typst.TypstError as error:
            if "could not be displayed with font" not in str(error):
                raise DocumentError(_explain(template, error)) from error
        return _compile(compiler, source, archived=False)


def _source(template: str, data: Mapping[str, object]) -> bytes:
    """The two lines that call the template, with the data as one string literal: so one compiler serves them all."""
    if not (ROOT / template).is_file():
        raise DocumentError(f"{template}: no such template")
    literal = json.dumps(data, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "/{template}": document\n#document(json(bytes("{literal}")))\n'.encode()


def _compile(compiler: typst.Compiler, source: bytes, *, archived: bool) -> bytes:
    """Archived: fit to be kept for decades (PDF/A-2a) and to be read aloud (PDF/UA-1)."""
    made = compiler.compile(
        source, format="pdf", pdf_standards=["a-2a", "ua-1"] if archived else [], timestamp=MIDNIGHT_1970
    )
    if not isinstance(made, bytes):  # a list only where pages are written as pictures
        raise DocumentError("typst gave pages instead of a document")
    return made


@contextmanager
def _compiler(template: str) -> Iterator[typst.Compiler]:
    """A compiler nobody else uses right now: they are quick once warm, but refuse to serve two threads at a time."""
    try:
        compiler = _idle.pop()  # deque.pop and append are atomic
    except IndexError:
        compiler = typst.Compiler(root=ROOT, font_paths=_fonts())
    try:
        yield compiler
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # typst itself broke; its compiler is not used again
            _idle.append(compiler)
            raise
        raise DocumentError(f"{template}: typst broke off: {error}") from error
    _idle.append(compiler)


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts, looked for once."""
    return typst.Fonts()


def _explain(template: str, error: typst.TypstError) -> str:
    """typst's first complaint in one line; its warnings (fonts that this machine lacks) are left out."""
    found = re.search(
        r"^error: (?P<what>[^\n]+)(?:\n\s*┌─ (?P<file>[^\n]+?)(?P<place>:\d+:\d+))?", str(error.diagnostic), re.MULTILINE
    )
    if found is None:
        return f"{template}: {error}"
    if found["file"] is None:
        return f"{template}: {found['what']}"
    file = Path(found["file"]).resolve()  # typst names it from where the process stands
    inside = file.is_file() and file.is_relative_to(ROOT.resolve())  # our own two calling lines are no file
    name = str(file.relative_to(ROOT.resolve())) if inside else template
    return f"{name}{found['place']}: {found['what']}"
