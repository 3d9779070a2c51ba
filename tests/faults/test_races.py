"""Several at once, with real threads and connections: nothing after closing, nothing lost, nothing twice."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from koers.apps.ledger.models import Entry
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain import scans
from koers.domain.refusals import Refused
from tests import cast, rounds
from tests.cast import Table
from tests.races import at_once, raised

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

RACES = 100
SEVEN = ("a", "b", "c", "d", "e", "f", "g")


@pytest.fixture
def table() -> Table:
    """Seven people around one table."""
    return cast.seated(cast.organisation(), "MT", SEVEN)


def seats_of(table: Table) -> list[tuple[Any, str]]:
    """Everybody's seat and ballot, read once: the race shouldn't be about reading them."""
    return [(table.seat(name), table.ballots[name]) for name in table.names]


def closings(scan: Round, deed: str = "close_round") -> list[Entry]:
    """The entries that say that it closed."""
    return list(Entry.objects.filter(deed=deed, subject=scan.code))


def refusals(answers: list[Any]) -> list[str]:
    """The codes of what was refused; anything else that was raised is a fault."""
    faults = [one for one in raised(answers) if not isinstance(one, Refused)]
    assert not faults
    return [one.code for one in raised(answers)]


def only_refused(answers: list[Any], *codes: str) -> None:
    """Nothing went wrong but these refusals."""
    assert set(refusals(answers)) <= set(codes)


def shuffled(seed: int, deeds: list[Any]) -> Iterator[Any]:
    """Threads start in another order in each race."""
    random.Random(seed).shuffle(deeds)
    return iter(deeds)


@pytest.mark.parametrize("mode", ["confidential", "by_name"])
def test_closing_against_answering(table: Table, mode: str) -> None:
    """An answer that was acknowledged is counted; one that came too late changes nothing."""
    seats = seats_of(table)
    for seed in range(RACES // 2):
        scan = rounds.opened(table, mode)
        acknowledged: list[str] = []

        def answer(seat: Any, ballot: str, scan: Round = scan, to: list[str] = acknowledged) -> None:
            commands.answer(seat, scan, rounds.dots(), ballot)
            to.append(ballot)

        deeds = [lambda seat=seat, ballot=ballot: answer(seat, ballot) for seat, ballot in seats[:6]]
        close = [lambda scan=scan: commands.close_round(table.facilitator, scan.pk)]
        only_refused(at_once(*shuffled(seed, deeds + close)), "round_closed")
        closed = rounds.now(scan)
        assert (closed.stage, closed.answered) == ("talking", len(acknowledged)), f"race {seed}"
        (entry,) = closings(scan)
        assert entry.data["answered"] == len(acknowledged)
        if mode == "by_name":
            assert closed.answers.count() == len(acknowledged)
        if scans.shows(mode, len(acknowledged)) == "dots":
            assert sum(closed.tallies.get(item="success").counts) == len(acknowledged)
        commands.cancel_round(table.facilitator, scan.pk)


def test_the_last_two_who_answer_at_once_close_the_round_once(table: Table) -> None:
    seats = seats_of(table)
    for seed in range(RACES // 2):
        scan = rounds.opened(table)
        for seat, ballot in seats[:5]:
            commands.answer(seat, scan, rounds.dots(), ballot)
        last = [
            lambda seat=seat, ballot=ballot, scan=scan: commands.answer(seat, scan, rounds.dots(), ballot)
            for seat, ballot in seats[5:]
        ]
        assert at_once(*shuffled(seed, last)) == [None, None]
        assert (rounds.now(scan).stage, rounds.now(scan).answered) == ("talking", 7), f"race {seed}"
        assert len(closings(scan)) == 1
        commands.cancel_round(table.facilitator, scan.pk)


def test_the_last_two_who_choose_at_once_show_the_dots_once(table: Table) -> None:
    seats = seats_of(table)
    for seed in range(RACES // 4):
        scan = rounds.choosing(table)
        for seat, ballot in seats[:5]:
            commands.pick(seat, scan, "success", ballot)
        last = [
            lambda seat=seat, ballot=ballot, scan=scan: commands.pick(seat, scan, "structure", ballot)
            for seat, ballot in seats[5:]
        ]
        assert at_once(*shuffled(seed, last)) == [None, None]
        assert rounds.now(scan).stage == "agreeing", f"race {seed}"
        assert rounds.now(scan).picks["structure"] == 2
        assert len(closings(scan, "close_choice")) == 1


def test_two_facilitators_move_a_round_one_step_and_not_two(table: Table) -> None:
    for seed in range(RACES // 4):
        scan = rounds.opened(table)
        commands.close_round(table.facilitator, scan.pk)
        steps = [
            lambda scan=scan: commands.open_choice(table.facilitator, scan.pk),
            lambda scan=scan: commands.open_choice(table.facilitator, scan.pk),
            lambda scan=scan: commands.cancel_round(table.facilitator, scan.pk),
        ]
        answers = at_once(*shuffled(seed, steps))
        only_refused(answers, "not_in_this_stage")
        assert len(closings(scan, "open_choice")) <= 1
        assert len(closings(scan, "cancel_round")) == 1
        assert rounds.now(scan).stage == "cancelled"


def test_two_facilitators_open_one_round(table: Table) -> None:
    for _ in range(RACES // 10):
        answers = at_once(*[lambda: commands.open_round(table.facilitator, table.team, "confidential")] * 3)
        assert refusals(answers) == ["round_open", "round_open"]
        commands.cancel_round(table.facilitator, Round.objects.latest("number").pk)


def test_one_seat_that_answers_twice_at_once_counts_once(table: Table) -> None:
    ((seat, ballot), *_) = seats_of(table)
    for _ in range(RACES // 10):
        scan = rounds.opened(table)
        assert at_once(
            *[lambda scan=scan, n=n: commands.answer(seat, scan, rounds.dots(n), ballot) for n in (1, 2, 3)]
        ) == [None, None, None]
        assert scan.how_many() == 1
        commands.cancel_round(table.facilitator, scan.pk)


def test_a_box_never_holds_more_answers_than_there_are_seats(table: Table) -> None:
    """Fresh ballots of freed seats that come in at once, where one place is left."""
    (seat, _), *others = seats_of(table)
    for _ in range(RACES // 10):
        scan = rounds.opened(table)
        for other, secret in others:
            commands.answer(other, scan, rounds.dots(), secret)
        fresh = [
            lambda scan=scan, n=n: commands.answer(seat, scan, rounds.dots(), f"fresh {n}") for n in range(4)
        ]
        only_refused(at_once(*fresh), "box_full", "round_closed")
        assert rounds.now(scan).answered == 7
        commands.cancel_round(table.facilitator, scan.pk)
