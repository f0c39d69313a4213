"""Files that appear whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """A directory on the same disk as `beside`, gone afterwards: what is finished is moved out of it by `publish`."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    directory = Path(tempfile.mkdtemp(prefix=f".{beside.stem}-", dir=beside.parent))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def publish(finished: Path, target: Path) -> None:
    """Put a finished file in its place, over what was there: a reader sees the old file or the new one."""
    finished.replace(target)
