"""Who may open a stored file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.files.readers import answers
from capaian.foundation.models import StoredFile
from capaian.foundation.permissions import ALLOWED, Denied, Verdict


def may_read_file(actor: Actor, stored: StoredFile) -> Verdict:
    """Whoever gave it; and whoever may read a record to which it belongs."""
    if stored.owner_id == actor.employee_id:
        return ALLOWED
    verdicts = answers(actor, stored)
    if any(verdicts):
        return ALLOWED
    return next(iter(verdicts), Denied(_("Berkas ini hanya dapat dibuka oleh yang boleh membaca catatan tempat ia dilampirkan.")))
