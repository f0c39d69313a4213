"""Which kinds of long work there are. A module names its own in its `tasks.py`, which is read when one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Run = Callable[..., str | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work. What `run` returns is told as the outcome; `cancellable` says whether it may be left half-way."""

    name: str
    title: StrOrPromise
    run: Run
    cancellable: bool


_kinds: dict[str, Kind] = {}


def job_kind(name: str, *, title: StrOrPromise, cancellable: bool = True) -> Callable[[Run], Run]:
    """Register a function as the work of this kind: it is called with a Progress and the job's arguments.

    It must do its work in chunks, each in a transaction that ends with `progress.step(…)`, and begin at the checkpoint.
    """

    def register(run: Run) -> Run:
        _kinds[name] = Kind(name, title, run, cancellable)
        return run

    return register


def kind(name: str) -> Kind:
    """The kind of this name. Raises KeyError where no module registered it."""
    if name not in _kinds:
        autodiscover_modules("tasks")
    return _kinds[name]


def title(name: str) -> str:
    """What a kind is called on the screen; a kind that is no longer made keeps its technical name."""
    try:
        return str(kind(name).title)
    except KeyError:
        return name
