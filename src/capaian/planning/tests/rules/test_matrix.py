"""The role-result matrix, judged without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.planning.rules.matrix import (
    PlannedStrategy,
    Shape,
    columns_without_owner,
    empty_cells,
    gaps,
    needs_approval,
    overloaded,
    people_without_role,
    roles_to_reword,
    strategies_without_owner,
)
from capaian.planning.rules.matrix_sending import Obstacle, RoleState, obstacle, role_state
from capaian.planning.rules.matrix_text import (
    CellText,
    Role,
    cell_text,
    check_cell,
    continued,
    fingerprint,
    joined,
    read_cell,
)
from capaian.planning.rules.matrix_words import content_words, most_similar, similarity

NONE = CellText(no_role=True)


def said(*texts):
    return CellText(tuple(Role(text) for text in texts))


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("", CellText()), ("  \n ", CellText()), ("TIDAK ADA PERAN", NONE), (" tidak  ada peran. ", NONE), ("-", NONE),
        ("Data akurat", said("Data akurat")), ("Data  akurat\n\n- Laporan tepat", said("Data akurat", "Laporan tepat")),
        ("1. Satu\n2) Dua", said("Satu", "Dua")), ("Data akurat\nDATA AKURAT", said("Data akurat")),
        ("[L] Cakupan naik", CellText((Role("Cakupan naik", True),))),
        ("• [langsung] Cakupan naik\nData", CellText((Role("Cakupan naik", True), Role("Data")))),
        ("[L] - Cakupan", CellText((Role("Cakupan", True),))), ("Data\nTIDAK ADA PERAN", said("Data")),
        ("[L]", NONE), ("-\n-", NONE), ("2026 selesai", said("2026 selesai")),
    ],
)
def test_read_cell_takes_what_people_type(typed, cell):
    assert read_cell(typed) == cell


@given(st.lists(st.tuples(st.text("abc dE", min_size=1).map(lambda t: "x" + " ".join(t.split())), st.booleans()), max_size=4))
def test_cell_text_is_read_back_as_it_was(roles):
    unique = {text.casefold(): Role(text, direct) for text, direct in roles}
    cell = CellText(tuple(unique.values()))
    assert read_cell(cell_text(cell)) == cell
    assert read_cell(cell_text(NONE)) == NONE


def test_fingerprint_differs_exactly_where_the_words_do():
    assert fingerprint(CellText()) == ""
    assert fingerprint(said("a")) == fingerprint(read_cell("- a")) != fingerprint(CellText((Role("a", True),)))
    assert len({fingerprint(NONE), fingerprint(said("a")), fingerprint(said("a", "b"))}) == 3


def test_check_cell_names_length_and_number():
    assert check_cell(said("a" * 1000)) == ()
    assert check_cell(said("a" * 1001)) == ("teks terlalu panjang: 1001 huruf, paling banyak 1000",)
    assert check_cell(said(*(str(n) for n in range(21)))) == ("terlalu banyak peran dalam satu sel: 21, paling banyak 20",)
    assert check_cell(NONE) == ()


def test_joined_adds_and_never_replaces_a_role():
    assert joined(said("a"), said("A", "b")) == said("a", "b")
    assert joined(NONE, said("a")) == said("a")
    assert joined(said("a"), NONE) == said("a")
    assert joined(CellText(), NONE) == NONE


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ([], ["a"], (None,)), (["a"], ["a", "b"], (0, None)), (["a", "b"], ["b", "a"], (1, 0)), (["a", "b"], ["a", "c"], (0, 1)),
        (["a", "b"], ["c"], (0,)), (["a"], [], ()), (["a", "b", "c"], ["x", "c", "y"], (0, 2, 1)),
    ],
)
def test_continued_keeps_what_stayed_and_then_what_was_reworded(old, new, places):
    assert continued(old, new) == places


SHAPE = Shape((1, 2), (10, 11, 12), {(10, 1): said("a"), (10, 2): NONE, (11, 1): NONE})


def test_columns_without_owner():
    assert columns_without_owner(SHAPE) == (2,)


def test_people_without_role():
    assert people_without_role(SHAPE) == (11, 12)


def test_empty_cells_say_neither():
    assert empty_cells(SHAPE) == ((11, 2), (12, 1), (12, 2))


def test_overloaded_counts_roles_over_all_columns():
    cells = {(10, 1): said("a", "b"), (10, 2): said("c"), (11, 1): said("d"), (99, 1): said("e", "f", "g")}
    many = Shape((1, 2), (10, 11), cells)
    assert overloaded(many, 2) == (10,)
    assert overloaded(many, 3) == ()


def test_strategies_without_owner():
    strategies = [
        PlannedStrategy(1, 1, "Aplikasi SIMBG yang reliable dan user friendly"), PlannedStrategy(2, 1, "Peserta pelatihan puas"),
        PlannedStrategy(3, 2, "Peserta pelatihan puas", owned=True),
    ]
    shape = Shape((1, 2), (10,), {(10, 1): said("Aplikasi SIMBG reliable serta user friendly")})
    assert strategies_without_owner(strategies, shape) == (2,)


def test_roles_to_reword_names_activities_and_kinds_of_work():
    cells = {(10, 1): said("Menyusun laporan keuangan", "Laporan keuangan disampaikan tepat waktu"), (11, 1): said("Monitoring")}
    shape = Shape((1,), (10, 11), cells)
    assert [(one.row, one.text, one.hint.code.value) for one in roles_to_reword(shape)] == [
        (10, "Menyusun laporan keuangan", "activity"), (11, "Monitoring", "category"),
    ]
    assert [one.text for one in roles_to_reword(shape, frozenset({"activity"}))] == ["Monitoring"]


def test_gaps_of_a_whole_matrix():
    found = gaps(SHAPE, [PlannedStrategy(1, 1, "Sesuatu yang lain")])
    assert (found.ownerless, found.roleless, len(found.empty), found.overloaded, found.idle) == ((2,), (11, 12), 3, (), (1,))
    assert found
    assert not gaps(Shape((1,), (10,), {(10, 1): said("a")}))


def test_the_regulations_own_example_has_one_empty_cell():
    """SA2 Tabel 11 (p.145-147): three results of a team lead, four kinds of members, one cell left empty."""
    lines = [(1, 2, 1), (4, 2, 1), (4, 1, 0), (5, 1, 2)]
    cells = {
        (row, column): said(*(f"Hasil {row}{column}{n}" for n in range(count)))
        for row, counts in enumerate(lines) for column, count in enumerate(counts) if count
    }
    found = gaps(Shape((0, 1, 2), (0, 1, 2, 3), cells))
    assert (found.empty, found.ownerless, found.roleless, found.overloaded) == (((2, 2),), (), (), ())


@pytest.mark.parametrize(("appraiser", "needed"), [(1, False), (2, False), (3, True)])
def test_needs_approval_only_of_a_stranger(appraiser, needed):
    assert needs_approval(appraiser=appraiser, leader=1, leaders_appraiser=2) is needed


@pytest.mark.parametrize(
    ("text", "taken", "result", "state"),
    [
        ("a", "", None, RoleState.WAITING), ("a", "a", None, RoleState.DECLINED), ("a", "a", "a", RoleState.TAKEN),
        ("b", "a", "a", RoleState.CHANGED), ("a", "a", "c", RoleState.ADJUSTED), ("b", "a", "c", RoleState.CHANGED),
    ],
)
def test_role_state(text, taken, result, state):
    assert role_state(text=text, taken=taken, result=result) is state


@pytest.mark.parametrize(
    ("state", "approved", "found"),
    [
        (None, True, Obstacle.NO_SKP), ("draft", False, Obstacle.APPROVAL), ("draft", True, Obstacle.NONE),
        ("agreed", True, Obstacle.AGREED), ("submitted", True, Obstacle.NOT_DRAFT),
    ],
)
def test_obstacle(state, approved, found):
    assert obstacle(state=state, approved=approved) is found


def test_content_words_leave_out_what_joins():
    assert content_words("Persentase pelayanan yang tertangani") == {"pelayan", "tertangan"}


def test_similarity_is_of_words_in_common():
    assert similarity("Kunjungan rumah ibu hamil", "kunjungan rumah ibu hamil") == 100
    assert similarity("Kunjungan rumah ibu hamil", "Laporan keuangan tepat waktu") == 0
    assert similarity("", "apa saja") == 0


def test_most_similar_would_rather_say_nothing():
    columns = {1: "Persentase ibu hamil mendapat pelayanan", 2: "Nilai laporan keuangan"}
    assert most_similar("Kunjungan ibu hamil terlaksana", columns) == 1
    assert most_similar("Kendaraan dinas terpelihara", columns) is None
    assert most_similar("apa", {}) is None


