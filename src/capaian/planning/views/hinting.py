"""What the linter says about words on their way in: asked for while one types, told on saving where there are no scripts."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from capaian.foundation.language import told
from capaian.kernel.calendar import year_in
from capaian.kernel.numbers import whole_number
from capaian.planning import queries
from capaian.planning.forms.library import WordsForm
from capaian.planning.models import Skp
from capaian.planning.queries.hints import Place, hints_for
from capaian.planning.rules.linting import Hint, Kind, Worded

MOST_TOLD = 3
MOST_ASKED = 2  # a result with its first indicator


@dataclass(frozen=True, slots=True)
class Asked:
    """Words as they stand, in whose plan, and what may be said better."""

    words: Worded
    skp: Skp | None
    hints: tuple[Hint, ...]


def form_of(request: HttpRequest, address: QueryDict) -> WordsForm:
    return WordsForm(request.POST, prefix=address.get("prefix") or None)


def words_of(request: HttpRequest, address: QueryDict) -> Worded:
    kind = address.get("kind", "")
    return form_of(request, address).words(Kind.INDICATOR if kind in {"indicator", "key", "library"} else Kind.RESULT)


def asked(request: HttpRequest, address: QueryDict) -> Asked:
    """The address says what is written and where: `kind`, `skp`, `result`, `indicator`, `year`, `prefix`."""
    words, skp_pk = words_of(request, address), whole_number(address.get("skp"))
    skp = queries.get_skp_for(request.actor, skp_pk) if skp_pk else None
    place = Place(
        skp=skp, result=whole_number(address.get("result")), indicator=whole_number(address.get("indicator")),
        year=year_in(address.get("year"), 0), is_key=address.get("kind") == "key", baseline=form_of(request, address).base(),
    )
    return Asked(words, skp, hints_for(request.actor, words, place))


def reminders(request: HttpRequest) -> list[str]:
    """What to say once it is saved. Only a form without scripts asks for it (`hints`); with scripts it was said while typing.
    To be asked before saving: afterwards the words would be their own duplicate."""
    addresses = [QueryDict(address[:300]) for address in request.POST.getlist("hints")[:MOST_ASKED]]
    found = [hint for address in addresses for hint in asked(request, address).hints]
    words = _("Petunjuk: %(text)s Contoh: %(example)s")
    return [words % {"text": told(hint.text), "example": told(hint.example)} for hint in found[:MOST_TOLD]]


def remind(request: HttpRequest, said: list[str]) -> None:
    for text in said:
        messages.info(request, text)
