"""The guide says what the product says: its words are on screens, its addresses answer, its pictures are the journey's."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from capaian.cli.main import COMMANDS
from capaian.config import catalogue
from tests.system.pictures import MAGIC, _chunk, small

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
STEPS = ROOT / "tests" / "system" / "steps"
PICTURE, LINK = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)"), re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
BOLD, CODE = re.compile(r"\*\*([^*]+)\*\*"), re.compile(r"`([^`]+)`")
NAMED = re.compile(r"%\(\w+\)[a-z]")
LARGEST, LARGEST_OF_ALL = 120_000, 2_000_000


def found(pattern: re.Pattern[str], group: int = 1) -> list[tuple[str, str]]:
    return [(page.name, match[group]) for page in PAGES for match in pattern.finditer(page.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def said():
    """What the screens say, a number or a name in it written as one sign."""
    return {NAMED.sub("…", message.text) for message in catalogue.messages()}


def test_bold_words_stand_on_a_screen(said):
    assert [(page, words) for page, words in found(BOLD) if words not in said] == []


def test_addresses_and_commands_are_there():
    unknown = []
    for page, code in found(CODE):
        words = code.split()
        if code.startswith("/"):
            try:
                resolve(code)
            except Resolver404:
                unknown.append((page, code))
        elif words[0] == "capaian" and words[1] not in COMMANDS:
            unknown.append((page, code))
    assert unknown == []


def test_settings_are_read_somewhere():
    sources = "".join(path.read_text() for path in (ROOT / "src/capaian/config").rglob("*.py"))
    names = {(page, code) for page, code in found(CODE) if re.fullmatch(r"[A-Z_]{8,}", code)}
    assert [one for one in sorted(names) if f'"{one[1]}"' not in sources] == []


def test_every_link_leads_somewhere():
    broken = [(page, link) for page, link in found(LINK) if "://" not in link and not (GUIDE / link.partition("#")[0]).exists()]
    assert broken == []


def test_every_picture_is_there_small_and_told_in_words():
    pictures = {GUIDE / address for _page, address in found(PICTURE, 2)}
    assert [address for address in pictures if not address.exists()] == []
    assert [words for _page, words in found(PICTURE, 1) if len(words) < 10] == []
    assert [path.name for path in pictures if path.stat().st_size > LARGEST] == []
    assert sum(path.stat().st_size for path in pictures) < LARGEST_OF_ALL
    assert {path.name for path in (GUIDE / "images").iterdir()} == {path.name for path in pictures}


def test_every_picture_is_taken_on_the_journey():
    """`make guide-pictures` makes each of them anew."""
    looks = {name for path in STEPS.glob("*.py") for name in re.findall(r'look\([^"\n]*, "([\w-]+)"\)', path.read_text())}
    looks |= set(re.findall(r'\("([\w-]+)", f?"/', (STEPS / "office.py").read_text()))
    named = {Path(address).stem for _page, address in found(PICTURE, 2)}
    assert named <= {f"{story}-{name}-{width}" for story in ("pegawai", "rencana") for name in looks for width in (390, 1280)}


def test_the_guide_is_found_from_the_front_page():
    for name in ("README.md", "README.id.md"):
        assert "docs/guide/README.md" in (ROOT / name).read_text(encoding="utf-8"), name


def test_a_picture_becomes_small_without_changing():
    """Two rows of two pixels, one row written as it is and one as the difference from the row above."""
    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = bytes([0, 255, 255, 255, 10, 20, 30, 2, 0, 0, 0, 5, 5, 5])
    given = MAGIC + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    made = small(given)
    assert made[25] == 3  # indexed colours
    palette = made[made.index(b"PLTE") + 4:][:9]
    assert {palette[at:at + 3] for at in (0, 3, 6)} == {b"\xff\xff\xff", bytes([10, 20, 30]), bytes([15, 25, 35])}
    with pytest.raises(ValueError, match="Chromium"):
        small(made)
