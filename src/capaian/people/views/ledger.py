"""What the ledger lacks, for whoever can mend it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from capaian.people.queries import ledger_health as queries

PER_PAGE = 25
WORDS = {
    "gaps": (gettext_lazy("Tanpa penilai"), gettext_lazy("Hari kerja tanpa pejabat penilai dan tanpa pengecualian.")),
    "left": (gettext_lazy("Penilai yang sudah tidak ada"), gettext_lazy(
        "Mereka sudah berhenti atau tidak bertugas, tetapi masih tercatat menilai.")),
    "circles": (gettext_lazy("Berputar"), gettext_lazy("Orang-orang ini saling menilai dalam lingkaran.")),
    "heads": (gettext_lazy("Dua pimpinan"), gettext_lazy("Unit yang dipimpin dua orang secara definitif.")),
    "upward": (gettext_lazy("Dinilai atasan penilai"), gettext_lazy(
        "Atasan langsungnya berhalangan, jadi atasan pejabat penilai yang menilai (Lampiran IV.A.2) sampai ada penggantinya.")),
}


@login_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The kinds of lack with their numbers; `?show=` opens one of them, page by page."""
    actor, today = request.actor, timezone.localdate(request.now)
    found = queries.health_for(actor, today)
    first = next((kind for kind, number in found.counts.items() if number), "gaps")
    show = request.GET.get("show", "") if request.GET.get("show", "") in WORDS else first
    rows = {
        "gaps": lambda: queries.unaccounted_for(actor, found.since or today, today),
        "left": lambda: queries.absent_appraisers_for(actor, today), "circles": lambda: queries.circles_for(actor, today),
        "heads": lambda: queries.crowded_units_for(actor, today), "upward": lambda: queries.stepped_up_for(actor, today),
    }[show]()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/ledger.html", {
        "found": found, "show": show, "words": WORDS[show], "page_obj": page,
        "lines": _lines(show, page.object_list, found, today),
        "tabs": [(kind, words[0], found.counts[kind]) for kind, words in WORDS.items()],
    })


def _lines(show: str, rows: Any, found: queries.Health, today: date) -> list[dict[str, object]]:
    """What each row of the table says: who, what is wrong, and where it is mended."""
    rows = list(rows)
    if show == "gaps":
        spans = queries.gaps_of(rows, found.since or today, today)
        return [{"person": one, "spans": spans[one.pk]} for one in rows]
    if show == "circles":
        names = queries.names_of(one for ring in rows for one in ring)
        return [{"ring": [(one, names[one]) for one in ring]} for ring in rows]
    if show == "heads":
        heads = queries.heads_of(rows, today)
        return [{"unit": one, "heads": heads[one.pk]} for one in rows]
    return [{"person": one} for one in rows]
