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
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

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
        with transaction.atomic(), writing(function.__name__):
            return function(*args, **kwargs)

    return wrapper
