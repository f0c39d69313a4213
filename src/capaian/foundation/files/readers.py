"""Who may read a file: the module whose record the file belongs to knows, and registers its question here."""

from __future__ import annotations

from collections.abc import Callable

from capaian.foundation.actor import Actor
from capaian.foundation.models import StoredFile
from capaian.foundation.permissions import Verdict

Question = Callable[[Actor, StoredFile], Verdict | None]
"""Answers for files of the own records; None for a file that belongs to none of them."""

_questions: dict[str, Question] = {}


def register_reader(question: Question) -> None:
    """Ask this module too; called once, when the application starts."""
    _questions[f"{question.__module__}.{question.__qualname__}"] = question


def answers(actor: Actor, stored: StoredFile) -> list[Verdict]:
    """What the modules say about this file; nothing where it belongs to no record (yet)."""
    return [verdict for question in _questions.values() if (verdict := question(actor, stored)) is not None]
