"""Keeping a spreadsheet that was given until it was looked at and applied."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import File

from capaian.foundation.actor import Actor
from capaian.foundation.files import IMPORT, store
from capaian.foundation.models import StoredFile
from capaian.foundation.permissions import Verdict, require
from capaian.foundation.writing import action


@action
def keep_sheet(*, upload: File[bytes], verdict: Verdict, by: Actor, at: datetime) -> StoredFile:
    """Store a sheet for whoever may bring it in (`verdict`). Raises InvalidInput for a file that is no sheet."""
    require(verdict)
    return store(upload, by=by, at=at, use=IMPORT)
