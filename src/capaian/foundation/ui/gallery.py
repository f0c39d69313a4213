"""Sample data of the gallery."""

from __future__ import annotations


def data(*, bound: bool) -> dict[str, object]:
    return {"bound": bound}
