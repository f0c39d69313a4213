"""The one stylesheet and the one script of every page: put together from the components, addressed by content.

No build step and no Node: the files are read, joined, compressed once per process and kept in memory. The
address carries a hash of the content, so a browser may keep it for a year and a changed file is a new address.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import brotli
import django_htmx
from django.apps import apps
from django.conf import settings

HERE = Path(__file__).parent
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent, in the encodings a browser may ask for."""

    name: str
    content_type: str
    plain: bytes
    gzip: bytes
    brotli: bytes
    digest: str

    @property
    def address(self) -> str:
        stem, _, suffix = self.name.rpartition(".")
        return f"{stem}-{self.digest}.{suffix}"


def _module_files(suffix: str) -> list[Path]:
    """What the modules add for themselves: <module>/static/<module>/*.css or *.js."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("capaian.")]
    folders = [Path(config.path) / "static" / config.label for config in ours]
    return [file for folder in sorted(folders) if folder.is_dir() for file in sorted(folder.glob(f"*.{suffix}"))]


def _component_files(suffix: str) -> list[Path]:
    return sorted((HERE / "components").glob(f"*/*.{suffix}"))


def _styles() -> str:
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        files = [HERE / "styles" / f"{layer}.css"] if layer != "components" else [*_component_files("css"), *_module_files("css")]
        parts.append(f"@layer {layer} {{{''.join(file.read_text() for file in files)}}}")
    return _tighten("\n".join(parts))


def _tighten(css: str) -> str:
    """Drop comments and indentation; what is left compresses well enough without a minifier."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", css).strip()


def _scripts() -> str:
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    files = [htmx, *sorted((HERE / "scripts").glob("*.js")), *_component_files("js"), *_module_files("js")]
    return "\n;".join(file.read_text() for file in files)


SOURCES: dict[str, tuple[str, Callable[[], str]]] = {
    "ui.css": ("text/css; charset=utf-8", _styles),
    "ui.js": ("text/javascript; charset=utf-8", _scripts),
    "icon.svg": ("image/svg+xml", (HERE / "styles/icon.svg").read_text),
}


@functools.lru_cache(maxsize=len(SOURCES) * 2)
def _built(name: str, _stamp: float) -> Asset:
    content_type, source = SOURCES[name]
    plain = source().encode()
    digest = hashlib.sha256(plain).hexdigest()[:16]
    return Asset(name, content_type, plain, gzip.compress(plain, 9, mtime=0), brotli.compress(plain), digest)


def _stamp() -> float:
    """0 in service; while developing, the newest change, so that a saved file shows on the next reload."""
    if not settings.DEBUG:
        return 0
    files = [*HERE.glob("styles/*"), *HERE.glob("scripts/*"), *_component_files("css"), *_component_files("js"),
             *_module_files("css"), *_module_files("js")]
    return max(file.stat().st_mtime for file in files)


def built(name: str) -> Asset:
    """The asset of this name. KeyError where there is none."""
    return _built(name, _stamp())


def address(name: str) -> str:
    """Its name with the content hash: `ui-3f2a….css`."""
    return built(name).address


def named(path: str) -> tuple[Asset, bool] | None:
    """The asset an address means, and whether it is still exactly that content; None where it means nothing."""
    match = re.fullmatch(r"([a-z]+)-[0-9a-f]{16}\.([a-z]+)", path)
    name = f"{match[1]}.{match[2]}" if match else ""
    if name not in SOURCES:
        return None
    asset = built(name)
    return asset, asset.address == path
