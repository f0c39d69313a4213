"""Which way is good, by the words and by the box that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.kernel.words import N_, say
from capaian.planning.rules.linting.language import shortened
from capaian.planning.rules.linting.shapes import Code, Context, Hint, Kind, Severity, Worded
from capaian.planning.rules.linting.vocabulary import (
    AGAINST_IT,
    AMOUNT_OF_FALL,
    FALLING,
    GOOD,
    HARM,
    MENDED,
    RISING,
    SPANS_OF_TIME,
    TIMES,
)


def direction_hints(about: Worded, _context: Context) -> Iterator[Hint]:
    """Kebijakan Capaian: the achievement is turned round where lower is better, so the box must agree with the words."""
    wanted = meant_direction(about)
    if about.kind is not Kind.INDICATOR or not contradicts(about):
        return
    text = (
        N_("Kata-katanya berarti makin rendah makin baik, tetapi pilihannya “lebih tinggi lebih baik”.") if wanted == "lower"
        else N_("Kata-katanya berarti makin tinggi makin baik, tetapi pilihannya “lebih rendah lebih baik”.")
    )
    yield Hint(
        Code.POLARITY, Severity.WARNING, text,
        N_("Arah yang keliru membalik capaian: hasil yang bagus terhitung buruk."),
        say(
            N_("“%(words)s”: lebih rendah lebih baik") if wanted == "lower" else N_("“%(words)s”: lebih tinggi lebih baik"),
            words=shortened(about.statement),
        ),
        "polarity",
    )


def contradicts(about: Worded) -> bool:
    """Kebijakan Capaian: the chosen direction is the other one than the words mean."""
    return bool(about.polarity) and meant_direction(about) not in {"", about.polarity}


def meant_direction(about: Worded) -> str:
    """Kebijakan Capaian: what the words mean, with the unit: punctuality in days ("ketepatan waktu", 2 hari) is left open."""
    wanted = wanted_direction(about.statement)
    return "" if wanted == "higher" and about.unit.strip().lower() in SPANS_OF_TIME else wanted


def wanted_direction(statement: str) -> str:
    """Kebijakan Capaian: "higher" or "lower" as the words mean it, or "" where they leave it open.

    The size of a decrease is good when high; a harm is good when low, unless the words say what is done about it.
    """
    text = " ".join(statement.lower().split())
    if FALLING.match(text):
        return "lower"
    if RISING.match(text):
        return "higher" if not HARM.search(text) else ""
    if AMOUNT_OF_FALL.match(text):
        return "higher"
    if TIMES.match(text):
        return "lower"
    harm = HARM.search(text)
    if harm:
        return "" if MENDED.search(text) or AGAINST_IT.search(text[: harm.start()]) else "lower"
    return "higher" if GOOD.match(text) else ""
