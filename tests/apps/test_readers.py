"""Readers of the ledger: each entry once, in order, also after a crash and with several at work."""

import pytest

from koers.apps.ledger import readers
from koers.apps.ledger.models import Entry, Reader
from koers.apps.ledger.readers import LedgerReader
from koers.apps.ledger.turn import turn
from tests.cast import Table
from tests.races import at_once, raised

pytestmark = pytest.mark.django_db
Noting = tuple[LedgerReader, list[int]]
committing = pytest.mark.django_db(transaction=True)


def record(table: Table, deed: str = "set_table") -> int:
    with turn(table.facilitator, deed) as t:
        return t.record("round:1").seq


@pytest.fixture
def reader() -> Noting:
    """A reader that notes which tables were set."""
    reader, noted = LedgerReader("test"), []
    reader.on("set_table")(lambda entry: noted.append(entry.seq))
    return reader, noted


def test_a_reader_hears_its_deeds_in_order_and_once(linde: Table, reader: Noting) -> None:
    one, noted = reader
    seqs = [record(linde), record(linde), record(linde)]
    record(linde, "invite")
    assert one.catch_up(linde.team.stream_id) == Entry.objects.filter(stream=linde.team.stream_id).count()
    assert one.catch_up(linde.team.stream_id) == 0
    assert noted == seqs


def test_a_reader_goes_on_where_it_was(linde: Table, reader: Noting) -> None:
    one, noted = reader
    one.catch_up_all()
    seq = record(linde)
    again = LedgerReader("test")
    again.on("set_table")(lambda entry: noted.append(entry.seq))
    assert again.catch_up_all() == 1
    assert noted == [seq]


def test_the_same_reaction_registered_twice_is_done_once(linde: Table) -> None:
    noted: list[int] = []
    one = LedgerReader("test")
    for _ in range(2):
        one.on("set_table", "invite")(noted.append)
    assert len(one.reactions["set_table"]) == len(one.reactions["invite"]) == 1


def test_what_a_reader_could_not_do_it_tries_again(linde: Table) -> None:
    one, done = LedgerReader("test"), []

    def fails_once(entry: Entry) -> None:
        done.append(entry.seq)
        if len(done) == 1:
            raise ValueError("the power failed")

    one.on("set_table")(fails_once)
    one.catch_up_all()
    seq = record(linde)
    with pytest.raises(ValueError, match="power"):
        one.catch_up_all()
    assert Reader.objects.get(name="test", stream=linde.team.stream_id).seq == seq - 1
    assert one.catch_up_all() == 1
    assert done == [seq, seq]


@committing
def test_a_commit_wakes_the_reader_of_asks(linde: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[int] = []
    monkeypatch.setitem(readers.asks.reactions, "set_table", [lambda entry: noted.append(entry.seq)])
    seq = record(linde)
    assert noted == [seq]
    assert readers.asks.catch_up_all() == 0


@committing
@pytest.mark.fault
def test_several_at_work_do_each_entry_once(linde: Table, reader: Noting) -> None:
    one, noted = reader
    one.catch_up_all()
    seqs = [record(linde) for _ in range(30)]
    assert raised(at_once(*[one.catch_up_all] * 4)) == []
    assert noted == seqs
