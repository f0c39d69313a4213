"""The strategic chain as a sheet: the records in that shape, and a file held against them without changing anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import F

from capaian.foundation.models import StoredFile
from capaian.governance.models import PerformanceYear
from capaian.kernel.numbers import trimmed
from capaian.people.models import Unit
from capaian.planning import workflow
from capaian.planning.models import BudgetLine, Objective, ObjectiveIndicator, PerformanceAgreement, StrategicPlan
from capaian.planning.queries.chain import as_tree, place_of, whole
from capaian.planning.queries.sheets import sheet_of
from capaian.planning.rules.chain import DESCRIBED, LEVELS, POLARITIES, ChainRow, Key, chain_fields, read_chain_row, years_in
from capaian.planning.rules.chain_file import OURS, KnownChain, KnownIndicator, KnownObjective, judge_chain
from capaian.planning.rules.need_sheet import plain_words
from capaian.planning.rules.objectives import AGREEMENT, RPJMD, Place

MANY = 500
"""Rows above which applying is a job."""


def judged_chain(agency_id: int, stored: StoredFile) -> list[ChainRow]:
    """Every row of the file with its outcome. Raises InvalidInput for a file that cannot be used as a whole."""
    given = sheet_of(stored, lambda headings: chain_fields(years_in(headings)))
    years = years_in(given.sheet.headings)
    rows = [read_chain_row(number, cells, years) for number, cells in given.rows()]
    return judge_chain(rows, known_chain(agency_id))


def key_of(objective: Objective) -> Key:
    """By what an objective is named in a sheet; one without a code by its number here."""
    return objective.unit.code, objective.code or f"{OURS}{objective.pk}"


def known_chain(agency_id: int) -> KnownChain:
    """The whole chain of an agency, for the rules. Eight queries at any length."""
    units = dict(Unit.objects.filter(agency_id=agency_id).values_list("code", "parent_id"))
    objectives = list(_all(agency_id))
    keys = {one.pk: key_of(one) for one in objectives}
    plans = StrategicPlan.objects.filter(agency_id=agency_id)
    spans = plans.values_list("kind", "unit__code", "title", "first_year", "last_year")
    fixed = PerformanceAgreement.objects.filter(unit__agency_id=agency_id, state=workflow.FIXED)
    programs = _programs(agency_id)
    return KnownChain(
        units=frozenset(units), root=next((code for code, parent in sorted(units.items()) if parent is None), ""),
        objectives={keys[one.pk]: _known(one, keys, programs.get(one.pk, {})) for one in objectives},
        plans={(kind, code or "", plain_words(title)): (first, last) for kind, code, title, first, last in spans},
        years=frozenset(PerformanceYear.objects.filter(agency_id=agency_id).values_list("year", flat=True)),
        fixed=frozenset(fixed.values_list("unit__code", "performance_year__year")),
    )


def chain_years(agency_id: int) -> tuple[int, ...]:
    """The years for which the chain has targets, or those of its plans."""
    years: set[int] = set()
    for first, last in StrategicPlan.objects.filter(agency_id=agency_id).values_list("first_year", "last_year"):
        years |= set(range(first, last + 1))
    years |= set(PerformanceYear.objects.filter(agency_id=agency_id).values_list("year", flat=True))
    return tuple(sorted(years))


def chain_rows(agency_id: int, years: Sequence[int]) -> Iterator[Sequence[str]]:
    """The chain in the shape in which it comes in: parents before what serves them, an indicator or a programme a row."""
    rows = list(_all(agency_id))
    lines = _lines(agency_id)
    keys = {one.pk: key_of(one) for one in rows}
    codes = [code for _unit, code in keys.values()]
    for branch in as_tree(rows):
        one = branch.objective
        parent = keys.get(one.parent_id or 0)
        # A parent's code that several units use is only found again from its own unit.
        named = parent[1] if parent and (parent[0] == keys[one.pk][0] or codes.count(parent[1]) == 1) else ""
        money: list[BudgetLine | None] = list(lines.get(one.pk, []))
        indicators: list[ObjectiveIndicator | None] = list(one.indicators.all())
        for place in range(max(1, len(indicators), len(money))):
            indicator = indicators[place] if place < len(indicators) else None
            line = money[place] if place < len(money) else None
            yield [
                *_of_objective(one, keys[one.pk], named), *_of_indicator(indicator, place_of(one), years),
                *([line.program, trimmed(line.amount), line.source] if line else ["", "", ""]),
            ]


def _of_objective(one: Objective, key: Key, parent: str) -> list[str]:
    place = place_of(one)
    plan = one.plan.title if one.plan else ""
    statement = " ".join(one.statement.split())
    return [LEVELS[place.kind][0], plan, str(place.first_year), str(place.last_year), *key, parent, statement]


def _of_indicator(indicator: ObjectiveIndicator | None, place: Place, years: Sequence[int]) -> list[str]:
    if indicator is None:
        return [""] * (6 + len(years))
    known = _indicator(indicator, place)
    about = {**known.values, "polarity": POLARITIES[known.values["polarity"]][0]}
    targets = [_bare(known.targets.get(year, "")) for year in years]
    return [" ".join(indicator.statement.split()), *(about[name] for name in DESCRIBED), *targets]


def _bare(text: str) -> str:
    """A printed target that is nothing but a number, as machines write it; the reverse of `rules.chain.read_target`."""
    plain = text.replace(".", "").replace(",", ".")
    return plain if text and plain.lstrip("-").replace(".", "", 1).isdigit() else text


def _all(agency_id: int) -> Iterator[Objective]:
    rows = whole(Objective.objects.filter(unit__agency_id=agency_id))
    kind = F("plan__kind").desc(nulls_last=True)
    yield from rows.order_by(kind, "plan__first_year", "performance_year__year", "unit__path", "ordinal", "pk")


def _known(one: Objective, keys: dict[int, Key], programs: dict[str, str]) -> KnownObjective:
    place = place_of(one)
    if one.plan is not None:
        owner = "" if place.kind == RPJMD or one.plan.unit is None else one.plan.unit.code
        place = Place(place.kind, (owner, plain_words(one.plan.title)), place.first_year, place.last_year)
    return KnownObjective(
        place, one.statement, keys.get(one.parent_id or 0),
        {plain_words(row.statement): _indicator(row, place) for row in one.indicators.all()}, programs,
    )


def _indicator(row: ObjectiveIndicator, place: Place) -> KnownIndicator:
    values: dict[str, str] = {
        "formula": " ".join(row.formula.split()), "measure": row.unit, "polarity": row.polarity,
        "baseline": "" if row.baseline is None else trimmed(row.baseline),
        "baseline_year": str(row.baseline_year or ""),
    }
    targets = {target.year: target.target_text for target in row.year_targets.all()}
    return KnownIndicator(values, {place.first_year: row.target_text} if place.kind == AGREEMENT else targets)


def _lines(agency_id: int) -> dict[int, list[BudgetLine]]:
    """The budget lines that name an objective, by it."""
    rows = BudgetLine.objects.filter(agreement__unit__agency_id=agency_id, objective__isnull=False).order_by("ordinal", "pk")
    found: dict[int, list[BudgetLine]] = {}
    for row in rows:
        found.setdefault(row.objective_id or 0, []).append(row)
    return found


def _programs(agency_id: int) -> dict[int, dict[str, str]]:
    return {
        pk: {plain_words(line.program): trimmed(line.amount) for line in lines} for pk, lines in _lines(agency_id).items()
    }

