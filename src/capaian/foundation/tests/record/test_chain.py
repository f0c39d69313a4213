"""Whatever one does to a chain, walking it finds it, and says where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.foundation.record.chain import Entry, Finding, Kind, Walk, content_digest, deed_digest, link

AGENCY = 7
START_OF_TIME = datetime(2026, 1, 5, 1, 2, 3, 456789, tzinfo=UTC)
values = st.one_of(st.text(max_size=8), st.integers(), st.none(), st.booleans())
contents = st.dictionaries(st.text(max_size=5), values, max_size=3)


def chained(content: list[dict]) -> list[Entry]:
    rows, previous = [], ""
    for number, after in enumerate(content, start=1):
        facts = {
            "at": START_OF_TIME + timedelta(seconds=number), "actor_id": number % 3, "actor_name": "Ani", "behalf_id": None,
            "behalf_name": "", "verb": "skp.submit", "subject_type": "planning.skp", "subject_id": number, "request_id": "r",
        }
        salt = f"{number:032x}"
        digest = deed_digest(**facts, content=content_digest(salt, {}, after))
        hash_ = link(agency_id=AGENCY, sequence=number, previous=previous, digest=digest)
        rows.append(Entry(
            id=number * 3, sequence=number, before={}, after=after, salt=salt, cleared="", digest=digest, previous=previous,
            hash=hash_, **facts,
        ))
        previous = hash_
    return rows


def walked(rows: list[Entry], head: tuple[int, str], **known) -> list[Finding]:
    walk = Walk(AGENCY, **known)
    found = [one for row in sorted(rows, key=lambda row: (row.sequence, row.id)) for one in walk.step(row)]
    return [*found, *walk.end(*head)]


def head_of(rows: list[Entry]) -> tuple[int, str]:
    return (rows[-1].sequence, rows[-1].hash) if rows else (0, "")


chains = st.lists(contents, min_size=1, max_size=8).map(chained)


@settings(max_examples=40)
@given(chains)
def test_an_untouched_chain_is_whole(rows):
    assert walked(rows, head_of(rows), anchored={rows[-1].sequence: rows[-1].hash}) == []
    assert walked([], (0, "")) == []


FIELDS = {
    "at": lambda row: row.at + timedelta(microseconds=1), "actor_id": lambda row: row.actor_id + 1,
    "actor_name": lambda row: "Eko", "behalf_id": lambda row: 5, "behalf_name": lambda row: "Eko",
    "verb": lambda row: "skp.agree", "subject_type": lambda row: "planning.result", "subject_id": lambda row: row.subject_id + 1,
    "request_id": lambda row: "", "before": lambda row: {"a": 1}, "after": lambda row: {**row.after, "x": "y"},
    "salt": lambda row: "0" * 31 + "x", "digest": lambda row: "0" * 64, "previous": lambda row: "f" * 64,
    "hash": lambda row: "f" * 64, "actor_id ": lambda row: "7", "at ": lambda row: None,
}


@settings(max_examples=40)
@given(chains, st.data(), st.sampled_from(sorted(FIELDS)))
def test_an_altered_row_is_found_where_it_is(rows, data, name):
    place = data.draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    changed = [*rows[:place], row._replace(**{name.strip(): FIELDS[name](row)}), *rows[place + 1:]]
    found = walked(changed, head_of(rows))
    assert (found[0].sequence, found[0].kind) in {(row.sequence, Kind.ALTERED), (row.sequence, Kind.BROKEN)}


@settings(max_examples=40)
@given(chains, st.data())
def test_an_altered_row_with_a_digest_of_its_own_is_found(rows, data):
    """Whoever knows how digests are made still has to make every later hash anew, and the head."""
    place = data.draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    digest = deed_digest(**{name: getattr(row, name) for name in (
        "at", "actor_id", "behalf_id", "behalf_name", "verb", "subject_type", "subject_id", "request_id",
    )}, actor_name="Eko", content=content_digest(row.salt, row.before, row.after))
    forged = row._replace(
        actor_name="Eko", digest=digest,
        hash=link(agency_id=AGENCY, sequence=row.sequence, previous=row.previous, digest=digest),
    )
    changed = [*rows[:place], forged, *rows[place + 1:]]
    found = walked(changed, head_of(rows))
    expected = row.sequence if place == len(rows) - 1 else row.sequence + 1
    assert [(one.kind, one.sequence) for one in found] == [(Kind.BROKEN, expected)]


@settings(max_examples=40)
@given(chains, st.data())
def test_a_chain_made_anew_does_not_end_in_what_was_signed(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    content = [row.after for row in rows]
    forged = chained([*content[:place], {"forged": True}, *content[place + 1:]])
    assert walked(forged, head_of(forged)) == []
    found = walked(forged, head_of(forged), anchored={rows[-1].sequence: rows[-1].hash})
    assert [(one.kind, one.sequence) for one in found] == [(Kind.UNANCHORED, rows[-1].sequence)]


@settings(max_examples=40)
@given(chains, st.data())
def test_a_removed_row_is_found_where_it_was(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    found = walked([*rows[:place], *rows[place + 1:]], head_of(rows))
    number = rows[place].sequence
    assert found == [Finding(Kind.REMOVED, AGENCY, number, until=number)]


@settings(max_examples=40)
@given(chains, st.data())
def test_a_cut_tail_is_found_by_the_head_and_by_what_was_signed(rows, data):
    kept = rows[: data.draw(st.integers(0, len(rows) - 1))]
    missing = [Finding(Kind.REMOVED, AGENCY, len(kept) + 1, until=len(rows))]
    assert walked(kept, head_of(rows)) == missing
    assert walked(kept, head_of(kept), anchored={len(rows): rows[-1].hash}) == missing


PLACE = ("id", "sequence", "digest", "previous", "hash")


@settings(max_examples=40)
@given(st.lists(contents, min_size=2, max_size=10).map(chained), st.data(), st.sampled_from(["numbers", "contents", "ids"]))
def test_two_swapped_rows_are_found(rows, data, what):
    first = data.draw(st.integers(0, len(rows) - 2))
    second = data.draw(st.integers(first + 1, len(rows) - 1))
    a, b = rows[first], rows[second]
    if what == "numbers":
        a, b = a._replace(sequence=b.sequence), b._replace(sequence=a.sequence)
    elif what == "ids":
        a, b = a._replace(id=b.id), b._replace(id=a.id)
    else:
        a, b = b._replace(**{name: getattr(a, name) for name in PLACE}), a._replace(**{name: getattr(b, name) for name in PLACE})
    changed = [*rows[:first], a, *rows[first + 1:second], b, *rows[second + 1:]]
    found = walked(changed, head_of(rows))
    assert found
    assert first + 1 <= found[0].sequence <= second + 1
    if what == "contents":
        assert [(one.kind, one.sequence) for one in found] == [(Kind.ALTERED, first + 1), (Kind.ALTERED, second + 1)]


@settings(max_examples=40)
@given(chains, st.data())
def test_an_inserted_row_is_found(rows, data):
    place = data.draw(st.integers(0, len(rows)))
    twin = chained([{"new": 1}])[0]._replace(id=1_000, sequence=place + 1, previous=rows[place - 1].hash if place else "")
    beside = walked([*rows, twin], head_of(rows))
    assert {one.sequence for one in beside} >= {place + 1}
    shifted = [*rows[:place], twin, *(row._replace(sequence=row.sequence + 1, id=row.id + 5_000) for row in rows[place:])]
    # A row that fits to the one before it is noticed by the one after it.
    assert walked(shifted, head_of(rows))[0].sequence in {place + 1, place + 2}


@settings(max_examples=40)
@given(chains, st.data())
def test_a_row_cleared_in_due_form_keeps_the_chain(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    cleared = row._replace(before={}, after={}, salt="", cleared=content_digest(row.salt, row.before, row.after))
    changed = [*rows[:place], cleared, *rows[place + 1:]]
    assert walked(changed, head_of(rows), cleared_until=row.sequence) == []
    assert walked(changed, head_of(rows))[0].kind is Kind.CLEARED
    half = [*rows[:place], cleared._replace(after={"a": 1}), *rows[place + 1:]]
    assert walked(half, head_of(rows), cleared_until=row.sequence)[0].kind is Kind.ALTERED


def test_a_row_that_cannot_be_read_is_one_finding():
    rows = chained([{}, {}, {}])
    walk = Walk(AGENCY)
    found = [*walk.step(rows[0]), *walk.unreadable(2, 6), *walk.step(rows[2]), *walk.end(*head_of(rows))]
    assert [(one.kind, one.sequence, one.id) for one in found] == [(Kind.ALTERED, 2, 6)]
    assert (walk.rows, walk.intact) == (3, 1)
    last = Walk(AGENCY)
    assert [one.kind for one in (*last.unreadable(1, 3), *last.end(1, "x"))] == [Kind.ALTERED]


@pytest.mark.parametrize(("head", "kind", "first", "last"), [((1, ""), Kind.INSERTED, 2, 3), ((3, "x"), Kind.BROKEN, 3, None)])
def test_a_head_that_does_not_fit(head, kind, first, last):
    rows = chained([{}, {}, {}])
    found = walked(rows, head)
    assert [(one.kind, one.sequence, one.until) for one in found] == [(kind, first, last)]
    assert found[0].as_json()["kind"] == kind
