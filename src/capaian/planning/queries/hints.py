"""What the linter has to know around the words: one's own plan, last year's, and colleagues with the same indicator."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.governance.queries import scheme_for
from capaian.planning import workflow
from capaian.planning.models import HintExemption, HintSwitch, Indicator, ObjectiveIndicator, ResultKind, ResultPlan, Skp
from capaian.planning.queries.family import leads, measured
from capaian.planning.queries.past import realised_by
from capaian.planning.rules.linting import SAMPLES, Code, Context, Hint, Kind, Peers, Worded, essence, hints
from capaian.planning.rules.linting.absolute import absolute_word

WEIGHTS = "plan.weights_total"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: in whose plan, under which result, and which stored rows they replace. All may be missing."""

    skp: Skp | None = None
    result: int | None = None
    indicator: int | None = None
    year: int | None = None  # of an objective
    is_key: bool = False  # a key indicator (IKU) of an objective
    baseline: Decimal | None = None


def hints_for(actor: Actor, about: Worded, place: Place) -> tuple[Hint, ...]:
    """The hints about words that are being written, for one agency's taste. At most ten queries."""
    if not about.statement.strip():
        return ()
    about = _with_exemption(about, place.skp.employee_id if place.skp else actor.employee_id)
    return hints(about, context_of(actor.agency_id, about, place))


def context_of(agency_id: int, about: Worded, place: Place) -> Context:
    """Everything around the words."""
    skp = place.skp
    year = place.year
    asks_weights = "bobot" in f"{about.statement} {about.target_text}".lower()
    span = (skp.start, skp.end) if skp else (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    total = _weights(agency_id, span[0]) if asks_weights else None
    return Context(
        off=switched_off(agency_id), start=span[0], end=span[1], is_staff=skp is not None and not leads(skp),
        is_additional=_is_additional(about, place), qualitative=skp is not None and not measured(skp),
        wants_baseline=place.is_key, baseline=_baseline(place),
        last_year=_last_year(skp, about) if skp else None, others=_others(place, about.kind),
        peers=_peers(skp, about) if skp else Peers(), weights_total=total,
        weighed=() if total is None else _weighed(place, about.kind),
        workplace=f"{skp.position.title} {skp.position.unit.name}" if skp else "",
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A hint with the words it is about, where several are written side by side."""

    hint: Hint
    words: str = ""


MOST_CELLS = 60


def hints_for_cells(actor: Actor, texts: Iterable[str]) -> list[Said]:
    """The hints about several role-results of a matrix at once, each beside the others. One query."""
    wanted = [text.strip() for text in texts if text.strip() and not text.strip().upper().startswith("TIDAK ADA PERAN")]
    off, wanted = switched_off(actor.agency_id), wanted[:MOST_CELLS]
    return [
        Said(hint, text) for number, text in enumerate(wanted)
        for hint in hints(Worded(text, kind=Kind.RESULT), Context(off=off, is_staff=True, others=tuple(wanted[:number])))
    ]


@dataclass(frozen=True, slots=True)
class Switch:
    """One hint with whether it is on, and who switched it when and why."""

    code: str
    label: str
    off: bool
    row: HintSwitch | None
    sample: str  # words that draw it


def labels() -> dict[str, str]:
    """What each hint is called."""
    return {
        Code.NOT_MEASURABLE: _("Tidak terukur"), Code.NO_UNIT: _("Tanpa satuan"), Code.NO_BASELINE: _("Tanpa data awal"),
        Code.ACTIVITY: _("Kegiatan, bukan hasil"), Code.CATEGORY: _("Jenis pekerjaan, bukan hasil"),
        Code.BELOW_LAST_YEAR: _("Target di bawah realisasi tahun lalu"), Code.SAME_FOR_ALL: _("Target sama untuk semua orang"),
        Code.IMPOSSIBLE: _("Target mustahil"), Code.ABSOLUTE: _("Kata-kata mutlak"),
        Code.POLARITY: _("Arah berlawanan dengan kata-katanya"), Code.DUPLICATE: _("Tertulis dua kali"),
        Code.WEIGHTS: _("Jumlah bobot tidak sesuai"), Code.DEADLINE: _("Batas waktu di luar masa SKP"),
    }


def switches_for(actor: Actor) -> list[Switch]:
    """Every hint of the linter with its newest switch."""
    newest = _newest(actor.agency_id)
    return [
        Switch(code, label, code in newest and newest[code].off, newest.get(code), SAMPLES[Code(code)][0].statement)
        for code, label in labels().items()
    ]


def switched_off(agency_id: int) -> frozenset[str]:
    """The codes that the agency does not want. One query."""
    return frozenset(code for code, row in _newest(agency_id).items() if row.off)


def digest_of(statement: str, target_text: str = "") -> str:
    """The words an exemption was named for, whatever their spaces and capitals."""
    return hashlib.sha256(" ".join(f"{statement}\n{target_text}".lower().split()).encode()).hexdigest()


def exemption_of(employee_id: int, statement: str, target_text: str = "") -> str:
    """Which of the four exceptions somebody named for these words, or ""."""
    rows = HintExemption.objects.filter(employee_id=employee_id, digest=digest_of(statement, target_text)).order_by("-pk")
    return rows.values_list("kind", flat=True).first() or ""


def _newest(agency_id: int) -> dict[str, HintSwitch]:
    return {row.code: row for row in HintSwitch.objects.filter(agency_id=agency_id).order_by("pk")}


def _with_exemption(about: Worded, employee_id: int) -> Worded:
    if about.exemption:
        return about
    return Worded(
        about.statement, about.kind, about.target_text, about.target, about.target_high, about.unit, about.polarity,
        exemption_of(employee_id, about.statement, about.target_text),
    )


def _others(place: Place, kind: Kind) -> tuple[str, ...]:
    """The statements beside this one: results of the plan, or indicators of the result. Of this plan only: the numbers come
    from an address."""
    if place.skp is None:
        return ()
    if kind is Kind.RESULT:
        rows = ResultPlan.objects.standing().filter(skp=place.skp).exclude(pk=place.result)
    elif kind is Kind.INDICATOR and place.result is not None:
        beside = Indicator.objects.standing().filter(result_id=place.result, result__skp=place.skp)
        rows = beside.exclude(pk=place.indicator)
    else:
        return ()
    return tuple(rows.values_list("statement", flat=True))


def _is_additional(about: Worded, place: Place) -> bool:
    """Whether the words belong to an additional result; asked only where that matters, of a result that is stored."""
    if place.skp is None or place.result is None or not (absolute_word(about.statement) or absolute_word(about.target_text)):
        return False
    return ResultPlan.objects.filter(pk=place.result, skp=place.skp, kind=ResultKind.ADDITIONAL).exists()


def _weighed(place: Place, kind: Kind) -> tuple[str, ...]:
    """What else of the SKP may name a weight: its other results, or all its other indicators, of every result."""
    if kind is Kind.RESULT or place.skp is None:
        return _others(place, kind)
    rows = Indicator.objects.standing().filter(result__skp=place.skp, result__dropped_on=None).exclude(pk=place.indicator)
    return tuple("\n".join(words) for words in rows.values_list("statement", "target_text"))


def _peers(skp: Skp, about: Worded) -> Peers:
    """Colleagues of the same unit and year whose plan has this indicator in the same words, and how many with this target."""
    if about.kind is not Kind.INDICATOR or about.target is None:
        return Peers()
    rows = Indicator.objects.standing().filter(
        result__skp__in=Skp.objects.standing(), result__skp__performance_year_id=skp.performance_year_id,
        result__skp__position__unit_id=skp.position.unit_id, statement__iexact=about.statement.strip(),
    ).exclude(result__skp__employee_id=skp.employee_id)
    targets: dict[int, set[tuple[Decimal | None, Decimal | None]]] = {}
    for employee_id, low, high in rows.values_list("result__skp__employee_id", "target", "target_high"):
        targets.setdefault(employee_id, set()).add((low, high))
    same = sum((about.target, about.target_high) in found for found in targets.values())
    return Peers(len(targets), same)


def _last_year(skp: Skp, about: Worded) -> Decimal | None:
    """What the person's own indicator of the same meaning and unit came to in the year before; only agreed plans count."""
    if about.kind is not Kind.INDICATOR or about.target is None:
        return None
    year = skp.performance_year.year - 1
    rows = Indicator.objects.standing().filter(
        result__skp__in=Skp.objects.standing().filter(
            employee_id=skp.employee_id, performance_year__year=year, state=workflow.AGREED
        )
    )
    mine, unit = essence(about.statement), about.unit.strip().lower()
    alike = [pk for pk, statement, of in rows.values_list("pk", "statement", "unit")
             if essence(statement) == mine and of.strip().lower() == unit]
    found = realised_by(alike, date(year, 12, 31))
    return found[max(found)] if found else None


def _baseline(place: Place) -> Decimal | None:
    """What the form says, or the key indicator that a stored indicator takes over."""
    if place.baseline is not None or place.indicator is None or place.skp is None:
        return place.baseline
    rows = ObjectiveIndicator.objects.filter(taken_over_by=place.indicator, taken_over_by__result__skp=place.skp)
    return rows.values_list("baseline", flat=True).first()


def _weights(agency_id: int, day: date | None) -> Decimal | None:
    """What weights must sum to, where the agency's scheme asks for it: a value of its own, dated and with its source. No
    published scheme does, for PermenPANRB 6/2022 knows no weights."""
    if day is None:
        return None
    try:
        found = scheme_for(agency_id, day).find(WEIGHTS, day)
    except Refused:  # no scheme yet: nothing is asked
        return None
    return found.value if found is not None else None
