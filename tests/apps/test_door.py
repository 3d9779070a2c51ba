"""The other door: many at once without the stream's lock, and nothing after closing.

The step is an invitation: while it is open answers go into a box, and ending it closes the door.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from koers.apps.ledger import box, pulse
from koers.apps.ledger.door import door
from koers.apps.ledger.turn import turn
from koers.apps.people import commands, queries
from koers.apps.people.models import Invitation
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat
from tests import cast
from tests.cast import Table
from tests.races import at_once

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def table(db: None) -> Table:
    """A team that nobody has joined yet."""
    return cast.set_table(cast.organisation(), "MT", cast.MT)


@pytest.fixture
def step(table: Table) -> Invitation:
    return cast.door(table)


@pytest.fixture
def guest(step: Invitation) -> Seat:
    return queries.guest_seat(step, None)


@pytest.fixture
def heard() -> Iterator[list[tuple[int, int]]]:
    beats: list[tuple[int, int]] = []
    stop = pulse.listen(lambda stream, seq: beats.append((stream, seq)))
    yield beats
    stop()


def test_an_open_door_gives_the_step_and_the_moment(step: Invitation, guest: Seat) -> None:
    with door(guest, "claim_seat", Invitation, step.pk) as (held, now):
        assert held == step
        assert abs(now - timezone.now()) < timedelta(seconds=5)


def test_the_permission_table_holds_at_this_door_too(step: Invitation, table: Table) -> None:
    with pytest.raises(Refused, match="not_yours"), door(table.facilitator, "answer", Invitation, step.pk):
        pytest.fail("never gets here")


def test_a_step_of_another_stream_is_not_there(step: Invitation, elsewhere: Table) -> None:
    stranger = queries.guest_seat(cast.door(elsewhere), None)
    for pk in (step.pk, 0):
        with pytest.raises(NotHere), door(stranger, "claim_seat", Invitation, pk):
            pytest.fail("never gets here")


def test_a_closed_step_refuses(step: Invitation, guest: Seat, table: Table) -> None:
    commands.end_invitation(table.facilitator, step.pk)
    with pytest.raises(Refused, match="invitation_over"), door(guest, "claim_seat", Invitation, step.pk):
        pytest.fail("never gets here")


def test_a_clock_that_jumps_back_opens_no_closed_door(step: Invitation, guest: Seat, table: Table) -> None:
    with time_machine.travel(step.expires + timedelta(minutes=1)):
        commands.set_table(table.facilitator, table.team, cast.MT)
    with pytest.raises(Refused, match="invitation_over"), door(guest, "claim_seat", Invitation, step.pk):
        pytest.fail("never gets here")


@committing
def test_what_is_refused_halfway_leaves_nothing(
    step: Invitation, guest: Seat, heard: list[tuple[int, int]]
) -> None:
    box.make("door_1")
    with pytest.raises(Refused), door(guest, "claim_seat", Invitation, step.pk):
        box.put("door_1", "a", {})
        raise Refused("name_missing")
    assert (box.count("door_1"), heard) == (0, [])
    box.empty("door_1")


@committing
def test_who_comes_through_leaves_no_entry_and_no_pulse(
    step: Invitation, guest: Seat, heard: list[tuple[int, int]]
) -> None:
    head = step.stream.head
    with door(guest, "claim_seat", Invitation, step.pk):
        pass
    step.stream.refresh_from_db()
    assert (heard, step.stream.head) == ([], head)


@committing
@pytest.mark.fault
def test_nothing_enters_after_closing(table: Table) -> None:
    """A hundred races: what closing counted is what is in the box, however late an answer tried."""
    went_in = came_late = 0
    for number in range(100):
        counted, answers = _race(table, f"race_{number}")
        went_in += answers.count(True)
        came_late += sum(isinstance(a, Refused) and a.code == "invitation_over" for a in answers)
        assert counted == answers.count(True) == len(box.empty(f"race_{number}"))
        assert all(a is True or isinstance(a, Refused) for a in answers)
    assert went_in > 0
    assert came_late > 0


def _race(table: Table, name: str) -> tuple[int, list[object]]:
    step = cast.door(table)
    guest = queries.guest_seat(step, None)
    box.make(name)

    def answer(secret: str) -> bool:
        with door(guest, "claim_seat", Invitation, step.pk):
            return box.put(name, secret, {})

    def close() -> int:
        with turn(table.facilitator, "end_invitation") as t:
            held = t.take(Invitation, step.pk)
            held.ended = t.now
            held.save(update_fields=["ended"])
            t.record(held)
            return box.count(name)

    first, second, counted, *rest = at_once(
        lambda: answer("a"), lambda: answer("b"), close, lambda: answer("c"), lambda: answer("d")
    )
    return counted, [first, second, *rest]
