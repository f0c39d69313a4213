"""What the screens say, collected for translation: `make messages` renews locale/en/LC_MESSAGES/django.po.

Templates are read with Django's own `templatize`, Python files as syntax trees, so no gettext tools are needed. The
msgids are Indonesian. Babel (a development tool) reads and writes the catalogue and compiles it in `make setup`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parents[1]
CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"
SINGLE = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "N_", "say"})
PLURAL = frozenset({"ngettext", "ngettext_lazy"})
CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
# templatize() writes calls of these into an otherwise meaningless text; each is then read on its own.
CALL = re.compile(r"\b(?:_|gettext|ngettext|pgettext|npgettext)\(")
WHOLE = re.compile(r"u?(?P<quote>['\"])(?:\\.|(?!(?P=quote)).)*(?P=quote)", re.DOTALL)
NAMED = re.compile(r"%\((\w+)\)[a-z]")
HEADER = """# English words for the Indonesian screens of Capaian: `make messages` renews this file, `make setup` compiles it."""


class Message(NamedTuple):
    """One thing to translate. `plural` and `context` are "" where there is none."""

    text: str
    plural: str = ""
    context: str = ""


def messages() -> dict[Message, str]:
    """Every message of the sources with the file that says it first, in the order of the files."""
    found: dict[Message, str] = {}
    for path in sorted(SOURCE.rglob("*")):
        if {"tests", "migrations"} & set(path.relative_to(SOURCE).parts):
            continue
        for message in in_file(path):
            found.setdefault(message, path.relative_to(SOURCE).as_posix())
    return found


def in_file(path: Path) -> Iterator[Message]:
    """The messages of one file; none where it is neither a template nor Python."""
    if path.suffix == ".py":
        yield from in_python(path.read_text())
    elif path.suffix == ".html" or (path.suffix == ".txt" and "templates" in path.parts):
        yield from in_template(path.read_text())


def in_python(text: str) -> Iterator[Message]:
    """The literal messages of the marking calls in a Python text, in order."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        words = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
        message = _message(name, words)
        if message is not None:
            yield message


def _message(name: str, words: Sequence[object]) -> Message | None:
    said = [word for word in words if isinstance(word, str)]
    if name in SINGLE and said and words[0] == said[0]:
        return Message(said[0])
    if name in PLURAL and len(said) >= 2:
        return Message(said[0], plural=said[1])
    if name in CONTEXT and len(said) >= 2:
        return Message(said[1], context=said[0])
    return None


def in_template(text: str) -> Iterator[Message]:
    """The messages of a template: `translate`, `blocktranslate`, and `_("…")` as a value."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - only the collector needs it

    python = templatize(text)
    for start in CALL.finditer(python):
        words = _literals(python, start.end())
        name = start.group().rstrip("(")
        if words:
            message = _message("pgettext" if name == "pgettext" else "ngettext" if name == "ngettext" else "_", list(words))
            if message is not None:
                yield message


def _literals(text: str, at: int) -> list[str]:
    """The string literals that follow one another, separated by commas, from here on."""
    words = []
    while literal := WHOLE.match(text, at):
        words.append(str(ast.literal_eval(literal.group().replace("\n", "\\n"))))
        at = literal.end()
        between = re.compile(r"\s*,\s*").match(text, at)
        if between is None:
            break
        at = between.end()
    return words


def placeholders(text: str) -> list[str]:
    """The names that are filled in, sorted."""
    return sorted(set(NAMED.findall(text)))


def renew() -> tuple[int, int]:
    """Bring the catalogue up to date: new messages empty, vanished ones gone. Returns how many came and went."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - a development tool
    from babel.messages.pofile import read_po, write_po  # noqa: PLC0415

    with CATALOGUE.open("rb") as file:
        old = read_po(file, locale="en")
    new = Catalog(
        locale="en", project="Capaian", version="1", header_comment=HEADER, fuzzy=False, creation_date=old.creation_date,
        revision_date=old.revision_date, last_translator="", language_team="",  # no dates that change by themselves
    )
    came = 0
    for message, place in sorted(messages().items(), key=lambda item: item[1]):
        key: str | tuple[str, str] = (message.text, message.plural) if message.plural else message.text
        known = old.get(message.text, context=message.context or None)
        came += known is None
        flags = {"python-format"} if NAMED.search(message.text) else set()
        string = known.string if known is not None else None
        new.add(key, string, locations=[(place, 0)], flags=flags, context=message.context or None)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=0, include_lineno=False)
    return came, len([message for message in old if message.id and new.get(message.id, message.context) is None])


if __name__ == "__main__":
    added, gone = renew()
    print(f"{CATALOGUE.name}: {added} to translate, {gone} gone")  # noqa: T201 - a command of its own
