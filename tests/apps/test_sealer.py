"""The sealer: a change, a gap, an addition or a swap is found, at the first entry that doesn't fit."""

import json
from datetime import UTC
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from koers.apps.ledger import sealer
from koers.apps.ledger.models import Entry, Salt, Stream
from koers.apps.ledger.sealer import Broken, canonical, chained, verify
from koers.apps.ledger.turn import turn
from tests.cast import Table
from tests.races import at_once, raised

codes = st.text(min_size=1, max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(codes, inner, max_size=3),
    max_leaves=5,
)
moments = st.datetimes(timezones=st.just(UTC)).map(
    lambda at: at.isoformat(timespec="microseconds").replace("+00:00", "Z")
)
deeds = st.fixed_dictionaries(
    {
        "deed": codes,
        "actor": codes,
        "subject": codes,
        "data": st.dictionaries(codes, values, max_size=3),
        "at": moments,
    }
)
Row = dict[str, Any]


def chain(stream: int, deeds: list[Row]) -> list[Row]:
    rows, seal = [], ""
    for seq, deed in enumerate(deeds, start=1):
        row = {"stream": stream, "seq": seq, **deed}
        seal = chained(seal, row)
        rows.append(row | {"hash": seal})
    return rows


def happened(row: Row) -> Row:
    return {field: value for field, value in row.items() if field not in ("stream", "seq", "hash")}


def heads(*chains: list[Row]) -> dict[int, tuple[int, int, str]]:
    return {rows[0]["stream"]: (len(rows), len(rows), rows[-1]["hash"]) for rows in chains}


ledgers = st.lists(deeds, min_size=1, max_size=8).map(lambda done: chain(1, done))


@given(ledgers, ledgers)
def test_an_untouched_ledger_is_whole(one: list[Row], other: list[Row]) -> None:
    two = chain(2, [happened(row) for row in other])
    assert list(verify(one + two, heads(one, two))) == []


@given(ledgers, st.data())
def test_any_change_of_any_field_of_any_entry_is_found(rows: list[Row], data: st.DataObject) -> None:
    where = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.sampled_from(["deed", "actor", "subject", "data", "at", "hash"]))
    changed = data.draw(
        {"data": st.dictionaries(codes, values), "at": moments}.get(field, st.text(max_size=64))
    )
    # As JSON: to Python 1, 1.0 and True are equal.
    assume(json.dumps(changed, sort_keys=True) != json.dumps(rows[where][field], sort_keys=True))
    known = heads(rows)
    rows[where] = rows[where] | {field: changed}
    found = list(verify(rows, known))
    assert [broken.stream for broken in found] == [1]
    assert found[0].seq in (where + 1, where + 2)


@given(ledgers, st.data())
def test_a_removed_entry_is_found(rows: list[Row], data: st.DataObject) -> None:
    known, where = heads(rows), data.draw(st.integers(0, len(rows) - 1))
    del rows[where]
    assert list(verify(rows, known)) == [Broken(1, where + (2 if where < len(rows) else 1), "missing")]


@given(ledgers, deeds, st.data())
def test_an_entry_put_in_between_is_found(rows: list[Row], extra: Row, data: st.DataObject) -> None:
    known, where = heads(rows), data.draw(st.integers(0, len(rows) - 1))
    seq = rows[where]["seq"]
    rows.insert(
        where, {"stream": 1, "seq": seq, **extra, "hash": chained("", {"stream": 1, "seq": seq, **extra})}
    )
    assert list(verify(rows, known)) != []


@given(ledgers, st.data())
def test_a_ledger_that_is_chained_anew_is_found_by_its_head(rows: list[Row], data: st.DataObject) -> None:
    known, where = heads(rows), data.draw(st.integers(0, len(rows) - 1))
    anew = [happened(row) for row in rows]
    anew[where]["actor"] += "x"
    assert list(verify(chain(1, anew), known)) == [Broken(1, len(rows), "changed")]


@given(ledgers)
def test_a_seal_that_was_blanked_is_found(rows: list[Row]) -> None:
    known = heads(rows)
    rows[-1] = rows[-1] | {"hash": ""}
    assert list(verify(rows, known)) == [Broken(1, len(rows), "unsealed")]


@given(ledgers, deeds)
def test_what_is_seconds_old_may_be_unsealed(rows: list[Row], fresh: Row) -> None:
    known = heads(rows)
    rows.append({"stream": 1, "seq": len(rows) + 1, **fresh, "hash": ""})
    assert list(verify(rows, known)) == []


@given(ledgers)
def test_a_stream_that_nobody_knows_is_found(rows: list[Row]) -> None:
    assert list(verify(rows, {})) == [Broken(1, 1, "unknown_stream")]


@given(deeds)
def test_an_entry_has_one_spelling(deed: Row) -> None:
    row = {"stream": 1, "seq": 1, **deed}
    assert canonical(row) == canonical(json.loads(json.dumps(dict(reversed(row.items())))))


# --- in the database

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


def record(table: Table, count: int = 1, **private: str) -> list[Entry]:
    with turn(table.facilitator, "set_table") as t:
        return [t.record(f"round:{n}", score=n / 7, private=private) for n in range(count)]


def whole() -> list[Broken]:
    return list(verify(sealer.rows(), sealer.heads()))


def test_everything_is_sealed_and_stays_whole(linde: Table) -> None:
    record(linde, 5)
    assert sealer.seal_all() == Entry.objects.count()
    assert sealer.seal_all() == 0
    assert not Entry.objects.filter(hash="").exists()
    assert whole() == []


def test_sealing_goes_in_batches_so_that_nobody_waits_long(linde: Table) -> None:
    record(linde, 30)
    stream = linde.team.stream_id
    head = Stream.objects.get(pk=stream).head
    assert sealer.seal(stream, batch=10) == 10
    assert whole() == []
    assert [sealer.seal(stream, batch=head), sealer.seal(stream)] == [head - 10, 0]
    assert whole() == []


@pytest.mark.parametrize(
    "change", [{"actor": "member:99"}, {"data": {"score": 5}}, {"deed": "invite"}, {"subject": "round:9"}]
)
def test_a_row_changed_in_the_database_is_found(linde: Table, change: dict[str, Any]) -> None:
    entry = record(linde, 3)[1]
    sealer.seal_all()
    Entry.objects.filter(pk=entry.pk).update(**change)
    assert whole() == [Broken(entry.stream_id, entry.seq, "changed")]


def test_a_row_removed_from_the_database_is_found(linde: Table) -> None:
    entry = record(linde, 3)[2]
    sealer.seal_all()
    Entry.objects.filter(pk=entry.pk).delete()
    assert whole() == [Broken(entry.stream_id, entry.seq, "missing")]


def test_erasing_a_person_leaves_the_chain_whole(linde: Table) -> None:
    record(linde, 2, name="Joost")
    sealer.seal_all()
    Salt.objects.all().delete()
    assert whole() == []


@committing
@pytest.mark.fault
def test_two_sealers_and_four_writers_at_once_leave_one_chain(linde: Table) -> None:
    def write() -> None:
        for _ in range(15):
            record(linde)

    def seal() -> None:
        for _ in range(15):
            sealer.seal_all()

    assert raised(at_once(write, seal, write, seal, write, write)) == []
    sealer.seal_all()
    assert not Entry.objects.filter(hash="").exists()
    assert whole() == []
