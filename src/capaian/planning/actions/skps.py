"""The life of an SKP: started, offered, taken back, returned, agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.permissions import Denied, require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee, Posting
from capaian.people.queries import appraiser_on, posting_on
from capaian.planning.actions import telling
from capaian.planning.actions.recording import note, values_of
from capaian.planning.models import Skp
from capaian.planning.permissions import (
    may_agree_skp,
    may_return_skp,
    may_start_skp,
    may_submit_skp,
    may_withdraw_skp,
)
from capaian.planning.queries.completeness import findings_of
from capaian.planning.queries.skps import managers_of, skp_row_for_year
from capaian.planning.rules.completeness import blocks


@action
def start_skp(*, employee: Employee, by: Actor, at: datetime) -> Skp:
    """Begin the SKP of the year, for the post and the appraiser that the ledger names today.

    Raises Refused, naming who can mend it, where the ledger has no post or no appraiser, the year is not
    opened, or the SKP of this post was started already.
    """
    today = timezone.localdate(at)
    Employee.objects.select_for_update().get(pk=employee.pk)  # a second click waits, and is then refused
    posting, appraiser = posting_on(employee, today), appraiser_on(employee, today)
    verdict = may_start_skp(by, employee, posting, appraiser)
    if isinstance(verdict, Denied):
        raise Refused(f"{verdict.reason} {_who_mends(by.agency_id, today)}" if employee.pk == by.employee_id else verdict.reason)
    assert posting is not None  # the verdict was yes
    assert appraiser is not None
    performance_year = PerformanceYear.objects.filter(agency_id=by.agency_id, year=today.year).first()
    if performance_year is None:
        raise Refused(_("Tahun kinerja %(year)s belum dibuka. ") % {"year": today.year} + _who_mends(by.agency_id, today))
    if skp_row_for_year(employee.pk, posting.position_id, today.year) is not None:
        raise Refused(_("SKP tahun ini untuk jabatan Anda sudah ada. Buka dari daftar SKP."))
    skp = _begin(employee, performance_year, posting, appraiser, today)
    skp.statuses.create(state=skp.state, by_id=by.employee_id, by_name=by.name, at=at)
    note("skp.start", skp, by, at, after=values_of(skp))
    return skp


@action
def submit_skp(*, skp: Skp, by: Actor, at: datetime) -> None:
    """Offer it to the appraiser. Raises InvalidInput with everything that must be mended first."""
    require(may_submit_skp(by, skp))
    problems = [
        Problem(told(finding.text), finding.field, row=finding.result) for finding in blocks(findings_of(_fresh(skp)))
    ]
    if problems:
        raise InvalidInput(problems)
    transition(skp, verb="submit", by=by, at=at)
    telling.offered(skp, at)


@action
def withdraw_skp(*, skp: Skp, by: Actor, at: datetime) -> None:
    """Take it back to go on drafting."""
    require(may_withdraw_skp(by, skp))
    transition(skp, verb="withdraw", by=by, at=at)


@action
def return_skp(*, skp: Skp, reason: str, by: Actor, at: datetime) -> None:
    """Send it back with a reason of at least 20 characters."""
    require(may_return_skp(by, skp))
    transition(skp, verb="return", by=by, at=at, reason=reason)
    telling.returned(skp, reason.strip(), at)


@action
def agree_skp(*, skp: Skp, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Art 14(3): fix the SKP. `seen` is the newest status row on the appraiser's screen: an SKP that was taken
    back and offered anew since then is refused, because nobody agrees to what was not read."""
    _agree(skp, by, at, seen)
    telling.agreed([skp], at)


@action
def agree_skps(*, skps: Sequence[tuple[Skp, int | None]], by: Actor, at: datetime) -> int:
    """Fix several, all or none; each with its `seen` as in `agree_skp`. Returns how many."""
    if not skps:
        raise InvalidInput([Problem(_("Pilih paling sedikit satu SKP."), "skp")])
    for skp, seen in skps:
        _agree(skp, by, at, seen)
    telling.agreed([skp for skp, _seen in skps], at)
    return len(skps)


def _agree(skp: Skp, by: Actor, at: datetime, seen: int | None) -> None:
    require(may_agree_skp(by, skp))
    skp.lock()
    newest = skp.statuses.order_by("-at", "-pk").values_list("pk", flat=True).first()
    if seen is not None and seen != newest:
        words = _("SKP %(name)s berubah sejak Anda membukanya. Muat ulang dan baca dulu isinya yang terbaru.")
        raise Refused(words % {"name": skp.employee.name})
    skp.agreed_on = timezone.localdate(at)
    transition(
        skp, verb="agree", by=by, at=at, also=("agreed_on",), detail={"agreed_on": skp.agreed_on.isoformat()}
    )


def _begin(employee: Employee, year: PerformanceYear, posting: Posting, appraiser: Employee, today: date) -> Skp:
    first, last = date(year.year, 1, 1), date(year.year, 12, 31)
    of_appraiser = posting_on(appraiser, today)
    return Skp.objects.create(
        employee=employee, performance_year=year, position=posting.position, appraiser=appraiser,
        appraiser_position=of_appraiser.position if of_appraiser else None,
        start=max(first, posting.start), end=min(last, posting.end or last),
    )


def _fresh(skp: Skp) -> Skp:
    """The SKP without what was prefetched before it was locked."""
    stored: Skp = skp.lock()
    return stored


def _who_mends(agency_id: int, today: date) -> str:
    names = managers_of(agency_id, today)
    who = _("pengelola kinerja (%(names)s)") % {"names": ", ".join(names)} if names else _("pengelola kinerja instansi Anda")
    return _("Minta %(who)s melengkapinya.") % {"who": who}
