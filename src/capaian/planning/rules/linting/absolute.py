"""Targets that forgive nothing."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.kernel.words import N_, say
from capaian.planning.rules.linting.examples import example_for
from capaian.planning.rules.linting.shapes import Code, Context, Exemption, Hint, Severity, Worded
from capaian.planning.rules.linting.vocabulary import ABSOLUTE, AT_STAKE, MEASURES, RHYTHM, SCOPE


def absolute_hints(about: Worded, context: Context) -> Iterator[Hint]:
    """II.A.7.a.7 (p.51): targets of JA and JF are ideally not absolute, save for main results about life, injury,
    national security or a large loss of money: the writer names which, or the words do. "100 %" alone is not on the
    regulation's list of words."""
    excepted = about.exemption in set(Exemption) or bool(AT_STAKE.search(about.statement.lower()))
    if not context.is_staff or (excepted and not context.is_additional):
        return
    found = absolute_word(about.statement) or absolute_word(about.target_text)
    if not found:
        return
    yield Hint(
        Code.ABSOLUTE, Severity.WARNING,
        say(N_("“%(word)s” tidak memberi ruang bagi satu kesalahan pun."), word=found),
        N_("Target idealnya tidak mutlak, kecuali hasil kerja utama yang berkaitan dengan nyawa, cedera, pelanggaran keamanan "
           "nasional, dan kerugian moneter yang besar (II.A.7, hlm. 51)."),
        example_for(Code.ABSOLUTE, about, context),
    )


def absolute_word(text: str) -> str:
    """II.A.7.a.7 (p.51): the first word that allows no exception; not a rhythm ("setiap bulan"), nor the whole of which a
    measure takes its share ("persentase … dari seluruh …")."""
    lower = text.lower()
    measured = bool(MEASURES.match(lower.strip()))
    for match in ABSOLUTE.finditer(lower):
        each = match[0] in {"setiap", "tiap"}
        if each and RHYTHM.match(lower[match.end():]):
            continue
        if measured and not _absolute_anyway(match[0]) and SCOPE.search(lower[: match.start()]):
            continue
        return match[0]
    return ""


def _absolute_anyway(word: str) -> bool:
    return word in {"selalu", "senantiasa", "tidak pernah"} or word.startswith("tanpa")
