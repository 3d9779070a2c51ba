"""A turn: one deed, one transaction, one stream, one entry, and a clock that never runs back."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from koers.apps.ledger import pulse
from koers.apps.ledger.models import Entry, Link, Salt, Stream
from koers.apps.ledger.turn import private_hash, turn
from koers.apps.people.models import Invitation, Member
from koers.domain import rules
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import NOBODY, Seat
from tests.cast import Table, door
from tests.databases import database_of_tests
from tests.races import at_once, raised

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


def entries(table: Table) -> list[Entry]:
    return list(Entry.objects.filter(stream=table.team.stream_id))


def one_entry(table: Table, key: str | None = None) -> Entry:
    with turn(table.facilitator, "set_table", key=key) as t:
        return t.before or t.record("team:1", seats=7)


def test_a_turn_leaves_one_entry_with_who_did_what_when(linde: Table) -> None:
    before = timezone.now()
    entry = one_entry(linde)
    entry.refresh_from_db()
    assert (entry.deed, entry.actor, entry.subject) == ("set_table", f"member:{linde.helper.pk}", "team:1")
    assert entry.data == {"seats": 7}
    assert before <= entry.at <= timezone.now()
    assert Stream.objects.get(pk=entry.stream_id).head == entry.seq


def test_numbers_follow_each_other_without_a_gap(linde: Table) -> None:
    for _ in range(3):
        one_entry(linde)
    assert [entry.seq for entry in entries(linde)] == list(range(1, len(entries(linde)) + 1))


def test_who_may_not_is_refused_before_anything_is_read(linde: Table) -> None:
    with pytest.raises(Refused) as refused, turn(linde.seat("Joost"), "set_table"):
        pytest.fail("never gets here")
    assert refused.value.code == "not_yours"
    assert refused.value.facts["who"] == sorted(rules.who_may("set_table"))


def test_a_seat_without_a_stream_finds_nothing(linde: Table) -> None:
    with pytest.raises(NotHere), turn(Seat("member:1", frozenset({"facilitator"})), "set_table"):
        pytest.fail("never gets here")
    with pytest.raises(Refused), turn(NOBODY, "set_table"):
        pytest.fail("never gets here")


def test_a_turn_that_records_nothing_is_rolled_back(linde: Table) -> None:
    chair = linde.chair("Joost")
    with pytest.raises(RuntimeError, match="recorded nothing"), turn(linde.facilitator, "set_table"):
        Member.objects.filter(pk=chair.pk).update(name="Somebody else")
    assert linde.chair("Joost").pk == chair.pk


def test_a_turn_that_is_refused_halfway_changes_nothing(linde: Table) -> None:
    count = len(entries(linde))
    with pytest.raises(Refused), turn(linde.facilitator, "set_table") as t:
        Member.objects.filter(name="Joost").update(name="Somebody else")
        t.record("team:1")
        raise Refused("name_missing")
    assert linde.chair("Joost")
    assert len(entries(linde)) == count


def test_a_turn_takes_only_what_is_on_its_stream(linde: Table, next_door: Table, elsewhere: Table) -> None:
    for other in (next_door, elsewhere):
        with pytest.raises(NotHere), turn(linde.facilitator, "free_seat") as t:
            t.take(Member, other.helper.pk)


def test_what_is_taken_is_asked_whether_it_allows_the_deed(linde: Table) -> None:
    guest = Seat("guest", frozenset({"guest"}), stream=linde.team.stream_id)
    with pytest.raises(Refused, match="seat_taken"), turn(guest, "claim_seat") as t:
        t.take(Member, linde.chair("Joost").pk)


def test_what_is_placed_lies_on_the_stream_of_the_turn(linde: Table) -> None:
    with turn(linde.facilitator, "invite") as t:
        placed = t.place(Invitation(team=linde.team, expires=t.now))
        t.record(placed)
    assert placed.stream_id == linde.team.stream_id


def test_lineage_is_kept_as_codes(linde: Table) -> None:
    joost, lotte = linde.chair("Joost"), linde.chair("Lotte")
    with turn(linde.facilitator, "set_table") as t:
        t.link("origin", joost, lotte)
        t.record(lotte)
    assert str(Link.objects.get()) == f"member:{joost.pk} -origin-> member:{lotte.pk}"


# --- the same submit twice


def test_a_repeated_submit_writes_once(linde: Table) -> None:
    first, again = one_entry(linde, key="form-1"), one_entry(linde, key="form-1")
    assert first.pk == again.pk


def test_somebody_else_with_the_same_key_is_no_repeat(linde: Table) -> None:
    one_entry(linde, key="form-1")
    with turn(linde.seat("Joost"), "note_talk", key="form-2") as t:
        assert t.before is None
        t.record("round:1")


@committing
def test_a_submit_that_comes_eight_times_at_once_writes_once(linde: Table) -> None:
    for number in range(10):
        answers = at_once(*[lambda n=number: one_entry(linde, key=f"form-{n}")] * 8)
        assert raised(answers) == []
        assert len({entry.pk for entry in answers}) == 1


# --- the clock


def test_a_clock_that_jumps_back_reopens_nothing(linde: Table) -> None:
    latest = one_entry(linde).at
    with time_machine.travel(timezone.now() - timedelta(hours=1)), turn(linde.facilitator, "set_table") as t:
        assert t.now == latest
        t.record("team:1")
    assert entries(linde)[-1].at >= latest


def test_an_invitation_that_was_over_stays_over_when_the_clock_jumps_back(linde: Table) -> None:
    invitation = door(linde)
    guest = Seat("guest", frozenset({"guest"}), stream=linde.team.stream_id)
    with time_machine.travel(invitation.expires + timedelta(minutes=1)):
        one_entry(linde)
    with pytest.raises(Refused, match="invitation_over"), turn(guest, "claim_seat") as t:
        t.take(Invitation, invitation.pk)


def test_a_closing_that_came_late_is_recorded_at_the_end_of_its_window(linde: Table) -> None:
    over = timezone.now() - timedelta(minutes=10)
    with turn(linde.facilitator, "set_table") as t:
        entry = t.record("team:1", at=over)
    assert entry.at == over
    assert t.stream.latest > over


# --- what may be erased


def test_a_name_enters_only_as_a_salted_hash(linde: Table) -> None:
    with turn(linde.facilitator, "set_table") as t:
        entry = t.record("team:1", private={"name": "Joost"})
    salt = Salt.objects.get(entry=entry)
    assert "Joost" not in str(entry.data)
    assert entry.data["name#"] == private_hash(salt.salt, "Joost")
    assert private_hash(salt.salt, "Lotte") != entry.data["name#"]


def test_the_same_name_twice_has_two_hashes(linde: Table) -> None:
    with turn(linde.facilitator, "set_table") as t:
        one = t.record("team:1", private={"name": "Joost"})
        two = t.record("team:2", private={"name": "Joost"})
    assert one.data["name#"] != two.data["name#"]


# --- who hears of it


@pytest.fixture
def heard() -> Iterator[list[tuple[int, int]]]:
    beats: list[tuple[int, int]] = []
    stop = pulse.listen(lambda stream, seq: beats.append((stream, seq)))
    yield beats
    stop()


@committing
def test_a_pulse_goes_out_after_the_commit_and_not_without_it(
    linde: Table, heard: list[tuple[int, int]]
) -> None:
    with pytest.raises(Refused), turn(linde.facilitator, "set_table") as t:
        t.record("team:1")
        raise Refused("name_missing")
    assert heard == []
    entry = one_entry(linde)
    assert heard == [(entry.stream_id, entry.seq)]


@committing
def test_a_listener_that_fails_takes_nobodys_reply_away(
    linde: Table, heard: list[tuple[int, int]], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(stream: int, seq: int) -> None:
        raise ValueError("broken")

    pulse.beat(1)
    stop = pulse.listen(broken)
    late: list[int] = []
    stop_late = pulse.listen(lambda stream, seq: late.append(seq))
    with caplog.at_level(logging.ERROR):
        entry = one_entry(linde)
    stop(), stop_late()
    assert Entry.objects.filter(pk=entry.pk).exists()
    assert late == [entry.seq]
    assert "a listener failed" in caplog.text


# --- many at once


WRITER = """
from koers import cli
cli.start()
from koers.apps.ledger.turn import turn
from koers.domain.seats import system
for _ in range({count}):
    with turn(system({stream}), "close_round") as t:
        t.record("round:1")
"""


@committing
@pytest.mark.fault
def test_processes_that_write_to_one_stream_leave_no_gap(linde: Table) -> None:
    stream = linde.team.stream_id
    first = Stream.objects.get(pk=stream).head
    script = WRITER.format(count=40, stream=stream)
    environment = os.environ | {"KOERS_DATABASE": database_of_tests()}
    writers = [subprocess.Popen([sys.executable, "-c", script], env=environment) for _ in range(4)]
    assert [writer.wait(120) for writer in writers] == [0] * 4
    written = Entry.objects.filter(stream=stream, seq__gt=first).order_by("seq").values_list("seq", flat=True)
    assert list(written) == list(range(first + 1, first + 161))
    assert Stream.objects.get(pk=stream).head == first + 160


@committing
@pytest.mark.fault
def test_a_reader_that_remembers_one_number_misses_nothing(linde: Table) -> None:
    stream, first = linde.team.stream_id, linde.team.stream.head
    over, seen = threading.Event(), []

    def tail() -> None:
        mark = Stream.objects.get(pk=stream).head
        while True:
            last_look = over.is_set()
            for seq in (
                Entry.objects.filter(stream=stream, seq__gt=mark)
                .order_by("seq")
                .values_list("seq", flat=True)
            ):
                seen.append(seq)
                mark = seq
            if last_look:
                return

    def write() -> None:
        for _ in range(15):
            one_entry(linde)

    reader = threading.Thread(target=lambda: at_once(tail))
    reader.start()
    answers = at_once(*[write] * 8)
    over.set()
    reader.join()
    assert raised(answers) == []
    written = Stream.objects.get(pk=stream).head
    assert written >= first + 120
    assert seen[-120:] == list(range(written - 119, written + 1))
