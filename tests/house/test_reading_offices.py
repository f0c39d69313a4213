"""Offices that read never write: what a permission asks of them, its name admits."""

from __future__ import annotations

import ast
from pathlib import Path

import capaian

SOURCE = Path(capaian.__file__).parent
READING = {"oversees", "reads", "reads_units", "INSPECTOR", "EVALUATION_TEAM"}
HARMLESS = ("may_see", "may_read", "may_view", "may_open", "may_browse", "may_export", "may_verify", "verbs_open_to", "oversees",
            "reads", "within_reach")
REFUSES = {"may_use_lending"}  # names the inspector in order to refuse


def asked_in(function: ast.FunctionDef) -> set[str]:
    """Which of the reading offices this function asks about."""
    named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return READING & (named | {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)})


def test_only_permissions_to_read_ask_about_the_offices_that_read():
    files = [*SOURCE.glob("*/permissions.py"), *SOURCE.glob("*/permissions/*.py"), *SOURCE.glob("foundation/*/permissions.py")]
    functions = [
        (function.name, path.parent.name) for path in files for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and asked_in(function)
    ]
    assert len(functions) > 10
    assert [name for name, _ in functions if not name.startswith(HARMLESS) and name not in REFUSES] == []


def test_no_action_asks_about_them_at_all():
    files = [*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/*.py"), *SOURCE.glob("foundation/*/actions.py")]
    asking = [
        (path.name, function.name) for path in files for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and asked_in(function)
    ]
    assert asking == []
