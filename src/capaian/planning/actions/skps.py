"""The life of an SKP: started, offered, taken back, returned, agreed. What is said on the way is `actions.dialogue`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.permissions import Denied, require
from capaian.foundation.transitions import transition, transition_many
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.kernel.batches import in_batches
from capaian.people.models import Employee, Posting
from capaian.people.queries import appraiser_on, posting_on
from capaian.planning.actions import telling
from capaian.planning.actions.handing import follow
from capaian.planning.actions.linking import propose_links_of_all
from capaian.planning.actions.recording import insist, note, values_of
from capaian.planning.actions.speaking import speak, speak_of
from capaian.planning.actions.successions import close_former
from capaian.planning.actions.versions import merge, record_versions
from capaian.planning.models import Outcome, Skp
from capaian.planning.permissions import (
    may_agree_skp,
    may_return_skp,
    may_start_skp,
    may_submit_skp,
    may_withdraw_skp,
)
from capaian.planning.queries.completeness import findings_of, skps_to_offer
from capaian.planning.queries.dialogue import LAST_WORD
from capaian.planning.queries.skps import managers_of, skp_row_for_year, statuses_seen
from capaian.planning.queries.successions import with_ledger
from capaian.planning.queries.turns import exemption_on, fixed_by_of
from capaian.planning.rules.completeness import blocks

CHUNK = 500


@action
def start_skp(*, employee: Employee, by: Actor, at: datetime) -> Skp:
    """Begin the SKP of the year, for the post and the appraiser that the ledger names today. The appraiser need not have
    one: nobody waits for a superior.

    Raises Refused, naming who can mend it, where the ledger has no post or no appraiser, the year is not
    opened, none is asked of this person (II.C.8), or the SKP of this post was started already.
    """
    today = timezone.localdate(at)
    Employee.objects.select_for_update().get(pk=employee.pk)  # a second click waits, and is then refused
    posting, appraiser = posting_on(employee, today), appraiser_on(employee, today)
    exempt = exemption_on(employee.pk, today)
    verdict = may_start_skp(by, employee, posting, appraiser, exempt)
    if isinstance(verdict, Denied):
        mendable = employee.pk == by.employee_id and not exempt
        raise Refused(f"{verdict.reason} {who_mends(by.agency_id, today)}" if mendable else verdict.reason)
    assert posting is not None  # the verdict was yes
    assert appraiser is not None
    performance_year = PerformanceYear.objects.filter(agency_id=by.agency_id, year=today.year).first()
    if performance_year is None:
        raise Refused(_("Tahun kinerja %(year)s belum dibuka. ") % {"year": today.year} + who_mends(by.agency_id, today))
    if skp_row_for_year(employee.pk, posting.position_id, today.year) is not None:
        raise Refused(_("SKP tahun ini untuk jabatan Anda sudah ada. Buka dari daftar SKP."))
    close_former(employee, posting, by, at)  # II.C.6: the SKP of a post that ended ends with it
    of_appraiser = posting_on(appraiser, today)
    skp = begun(employee, performance_year, posting, appraiser, of_appraiser)
    skp.save()
    skp.statuses.create(state=skp.state, by_id=by.employee_id, by_name=by.name, at=at)
    note("skp.start", skp, by, at, after=values_of(skp))
    return skp


@action
def submit_skp(*, skp: Skp, by: Actor, at: datetime) -> None:
    """Offer it to the appraiser. Raises InvalidInput with everything that must be mended first."""
    require(may_submit_skp(by, skp))
    problems = [problem for stored in skps_to_offer([skp.pk]) for problem in problems_of(stored)]
    if problems:
        raise InvalidInput(problems)
    follow(skp, by, at)
    transition(skp, verb="submit", by=by, at=at)
    telling.offered([skp], at)
    propose_links_of_all(skps=[skp], by=by, at=at)


@action
def withdraw_skp(*, skp: Skp, by: Actor, at: datetime) -> None:
    """Take it back to go on drafting."""
    require(may_withdraw_skp(by, skp))
    transition(skp, verb="withdraw", by=by, at=at)
    speak(skp, Outcome.WITHDRAW, by, at)


@action
def return_skp(*, skp: Skp, reason: str, by: Actor, at: datetime) -> None:
    """Send it back with a reason of at least 20 characters."""
    insist(skp, may_return_skp, by)
    follow(skp, by, at)
    transition(skp, verb="return", by=by, at=at, reason=reason)
    speak(skp, Outcome.RETURN, by, at, text=reason)
    telling.returned(skp, reason.strip(), by, at)


@action
def agree_skp(*, skp: Skp, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Art 14(3): fix the SKP, or the change of one. `seen` is the newest status row on the appraiser's screen: an SKP that
    was taken back and offered anew since then is refused, because nobody agrees to what was not read."""
    _agree([(skp, seen)], by, at)


@action
def agree_skps(*, skps: Sequence[tuple[Skp, int | None]], by: Actor, at: datetime) -> int:
    """Fix several, all or none; each with its `seen` as in `agree_skp`. Returns how many."""
    if not skps:
        raise InvalidInput([Problem(_("Pilih paling sedikit satu SKP."), "skp")])
    _agree(skps, by, at)
    return len(skps)


def _agree(skps: Sequence[tuple[Skp, int | None]], by: Actor, at: datetime) -> None:
    held = hold(skps, by, at)
    for skp, _seen in skps:
        require(may_agree_skp(by, skp))
    insist_seen(skps, held)
    rows = [skp for skp, _seen in skps]
    _insist_wanted(rows)
    for skp in rows:
        follow(skp, by, at)
    fix(rows, {skp.pk: by.name for skp in rows}, by, at, own="agree", change="merge")
    telling.agreed(rows, at)


def _insist_wanted(skps: Sequence[Skp]) -> None:
    """Art 14: nothing is fixed that the employee objected to; what both want comes about by another adjustment or a new offer."""
    against = [skp.employee.name for skp in skps if skp.__dict__["last_word"] == Outcome.REPLY]
    if against:
        words = _("%(names)s belum sependapat dengan penyesuaian. Sesuaikan lagi menurut usulannya, atau kembalikan SKP-nya.")
        raise Refused(words % {"names": ", ".join(against)})


Sides = tuple[int, int | None]
"""Who appraises, and with whom the dialogue is held instead (II.C.5)."""


def hold(skps: Sequence[tuple[Skp, int | None]], by: Actor, at: datetime) -> dict[int, Sides]:
    """Lock them, and note on each whom the ledger names today and what was said last; who stands on each one's other side."""
    today, keys = by.day or timezone.localdate(at), [skp.pk for skp, _seen in skps]
    held: dict[int, Sides] = {}
    found: dict[int, Any] = {}
    for some in in_batches(keys, CHUNK):
        chunk = Skp.objects.select_for_update(of=("self",)).filter(pk__in=some).order_by("pk")
        rows: Any = with_ledger(chunk, today).annotate(last_word=LAST_WORD)
        names = ("pk", "appraiser_id", "dialogue_with_id", "ledger_row", "last_word")
        for pk, appraiser, superior, row, last_word in rows.values_list(*names):
            held[pk], found[pk] = (appraiser, superior), (row, last_word)
    for skp, _seen in skps:
        row, last_word = found.get(skp.pk, (None, None))
        skp.__dict__.pop("named_on", None)  # asked before the lock
        skp.__dict__ |= {"ledger_day": today, "ledger_row": row, "last_word": last_word}
    return held


def insist_seen(skps: Sequence[tuple[Skp, int | None]], held: dict[int, Sides]) -> None:
    """Refuse where one of these moved since this person's screen was drawn, or went over to somebody else."""
    newest = statuses_seen([skp.pk for skp, _seen in skps])
    for skp, seen in skps:
        if held.get(skp.pk) != (skp.appraiser_id, skp.dialogue_with_id) or (seen is not None and seen != newest.get(skp.pk)):
            words = _("SKP %(name)s berubah sejak Anda membukanya. Muat ulang dan baca dulu isinya yang terbaru.")
            raise Refused(words % {"name": skp.employee.name})


def fix(
    skps: Sequence[Skp], fixers: dict[int, str], by: Actor, at: datetime, *, own: str, change: str
) -> None:
    """Both agree: fix these SKPs and keep what they say as a version; of a change, put it into the SKP it amends.

    `fixers` are the names of who fixes each on the appraiser's side; `own` and `change` the verbs of the workflow.
    """
    today = timezone.localdate(at)
    for skp in skps:
        skp.agreed_on, skp.fixed_by = today, fixed_by_of(skp, fixers[skp.pk])
    detail = {skp.pk: {"agreed_on": today.isoformat(), "fixed_by": skp.fixed_by} for skp in skps}
    changes = [skp for skp in skps if skp.amends_id is not None]
    first = [skp for skp in skps if skp.amends_id is None]
    transition_many(first, verb=own, by=by, at=at, detail=detail, also=("agreed_on", "fixed_by"))
    speak_of(skps, Outcome.AGREE, by, at)
    for some in in_batches(first, CHUNK):
        record_versions(skps=some, by=by, at=at)
    propose_links_of_all(skps=first, by=by, at=at)
    for skp in changes:
        transition(skp, verb=change, by=by, at=at, detail=detail[skp.pk], also=("agreed_on", "fixed_by"))
        merge(amendment=skp, by=by, at=at)
    propose_links_of_all(skps=[skp.amends for skp in changes if skp.amends is not None], by=by, at=at)


def begun(
    employee: Employee, year: PerformanceYear, posting: Posting, appraiser: Employee, of_appraiser: Posting | None
) -> Skp:
    """A new SKP, not stored yet: it lasts as long as the post does within the year."""
    first, last = date(year.year, 1, 1), date(year.year, 12, 31)
    return Skp(
        employee=employee, performance_year=year, position=posting.position, appraiser=appraiser,
        appraiser_position=of_appraiser.position if of_appraiser else None,
        start=max(first, posting.start), end=min(last, posting.end or last),
    )


def problems_of(skp: Skp) -> list[Problem]:
    """What must be mended before this SKP is offered."""
    return [Problem(told(finding.text), finding.field, row=finding.result) for finding in blocks(findings_of(skp))]


def who_mends(agency_id: int, today: date) -> str:
    """Whom to ask, by name."""
    names = managers_of(agency_id, today)
    who = _("pengelola kinerja (%(names)s)") % {"names": ", ".join(names)} if names else _("pengelola kinerja instansi Anda")
    return _("Minta %(who)s melengkapinya.") % {"who": who}
