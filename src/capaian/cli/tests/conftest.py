"""The command line without a subprocess: `ask("rule", …)` → exit code, stdout, stderr."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from capaian.cli.main import main


class Reply(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


@pytest.fixture
def ask(capsys) -> Callable[..., Reply]:
    def run(*words: str) -> Reply:
        code = main(words)
        said = capsys.readouterr()
        return Reply(code, said.out, said.err)

    return run
