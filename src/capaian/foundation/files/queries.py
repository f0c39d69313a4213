"""Finding a file for somebody."""

from __future__ import annotations

from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.files import permissions
from capaian.foundation.models import StoredFile
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading


def get_file_for(actor: Actor, file_id: int) -> StoredFile:
    """A file this person may read. Raises Http404 (another agency's, or none) or Refused."""
    stored = StoredFile.objects.filter(pk=file_id, agency_id=actor.agency_id).first()
    if stored is None:
        raise Http404
    require(permissions.may_read_file(actor, stored))
    note_reading(actor, subject_id=stored.owner_id, thing="file", thing_id=stored.pk, label=stored.name)
    return stored
