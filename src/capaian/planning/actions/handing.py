"""II.C.7: what is still in the making goes on with the new appraiser. The worker sees to it hourly; whoever acts before that
finds it done by the deed itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.language import in_indonesian
from capaian.foundation.writing import action
from capaian.people.models import Employee
from capaian.people.queries import posting_on
from capaian.planning import workflow
from capaian.planning.actions import handing_telling as telling
from capaian.planning.actions.recording import note
from capaian.planning.models import Skp
from capaian.planning.permissions.sides import successor_on
from capaian.planning.queries.house import HOUSE, HOUSE_ID


@action
def hand_over(*, skps: Sequence[Skp], by: Actor, at: datetime) -> int:
    """Name the new appraiser in those of these SKPs, and changes of SKPs, that are in the making and whose ledger names another
    one for good; how many. Everybody concerned is told, an appraiser once for all of these; the duty calls
    this for some hundreds at a time, so who has people in several calls is told once by each."""
    return len(_hand_over(skps, by, at))


def follow(skp: Skp, by: Actor, at: datetime) -> bool:
    """The same of one SKP in hand, before something else is done to it; called inside an action. Whether it went over."""
    return bool(_hand_over([skp], by, at))


def _hand_over(skps: Sequence[Skp], by: Actor, at: datetime) -> list[Skp]:
    today, passed, former = by.day or timezone.localdate(at), [], []
    for skp in skps:
        new = successor_on(skp, today) if skp.state in workflow.OPEN_STATES else None
        if new is None or not _still(skp):
            continue
        before = [skp.appraiser, *([skp.dialogue_with] if skp.dialogue_with else [])]
        _pass(skp, Employee.objects.get(pk=new.who), by, at)
        passed.append(skp)
        former.append([one for one in before if one.pk != new.who])
    if passed:
        telling.handed_over(passed, former, by, at)
    return passed


def _still(skp: Skp) -> bool:
    """Lock it: whether it is in the making and names the same one still."""
    stored = skp.lock()
    skp.state = stored.state
    return stored.state in workflow.OPEN_STATES and stored.appraiser_id == skp.appraiser_id


def _pass(skp: Skp, named: Employee, by: Actor, at: datetime) -> None:
    """A dialogue that was taken up with the former one's superior (II.C.5) goes over as well: it was because of the former one.
    Where the new one is not the first to be on turn, a line of the history says so, and what was seen before counts no more."""
    held = posting_on(named, timezone.localdate(at))
    reason = _reason(skp.appraiser, named)
    before: dict[str, object] = {"appraiser": skp.appraiser_id, "dialogue_with": skp.dialogue_with_id}
    skp.appraiser, skp.appraiser_position = named, held.position if held else None
    skp.dialogue_with, skp.dialogue_since = None, None
    skp.save(update_fields=["appraiser", "appraiser_position", "dialogue_with", "dialogue_since"])
    if skp.state != workflow.DRAFT:
        skp.statuses.create(state=skp.state, by_id=HOUSE_ID, by_name=HOUSE, at=at, reason=reason)
    note("skp.hand-over", skp, by, at, before=before, after={"appraiser": named.pk, "name": named.name})


@in_indonesian
def _reason(former: Employee, new: Employee) -> str:
    """What the history says, in the language of the record whoever acts."""
    words = {"before": former.name, "after": new.name}
    return _("Pejabat penilai berganti dari %(before)s kepada %(after)s (Lampiran II.C.7).") % words
