"""What the drafting screens fetch beside the SKP itself."""

from __future__ import annotations

from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.planning import workflow
from capaian.planning.models import AnnexItem, LibraryVersion
from capaian.planning.queries.skps import get_skp_for


def get_promise_for(actor: Actor, skp_pk: int, pk: int) -> AnnexItem:
    """One line of the annex of one SKP."""
    skp = get_skp_for(actor, skp_pk)
    item: AnnexItem | None = AnnexItem.objects.filter(skp=skp, pk=pk).first()
    if item is None:
        raise Http404
    item.skp = skp
    return item


def get_definition_for(actor: Actor, pk: int) -> LibraryVersion:
    """One wording in force of the agency's library."""
    row: LibraryVersion | None = LibraryVersion.objects.filter(
        pk=pk, indicator__agency_id=actor.agency_id, indicator__state=workflow.APPROVED, approved_at__isnull=False
    ).first()
    if row is None:
        raise Http404
    return row
