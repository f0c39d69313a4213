"""The schemes of a directory: found by id, joined to their parents, held against the published hashes."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

from capaian.foundation.errors import Problem
from capaian.governance.schemes.contradictions import CHECKS, Check
from capaian.governance.schemes.parsing import ID, Draft, parse
from capaian.governance.schemes.reading import SchemeErrors, UnknownScheme
from capaian.governance.schemes.scheme import Scheme

HERE = Path(__file__).parent
PUBLISHED = "published.txt"


class Library:
    """Scheme files `<id>.yaml` of one directory and the list of what was published."""

    def __init__(self, directory: Path | None = None, fallback: Library | None = None) -> None:
        self.directory = directory or HERE  # the shipped schemes
        self.fallback = fallback  # where parents are looked up that this directory does not hold

    def ids(self) -> tuple[str, ...]:
        """The ids of all scheme files, in alphabetical order."""
        return tuple(sorted(path.stem for path in self.directory.glob("*.yaml")))

    @cached_property
    def published(self) -> dict[str, str]:
        """{id: hash} of every published scheme. Raises SchemeErrors where the list itself is broken."""
        path = self.directory / PUBLISHED
        elsewhere = self.fallback.published if self.fallback else {}
        if not path.exists():
            return elsewhere
        found: dict[str, str] = {}
        problems = []
        for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            words = line.split("#", 1)[0].split()
            if len(words) == 2 and words[0] not in found:
                found[words[0]] = words[1]
            elif words:
                reason = "sudah tercatat di atas" if len(words) == 2 else "harus berisi id dan hash"
                problems.append(Problem(reason, field=words[0], row=row, file=PUBLISHED))
        if problems:
            raise SchemeErrors(problems)
        return {**found, **elsewhere}

    def load(self, scheme_id: str) -> Scheme:
        """The scheme of this id. Raises UnknownScheme, or SchemeErrors with every problem of the file."""
        path = self.directory / f"{scheme_id}.yaml"
        if not ID.fullmatch(scheme_id) or not path.is_file():
            if self.fallback:
                return self.fallback.load(scheme_id)
            raise UnknownScheme([Problem(f"skema tidak dikenal; yang ada: {', '.join(self.ids())}", file=scheme_id)])
        return self.read(path)

    def read(self, path: Path, children: tuple[str, ...] = ()) -> Scheme:
        """The scheme of one file, complete and free of contradictions, or SchemeErrors."""
        draft = parse(path)
        parent = self._parent(draft, children)
        _contradictions(draft, parent)
        draft.report.insist()
        scheme = _scheme(draft, parent)
        if parent and scheme.is_published and not parent.is_published:
            draft.report.add(draft.nodes["extends"], "extends", f"skema terbit tidak dapat mewarisi draf “{parent.id}”")
        self._insist_unchanged(draft, scheme)
        draft.report.insist()
        return scheme

    def _parent(self, draft: Draft, children: tuple[str, ...]) -> Scheme | None:
        if not draft.extends:
            return None
        node, lineage = draft.nodes["extends"], (*children, draft.id)
        if draft.extends in lineage:
            circle = " → ".join((*lineage, draft.extends))
            draft.report.add(node, "extends", f"skema saling mewarisi tanpa ujung: {circle}")
            return None
        path = self.directory / f"{draft.extends}.yaml"
        try:
            if ID.fullmatch(draft.extends) and path.is_file():
                return self.read(path, lineage)
            return self.load(draft.extends)
        except UnknownScheme:
            draft.report.add(node, "extends", f"skema induk “{draft.extends}” tidak ada")
        except SchemeErrors as error:
            draft.report.add(node, "extends", f"skema induk “{draft.extends}” bermasalah")
            draft.report.problems.extend(error.problems)
        return None

    def _insist_unchanged(self, draft: Draft, scheme: Scheme) -> None:
        known = self.published.get(scheme.id)
        node = draft.nodes["status"]
        if known is None and scheme.is_published:
            draft.report.add(
                node, "status", f"terbit, tetapi belum tercatat; tambahkan ke {PUBLISHED}: {scheme.id} {scheme.hash}")
        elif known is not None and known != scheme.hash:
            draft.report.add(
                node, "status",
                f"isi skema yang sudah terbit berubah (terbit {known[:12]}…, kini {scheme.hash[:12]}…); "
                "kembalikan isinya dan terbitkan perubahan sebagai id/versi baru")
        elif known is not None and not scheme.is_published:
            draft.report.add(node, "status", "skema yang sudah terbit tidak dapat kembali menjadi draft")


def _scheme(draft: Draft, parent: Scheme | None) -> Scheme:
    return Scheme(
        id=draft.id, title=draft.title, status=draft.status, source=draft.source,
        effective_from=draft.effective_from, effective_until=draft.effective_until, parent=parent, own=dict(draft.own),
    )


def _contradictions(draft: Draft, parent: Scheme | None) -> None:
    scheme = _scheme(draft, parent)
    for day in scheme.change_days():
        for check in CHECKS:
            written = [key for key in check.keys if key in draft.own]
            values = [scheme.find(key, day) for key in check.keys]
            if written and all(value is not None for value in values):
                _judge(draft, check, written[0], [value.value for value in values if value is not None])


def _judge(draft: Draft, check: Check, key: str, values: list[object]) -> None:
    reason = check.find(*values)
    if reason:
        draft.report.add(draft.nodes[f"values.{key}"], f"values.{key}", reason)


@lru_cache(maxsize=64)
def load(scheme_id: str) -> Scheme:
    """A scheme that ships with Capaian. Kept after the first reading: published files do not change."""
    return Library().load(scheme_id)


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """The ids of the schemes that ship with Capaian."""
    return Library().ids()


def check_file(path: Path) -> Scheme:
    """Read any scheme file; parents are looked for beside it, then among the shipped schemes."""
    return Library(path.parent, fallback=Library()).read(path)
