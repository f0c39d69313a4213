"""Anchors: the end of each agency's chain, signed day by day, to be kept where nobody of this installation can change it.

A chain shows that rows fit together; whoever may write everything could make a new one that fits as well. It would not
end in what was signed and handed out before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.models import AuditAnchor, AuditHead
from capaian.foundation.record import keys
from capaian.foundation.record.chain import canonical

FORMAT = "capaian-anchors-1"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was signed for one agency and day, and by which key."""

    agency_id: int
    day: date
    sequence: int
    head: str
    previous: str
    made_at: datetime
    hash: str = ""
    public_key: str = ""
    signature: str = ""

    def own_hash(self) -> str:
        """The hash of what the signature covers."""
        return sha256(canonical([
            self.agency_id, self.day.isoformat(), self.sequence, self.head, self.previous, _moment(self.made_at),
        ])).hexdigest()

    def is_whole(self) -> bool:
        """Whether nothing in it changed since it was signed by the key it names."""
        return self.hash == self.own_hash() and keys.is_signed(self.public_key, self.signature, self.hash.encode())

    def as_json(self) -> dict[str, object]:
        return {
            "agency_id": self.agency_id, "day": self.day.isoformat(), "sequence": self.sequence, "head": self.head,
            "previous": self.previous, "made_at": _moment(self.made_at), "hash": self.hash, "public_key": self.public_key,
            "signature": self.signature,
        }

    @classmethod
    def of(cls, row: AuditAnchor) -> Anchor:
        return cls(
            row.agency_id, row.day, row.sequence, row.head, row.previous, row.made_at, row.hash, row.public_key, row.signature,
        )

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Anchor:
        """From a file. Raises KeyError, TypeError or ValueError where it is none."""
        text = {name: str(given[name]) for name in ("head", "previous", "hash", "public_key", "signature")}
        return cls(
            agency_id=int(given["agency_id"]), day=date.fromisoformat(given["day"]), sequence=int(given["sequence"]),
            made_at=datetime.fromisoformat(given["made_at"]), **text,
        )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def anchor_days(now: datetime) -> int:
    """The worker's daily duty: anchor the day that ended; how many agencies."""
    return len(anchor(timezone.localdate(now, ZoneInfo(settings.TIME_ZONE)) - timedelta(days=1), now))


def anchor(day: date, now: datetime) -> list[AuditAnchor]:
    """Sign where every agency's chain ends now, for this day; an agency that has an anchor of the day keeps it."""
    made = []
    for head in AuditHead.objects.exclude(agency_id__in=AuditAnchor.objects.filter(day=day).values("agency_id")).order_by("pk"):
        key = keys.signing_key()
        with transaction.atomic():
            before = last_anchor(head.agency_id)
            if before is not None and before.day > day:
                continue
            plain = Anchor(head.agency_id, day, head.sequence, head.hash, before.hash if before else "", now)
            digest = plain.own_hash()
            row = AuditAnchor(
                agency_id=plain.agency_id, day=day, sequence=plain.sequence, head=plain.head, previous=plain.previous,
                made_at=now, hash=digest, public_key=keys.public_half(key), signature=key.sign(digest.encode()).hex(),
            )
            AuditAnchor.objects.bulk_create([row], ignore_conflicts=True)  # of two workers one is enough
        made.append(row)
    return made


def anchors_of(agency_id: int) -> list[Anchor]:
    """The agency's anchors, oldest first: one a day."""
    return [Anchor.of(row) for row in AuditAnchor.objects.filter(agency_id=agency_id).order_by("day", "pk")]


def last_anchor(agency_id: int) -> Anchor | None:
    """The agency's newest anchor."""
    row = AuditAnchor.objects.filter(agency_id=agency_id).order_by("-day", "-pk").first()
    return Anchor.of(row) if row else None


def troubles_of(anchors: Sequence[Anchor], trusted: Iterable[str] = ()) -> list[tuple[Anchor, str]]:
    """Anchors of one agency that cannot be relied on, each with why. Without any trusted key every key counts."""
    found, previous, known = [], anchors[0].previous if anchors else "", frozenset(trusted)
    for one in anchors:
        if not one.is_whole():
            found.append((one, _("tanda tangan jangkar tidak sah")))
        elif known and one.public_key not in known:
            found.append((one, _("jangkar ditandatangani kunci yang tidak dikenal")))
        elif one.previous != previous:
            found.append((one, _("jangkar hari sebelumnya hilang atau diganti")))
        previous = one.hash
    return found


def signed_file(anchors: Iterable[Anchor], now: datetime) -> bytes:
    """The anchors as a file that verifies elsewhere: signed as a whole, so that none can be left out."""
    key = keys.signing_key()
    content: dict[str, object] = {
        "format": FORMAT, "made_at": _moment(now), "public_key": keys.public_half(key),
        "anchors": [one.as_json() for one in anchors],
    }
    return json.dumps({**content, "signature": key.sign(canonical(content)).hex()}, indent=1).encode()


def read_file(content: bytes, name: str = "") -> list[Anchor]:
    """The anchors of a signed file. Raises InvalidInput where it is none, or was changed since it was signed."""
    try:
        given = json.loads(content)
        signature, public_key = given.pop("signature"), given["public_key"]
        anchors = [Anchor.read(one) for one in given["anchors"]]
        ours = given["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput([Problem(_("bukan berkas jangkar Capaian"), file=name)]) from error
    if not ours or not keys.is_signed(public_key, signature, canonical(given)):
        raise InvalidInput([Problem(_("tanda tangan berkas tidak sah: isinya berubah sejak ditandatangani"), file=name)])
    return anchors
