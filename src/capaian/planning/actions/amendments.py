"""Changing what was agreed: a working copy is opened, discussed like any SKP, and merged or given up (Art 14(2), Art 20)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.documents.wording import long_date
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.foundation.writing import action
from capaian.people.queries import appraiser_on, posting_on
from capaian.planning import workflow
from capaian.planning.actions import amendments_telling as telling
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.actions.matrix_sending import unsettle
from capaian.planning.actions.recording import note
from capaian.planning.actions.versions import record_version
from capaian.planning.models import (
    AmendmentBasis,
    AnnexItem,
    BehaviourExpectation,
    Indicator,
    ResultPlan,
    Skp,
    SkpStatus,
)
from capaian.planning.permissions.amendments import may_discard_amendment, may_open_amendment
from capaian.planning.queries.successions import clarifies_with

Row = TypeVar("Row", ResultPlan, Indicator, BehaviourExpectation, AnnexItem)


@action
def open_amendment(*, skp: Skp, basis: str, reason: str, by: Actor, at: datetime) -> Skp:
    """Begin to change an agreed SKP; returns the working copy, in draft.

    Where the appraiser changed (II.C.7) the copy names the one of today, whatever it is about. Raises Refused where it may not
    be changed, or a change is being drafted already (by whom, since when); InvalidInput for an unknown basis or a reason that
    says nothing.
    """
    stored: Skp = skp.lock()
    require(may_open_amendment(by, stored))
    _insist_none_open(stored)
    _insist_said(basis, reason)
    if not stored.version:
        _record_first(stored, at, by)
    copied = _copy_of(stored, basis, reason.strip(), at)
    _copy_content(stored, copied)
    copied.statuses.create(state=copied.state, by_id=by.employee_id, by_name=by.name, at=at)  # a reason would read as returned
    note("amendment.open", copied, by, at, after={
        "amends": stored.pk, "from_version": stored.version, "basis": basis, "reason": copied.basis_reason,
        "appraiser_id": copied.appraiser_id,
    })
    telling.opened(copied, by, at)
    return copied


@action
def discard_amendment(*, amendment: Skp, by: Actor, at: datetime) -> None:
    """Give a change up while it is being drafted; what was agreed stays as it is."""
    require(may_discard_amendment(by, amendment))
    transition(amendment, verb="discard", by=by, at=at)
    unsettle(amendment, by, at)
    telling.discarded(amendment, by, at)


def _insist_none_open(skp: Skp) -> None:
    already = Skp.objects.filter(amends=skp, state__in=workflow.OPEN_STATES).first()
    if already is None:
        return
    first = already.statuses.order_by("at", "pk")[0]
    words = _("Perubahan SKP ini sudah dimulai oleh %(name)s pada %(day)s. Lanjutkan yang itu, atau batalkan dulu.")
    raise Refused(words % {"name": first.by_name, "day": long_date(timezone.localdate(first.at))})


def _insist_said(basis: str, reason: str) -> None:
    problems = []
    if basis not in AmendmentBasis.values:
        problems.append(Problem(_("Pilih dasar perubahannya."), "basis"))
    if len(reason.strip()) < MINIMUM_REASON:
        words = _("Tuliskan alasannya, paling sedikit %(least)s huruf: apa yang berubah dan mengapa.")
        problems.append(Problem(words % {"least": MINIMUM_REASON}, "reason"))
    if len(reason) > LONGEST_TEXT:
        words = _("Terlalu panjang: %(length)s huruf, paling banyak %(longest)s.")
        problems.append(Problem(words % {"length": len(reason), "longest": LONGEST_TEXT}, "reason"))
    if problems:
        raise InvalidInput(problems)


def _record_first(skp: Skp, at: datetime, by: Actor) -> None:
    """An SKP agreed before versions were kept: its rows still say what was agreed, at the moment the history names."""
    agreed = SkpStatus.objects.filter(record=skp, state=workflow.AGREED).order_by("-at", "-pk").first()
    record_version(skp=skp, by=by, at=agreed.at if agreed else at)


def _copy_of(skp: Skp, basis: str, reason: str, at: datetime) -> Skp:
    appraiser, post = skp.appraiser, skp.appraiser_position
    today = timezone.localdate(at)
    named = clarifies_with(skp, today)
    if basis == AmendmentBasis.APPRAISER and named is None:
        named = appraiser_on(skp.employee, today)
        if named is None or named.pk == skp.appraiser_id:
            raise InvalidInput([Problem(_("Buku penugasan tidak mencatat pejabat penilai baru untuk hari ini."), "basis")])
    if named is not None:
        held = posting_on(named, today)
        appraiser, post = named, held.position if held else None
    copied: Skp = Skp.objects.create(
        employee=skp.employee, performance_year=skp.performance_year, position=skp.position, appraiser=appraiser,
        appraiser_position=post, approach=skp.approach, start=skp.start, end=skp.end, fixed_by=skp.fixed_by,
        version=skp.version, amends=skp, basis=basis, basis_reason=reason,
    )
    return copied


def _copy_content(skp: Skp, copied: Skp) -> None:
    results = list(ResultPlan.objects.standing().filter(skp=skp).order_by("ordinal", "pk"))
    indicators = list(Indicator.objects.standing().filter(result__in=results).order_by("ordinal", "pk"))
    homes = {row.pk: _again(row, skp=copied, origin=row) for row in results}
    ResultPlan.objects.bulk_create(homes.values())
    Indicator.objects.bulk_create(_again(row, result=homes[row.result_id], origin=row) for row in indicators)
    expectations, annex = BehaviourExpectation.objects.filter(skp=skp), AnnexItem.objects.filter(skp=skp)
    BehaviourExpectation.objects.bulk_create(_again(row, skp=copied) for row in expectations.order_by("pk"))
    AnnexItem.objects.bulk_create(_again(row, skp=copied, origin=row) for row in annex.order_by("pk"))


def _again(row: Row, **other: object) -> Row:
    """The same as a new row, but for what is named."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    for name in other:
        values.pop(f"{name}_id")
    return type(row)(**values, **other)
