"""What argparse says, in plain Indonesian and one line per problem."""

from __future__ import annotations

import re
from collections.abc import Sequence


class UsageError(Exception):
    """The words on the command line cannot be used; `lines` say why, one problem each."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(lines))


_PATTERNS = (
    (r"the following arguments are required: (?P<names>.+)", "{name}: wajib diisi"),
    (r"one of the arguments (?P<group>.+) is required", "isi salah satu: {group}"),
    (r"argument (?P<name>[^:]+): expected one argument", "{name}: nilainya belum diisi"),
    (r"argument (?P<name>[^:]+): not allowed with argument (?P<other>.+)", "{name}: tidak dapat dipakai bersama {other}"),
    (r"argument (?P<name>[^:]+): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)",
     "{name}: {value} tidak dikenal; pilih {choices}"),
    (r"argument (?P<name>[^:]+): invalid \w+ value: (?P<value>.+)", "{name}: {value} tidak dapat dibaca"),
    (r"unrecognized arguments: (?P<value>.+)", "tidak dikenal: {value}"),
    (r"argument (?P<name>[^:]+): (?P<value>.+)", "{name}: {value}"),
)  # fmt: skip


def in_plain_words(message: str) -> list[str]:
    """argparse's English complaint as lines of Indonesian; an unknown one is passed on as it is."""
    for pattern, text in _PATTERNS:
        if match := re.fullmatch(pattern, message):
            found = match.groupdict()
            if names := found.pop("names", None):
                return [text.format(name=name) for name in names.split(", ")]
            return [text.format(**found)]
    return [message]
