"""The gate through which judged records are written.

`@action` opens it: one transaction, `by=` and `at=` compulsory. Outside, saving a `JudgedModel` raises, so a
view, a shell or a careless migration cannot change somebody's record without permission, transition and audit.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")
Ending = Callable[[list[Any]], None]

_open: ContextVar[str] = ContextVar("capaian_writing", default="")


def is_open() -> bool:
    """Whether an action (or a named exception) is writing right now."""
    return bool(_open.get())


@contextmanager
def writing(reason: str) -> Iterator[None]:
    """Open the gate by name, for factories, the seed and data migrations. Never in a view."""
    token = _open.set(reason)
    try:
        yield
    finally:
        _open.reset(token)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: keyword-only, with `by` and `at`, in one transaction, with the gate open.

    Raises TypeError at import where the signature forgets `by` or `at`.
    """
    parameters = inspect.signature(function).parameters
    for name in ("by", "at"):
        if name not in parameters:
            raise TypeError(f"{function.__qualname__}: an action needs {name}=")
    for parameter in parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{function.__qualname__}: an action takes keywords only, not {parameter.name}")

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        # Who acts is found out before the transaction begins: what the connection may see must outlast its rollback.
        getattr(kwargs.get("by"), "agency_id", None)
        with transaction.atomic(), writing(function.__name__), _endings_last():
            return function(*args, **kwargs)

    return wrapper


@dataclass(slots=True)
class _Outermost:
    """What the outermost action still has to do before it commits."""

    depth: int
    waiting: list[tuple[Ending, Any, Callable[[], object] | None]] = field(default_factory=list)


_outermost: ContextVar[_Outermost | None] = ContextVar("capaian_outermost_action", default=None)


def at_the_end(ending: Ending, item: Any) -> None:
    """Hand `item`, with all others given to the same `ending`, over as the last thing the outermost action does; at once
    where there is no action. What was given inside a part that was rolled back (an inner action that failed) is forgotten.
    """
    outermost = _outermost.get()
    if outermost is None:
        ending([item])
        return
    mark = None
    if len(connection.savepoint_ids) > outermost.depth:
        mark = functools.partial(bool)  # does nothing; Django knows in which savepoint it was given, and drops it with that
        transaction.on_commit(mark)
    outermost.waiting.append((ending, item, mark))


@contextmanager
def _endings_last() -> Iterator[None]:
    if _outermost.get() is not None:
        yield
        return
    outermost = _Outermost(depth=len(connection.savepoint_ids))
    token = _outermost.set(outermost)
    try:
        yield
        kept = {callback[1] for callback in connection.run_on_commit}
        items: dict[Ending, list[Any]] = {}
        for ending, item, mark in outermost.waiting:
            if mark is None or mark in kept:
                items.setdefault(ending, []).append(item)
    finally:
        _outermost.reset(token)
    for ending, given in items.items():
        ending(given)
