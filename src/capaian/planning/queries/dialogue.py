"""The dialogue of expectations as it is read: threads per result and of the whole SKP, and what is still open in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from capaian.planning.models import DialogueEntry, Outcome, ResultKind, ResultPlan, Skp

TONES = {
    Outcome.AGREE: "good", Outcome.ASK: "info", Outcome.ADJUST: "warn", Outcome.RETURN: "warn", Outcome.TAKE_UP: "warn",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an adjustment changed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """One entry as the screen shows it."""

    entry: DialogueEntry
    label: str
    tone: str
    lines: tuple[Line, ...]


Threads = dict[int | None, list[Said]]

_DECIDING = (Outcome.ADJUST, Outcome.REPLY, Outcome.WITHDRAW, Outcome.RETURN, Outcome.AGREE)
LAST_WORD = Subquery(
    DialogueEntry.objects.filter(skp=OuterRef("pk"), outcome__in=_DECIDING).order_by("-at", "-pk").values("outcome")[:1]
)
"""Of an SKP: the outcome that says last whether both want the same."""


def threads_of(skp: Skp) -> Threads:
    """What was said, by result; None holds what was said of the whole SKP, and of results that are gone. One query."""
    threads: Threads = defaultdict(list)
    for entry in _entries(skp):
        threads[entry.result_id].append(said(entry))
    return threads


def is_objected(threads: Threads) -> bool:
    """Art 14: the employee signs and the appraiser fixes. Whether the employee's last word on an adjustment was no, so that there
    is nothing yet that both want; `LAST_WORD` says the same of many."""
    entries = [said.entry for thread in threads.values() for said in thread if said.entry.outcome in _DECIDING]
    return bool(entries) and max(entries, key=lambda entry: (entry.at, entry.pk)).outcome == Outcome.REPLY


def open_questions(skp: Skp) -> list[DialogueEntry]:
    """The questions that wait for the employee's answer, in order."""
    return _since_last(skp, Outcome.ASK, {Outcome.ANSWER, Outcome.WITHDRAW})


def open_adjustments(skp: Skp) -> list[DialogueEntry]:
    """The adjustments that the employee has not answered yet, in order."""
    return _since_last(skp, Outcome.ADJUST, {Outcome.REPLY, Outcome.WITHDRAW, Outcome.AGREE, Outcome.RETURN})


def results_to_discuss(skp: Skp) -> list[ResultPlan]:
    """The results of an SKP in the order of the page."""
    rows = ResultPlan.objects.standing().filter(skp=skp).order_by("ordinal", "pk")
    return sorted(rows, key=lambda row: row.kind != ResultKind.MAIN)


def said(entry: DialogueEntry) -> Said:
    """One entry in the words of the screen."""
    outcome = Outcome(entry.outcome)
    return Said(entry, str(outcome.label), TONES.get(outcome, ""), tuple(_lines(entry.before, entry.after)))


def _entries(skp: Skp) -> list[DialogueEntry]:
    return list(DialogueEntry.objects.filter(skp=skp).order_by("at", "pk"))


def _since_last(skp: Skp, wanted: str, ends: set[Outcome]) -> list[DialogueEntry]:
    """The entries of this outcome after the last one that ended such a round."""
    found: list[DialogueEntry] = []
    for entry in _entries(skp):
        if entry.outcome in ends:
            found = []
        elif entry.outcome == wanted:
            found.append(entry)
    return found


def _lines(before: dict[str, Any], after: dict[str, Any]) -> list[Line]:
    lines = []
    if "statement" in after:
        lines.append(Line(_("Rencana hasil kerja"), before["statement"], after["statement"]))
    if "kind" in after:
        kinds = dict(ResultKind.choices)
        lines.append(Line(_("Jenis hasil kerja"), str(kinds[before["kind"]]), str(kinds[after["kind"]])))
    for key, target in after.get("targets", {}).items():
        label = _("Target: %(indicator)s") % {"indicator": target["indicator"]}
        lines.append(Line(label, before["targets"][key]["target_text"], target["target_text"]))
    return lines
