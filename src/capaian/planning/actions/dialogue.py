"""The dialogue of expectations: asked, answered, adjusted, replied, accepted, taken up with the appraiser's superior."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.foundation.writing import action
from capaian.planning.actions import telling
from capaian.planning.actions.drafts import LONGEST_TEXT, IndicatorDraft, ResultDraft, refuse
from capaian.planning.actions.handing import follow
from capaian.planning.actions.recording import insist, insist_fresh, note, values_of
from capaian.planning.actions.skps import fix, hold, insist_seen, who_mends
from capaian.planning.actions.speaking import speak
from capaian.planning.models import DialogueEntry, Indicator, Outcome, ResultPlan, Skp
from capaian.planning.permissions import (
    may_accept_skp,
    may_adjust_skp,
    may_answer_skp,
    may_ask_skp,
    may_take_up_dialogue,
)
from capaian.planning.queries.dialogue import open_adjustments, open_questions, results_to_discuss
from capaian.planning.queries.family import measured
from capaian.planning.queries.successions import taken_over
from capaian.planning.queries.turns import silent_since, superior_of

Words = Mapping[int | None, str]
"""What is said about which result; None is the whole SKP."""

Said = list[tuple[ResultPlan | None, str]]
"""What was really said, with the result."""

WHOLE = "whole"
REASON = "reason"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as typed, its numbers already read."""

    target_text: str
    target: Decimal | None = None
    target_high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a result should read instead; `targets` are by indicator. What is left out stays."""

    statement: str
    kind: str
    targets: Mapping[int, Target] = field(default_factory=dict)


@action
def ask_skp(*, skp: Skp, questions: Words, by: Actor, at: datetime) -> None:
    """Ask the employee about one or more results, or about the whole; the employee is on turn then."""
    insist(skp, may_ask_skp, by)
    said = _said(skp, questions, _("Tuliskan pertanyaan Anda, paling sedikit satu."))
    _speak_up(skp, "ask", Outcome.ASK, said, by=by, at=at)
    telling.asked(skp, said[0][1], by, at)


@action
def answer_skp(*, skp: Skp, answers: Words, by: Actor, at: datetime) -> None:
    """Answer everything that was asked; the appraiser is on turn then."""
    require(may_answer_skp(by, skp))
    missing = [entry for entry in open_questions(skp) if not answers.get(entry.result_id, "").strip()]
    refuse([Problem(_("Jawab pertanyaan ini."), field_of(entry.result_id)) for entry in missing])
    _say_back(skp, "answer", Outcome.ANSWER, _said(skp, answers, _("Tuliskan jawaban Anda.")), by=by, at=at)


@action
def adjust_result(
    *, result: ResultPlan, adjustment: Adjustment, reason: str, by: Actor, at: datetime, version: str | None = None
) -> DialogueEntry:
    """Change what a result of an offered SKP says, its kind or the targets of its indicators, with a reason that the
    employee can weigh; the employee accepts it or replies."""
    skp = result.skp
    insist(skp, may_adjust_skp, by)
    stored = ResultPlan.objects.standing().get(pk=result.pk)
    indicators = list(Indicator.objects.standing().filter(result=stored).order_by("ordinal", "pk"))
    insist_fresh([stored, *indicators], version)
    drafts = {row.pk: _draft(row, adjustment.targets.get(row.pk)) for row in indicators}
    wording = replace(ResultDraft.of(stored), statement=adjustment.statement, kind=adjustment.kind)
    refuse([*wording.problems(), *_problems_of(drafts, skp), *_too_short(reason)])
    before, after = _changed(stored, wording, indicators, drafts)
    if not after:
        raise InvalidInput([Problem(_("Belum ada yang Anda ubah."), "statement")])
    follow(skp, by, at)
    transition(skp, verb="adjust", by=by, at=at, reason=reason)
    entry = speak(skp, Outcome.ADJUST, by, at, text=reason, result=stored, before=before, after=after)
    _reword(stored, wording, by, at)
    _retarget([(row, drafts[row.pk]) for row in indicators], by, at)
    telling.adjusted(skp, reason.strip(), by, at)
    return entry


@action
def reply_skp(*, skp: Skp, words: Words, by: Actor, at: datetime) -> None:
    """The employee does not agree to an adjustment and says why; the appraiser is on turn then."""
    require(may_answer_skp(by, skp))
    said = _said(skp, words, _("Tuliskan apa yang belum Anda setujui dan usulan Anda."))
    _say_back(skp, "reply", Outcome.REPLY, said, by=by, at=at)


@action
def accept_skp(*, skp: Skp, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Art 14(3): the employee agrees to what the appraiser adjusted. The appraiser proposed it, so both want the same, and
    that fixes the SKP. Not where a new appraiser came since, who has said nothing yet: then it goes there (II.C.7). `seen` as
    in `agree_skp`."""
    require(may_accept_skp(by, skp))
    insist_seen([(skp, seen)], hold([(skp, seen)], by, at))
    passed, adjustments = follow(skp, by, at) or taken_over(skp), open_adjustments(skp)
    if passed and skp.appraiser_id not in [entry.by_id for entry in adjustments[-1:]]:
        _speak_up(skp, "confirm", Outcome.AGREE, [(None, "")], by=by, at=at)
        telling.offered([skp], at)
        return
    fixer = adjustments[-1].by_name if adjustments else skp.appraiser.name
    fix([skp], {skp.pk: fixer}, by, at, own="accept", change="accept-change")
    telling.accepted(skp, at)


@action
def take_dialogue_up(*, skp: Skp, by: Actor, at: datetime) -> None:
    """II.C.5: the appraiser stayed silent until the end of January, so the employee goes on with the appraiser's superior.

    Raises Refused where it is too early, the appraiser did speak, or the ledger names no superior (saying who mends that).
    """
    require(may_take_up_dialogue(by, skp))
    follow(skp, by, at)
    stored: Skp = skp.lock()
    today = timezone.localdate(at)
    if silent_since(stored, today) is None:
        raise Refused(_(
            "Dialog dibawa kepada atasan penilai bila sampai tenggat SKP pejabat penilai belum menanggapi (Lampiran II.C.5). "
            "Saat ini belum demikian."
        ))
    superior = superior_of(stored, today)
    if superior is None:
        words = _("Atasan %(name)s belum tercatat untuk hari ini. ") % {"name": stored.appraiser.name}
        raise Refused(words + who_mends(by.agency_id, today))
    skp.dialogue_with, skp.dialogue_since = superior, today
    skp.save(update_fields=["dialogue_with", "dialogue_since"])
    speak(skp, Outcome.TAKE_UP, by, at, text=superior.name)
    note("skp.take-up", skp, by, at, before={"dialogue_with": None}, after={"dialogue_with": superior.pk, "name": superior.name})
    telling.taken_up(skp, at)


def field_of(result_id: int | None) -> str:
    """What the box for a result (None: the whole) is called on a form."""
    return WHOLE if result_id is None else f"result-{result_id}"


def _said(skp: Skp, words: Words, missing: str) -> Said:
    """What was really said, with the result. Raises InvalidInput for nothing, too much, or another SKP's result."""
    results: dict[int | None, ResultPlan | None] = {None: None, **{row.pk: row for row in results_to_discuss(skp)}}
    said = [(key, text.strip()) for key, text in words.items() if text.strip()]
    if not said:
        raise InvalidInput([Problem(missing, WHOLE)])
    refuse([Problem(_("Hasil kerja ini tidak ada dalam SKP ini."), field_of(key)) for key, _text in said if key not in results])
    refuse([
        Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST_TEXT}, field_of(key))
        for key, text in said if len(text) > LONGEST_TEXT
    ])
    return [(results[key], text) for key, text in said]


def _say_back(skp: Skp, verb: str, outcome: Outcome, said: Said, *, by: Actor, at: datetime) -> None:
    """The employee's words, told to whom the dialogue is held with."""
    _speak_up(skp, verb, outcome, said, by=by, at=at)
    telling.answered(skp, said[0][1], at)


def _speak_up(skp: Skp, verb: str, outcome: Outcome, said: Said, *, by: Actor, at: datetime) -> None:
    """Move the SKP along and put what was said into its dialogue."""
    follow(skp, by, at)
    transition(skp, verb=verb, by=by, at=at)
    for result, text in said:
        speak(skp, outcome, by, at, text=text, result=result)


def _draft(indicator: Indicator, target: Target | None) -> IndicatorDraft:
    draft = IndicatorDraft.of(indicator)
    if target is None:
        return draft
    return replace(draft, target_text=target.target_text, target=target.target, target_high=target.target_high)


def _problems_of(drafts: Mapping[int, IndicatorDraft], skp: Skp) -> list[Problem]:
    return [
        Problem(problem.reason, f"{problem.field}-{pk}")
        for pk, draft in drafts.items()
        for problem in draft.problems(measured=measured(skp))
    ]


def _too_short(reason: str) -> list[Problem]:
    if MINIMUM_REASON <= len(reason.strip()) <= LONGEST_TEXT:
        return []
    words = _("Tuliskan alasan yang dapat ditimbang pegawai: %(least)s sampai %(most)s huruf.")
    return [Problem(words % {"least": MINIMUM_REASON, "most": LONGEST_TEXT}, REASON)]


def _changed(
    stored: ResultPlan, wording: ResultDraft, indicators: list[Indicator], drafts: Mapping[int, IndicatorDraft]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What reads differently: before, after."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, was, new in (("statement", stored.statement, wording.statement.strip()), ("kind", stored.kind, wording.kind)):
        if was != new:
            before[name], after[name] = was, new
    for row in indicators:
        stood, stands = _target_of(IndicatorDraft.of(row)), _target_of(drafts[row.pk])
        if stood != stands:
            before.setdefault("targets", {})[str(row.pk)] = {"indicator": row.statement, **stood}
            after.setdefault("targets", {})[str(row.pk)] = {"indicator": row.statement, **stands}
    return before, after


def _target_of(draft: IndicatorDraft) -> dict[str, str]:
    values = draft.values()
    numbers = {name: "" if values[name] is None else format(values[name], "f") for name in ("target", "target_high")}
    return {"target_text": str(values["target_text"]), **{name: _trimmed(text) for name, text in numbers.items()}}


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _reword(stored: ResultPlan, wording: ResultDraft, by: Actor, at: datetime) -> None:
    before = values_of(stored)
    stored.statement, stored.kind = wording.statement.strip(), wording.kind
    after = values_of(stored)
    if before != after:
        stored.save(update_fields=["statement", "kind"])
        note("result.change", stored, by, at, before=before, after=after)


def _retarget(rows: Iterable[tuple[Indicator, IndicatorDraft]], by: Actor, at: datetime) -> None:
    for row, draft in rows:
        if _target_of(IndicatorDraft.of(row)) == _target_of(draft):
            continue
        before = values_of(row)
        row.target_text, row.target, row.target_high = _target_of(draft)["target_text"], draft.target, draft.target_high
        row.save(update_fields=["target_text", "target", "target_high"])
        note("indicator.change", row, by, at, before=before, after=values_of(row))
