"""`capaian roles`: the first administrator is named where nobody on the screens could."""

from __future__ import annotations

import pytest

from capaian.cli.main import main
from capaian.foundation.models import AuditEvent
from capaian.people.models import RoleGrant

WORDS = ("roles", "grant", "--agency", "contoh", "--reason", "Pemasangan")


def test_the_first_administrator_is_given_and_listed(cast, capsys):
    assert main([*WORDS, "--nip", cast.ani.nip, "--role", "system-administrator"]) == 0
    assert RoleGrant.objects.get(employee=cast.ani).role == "system-administrator"
    assert AuditEvent.objects.get(verb="role.grant").actor_name == "Pengelola peladen (capaian roles)"
    assert main([*WORDS, "--nip", cast.budi.nip, "--role", "unit-performance-manager", "--unit", cast.unit.code]) == 0
    capsys.readouterr()
    assert main(["roles", "list", "--agency", "contoh"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "performance-manager", "system-administrator", "unit-performance-manager",
    ]


@pytest.mark.parametrize(("words", "said"), [
    (("--nip", "1", "--role", "boss", "--unit", "X9"), ["--role: “boss”", "--nip: tidak ada", "--unit: tidak ada"]),
    (("--agency", "nirwana", "--nip", "1", "--role", "inspector"),
     ["--agency: tidak ada instansi berkode “nirwana”; yang ada: contoh, lain"]),
])
def test_what_cannot_be_meant_is_said_in_a_line_each(cast, capsys, words, said):
    assert main([*WORDS, *words]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.startswith(begin) for line, begin in zip(lines, said, strict=True)] == [True] * len(said)


def test_a_refusal_and_a_misfit_are_told(cast, capsys):
    assert main([*WORDS, "--nip", cast.ani.nip, "--role", "unit-performance-manager"]) == 2
    assert "Pilih unit" in capsys.readouterr().err
