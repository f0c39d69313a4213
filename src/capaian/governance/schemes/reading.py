"""From YAML text to nodes that know their line, and the report that gathers everything wrong with a file.

Nodes and not plain values: a message must name file, key and line, and a number must reach `Decimal` from its
own digits without having been a float on the way.
"""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from capaian.foundation.errors import InvalidInput, Problem

TAG = "tag:yaml.org,2002:"
DEEPEST = 20  # levels of nesting; a real scheme has eight
KINDS = {"str", "int", "float", "bool", "null", "timestamp"}


class SchemeErrors(InvalidInput):
    """A scheme file cannot be used. Every problem names file, line (`row`) and dotted key (`field`)."""


class UnknownScheme(SchemeErrors):
    """There is no scheme of this name."""


class Report:
    """The problems found so far in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, node: Node | None, key: str, reason: str) -> None:
        """Note one problem at the line of `node`; without a node it concerns the file as a whole."""
        row = line_of(node) if node is not None else None
        problem = Problem(reason=reason, field=key, row=row, file=self.file)
        if problem not in self.problems:
            self.problems.append(problem)

    def insist(self) -> None:
        """Raise `SchemeErrors` with all problems, in the order of their lines, if there are any."""
        if self.problems:
            raise SchemeErrors(sorted(self.problems, key=lambda problem: problem.row or 0))


def line_of(node: Node) -> int:
    """The line a person's editor shows for this node."""
    return int(node.start_mark.line) + 1


def kind_of(node: Node) -> str:
    """The YAML kind of a node: map, seq, str, int, float, bool, null, timestamp, or a foreign tag."""
    return str(node.tag).removeprefix(TAG)


def is_null(node: Node) -> bool:
    """Whether the file says `null` (or nothing) here."""
    return kind_of(node) == "null"


def compose(path: Path, report: Report) -> MappingNode | None:
    """The root mapping of a file, or None with the reason in the report."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report.add(None, "", f"bukan teks UTF-8 (bita ke-{error.start + 1}); simpan ulang berkas sebagai UTF-8")
        return None
    reader = YAML(typ="rt", pure=True)
    reader.max_depth = DEEPEST
    try:
        root = reader.compose(text)
    except MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        report.problems.append(Problem(f"penulisan YAML rusak: {error.problem}", row=row, file=report.file))
        return None
    except YAMLError as error:
        report.add(None, "", f"penulisan YAML rusak: {str(error).splitlines()[0]}")
        return None
    if not isinstance(root, MappingNode):
        report.add(root, "", "berkas skema harus berisi pasangan kunci: nilai")
        return None
    return root if _plain(root, "", report) else None


def _plain(node: Node, key: str, report: Report) -> bool:
    """Refuse what a reader of the file could overlook: anchors (a value written elsewhere) and foreign tags."""
    if node.anchor is not None:
        report.add(node, key, "jangkar dan alias YAML (& dan *) tidak dipakai di sini; tuliskan nilainya langsung")
        return False
    if isinstance(node, ScalarNode):
        if str(node.tag).startswith(TAG) and kind_of(node) in KINDS:
            return True
        report.add(node, key, f"tanda jenis “{node.tag}” tidak dikenal")
        return False
    children = [child for pair in node.value for child in pair] if isinstance(node, MappingNode) else node.value
    before = len(report.problems)
    for child in children:
        _plain(child, key, report)
    return len(report.problems) == before


def entries(node: Node, key: str, report: Report) -> dict[str, tuple[Node, Node]] | None:
    """The entries of a mapping as {name: (key node, value node)}; duplicates are reported, the first is kept.

    None (and a problem) where the node is no mapping.
    """
    if not isinstance(node, MappingNode):
        report.add(node, key, "harus berupa pasangan kunci: nilai")
        return None
    found: dict[str, tuple[Node, Node]] = {}
    for name_node, value_node in node.value:
        if not isinstance(name_node, ScalarNode):
            report.add(name_node, key, "kunci harus berupa teks")
        elif name_node.value in found:
            first = line_of(found[name_node.value][0])
            report.add(name_node, dotted(key, name_node.value), f"kunci ditulis dua kali; yang pertama di baris {first}")
        else:
            if is_null(value_node) and not value_node.value:
                value_node.start_mark = name_node.start_mark  # nothing was written: the key is where a person looks
            found[name_node.value] = (name_node, value_node)
    return found


def dotted(*parts: str) -> str:
    """`values`, `predikat.matrix`, `above` → `values.predikat.matrix.above`."""
    return ".".join(part for part in parts if part)
