"""Who may read the record: the inspector all of it, the administrator what concerns accounts and roles.

Not the performance manager: the record is there to look after those who may change most (Kebijakan Capaian; ADR 0018).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor, Role
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.foundation.record.words import ACCESS, VERBS


def may_read_record(actor: Actor) -> Verdict:
    """The page itself; which rows of it, `verbs_open_to` says."""
    if actor.has(Role.INSPECTOR) or actor.has(Role.ADMINISTRATOR):
        return ALLOWED
    return Denied(_("Catatan dibaca oleh pengawas instansi. Siapa yang membuka penilaian Anda dapat Anda lihat di “Data saya”."))


def may_verify_record(actor: Actor) -> Verdict:
    """Verifying shows no content, only whether all of it is as it was written."""
    return may_read_record(actor)


def verbs_open_to(actor: Actor) -> Sequence[str] | None:
    """The verbs whose rows this person may read; None for all. An administrator reads no appraisal, not even here."""
    return None if actor.has(Role.INSPECTOR) else list(VERBS[ACCESS])
