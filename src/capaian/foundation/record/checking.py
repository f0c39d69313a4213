"""Verifying an agency's record: every row is read once, in pieces, and held against its chain, its head and its anchors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from capaian.foundation.models import AuditAnchor, AuditEvent, AuditHead
from capaian.foundation.record import keys
from capaian.foundation.record.anchors import Anchor, anchors_of, troubles_of
from capaian.foundation.record.chain import WORDS, Entry, Finding, Kind, Walk

PIECE = 2_000
NAMED = 200
"""Findings that are named; the rest are counted: who broke one row of a copied chain broke all that follow."""
CLEARING = "record.clear"

Tell = Callable[[int, int], None]
Place = tuple[int, int]
"""A row's number in the chain and its id."""


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying an agency's record came to. `intact` rows from the first on are as they were written."""

    agency_id: int
    rows: int
    intact: int
    anchors: int
    findings: tuple[Finding, ...]
    more: int
    troubles: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.findings and not self.troubles

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "agency_id": self.agency_id, "whole": self.is_whole, "rows": self.rows, "intact": self.intact,
            "anchors": self.anchors, "findings": [one.as_json() for one in self.findings], "more_findings": self.more,
            "anchor_troubles": list(self.troubles),
        }


def agencies_on_record() -> list[int]:
    """Every agency of which anything was recorded: by head, rows or anchors, because one of them may be gone."""
    found: set[int] = set()
    for model in (AuditHead, AuditEvent, AuditAnchor):
        found.update(model._default_manager.values_list("agency_id", flat=True).distinct())
    return sorted(found)


def check(agency_id: int, *, anchors: Sequence[Anchor] | None = None, tell: Tell = lambda done, total: None) -> Report:
    """Verify one agency's record; `anchors` from a file stand beside those of the database. Memory does not grow with
    the record. Rows written meanwhile are left out: the head is read before the rows."""
    own = anchors_of(agency_id)
    troubles = [f"{one.day}: {why}" for one, why in troubles_of(own, keys.trusted_keys())]
    signed = [*own, *(anchors or ())]
    anchored = {one.sequence: one.head for one in signed if one.sequence}
    differs = _("jangkar berbeda dari yang diserahkan")
    troubles += [f"{one.day}: {differs}" for one in signed if anchored.get(one.sequence, "") != one.head]
    head = AuditHead.objects.filter(agency_id=agency_id).first()
    walk = Walk(agency_id, anchored=anchored, cleared_until=_cleared_until(agency_id))
    found = _walk(walk, head, tell)
    named = tuple(islice(found, NAMED))
    more = sum(1 for _rest in found)
    return Report(agency_id, walk.rows, walk.intact, len(signed), named, more, tuple(troubles))


def _walk(walk: Walk, head: AuditHead | None, tell: Tell) -> Iterator[Finding]:
    rows = AuditEvent.objects.filter(agency_id=walk.agency_id)
    if head is not None:
        rows = rows.filter(sequence__lte=head.sequence)
    for piece in _pieces(rows):
        for row in piece:
            yield from walk.step(row) if isinstance(row, Entry) else walk.unreadable(*row)
        tell(walk.rows, head.sequence if head else walk.rows)
    if head is not None:
        yield from walk.end(head.sequence, head.hash)
        yield from _beyond(walk.agency_id, head.sequence)
    elif walk.rows or walk.anchored:
        yield Finding(Kind.HEADLESS, walk.agency_id, walk.sequence)


def _beyond(agency_id: int, sequence: int) -> Iterator[Finding]:
    """Rows after the end of the chain. The head is read again after them: what was written meanwhile moved it too."""
    last = AuditEvent.objects.filter(agency_id=agency_id, sequence__gt=sequence).aggregate(last=Max("sequence"))["last"]
    now = AuditHead.objects.filter(agency_id=agency_id).values_list("sequence", flat=True).first() or sequence
    if last is not None and last > now:
        yield Finding(Kind.INSERTED, agency_id, now + 1, until=last)


def _pieces(rows: QuerySet[AuditEvent]) -> Iterator[list[Entry | Place]]:
    """The rows by number, piece by piece, without holding a cursor open."""
    rows = rows.order_by("sequence", "id")
    after: Place | None = None
    while True:
        piece = rows if after is None else rows.filter(sequence__gte=after[0]).exclude(sequence=after[0], id__lte=after[1])
        found = _read(piece)
        if not found:
            return
        yield found
        after = (found[-1].sequence, found[-1].id) if isinstance(found[-1], Entry) else found[-1]


def _read(piece: QuerySet[AuditEvent]) -> list[Entry | Place]:
    """One piece. Where the database cannot even give a value back, that row is named by its place alone."""
    try:
        return [Entry(*row) for row in piece.values_list(*Entry._fields)[:PIECE]]
    except (ValueError, TypeError):
        places = list(piece.values_list("sequence", "id")[:PIECE])
        return [_read_one(place) for place in places]


def _read_one(place: Place) -> Entry | Place:
    try:
        return Entry(*AuditEvent.objects.values_list(*Entry._fields).get(id=place[1]))
    except (ValueError, TypeError):
        return place


def _cleared_until(agency_id: int) -> int:
    """The last number whose content a recorded deed has cleared."""
    deeds = AuditEvent.objects.filter(agency_id=agency_id, verb=CLEARING).order_by("-at").values_list("after", flat=True)
    return max((int(after.get("until", 0)) for after in deeds), default=0)


def words_for(finding: Finding) -> str:
    """One finding in a sentence: which row, and what is wrong with it."""
    what = _(WORDS[finding.kind])
    if finding.kind is Kind.HEADLESS:
        return what
    if finding.until is not None and finding.until != finding.sequence:
        return _("baris %(first)s sampai %(last)s: %(what)s") % {
            "first": finding.sequence, "last": finding.until, "what": what,
        }
    return _("baris %(number)s: %(what)s") % {"number": finding.sequence, "what": what}
