"""Reading the indicator library: everybody of the agency may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor, Role
from capaian.people.models import Employee, RoleGrant
from capaian.people.permissions.scope import manages_agency
from capaian.people.queries import held_on
from capaian.planning import workflow
from capaian.planning.models import (
    Aspect,
    ControlLevel,
    Indicator,
    LibraryIndicator,
    LibraryIndicatorStatus,
    LibraryVersion,
    Measurement,
    ObjectiveIndicator,
    Polarity,
    Rhythm,
)
from capaian.planning.rules.library import NAMES, Change, Content, difference

CHOICES: Mapping[str, Sequence[str]] = {
    "polarity": Polarity.values, "aspect": Aspect.values, "measurement": Measurement.values, "control": ControlLevel.values,
    "rhythm": Rhythm.values,
}
LABELS: Mapping[str, Mapping[str, object]] = {
    "polarity": dict(Polarity.choices), "aspect": dict(Aspect.choices), "measurement": dict(Measurement.choices),
    "control": dict(ControlLevel.choices), "rhythm": dict(Rhythm.choices),
}
SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """What of the library is wanted, from the address."""

    search: str = ""
    state: str = workflow.APPROVED
    aspect: str = ""

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> LibraryFilter:
        state = sent.get("state", workflow.APPROVED)
        aspect = sent.get("aspect", "")
        return cls(
            search=sent.get("q", "").strip()[:100],
            state=state if state in (*workflow.LIBRARY.labels, "all") else workflow.APPROVED,
            aspect=aspect if aspect in Aspect.values else "",
        )


def library_for(actor: Actor, wanted: LibraryFilter) -> QuerySet[LibraryIndicator]:
    """The agency's indicators as their newest version reads, by name; `used` counts plans and key indicators."""
    newest = LibraryVersion.objects.filter(indicator=OuterRef("pk")).order_by("-number")
    rows = LibraryIndicator.objects.filter(agency_id=actor.agency_id).select_related("owner").annotate(
        **{name: Subquery(newest.values(name)[:1]) for name in ("name", "unit", "aspect", "control", "number")},
        used=Count("versions__indicators", distinct=True) + Count("versions__objective_indicators", distinct=True),
    )
    if wanted.state != "all":
        rows = rows.filter(state=wanted.state)
    if wanted.aspect:
        rows = rows.filter(aspect=wanted.aspect)
    if wanted.search:
        words = {f"{field}__icontains": wanted.search for field in ("name", "code", "owner__name")}
        rows = rows.filter(Q(*words.items(), _connector=Q.OR))
    ordered: QuerySet[LibraryIndicator] = rows.order_by("name", "pk")
    return ordered


def waiting_rows(actor: Actor) -> QuerySet[LibraryIndicator]:
    """Wordings that wait for this person's approval; nothing, without a query, for who approves none."""
    if not manages_agency(actor):
        return LibraryIndicator.objects.none()
    return LibraryIndicator.objects.filter(agency_id=actor.agency_id, state=workflow.OFFERED)


def waiting_for(actor: Actor) -> int:
    """How many wordings wait for this person's approval."""
    return waiting_rows(actor).count()


def told_of(count: int) -> dict[str, str]:
    """The row for the home page."""
    title = ngettext("%(count)d indikator kamus menunggu persetujuan", "%(count)d indikator kamus menunggu persetujuan", count)
    return {
        "title": title % {"count": count}, "note": _("Setelah disetujui, rumusannya tidak ditulis ulang"),
        "href": reverse("planning:library_list") + f"?state={workflow.OFFERED}", "action": _("Putuskan"), "kind": "plain",
        "column": "todo",
    }


def get_library_indicator_for(actor: Actor, pk: int) -> LibraryIndicator:
    """One indicator of one's agency, with its owner. Http404 for another agency's."""
    rows = LibraryIndicator.objects.filter(pk=pk, agency_id=actor.agency_id)
    row: LibraryIndicator | None = rows.select_related("owner").first()
    if row is None:
        raise Http404
    return row


def versions_of(indicator: LibraryIndicator) -> list[LibraryVersion]:
    """Every wording, the newest first; `used` counts what rests on each."""
    rows = LibraryVersion.objects.filter(indicator=indicator).annotate(
        used=Count("indicators", distinct=True) + Count("objective_indicators", distinct=True)
    )
    return list(rows.order_by("-number"))


def open_version(indicator: LibraryIndicator) -> LibraryVersion | None:
    """The wording that is being drafted or waits for approval."""
    return LibraryVersion.objects.filter(indicator=indicator, approved_at__isnull=True).first()


def newest_version(indicator: LibraryIndicator) -> LibraryVersion:
    """The newest wording, approved or not; every indicator has one."""
    newest: LibraryVersion = LibraryVersion.objects.filter(indicator=indicator).order_by("-number")[0]
    return newest


def content_of(version: LibraryVersion) -> Content:
    """A stored wording as a value."""
    return Content(**{name: getattr(version, name) for name in NAMES})


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field that two wordings say differently, as on screen."""

    label: str
    before: str
    after: str


def shown(changes: Sequence[Change]) -> list[ShownChange]:
    """Changes with the words that stand on the screen."""
    return [ShownChange(label_of(one.field), value_of(one.field, one.before), value_of(one.field, one.after)) for one in changes]


def label_of(name: str) -> str:
    """What a field is called on the screen."""
    return str(getattr(LibraryVersion._meta.get_field(name), "verbose_name", name))


def value_of(name: str, value: str) -> str:
    """A field's value in words."""
    return str(LABELS[name].get(value, value)) if name in LABELS else value


def changes_between(before: LibraryVersion, after: LibraryVersion) -> list[ShownChange]:
    """What a version says differently from an earlier one."""
    return shown(difference(content_of(before), content_of(after)))


def offered_versions(agency_id: int) -> QuerySet[LibraryVersion]:
    """The newest approved wording of each indicator that is in use, also while its next version is being drafted."""
    approved = LibraryVersion.objects.filter(indicator=OuterRef("indicator"), approved_at__isnull=False).order_by("-number")
    return (
        LibraryVersion.objects.filter(indicator__agency_id=agency_id, number=Subquery(approved.values("number")[:1]))
        .exclude(indicator__state=workflow.RETIRED)
        .select_related("indicator")
        .order_by("name", "pk")
    )


def suggestions_for(actor: Actor, text: str) -> list[LibraryVersion]:
    """A few wordings that match what was typed."""
    wanted = text.strip()
    if not wanted:
        return []
    found = offered_versions(actor.agency_id).filter(Q(name__icontains=wanted) | Q(indicator__code__icontains=wanted))
    return list(found[:SUGGESTIONS])


def written(version: LibraryVersion) -> str:
    """How a wording is named in a lookup: its code, then its name."""
    return f"{version.indicator.code} · {version.name}"


def chosen_version(agency_id: int, text: str) -> LibraryVersion | None:
    """The wording that somebody typed or took from the suggestions; None where it is not in the library."""
    code = text.partition(" · ")[0].strip()
    return offered_versions(agency_id).filter(Q(indicator__code=code) | Q(name__iexact=text.strip())).first() if code else None


def get_version_for(actor: Actor, pk: int) -> LibraryVersion:
    """One approved wording of one's agency. Http404 for any other."""
    rows = LibraryVersion.objects.filter(pk=pk, indicator__agency_id=actor.agency_id, approved_at__isnull=False)
    row: LibraryVersion | None = rows.first()
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class Manual:
    """Form A.1.3, field by field: one sheet per indicator (II.A.3, p.38). `control` and `rhythm` are slugs for the boxes."""

    result: str
    indicator: str
    target: str
    purpose: str
    definition: str
    formula: str
    unit: str
    control: str
    data_source: str
    rhythm: str
    source: str  # "library" where the library's wording stands behind it, "" where only the SKP's own
    missing: tuple[str, ...]  # labels of obligatory fields that nothing fills


def manual_of(indicator: Indicator) -> Manual:
    """The manual of an indicator, from the library's wording it follows and from what the key indicator says. No query where
    `result`, `definition` and `objective_indicator__definition` were fetched with it."""
    version = indicator.definition
    key: ObjectiveIndicator | None = indicator.objective_indicator
    if version is None and key is not None:
        version = key.definition
    content = content_of(version) if version is not None else Content("", "", "", control=indicator.control, rhythm="")
    filled = {
        _("Tujuan"): content.purpose, _("Definisi"): content.definition, _("Sumber data"): content.data_source,
        _("Kualitas dan tingkat kendali"): indicator.control or content.control, _("Periode pelaporan"): content.rhythm,
    }
    return Manual(
        result=indicator.result.statement, indicator=indicator.statement, target=indicator.target_text,
        purpose=content.purpose, definition=content.definition, formula=content.formula or (key.formula if key else ""),
        unit=indicator.unit or content.unit, control=indicator.control or content.control, data_source=content.data_source,
        rhythm=content.rhythm, source="library" if version else "",
        missing=tuple(name for name, text in filled.items() if not text),
    )


def with_manual(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Indicators with everything `manual_of` reads, for a page or a document of many."""
    return rows.select_related("result", "definition", "objective_indicator__definition")


FACTS = (
    "definition", "purpose", "formula", "unit", "polarity", "aspect", "measurement", "control", "data_source", "rhythm",
    "good_example", "bad_example",
)


def facts_of(version: LibraryVersion) -> list[tuple[str, str]]:
    """(label, words) of a wording in the order of form A.1.3; what is missing is an empty text."""
    return [(label_of(name), value_of(name, getattr(version, name))) for name in FACTS]


def deciders_of(agency_id: int, day: date) -> set[int]:
    """The accounts of those who approve for this agency."""
    grants = RoleGrant.objects.filter(held_on(day), role=Role.PERFORMANCE_MANAGER, employee__agency_id=agency_id)
    return set(grants.filter(employee__user__isnull=False).values_list("employee__user_id", flat=True))


def offered_by(indicator: LibraryIndicator) -> set[int]:
    """The account of who offered it last; empty for what was taken from another agency."""
    rows = LibraryIndicatorStatus.objects.filter(record=indicator, state=workflow.OFFERED).order_by("-pk").values("by_id")
    found = Employee.objects.filter(pk=Subquery(rows[:1]), agency_id=indicator.agency_id, user__isnull=False)
    return set(found.values_list("user_id", flat=True))


def history_of(indicator: LibraryIndicator) -> list[LibraryIndicatorStatus]:
    """What was decided, the newest first."""
    return list(LibraryIndicatorStatus.objects.filter(record=indicator).order_by("-pk"))
