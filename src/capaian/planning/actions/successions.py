"""One post, one SKP: when the post ends, so does its SKP, and the next one begins (II.C.6). A new appraiser: clarified anew
(II.C.7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.documents.wording import long_date
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import in_indonesian
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.people.models import Employee, Posting
from capaian.people.queries import on
from capaian.planning import workflow
from capaian.planning.actions import amendments_telling as telling
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.matrix_sending import unsettle
from capaian.planning.actions.recording import note
from capaian.planning.actions.relinking import let_go
from capaian.planning.models import AmendmentBasis, ResultPlan, Skp
from capaian.planning.permissions.amendments import may_close_skp
from capaian.planning.queries.successions import clarifies_with

DAY = timedelta(days=1)


@action
def close_skp(*, skp: Skp, end: date, by: Actor, at: datetime) -> None:
    """End an SKP on the last day of its post: an agreed one keeps its state and ends earlier, a draft and the working copy
    of a change are closed, and what hung below a draft is let go. Raises Refused where the post is still held the day after,
    or the SKP was ended already; InvalidInput for a day after the SKP's own end.
    """
    stored: Skp = skp.lock()
    require(may_close_skp(by, skp))
    lives = stored.amends_id is None and stored.state in (*workflow.OPEN_STATES, workflow.AGREED)
    if not lives or stored.closed_on is not None:
        raise Refused(_("SKP ini sudah berakhir."))
    if end > stored.end:
        raise InvalidInput([Problem(_("SKP ini memang berakhir lebih awal."), "end")])
    if Posting.objects.filter(on(end + DAY), employee_id=stored.employee_id, position_id=stored.position_id).exists():
        raise Refused(_("Jabatan ini masih dipegang sesudah %(day)s menurut buku penugasan.") % {"day": long_date(end)})
    for copied in Skp.objects.filter(amends=stored, state__in=workflow.OPEN_STATES):
        transition(copied, verb="close", by=by, at=at)
        unsettle(copied, by, at)
    before: dict[str, object] = {"end": stored.end.isoformat()}
    skp.end, skp.closed_on = max(stored.start, end), timezone.localdate(at)
    after: dict[str, object] = {"end": skp.end.isoformat(), "closed_on": skp.closed_on.isoformat()}
    if stored.state == workflow.AGREED:
        skp.save(update_fields=["end", "closed_on"])
        note("skp.end", skp, by, at, before=before, after=after)
    else:
        transition(skp, verb="close", by=by, at=at, also=("end", "closed_on"), detail=after)
        for result in ResultPlan.objects.filter(skp=skp, children__isnull=False).distinct():
            let_go(result, by, at)
    telling.ended(skp, at)


@action
def clarify_anew(*, skp: Skp, by: Actor, at: datetime) -> Skp:
    """II.C.7: open the change in which the new appraiser and the employee clarify the expectation; the working copy.

    Raises Refused where the ledger names no other appraiser.
    """
    named = clarifies_with(skp, timezone.localdate(at))
    if named is None:
        raise Refused(_("Pejabat penilai pada SKP ini sama dengan buku penugasan, jadi tidak ada yang perlu diklarifikasi."))
    return open_amendment(skp=skp, basis=AmendmentBasis.APPRAISER, reason=_reason(skp.appraiser, named), by=by, at=at)


@in_indonesian
def _reason(former: Employee, new: Employee) -> str:
    """What is kept with the change, in the language of the record whoever acts."""
    words = _("Pejabat penilai berganti dari %(before)s kepada %(after)s; ekspektasi diklarifikasi ulang (Lampiran II.C.7).")
    return words % {"before": former.name, "after": new.name}


@action
def tell_clarification(*, skps: Sequence[Skp], by: Actor, at: datetime) -> None:
    """Tell both sides of SKPs whose appraiser changed; `named` on each is the new one. Each change is told once."""
    telling.clarifications(skps, at)
    for skp in skps:
        Skp.objects.filter(pk=skp.pk).update(clarify_told=skp.named.pk)  # type: ignore[attr-defined]
        note("skp.ask-clarification", skp, by, at, after={"appraiser": skp.named.pk})  # type: ignore[attr-defined]


def close_former(employee: Employee, posting: Posting, by: Actor, at: datetime) -> list[Skp]:
    """II.C.6: before the SKP of a new post is begun, end those of posts that this person no longer holds; which they were.

    Called inside an action, with the person's row locked.
    """
    held = Posting.objects.filter(on(posting.start), employee=employee).values("position_id")
    former = list(
        Skp.objects.standing()
        .filter(employee=employee, closed_on__isnull=True, end__gte=posting.start, start__lte=posting.start)
        .exclude(position_id__in=held)
        .select_related("position__unit", "employee", "appraiser", "performance_year")
    )
    for skp in former:
        close_skp(skp=skp, end=posting.start - DAY, by=by, at=at)
    return former
