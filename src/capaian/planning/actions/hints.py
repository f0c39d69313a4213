"""Switching hints off for an agency, and saying which of the four exceptions applies."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem
from capaian.foundation.permissions import require
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.foundation.writing import action
from capaian.planning.actions.drafts import LONGEST_TEXT, refuse
from capaian.planning.actions.recording import note
from capaian.planning.models import Exempt, HintExemption, HintSwitch
from capaian.planning.permissions.library import may_switch_hints
from capaian.planning.queries.hints import digest_of
from capaian.planning.rules.linting import Code

LONGEST_REASON = 300


@action
def switch_hint(*, code: str, off: bool, reason: str, by: Actor, at: datetime) -> HintSwitch:
    """Do without a hint in this agency, or want it again; both with a reason that stays readable."""
    require(may_switch_hints(by))
    reason = reason.strip()
    problems = [] if code in set(Code) else [Problem(_("Petunjuk ini tidak dikenal."), "code")]
    if not MINIMUM_REASON <= len(reason) <= LONGEST_REASON:
        words = _("Tuliskan alasan, %(least)s sampai %(most)s huruf.")
        problems.append(Problem(words % {"least": MINIMUM_REASON, "most": LONGEST_REASON}, "reason"))
    refuse(problems)
    row = HintSwitch.objects.create(agency_id=by.agency_id, code=code, off=off, reason=reason, by_name=by.name, at=at)
    note("hint.switch", row, by, at, after={"code": code, "off": off, "reason": reason})
    return row


@action
def name_exemption(*, statement: str, target_text: str, kind: str, by: Actor, at: datetime) -> HintExemption:
    """Say which exception makes absolute words right here; an empty kind takes it back. About one's own words only."""
    problems = [] if kind in ("", *Exempt.values) else [Problem(_("Pilihan ini tidak dikenal."), "kind")]
    if not statement.strip() or len(statement) > LONGEST_TEXT or len(target_text) > LONGEST_TEXT:
        problems.append(Problem(_("Tuliskan pernyataannya lebih dahulu."), "statement"))
    refuse(problems)
    row = HintExemption.objects.create(
        employee_id=by.employee_id, digest=digest_of(statement, target_text), statement=statement.strip(), kind=kind, at=at
    )
    note("hint.exempt", row, by, at, after={"statement": row.statement, "kind": kind})
    return row
