"""Numbers and dates in the reader's language.

Indonesian: 88,31 · 1.250.000 · 104 % · 21 November 2026 pukul 08.14 WIT; English: 88.31 · 1,250,000 · 104% · 08:14 WIT.
What a screen prints can be typed back on it: the number fields read by the same language (foundation/forms.py).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone

from capaian.foundation.language import is_english

MISSING = "—"
NO_BREAK = "\u00a0"
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def number(value: Decimal | int | float | None, decimals: int = 2) -> str:
    """At most `decimals` decimals, trailing zeros cut, thousands grouped; None is a dash, never a zero.

    >>> number(Decimal("1250000")), number(Decimal("88.310"))
    ('1.250.000', '88,31')
    """
    if value is None or value == "":
        return MISSING
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    text = f"{exact:,.{decimals}f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    group, point = (",", ".") if is_english() else (".", ",")
    whole = whole.replace(",", group).replace("-", "−")
    if whole == "−0" and not fraction:
        whole = "0"
    return f"{whole}{point}{fraction}" if fraction else whole


def percent(value: Decimal | int | None, decimals: int = 2) -> str:
    """`104 %`, with a space that does not break (English: `104%`); None is a dash."""
    return MISSING if value is None or value == "" else f"{number(value, decimals)}{'' if is_english() else NO_BREAK}%"


def coordinate(value: Decimal | float) -> str:
    """A number for an SVG attribute: a point for the decimals whatever the language of the screen."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def local(value: date | datetime) -> date | datetime:
    """A moment in the time zone that the request activated (the agency's); a plain date stays what it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def long_date(value: date | datetime | None) -> str:
    return formats.date_format(local(value), "j F Y") if value else MISSING


def long_moment(value: datetime | None) -> str:
    """`21 November 2026 pukul 08.14 WIT`."""
    if not value:
        return MISSING
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    offset = moment.utcoffset()
    zone = ZONES.get(int(offset.total_seconds() // 3600), moment.tzname() or "") if offset is not None else ""
    return f"{formats.date_format(moment, 'j F Y')} {clock(moment)} {zone}".strip()


def clock(moment: datetime) -> str:
    """`08.14`, in English `08:14`."""
    return f"{moment:%H:%M}" if is_english() else f"{moment:%H.%M}"


def local_clock(moment: datetime | None) -> str:
    """The time of day on the wall of the agency."""
    return clock(timezone.localtime(moment) if timezone.is_aware(moment) else moment) if moment else MISSING


def month(value: date | datetime | None) -> str:
    return formats.date_format(local(value), "F Y") if value else MISSING


HONORIFICS = frozenset({"dr.", "drg.", "drh.", "prof.", "ir.", "h.", "hj.", "drs.", "dra.", "apt.", "ns."})


def bare_name(name: str) -> str:
    """The name without the titles before and after it."""
    words = name.split(",", 1)[0].split()
    while len(words) > 1 and words[0].lower() in HONORIFICS:
        words.pop(0)
    return " ".join(words)


def initials(name: str | None) -> str:
    """`dr. Budi Hartono, M.Kes.` → `BH`."""
    words = bare_name(name or "").split()
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper() or "?"


def calling_name(name: str) -> str:
    """How one is spoken to: `dr. Budi Hartono, M.Kes.` → `dr. Budi`."""
    words = name.split(",", 1)[0].split()
    given = bare_name(name).split()[:1]
    titles = words[: len(words) - len(bare_name(name).split())]
    return " ".join([*titles, *given])
