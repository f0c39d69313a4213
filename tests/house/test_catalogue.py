"""Both languages are complete: every sentence of the screens is marked, and every marked sentence has its English words."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from capaian.config import catalogue

TEMPLATES = sorted(path for path in catalogue.SOURCE.rglob("*.html") if "tests" not in path.parts)
# Names and signs that read the same in both languages, and the invented data of the gallery.
SAME = {"Capaian", "NIP", "%", "·", "id", "XLSX", "Rp"}
GALLERY = {
    "Imunisasi dasar lengkap", "Kunjungan rumah ibu hamil", "Kepuasan pasien (IKM)", "Kunjungan rumah, target 92",
    "Kepuasan pasien", "Dinas Kesehatan", "Puskesmas Galala", "48 orang", "21 orang", "dr. Budi Hartono",
    "Dewi Kaisupy, S.K.M., M.Kes. · Kepala Dinas", "dr. Budi Hartono · Kepala Puskesmas", "Kepala Puskesmas · Puskesmas Galala",
}
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
BLOCKS = re.compile(r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}", re.DOTALL)
SPOKEN = re.compile(r"""\b(?:aria-label|title|placeholder|alt)=(?:"([^"]*)"|'([^']*)')""")
MARKUP = re.compile(r"<[^>]*>")
LETTERS = re.compile(r"[A-Za-z]{2}")

# Where a refusal may be plain Indonesian: the rules mark what they say with N_ and say(); the others speak to a terminal.
PLAIN = ("rules", "rules.py", "cli", "bulk", "exchange", "schemes", "kernel", "demonstration", "tests")


@pytest.fixture(scope="module")
def english():
    with catalogue.CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def said():
    return catalogue.messages()


def words(message) -> list[str]:
    """The translations of a message: one, or one for each plural form."""
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def originals(message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [message.id]


def test_every_sentence_has_its_english_words(english, said):
    found = {message: english.get(message.text, message.context or None) for message in said}
    missing = [message.text for message, entry in found.items() if entry is None or entry.fuzzy or not all(words(entry))]
    assert missing == []


def test_a_plural_is_a_plural_in_both(english, said):
    assert {m.text: m.plural for m in said if m.plural} == {m.id[0]: m.id[1] for m in english if isinstance(m.id, tuple)}


def test_the_english_words_fill_in_the_same_values(english):
    wrong = [
        text for message in english if message.id
        for original, text in zip(originals(message), words(message), strict=True)
        if catalogue.placeholders(original) != catalogue.placeholders(text)
    ]
    assert wrong == []


def test_patterns_can_be_filled_in(english):
    values = {name: 1 for message in english for text in originals(message) for name in catalogue.placeholders(text)}
    for message in english:
        if message.id and "python-format" in message.flags:
            assert all(text % values for text in (*originals(message), *words(message)))


def test_spaces_at_the_ends_are_kept(english):
    """" dan " between two names is " and ", with its spaces."""
    pairs = [(message.id, message.string) for message in english if isinstance(message.id, str) and message.id]
    assert [a for a, b in pairs if (a[:1].isspace(), a[-1:].isspace()) != (b[:1].isspace(), b[-1:].isspace())] == []


def test_nothing_in_the_catalogue_is_said_no_longer(english, said):
    known = {(message.text, message.context) for message in said}
    assert [message.id for message in english if message.id and (originals(message)[0], message.context or "") not in known] == []


def test_what_runs_is_what_was_written(english):
    """`make setup` compiles the catalogue; a stale one would show old words."""
    compiled = catalogue.CATALOGUE.with_suffix(".mo")
    assert compiled.exists(), "run `make setup`: it compiles the English catalogue"
    with compiled.open("rb") as file:
        running = gettext.GNUTranslations(file)
    written = {message.id: message.string for message in english if isinstance(message.id, str) and message.id}
    assert {text: running.gettext(text) for text in written} == written


def unmarked(template: str) -> list[str]:
    """The pieces of a template that a reader sees, or hears, in one language only."""
    text = TAGS.sub("\x00", BLOCKS.sub("\x00", template))
    heard = [one or other for one, other in SPOKEN.findall(text)]
    seen = MARKUP.sub("\x00", re.sub(r"<(script|style|title)\b.*?</\1>", "", text, flags=re.DOTALL))
    pieces = [piece.strip() for whole in (*heard, seen) for piece in re.split(r"[\x00\n]|&\w+;", whole)]
    return [piece for piece in pieces if LETTERS.search(piece) and piece.strip(" .,:;·()") not in SAME]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(catalogue.SOURCE).as_posix())
def test_templates_say_nothing_unmarked(path: Path):
    found = unmarked(path.read_text())
    assert [piece for piece in found if piece not in GALLERY or "gallery" not in path.name] == []


def test_the_lint_of_templates_sees_what_is_unmarked():
    assert unmarked('<p title="Judul">{% translate "Baik" %} Halo {{ name }}<b>dunia</b></p>{# catatan #}') == [
        "Judul", "Halo", "dunia"]


def bare(source: str) -> list[str]:
    """Refusals and problems whose reason is a literal that nobody marked."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        if node.func.id in {"Denied", "Refused", "Problem", "PermissionDenied", "ValidationError"}:
            first = node.args[0]
            parts = first.values if isinstance(first, ast.JoinedStr) else [first]
            spoken = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            found += [text for text in spoken if LETTERS.search(text)]
    return found


def speaking() -> list[Path]:
    files = sorted(catalogue.SOURCE.rglob("*.py"))
    return [path for path in files if not set(PLAIN) & set(path.relative_to(catalogue.SOURCE).parts)]


def test_refusals_speak_both_languages():
    assert {path.name: found for path in speaking() if (found := bare(path.read_text()))} == {}


def test_the_lint_of_refusals_sees_what_is_unmarked():
    assert bare('Denied("Tidak boleh")\nRefused(_("Tidak boleh"))\nProblem(f"{name}: {why}")\nProblem(f"Baris {n}")') == [
        "Tidak boleh", "Baris "]


def test_every_way_of_marking_is_read():
    source = '_("a")\nngettext("b", "bs", n)\npgettext("where", "c")\nsay("d %(n)s", n=1)\nN_("e")\n_(name)\nsay(label)'
    assert list(catalogue.in_python(source)) == [
        catalogue.Message("a"), catalogue.Message("b", plural="bs"), catalogue.Message("c", context="where"),
        catalogue.Message("d %(n)s"), catalogue.Message("e"),
    ]
    template = (
        '{% translate "a" %}{% card heading=_("b") %}'
        "{% blocktranslate count n=n %}satu{% plural %}{{ n }} buah{% endblocktranslate %}"
    )
    assert list(catalogue.in_template(template)) == [
        catalogue.Message("a"), catalogue.Message("b"), catalogue.Message("satu", plural="%(n)s buah"),
    ]
