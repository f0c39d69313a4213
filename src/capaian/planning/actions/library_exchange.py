"""Taking indicators over from another agency's file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.people.models import Unit
from capaian.planning.actions.drafts import refuse
from capaian.planning.actions.library import LibraryDraft, begin, seal, write_version
from capaian.planning.models import LibraryIndicator
from capaian.planning.permissions.library import may_import_library
from capaian.planning.queries.library_exchange import ADDED, DIFFERS, Compared, preview
from capaian.planning.rules.library_file import Shared


@action
def take_library_entries(
    *, shared: Shared, codes: Collection[str], owner: Unit, by: Actor, at: datetime
) -> list[LibraryIndicator]:
    """Take the chosen entries over, all or none; the rest of one's own library stays. What is taken is approved at once,
    because who takes is who approves; an own wording that differs becomes the version before. Raises InvalidInput for
    a code that the file does not offer (any more)."""
    require(may_import_library(by))
    if owner.agency_id != by.agency_id:
        refuse([Problem(_("Pilih unit pemilik dari instansi Anda."), "owner")])
    offered = {one.entry.code: one for one in preview(by.agency_id, shared).compared if one.outcome in (ADDED, DIFFERS)}
    words = _("%(code)s tidak dapat diambil: sudah sama, sedang diperbarui, atau tidak ada di berkas.")
    refuse([Problem(words % {"code": code[:60]}, "codes") for code in sorted(set(codes) - set(offered))])
    return [_take(offered[code], shared.agency, owner, by, at) for code in sorted(set(codes))]


def _take(one: Compared, origin: str, owner: Unit, by: Actor, at: datetime) -> LibraryIndicator:
    indicator = one.indicator
    if indicator is None:
        indicator = begin(owner, LibraryDraft(one.entry.content, one.entry.code), by, at, origin)
    else:
        transition(indicator, verb="revise", by=by, at=at, detail={"origin": origin})
        write_version(indicator, one.entry.content)
    transition(indicator, verb="offer", by=by, at=at)
    seal(indicator, by, at)
    return indicator
