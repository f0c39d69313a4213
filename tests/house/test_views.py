"""Fetching is authorising: a view asks a query, never a model (house rule 4)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import capaian

SOURCE = Path(capaian.__file__).parent
EDGE = sorted(
    path
    for pattern in ("*/views.py", "*/views/*.py", "foundation/ui/views.py", "*/forms.py", "*/context.py")
    for path in SOURCE.glob(pattern)
)
FORBIDDEN = {"objects", "_base_manager", "_default_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def reaches_for_models(source: str) -> list[str]:
    """The places where a view fetches by itself."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN:
            found.append(f"line {node.lineno}: .{node.attr}")
        if isinstance(node, ast.Name) and node.id in SHORTCUTS:
            found.append(f"line {node.lineno}: {node.id}")
        if isinstance(node, ast.Attribute) and node.attr in {"save", "delete", "update"} and _is_record(node.value):
            found.append(f"line {node.lineno}: .{node.attr}()")
    return found


def _is_record(node: ast.expr) -> bool:
    """A bare name that is not a form or a session: `skp.save()` is a write past the action."""
    return isinstance(node, ast.Name) and node.id not in {"form", "formset", "session", "hashlib", "context", "digest", "params"}


@pytest.mark.parametrize("path", EDGE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_view_asks_a_query(path):
    assert reaches_for_models(path.read_text()) == []


def test_the_lint_sees_what_it_should():
    assert reaches_for_models("x = Skp.objects.get(pk=1)") == ["line 1: .objects"]
    assert reaches_for_models("skp.save()") == ["line 1: .save()"]
    assert reaches_for_models("get_object_or_404(Skp, pk=1)") == ["line 1: get_object_or_404"]
    assert reaches_for_models("form.save()") == []
