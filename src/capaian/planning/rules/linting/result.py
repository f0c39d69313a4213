"""An activity, or a category of work, where a result belongs."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.kernel.words import N_, say
from capaian.planning.rules.linting.examples import example_for
from capaian.planning.rules.linting.language import is_active_verb, shortened, words
from capaian.planning.rules.linting.shapes import Code, Context, Hint, Kind, Severity, Worded
from capaian.planning.rules.linting.vocabulary import (
    CATEGORIES,
    CATEGORY_PAIRS,
    CHANGES,
    HELD,
    HOW_WELL,
    LONGEST_NAME,
    MEASURED_FIRST,
    NOMINAL,
    NOMINAL_ACTS,
    OCCASIONS,
    REACHED,
    STATES,
)

FEWEST_WORDS = 2


def result_hints(about: Worded, context: Context) -> Iterator[Hint]:
    """II.A.1 and SA1 p.120-122: a result is neither an activity ("menyusun …") nor a category ("monitoring")."""
    found = words(about.statement)
    if not found or MEASURED_FIRST.match(about.statement.strip().lower()):
        return
    reached = bool(REACHED.search(" ".join(found[1:])))
    first = found[0]
    if is_active_verb(first) or (first in NOMINAL_ACTS and not reached):
        yield _activity(first, about, context)
    elif is_only_held(found):
        yield _activity(" ".join(found[:2]), about, context)
    elif (is_category(found) or (about.kind is Kind.RESULT and names_a_work(found))) and not reached:
        yield _category(about, context)


def is_category(found: list[str]) -> bool:
    """SA1 p.120-122: a kind of work by its name alone, at most with what it is about ("layanan persalinan")."""
    return found[0] in CATEGORIES or " ".join(found[:2]) in CATEGORY_PAIRS


def names_a_work(found: list[str]) -> bool:
    """SA1 p.120-122: a name whose first word turns a verb into a noun: a short one ("penyelamatan arsip"), or two such works
    in one ("pembangunan dan pengelolaan pasar"), as the budget calls them."""
    if not _is_work(found[0]):
        return False
    return len(found) <= LONGEST_NAME or (found[1] == "dan" and _is_work(found[2]))


def _is_work(word: str) -> bool:
    return bool(NOMINAL.fullmatch(word)) and word not in STATES


def is_only_held(found: list[str]) -> bool:
    """SA1 p.120-122: "terselenggaranya rapat koordinasi" tells that something was done, neither what came of it nor how well.
    What a leader ordered ("terlaksananya direktif pimpinan") is a result in the regulation's own example."""
    if len(found) < FEWEST_WORDS or not HELD.fullmatch(found[0]) or HOW_WELL.search(" ".join(found[1:])):
        return False
    what = found[1]
    return what in OCCASIONS or what in CATEGORIES or _is_work(what)


def _activity(word: str, about: Worded, context: Context) -> Hint:
    reason = N_("Kegiatan selesai bila dikerjakan; yang dinilai adalah apa yang terwujud (Anak Lampiran 1 PermenPANRB 6/2022).")
    if word in CHANGES:
        text = say(N_("“%(word)s” ditulis sebagai kegiatan. Tuliskan keadaan yang dicapai."), word=word.capitalize())
        return Hint(Code.ACTIVITY, Severity.TIP, text, reason, N_("“Meningkatkan mutu layanan” → “Meningkatnya mutu layanan”"))
    text = say(N_("“%(word)s” adalah kegiatan, belum hasil."), word=word.capitalize())
    return Hint(Code.ACTIVITY, Severity.WARNING, text, reason, example_for(Code.ACTIVITY, about, context))


def _category(about: Worded, context: Context) -> Hint:
    return Hint(
        Code.CATEGORY, Severity.WARNING,
        say(N_("“%(words)s” adalah jenis pekerjaan, belum hasil."), words=shortened(about.statement)),
        N_("Nama pekerjaan tidak mengatakan apa yang akan berbeda sesudahnya (Anak Lampiran 1 PermenPANRB 6/2022)."),
        example_for(Code.CATEGORY, about, context),
    )
