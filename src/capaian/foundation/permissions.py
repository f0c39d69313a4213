"""The two answers to "may this person?", and the one way to insist on a yes."""

from __future__ import annotations

from dataclasses import dataclass

from capaian.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """No, with a reason that the person can read on the screen."""

    reason: str

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | Denied
ALLOWED = Allowed()


def require(verdict: Verdict) -> None:
    """Raise `Refused` with the reason where the verdict is a no."""
    if isinstance(verdict, Denied):
        raise Refused(verdict.reason)
