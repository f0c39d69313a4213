"""Every worked case of `governance/schemes/cases/`, answered through the command line. The form: its README."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from capaian.cli.main import main
from capaian.followup.rules.credit import accumulate
from capaian.kernel.rounding import half_up

CASES = Path(__file__).parents[1] / "src/capaian/governance/schemes/cases"
KEYS = {"id", "source", "rule", "inputs", "expected", "published", "quirk", "refused"}


def _read(path: Path) -> list[dict[str, Any]]:
    loader = YAML(typ="base")  # every scalar stays the text that was written: no float, no date
    document = loader.load(path.read_text(encoding="utf-8"))
    found = list(document.get("cases", []))
    for table in document.get("tables", []):
        found += [_row(table, at, row) for at, row in enumerate(table["rows"], start=1)]
    return found


def _row(table: dict[str, Any], at: int, row: list[Any]) -> dict[str, Any]:
    case: dict[str, Any] = {"id": f"{table['id']}-{at}", "source": table["source"], "rule": table["rule"], "inputs": {}}
    for column, value in zip(table["columns"], row, strict=True):
        part, _, name = column.rpartition(".")
        case.setdefault(part or "inputs", {})[name] = value
    return case


ALL = [case for path in sorted(CASES.glob("*.yaml")) for case in _read(path)]


@pytest.mark.parametrize("case", ALL, ids=[case["id"] for case in ALL])
def test_case(case, tmp_path):
    code, answer, complaint = _ask(case["rule"], dict(case["inputs"]), tmp_path)
    if "refused" in case:
        assert code == 2
        assert case["refused"] in complaint
        return
    assert (code, complaint) == (0, "")
    for name, value in case["expected"].items():
        assert _same(answer[name], value), f"{name}: we answer {answer[name]}, the case says {value}"
    _check_published(case, answer)


def _check_published(case: dict[str, Any], answer: dict[str, Any]) -> None:
    published = case.get("published", {})
    differing = {name for name, value in published.items() if not _same(_to_places(answer[name], value), value)}
    if "quirk" in case:
        assert differing, "the publication agrees with us: it is no quirk"
    else:
        assert not differing


def test_every_case_is_complete_and_named_once():
    assert all(set(case) <= KEYS and {"id", "source", "rule", "inputs"} <= set(case) for case in ALL)
    assert all(("expected" in case) != ("refused" in case) for case in ALL)
    assert len({case["id"] for case in ALL}) == len(ALL)


def test_every_quirk_is_explained_in_the_docs():
    text = (Path(__file__).parents[1] / "docs/published-contradictions.md").read_text(encoding="utf-8")
    assert [case["id"] for case in ALL if "quirk" in case and f"`{case['id']}`" not in text] == []


def _ask(rule: str, inputs: dict[str, Any], folder: Path) -> tuple[int, dict[str, Any], str]:
    if rule == "sum":
        return 0, {"sum": str(accumulate(tuple(map(Decimal, inputs["values"]))).value)}, ""
    _answers_as_file(inputs, folder)
    words = ["rule", rule, "--json"]
    for name, value in inputs.items():
        words += [f"--{name}"] if value == "true" else [f"--{name}", str(value)]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    answer = json.loads(out.getvalue()) if code == 0 else {}
    if answer.get("achievement_pct") is not None:
        answer["status"] = "Tercapai" if Decimal(answer["achievement_pct"]) >= 100 else "Belum Tercapai"
    elif "achievement_pct" in answer:
        answer["status"] = "belum dapat dihitung"
    if "findings" in answer:
        answer["findings"] = [
            f"{one['kind']}:{'+'.join(one['predikat'])}:{one['points']}:{one['people']}" for one in answer["findings"]
        ]
    return code, answer, err.getvalue()


def _answers_as_file(inputs: dict[str, Any], folder: Path) -> None:
    """Respondents typed compactly ("2234" = U1..U4, a space = unanswered), or totals, become the CSV they came from."""
    if "answers" in inputs:
        rows = inputs.pop("answers")
    elif "totals" in inputs:
        rows = _any_answers_with(list(map(int, inputs.pop("totals"))), int(inputs.pop("respondents")))
    else:
        return
    file = folder / "responden.csv"
    header = ",".join(["resp", *(f"U{at}" for at in range(1, len(rows[0]) + 1))])
    body = "\n".join(",".join([str(at), *(cell.strip() for cell in row)]) for at, row in enumerate(rows, start=1))
    file.write_text(f"# source: a worked case\n{header}\n{body}\n", encoding="utf-8")
    inputs["file"] = str(file)


def _any_answers_with(totals: list[int], respondents: int) -> list[str]:
    """Respondents whose answers add up to these totals; which of them said what does not matter to a mean."""
    columns = [[str(total // respondents + (at < total % respondents)) for at in range(respondents)] for total in totals]
    return ["".join(row) for row in zip(*columns, strict=True)]


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(_same, ours, theirs))
    if theirs == "null" or ours is None:
        return ours is None and theirs == "null"
    return ours == theirs if (number := _number(theirs)) is None else _number(ours) == number


def _to_places(ours: Any, theirs: Any) -> Any:
    number = _number(ours)
    if number is None or _number(theirs) is None:
        return ours
    return str(half_up(number, len(theirs.partition(".")[2])))


def _number(text: Any) -> Decimal | None:
    return Decimal(text) if isinstance(text, str) and text.replace(".", "", 1).lstrip("-").isdigit() else None
