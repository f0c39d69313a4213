"""The indicator library: written by the owner, approved by the performance manager, never rewritten after that."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.people.models import Unit
from capaian.planning import workflow
from capaian.planning.actions import library_telling
from capaian.planning.actions.drafts import refuse
from capaian.planning.actions.recording import insist_fresh, note
from capaian.planning.models import LibraryIndicator, LibraryVersion
from capaian.planning.permissions.library import may_approve_library, may_write_library
from capaian.planning.queries.library import CHOICES, content_of, newest_version, open_version
from capaian.planning.rules.library import LONGEST, REQUIRED, Content, digest, tidy
from capaian.planning.rules.library_file import is_code


@dataclass(frozen=True, slots=True)
class LibraryDraft:
    """An indicator as typed, with what it is called between agencies."""

    content: Content
    code: str = ""

    def problems(self, *, with_code: bool) -> list[Problem]:
        found: list[Problem] = []
        if with_code and not is_code(self.code):
            found.append(Problem(_("Kode: huruf kecil, angka dan tanda hubung, misalnya persentase-k4."), "code"))
        for name, text in asdict(self.content).items():
            if name in REQUIRED and not text.strip():
                found.append(Problem(_("Isian ini wajib."), name))
            elif len(text) > LONGEST[name]:
                found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST[name]}, name))
            elif name in CHOICES and text not in CHOICES[name]:
                found.append(Problem(_("Pilihan ini tidak dikenal."), name))
        return found


@action
def add_library_indicator(*, unit: Unit, draft: LibraryDraft, by: Actor, at: datetime) -> LibraryIndicator:
    """Begin an indicator of the library. Raises InvalidInput for a code that is taken."""
    require(may_write_library(by, unit, timezone.localdate(at)))
    problems = draft.problems(with_code=True)
    if LibraryIndicator.objects.filter(agency_id=by.agency_id, code=draft.code).exists():
        problems.append(Problem(_("Kode ini sudah dipakai di kamus instansi Anda."), "code"))
    refuse(problems)
    return begin(unit, draft, by, at)


def begin(unit: Unit, draft: LibraryDraft, by: Actor, at: datetime, origin: str = "") -> LibraryIndicator:
    """The rows of a new indicator in draft. Only inside an action that has asked the permission."""
    indicator: LibraryIndicator = LibraryIndicator.objects.create(
        agency_id=unit.agency_id, code=draft.code, owner=unit, origin=origin[:200]
    )
    indicator.statuses.create(state=indicator.state, by_id=by.employee_id, by_name=by.name, at=at)
    write_version(indicator, draft.content)
    note("library.add", indicator, by, at, after={"code": draft.code, **asdict(tidy(draft.content))})
    return indicator


@action
def change_library_indicator(
    *, indicator: LibraryIndicator, draft: LibraryDraft, by: Actor, at: datetime, version: str | None = None
) -> None:
    """Change the wording that is being drafted."""
    stored = _insist_writer(indicator, by, at)
    if stored.state != workflow.DRAFT:
        raise Refused(_("Yang berlaku tidak ditulis ulang. Mulai versi baru dengan “Perbarui”."))
    current = newest_version(stored)
    insist_fresh([current], version)
    refuse(draft.problems(with_code=False))
    before = asdict(content_of(current))
    write_version(stored, draft.content)
    note("library.change", indicator, by, at, before=before, after=asdict(tidy(draft.content)))


@action
def offer_library_indicator(*, indicator: LibraryIndicator, by: Actor, at: datetime) -> None:
    """The owner offers the wording for approval."""
    _insist_writer(indicator, by, at)
    transition(indicator, verb="offer", by=by, at=at)
    library_telling.offered(indicator, by, at)


@action
def return_library_indicator(*, indicator: LibraryIndicator, reason: str, by: Actor, at: datetime) -> None:
    """The manager sends it back with a reason."""
    require(may_approve_library(by, indicator))
    transition(indicator, verb="return", by=by, at=at, reason=reason)
    library_telling.returned(indicator, reason, by, at)


@action
def approve_library_indicator(*, indicator: LibraryIndicator, by: Actor, at: datetime, version: str | None = None) -> None:
    """The manager approves the wording that was on the screen; from now on it stays as it is."""
    require(may_approve_library(by, indicator))
    insist_fresh([newest_version(indicator.lock())], version)
    seal(indicator, by, at)
    library_telling.approved(indicator, by, at)


def seal(indicator: LibraryIndicator, by: Actor, at: datetime) -> None:
    """Approve the wording that was offered. Only inside an action that has asked the permission."""
    current = newest_version(indicator)
    transition(indicator, verb="approve", by=by, at=at, detail={"digest": current.digest})
    current.approved_at = at
    current.save()


@action
def revise_library_indicator(*, indicator: LibraryIndicator, by: Actor, at: datetime) -> None:
    """Begin the next version from the newest one; what was approved stays in use until the next is approved."""
    _insist_writer(indicator, by, at)
    transition(indicator, verb="revise", by=by, at=at)
    write_version(indicator, content_of(newest_version(indicator)))


@action
def retire_library_indicator(*, indicator: LibraryIndicator, reason: str, by: Actor, at: datetime) -> None:
    """It is offered to nobody any more; plans that use it keep it."""
    require(may_approve_library(by, indicator))
    transition(indicator, verb="retire", by=by, at=at, reason=reason)
    library_telling.retired(indicator, reason, by, at)


def write_version(indicator: LibraryIndicator, content: Content) -> LibraryVersion:
    """Store a wording as the open version, which is made where there is none. Only inside an action."""
    row = open_version(indicator)
    if row is None:
        last = LibraryVersion.objects.filter(indicator=indicator).order_by("-number").values_list("number", flat=True).first()
        row = LibraryVersion(indicator=indicator, number=(last or 0) + 1)
    for name, value in asdict(tidy(content)).items():
        setattr(row, name, value)
    row.digest = digest(content)
    row.save()
    return row


def _insist_writer(indicator: LibraryIndicator, by: Actor, at: datetime) -> LibraryIndicator:
    stored = indicator.lock()
    require(may_write_library(by, stored.owner, timezone.localdate(at)))
    return stored
