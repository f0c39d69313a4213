"""What both agreed to is kept: the first time as version 1, every amendment as the next. Called inside the action that
agrees (which has asked whether this person may), in its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.planning import workflow
from capaian.planning.actions.recording import note
from capaian.planning.actions.relinking import let_go
from capaian.planning.models import (
    AnnexItem,
    BehaviourExpectation,
    DialogueEntry,
    Indicator,
    LinkProposal,
    ResultPlan,
    Skp,
    SkpVersion,
)
from capaian.planning.queries.cascade import parents_above
from capaian.planning.queries.versions import content_of, skps_to_record, stored_content
from capaian.planning.rules.cascade import would_loop
from capaian.planning.rules.content import PlanContent, as_json, digest, from_json

Row = TypeVar("Row", ResultPlan, Indicator)

_OF_RESULT = (
    "kind", "ordinal", "statement", "parent_id", "parent_indicator_id", "objective_id", "cascade", "source", "assignment_id",
    "assigned_by", "placeholder",
)
_OF_INDICATOR = (
    "ordinal", "aspect", "statement", "target_text", "target", "target_high", "unit", "polarity", "measurement", "perspective",
    "control", "objective_indicator_id", "definition_id",
)
_OF_LINK = ("parent_id", "parent_indicator_id", "objective_id", "placeholder")
_OF_SKP = ("approach", "appraiser_id", "appraiser_position_id")


def record_version(*, skp: Skp, by: Actor, at: datetime) -> SkpVersion:
    """Keep the first agreement as version 1."""
    return record_versions(skps=[skp], by=by, at=at)[0]


def record_versions(*, skps: Sequence[Skp], by: Actor, at: datetime) -> list[SkpVersion]:
    """The first agreements of several SKPs at once, in a fixed number of queries. `by` and `at` are who agreed last, when.

    An SKP that already has a version is left as it is; agreed SKPs change by amendments only.
    """
    kept = {skp.pk: skp for skp in skps}
    made = []
    for stored in skps_to_record(kept):
        if stored.version:
            continue
        content = content_of(stored)
        made.append(SkpVersion(
            skp=stored, number=1, content=as_json(content), digest=digest(content), agreed_at=at,
            agreed_with=_agreed_with(stored),
        ))
        kept[stored.pk].version = 1
        note("skp.version", stored, by, at, after={"number": 1, "digest": made[-1].digest})
    SkpVersion.objects.bulk_create(made)
    Skp.objects.filter(pk__in=[version.skp_id for version in made]).update(version=1)
    return made


def merge(*, amendment: Skp, by: Actor, at: datetime) -> SkpVersion:
    """Make what the working copy says the next version of the SKP it amends; call it after the copy became "merged".

    The SKP's own rows are changed, so that what was reported keeps its indicator. Raises Refused where another version was
    agreed since the copy was made, the SKP was closed meanwhile, or a result would come to support itself; ValueError
    where the record is no agreed working copy.
    """
    if amendment.amends is None or amendment.state != workflow.MERGED:
        raise ValueError("only a working copy that both agreed to is merged")
    skp: Skp = amendment.amends.lock()
    _insist_same_start(skp, amendment)
    started = SkpVersion.objects.get(skp=skp, number=skp.version)
    agreed_with = _agreed_with(amendment)
    _keep_links(skp, amendment, from_json(started.content))
    _merge_rows(skp, amendment, by, at)
    for name in _OF_SKP:
        setattr(skp, name, getattr(amendment, name))
    skp.version += 1
    skp.save(update_fields=["approach", "appraiser", "appraiser_position", "version"])
    content = stored_content(skp.pk)
    made: SkpVersion = SkpVersion.objects.create(
        skp=skp, number=skp.version, content=as_json(content), digest=digest(content), agreed_at=at, agreed_with=agreed_with,
        basis=amendment.basis, reason=amendment.basis_reason, amendment=amendment,
    )
    note(
        "skp.amend", skp, by, at, before={"number": started.number, "digest": started.digest},
        after={"number": made.number, "digest": made.digest, "basis": made.basis, "reason": made.reason},
    )
    return made


def _insist_same_start(skp: Skp, amendment: Skp) -> None:
    if skp.closed_on is not None:
        raise Refused(_("SKP ini sudah ditutup, jadi perubahannya tidak dapat disepakati lagi."))
    if skp.version != amendment.version:
        words = _(
            "Perubahan ini disusun dari versi %(started)s, padahal versi %(newest)s sudah disepakati. "
            "Batalkan perubahan ini, lalu mulai lagi dari versi yang terbaru."
        )
        raise Refused(words % {"started": amendment.version, "newest": skp.version})


def _agreed_with(skp: Skp) -> str:
    return (skp.dialogue_with or skp.appraiser).name


def _keep_links(skp: Skp, amendment: Skp, started: PlanContent) -> None:
    """A link to the leader's result that both confirmed while the change was being made is not undone by the copy, which
    still says what was agreed when it was opened."""
    agreed = {row.key: (row.parent, row.parent_indicator, row.objective, row.placeholder) for row in started.results}
    own = {row.pk: row for row in ResultPlan.objects.standing().filter(skp=skp)}
    for copied in ResultPlan.objects.filter(skp=amendment, origin__in=own):
        original = own[copied.origin_id]
        if agreed.get(original.pk) == _link(copied) != _link(original):
            for name in _OF_LINK:
                setattr(copied, name, getattr(original, name))
            copied.save(update_fields=[name.removesuffix("_id") for name in _OF_LINK])


def _link(row: ResultPlan) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _OF_LINK)


def _merge_rows(skp: Skp, amendment: Skp, by: Actor, at: datetime) -> None:
    day = timezone.localdate(at)
    own = {row.pk: row for row in ResultPlan.objects.standing().filter(skp=skp)}
    copies = list(ResultPlan.objects.filter(skp=amendment).order_by("ordinal", "pk"))
    indicators = {row.pk: row for row in Indicator.objects.standing().filter(result__in=own)}
    of_copies = list(Indicator.objects.filter(result__skp=amendment).order_by("ordinal", "pk"))
    home = {copied.pk: own.get(copied.origin_id or 0) for copied in copies}
    for copied in copies:
        original = home[copied.pk]
        if original is None:
            copied.skp, copied.origin = skp, None
            copied.save(update_fields=["skp", "origin"])
            continue
        _insist_no_loop(original, copied)
        _take_over(original, copied, _OF_RESULT)
        _hand_over(copied, original)
    for each in of_copies:
        _merge_indicator(each, indicators.get(each.origin_id or 0), home[each.result_id])
    kept_results = {copied.origin_id for copied in copies}
    kept_indicators = {each.origin_id for each in of_copies}
    for indicator in indicators.values():
        if indicator.pk not in kept_indicators and indicator.result_id in kept_results:
            _drop(indicator, day)
    for result in own.values():
        if result.pk not in kept_results:
            _drop_result(result, day, by, at)
    ResultPlan.objects.filter(skp=amendment).delete()
    _merge_expectations(skp, amendment)
    _merge_annex(skp, amendment)


def _merge_indicator(copied: Indicator, original: Indicator | None, result: ResultPlan | None) -> None:
    """Into the row it came from; a new one goes to the result it was added to (with its new result it has moved already)."""
    if original is not None:
        _take_over(original, copied, _OF_INDICATOR)
        ResultPlan.objects.filter(parent_indicator=copied).update(parent_indicator=original)
    elif result is not None:
        copied.result, copied.origin = result, None
        copied.save(update_fields=["result", "origin"])


def _take_over(original: Row, copied: Row, names: Sequence[str]) -> None:
    changed = [name for name in names if getattr(original, name) != getattr(copied, name)]
    for name in changed:
        setattr(original, name, getattr(copied, name))
    if changed:
        original.save(update_fields=[name.removesuffix("_id") for name in changed])


def _insist_no_loop(original: ResultPlan, copied: ResultPlan) -> None:
    if copied.parent_id is None or copied.parent_id == original.parent_id:
        return
    if would_loop(original.pk, copied.parent_id, parents_above([copied.parent_id])):
        words = _("Hasil kerja “%(result)s” tidak dapat dikaitkan ke hasil kerja yang justru mendukungnya.")
        raise Refused(words % {"result": copied.statement})


def _hand_over(copied: ResultPlan, original: ResultPlan) -> None:
    """What was said about the copy, and what came to hang on it, belongs to the result it came from."""
    DialogueEntry.objects.filter(result=copied).update(result=original)
    ResultPlan.objects.filter(parent=copied).update(parent=original)
    known = LinkProposal.objects.filter(result=original).values_list("parent_id", flat=True)
    LinkProposal.objects.filter(result=copied).exclude(parent_id__in=list(known)).update(result=original)


def _drop_result(result: ResultPlan, day: date, by: Actor, at: datetime) -> None:
    """With its indicators: all gone, or all kept. What hung below is let go."""
    indicators = list(Indicator.objects.standing().filter(result=result))
    for row in (result, *indicators):
        type(row).objects.filter(origin=row).update(origin=None)  # discarded copies do not hold it
    held = let_go(result, by, at) or result.cells.exists() or result.dialogue.exists() or result.links_proposed.exists()
    if not held and not any(_is_held(row) for row in indicators) and _is_gone(result):
        return
    for row in (result, *indicators):
        row.dropped_on = day
        row.save(update_fields=["dropped_on"])


def _drop(indicator: Indicator, day: date) -> None:
    """Gone where nothing hangs on it; otherwise it stays with what was reported on it, dropped on that day."""
    Indicator.objects.filter(origin=indicator).update(origin=None)
    if _is_held(indicator) or not _is_gone(indicator):
        indicator.dropped_on = day
        indicator.save(update_fields=["dropped_on"])


def _is_held(indicator: Indicator) -> bool:
    """By what a deletion would take along without asking."""
    return bool(indicator.strategies.exists() or LinkProposal.objects.filter(parent_indicator=indicator).exists())


def _is_gone(row: ResultPlan | Indicator) -> bool:
    """Delete it, unless another record (a report, feedback, a subordinate's result, a matrix) stands on it."""
    try:
        row.delete()
    except ProtectedError:
        return False
    return True


def _merge_expectations(skp: Skp, amendment: Skp) -> None:
    BehaviourExpectation.objects.filter(skp=skp).delete()
    BehaviourExpectation.objects.filter(skp=amendment).update(skp=skp)


def _merge_annex(skp: Skp, amendment: Skp) -> None:
    """A line that stays, however it was reworded, is the row it was, with what was told about its promise. One without an
    origin that reads as a line did (taken out and written again) is that line, too."""
    own = list(AnnexItem.objects.filter(skp=skp).order_by("ordinal", "pk"))
    copies = list(AnnexItem.objects.filter(skp=amendment).order_by("ordinal", "pk"))
    homes = {copied.pk: row for copied in copies for row in own if row.pk == copied.origin_id}
    own = [row for row in own if row not in homes.values()]
    for copied in copies:
        same = homes.get(copied.pk) or next(
            (row for row in own if (row.section, row.text) == (copied.section, copied.text)), None
        )
        if same is None:
            copied.skp, copied.origin = skp, None
            copied.save(update_fields=["skp", "origin"])
            continue
        own = [row for row in own if row != same]
        same.ordinal, same.due_on, same.text = copied.ordinal, copied.due_on, copied.text
        same.save(update_fields=["ordinal", "due_on", "text"])
        copied.delete()
    for row in own:
        row.delete()
