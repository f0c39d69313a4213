"""The ten answers of `capaian rule`: options in, rule asked, answer out. No rule is written here."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from capaian.cli.given import Given, option
from capaian.cli.messages import UsageError
from capaian.cli.output import Answer
from capaian.evaluation.rules import distribution as distribution_rule
from capaian.evaluation.rules import legacy, pp46
from capaian.evaluation.rules.predikat import RATING_LABELS, decide, read_predikat, read_rating, what_would_change
from capaian.followup.rules import credit as credit_rule
from capaian.followup.rules import nine_box as nine_box_rule
from capaian.foundation.errors import InvalidInput, Problem
from capaian.governance.schemes import NoSuchValue, Scheme, SchemeValue, load
from capaian.kernel.periods import months_served
from capaian.kernel.rounding import plain, trimmed
from capaian.planning.rules import achievement as achievement_rule
from capaian.voice.rules import ikm as ikm_rule
from capaian.voice.rules import sample
from capaian.voice.rules.respondents import read_respondents

SEVERITIES = {
    distribution_rule.Severity.VIOLATION: "Di luar batas",
    distribution_rule.Severity.WARNING: "Peringatan",
    distribution_rule.Severity.NOTE: "Catatan",
}


def achievement(arguments: argparse.Namespace) -> Answer:
    """Achievement of one indicator; a missing target or realisation is a state, text in a number is refused."""
    given = Given(arguments)
    target, target_high = given.number("target"), given.number("target_high")
    realization, cap = given.number("realization"), given.number("cap")
    given.insist()
    scheme = load(arguments.scheme)
    limit = cap if cap is not None else _found(scheme, "achievement.cap").value
    done = achievement_rule.achievement(
        polarity=arguments.polarity, target=target, target_high=target_high, realization=realization, cap=limit,
        decimals=_found(scheme, "achievement.decimals").value,
    )  # fmt: skip
    pct = None if done.pct is None else plain(done.pct)
    values = {"achievement_pct": pct, "state": str(done.state), "reason": done.reason}
    words = {"Capaian": f"{pct} %" if pct else "—", "Keadaan": str(done.state)} | _if(done.reason, "Alasan")
    return Answer("Capaian indikator", values, words, scheme, done.steps)


def predikat(arguments: argparse.Namespace) -> Answer:
    """The cell of the 3×3 matrix, and what would have changed it."""
    ratings = _each(
        {name: getattr(arguments, name) for name in ("result", "behaviour")}, lambda name, text: read_rating(text, field=name)
    )
    scheme = load(arguments.scheme)
    matrix = _found(scheme, "predikat.matrix")
    done = decide(matrix=matrix.value, article=matrix.source, **ratings)
    words = {"Predikat": done.value.label}
    for change in what_would_change(matrix=matrix.value, **ratings):
        words[f"Menjadi {change.predikat.label} bila"] = (
            f"hasil kerja {RATING_LABELS[change.result].lower()} dan perilaku {RATING_LABELS[change.behaviour].lower()}"
        )
    return Answer("Predikat kinerja", {"predikat": str(done.value)}, words, scheme, done.steps)


def distribution(arguments: argparse.Namespace) -> Answer:
    """Which share of a unit is off its guidance, and by how much."""
    counts = _counts(arguments.counts)
    scheme = load(arguments.scheme)
    level = arguments.organisation.strip().upper().replace(" ", "_").replace("-", "_")
    level = {"CUKUP": "BUTUH_PERBAIKAN"}.get(level, level)
    found = distribution_rule.check(organisation=level, counts=counts, **_parameters(distribution_rule.parameters, scheme))
    words = {f"{at}. {SEVERITIES[one.severity]}": one.message for at, one in enumerate(found, start=1)}
    patterns = scheme.get("distribution.patterns")
    steps = distribution_rule.compared(patterns=patterns.value, organisation=level, counts=counts, article=patterns.source)
    return Answer(
        "Sebaran predikat (anjuran, tidak mengubah predikat siapa pun)", {"findings": [one.as_json() for one in found]},
        words or {"Hasil": "sesuai pola"}, scheme, steps,
    )  # fmt: skip


def iki_score(arguments: argparse.Namespace) -> Answer:
    """Category and score of an achievement under PermenPANRB 8/2021."""
    given = Given(arguments)
    pct = given.number("achievement")
    scheme = load(arguments.scheme)
    done = legacy.iki_score(
        achievement=_there(given, "achievement", pct), target_is_maximum=arguments.target_is_maximum,
        **_parameters(legacy.iki_parameters, scheme),
    )  # fmt: skip
    values = {"category": done.category, "score": plain(done.score)}
    return Answer("Nilai IKI", values, {"Kategori": done.label, "Nilai": trimmed(done.score)}, scheme, done.steps)


def total(arguments: argparse.Namespace) -> Answer:
    """The yearly score and predikat under PP 30/2019."""
    given = Given(arguments)
    skp, behaviour = given.number("skp"), given.number("behaviour")
    scheme = load(arguments.scheme)
    done = legacy.total(
        skp=_there(given, "skp", skp), behaviour=_there(given, "behaviour", behaviour), peer_input=arguments.peer_input,
        new_idea=arguments.new_idea, **_parameters(legacy.total_parameters, scheme),
    )  # fmt: skip
    values = {"total": trimmed(done.total), "predikat": str(done.predikat)}
    return Answer("Nilai kinerja", values, {"Nilai": trimmed(done.total), "Predikat": done.label}, scheme, done.steps)


def pp46_row(arguments: argparse.Namespace) -> Answer:
    """Sum and value of one row under PP 46/2011."""
    given = Given(arguments)
    read = {name: given.number(name) for aspect in pp46.ASPECTS for name in (f"target_{aspect}", aspect)}
    if not given.problems and (read["target_cost"] is None) != (read["cost"] is None):
        given.problems.append("--cost dan --target-cost: isi keduanya atau tidak sama sekali")
    given.insist()
    scheme = load(arguments.scheme)
    pairs: dict[str, Any] = {
        name: pp46.Pair(_there(given, f"target_{name}", read[f"target_{name}"]), _there(given, name, read[name]))
        for name in pp46.ASPECTS
        if name != "cost" or read["cost"] is not None
    }
    done = pp46.row(**pairs, **_parameters(pp46.parameters, scheme))
    values = {"sum": plain(done.sum), "value": plain(done.value)}
    words = {pp46.ASPECTS[name].capitalize(): plain(value) for name, value in done.aspects.items()}
    return Answer("Baris SKP", values, words | {"Jumlah": values["sum"], "Nilai": values["value"]}, scheme, done.steps)


def credit(arguments: argparse.Namespace) -> Answer:
    """Credit points for months, or for the months elapsed between two days."""
    given = Given(arguments)
    months, start, end = given.whole("months"), given.day("from"), given.day("to")
    decimals = given.whole("decimals")
    given.insist()
    scheme = load(arguments.scheme)
    parameters = _parameters(credit_rule.parameters, scheme)
    if decimals is not None:
        parameters["decimals"] = decimals
    done = credit_rule.credit(
        level=arguments.level.strip().lower().replace(" ", "-"), predikat=read_predikat(arguments.predikat),
        months=_months(months, start, end), **parameters,
    )  # fmt: skip
    return Answer("Angka kredit", {"credit": plain(done.value)}, {"Angka kredit": plain(done.value)}, scheme, done.steps)


def ikm(arguments: argparse.Namespace) -> Answer:
    """The satisfaction index from means or from the answers of respondents."""
    nrr = _means(arguments)
    scheme = load(arguments.scheme)
    done = ikm_rule.ikm(nrr=nrr, weight=arguments.weight, **_parameters(ikm_rule.parameters, scheme))
    values = {
        "nrr": [plain(one) for one in done.nrr], "index": plain(done.index), "ikm": plain(done.ikm), "grade": done.grade,
    }  # fmt: skip
    words = {
        "NRR": ", ".join(f"{name} {plain(one)}" for name, one in zip(nrr, done.nrr, strict=True)),
        "Indeks": plain(done.index), "IKM": plain(done.ikm), "Mutu": f"{done.grade} ({done.label})",
    }  # fmt: skip
    return Answer("Indeks kepuasan masyarakat", values, words, scheme, done.steps)


def sample_size(arguments: argparse.Namespace) -> Answer:
    """How many respondents a population needs."""
    given = Given(arguments)
    population = given.whole("population")
    scheme = load(arguments.scheme)
    done = sample.sample_size(population=_there(given, "population", population), **_parameters(sample.parameters, scheme))
    return Answer("Jumlah responden", {"sample": str(done.value)}, {"Responden": str(done.value)}, scheme, done.steps)


def nine_box(arguments: argparse.Namespace) -> Answer:
    """The talent box and what is recommended for it."""
    scheme = load(arguments.scheme)
    done = nine_box_rule.nine_box(
        potential=arguments.potential, performance=arguments.performance, **_parameters(nine_box_rule.parameters, scheme)
    )
    values = {"box": str(done.number), "recommendation": done.recommendation}
    pool = "ya" if done.in_succession_pool else "tidak"
    words = {"Kotak": str(done.number), "Anjuran": done.recommendation, "Kelompok rencana suksesi": pool}
    return Answer("Kotak talenta", values, words, scheme, done.steps)


def _there(given: Given, name: str, value: Any) -> Any:
    """The value, after all problems met so far and its own absence were reported."""
    if value is None and not given.problems:
        given.problems.append(f"{option(name)}: wajib diisi")
    given.insist()
    return value


def _months(months: int | None, start: date | None, end: date | None) -> int:
    if months is not None and start is None and end is None:
        return months
    if months is not None or start is None or end is None:
        raise UsageError(["isi --months saja, atau --from dan --to bersama"])
    if end < start:
        raise UsageError([f"--to: {end} lebih awal daripada --from {start}"])
    return months_served(start, end)


def _means(arguments: argparse.Namespace) -> Mapping[str, Fraction | Decimal]:
    if arguments.file is not None:
        return dict(ikm_rule.element_means(read_respondents(_text(Path(arguments.file)), file=Path(arguments.file).name)))
    given = Given(arguments)
    values = given.numbers("nrr")
    given.insist()
    return {f"U{at}": value for at, value in enumerate(values, start=1)}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError([f"{path.name}: bukan teks UTF-8; simpan ulang sebagai CSV UTF-8"]) from error
    except OSError as error:
        raise UsageError([f"{path}: tidak dapat dibuka ({error.strerror})"]) from error


def _counts(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    problems: list[Problem] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, number = part.partition("=")
        try:
            key = str(read_predikat(name, field="counts"))
        except InvalidInput as error:
            problems += error.problems
            continue
        if not number.strip().isascii() or not number.strip().isdigit():
            problems.append(Problem(f"“{part}” harus seperti B=14 dengan bilangan bulat", "counts"))
        elif key in counts:
            problems.append(Problem(f"{name.strip()} ditulis dua kali", "counts"))
        else:
            counts[key] = int(number)
    if problems:
        raise InvalidInput(problems)
    return counts


def _each(texts: Mapping[str, str], read: Any) -> dict[str, Any]:
    """Read each text; all problems at once."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        try:
            values[name] = read(name, text)
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return values


def _found(scheme: Scheme, key: str) -> SchemeValue:
    """The value of one key, or the reason on the command line why this scheme has none."""
    found: SchemeValue = _parameters(lambda chosen: {key: chosen.get(key)}, scheme)[key]
    return found


def _parameters(read: Any, scheme: Scheme) -> dict[str, Any]:
    try:
        return dict(read(scheme))
    except NoSuchValue as error:
        raise UsageError([f"--scheme: {error}"]) from error


def _if(text: str, name: str) -> dict[str, str]:
    return {name: text} if text else {}
