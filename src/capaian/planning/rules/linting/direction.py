"""Which way is good, by the words and by the box that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.kernel.words import N_
from capaian.planning.rules.linting.shapes import Code, Context, Hint, Kind, Severity, Worded
from capaian.planning.rules.linting.vocabulary import AMOUNT_OF_FALL, FALLING, GOOD, HARM, MENDED, RISING


def direction_hints(about: Worded, _context: Context) -> Iterator[Hint]:
    """Kebijakan Capaian: the achievement is turned round where lower is better, so the box must agree with the words."""
    wanted = wanted_direction(about.statement) if about.kind is Kind.INDICATOR else ""
    if not wanted or not about.polarity or wanted == about.polarity:
        return
    text = (
        N_("Kata-katanya berarti makin rendah makin baik, tetapi pilihannya “lebih tinggi lebih baik”.") if wanted == "lower"
        else N_("Kata-katanya berarti makin tinggi makin baik, tetapi pilihannya “lebih rendah lebih baik”.")
    )
    yield Hint(
        Code.POLARITY, Severity.WARNING, text,
        N_("Arah yang keliru membalik capaian: hasil yang bagus terhitung buruk."),
        N_("“Angka kematian ibu”: lebih rendah lebih baik; “Persentase penurunan keluhan”: lebih tinggi lebih baik"), "polarity",
    )


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
    harm = HARM.search(text)
    if harm:
        return "" if MENDED.search(text) else "lower"
    return "higher" if GOOD.match(text) else ""
