"""Deciding, several at once: never a response after closing, never two outcomes, never two decisions.

`KOERS_RACES=1000` repeats each race that often.
"""

import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Decision, Process, Response
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as log
from koers.apps.ledger import clock
from koers.apps.ledger.models import Entry
from koers.domain import processes
from koers.domain.processes import Terms
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system
from tests import cast
from tests.cast import Table
from tests.races import at_once, raised

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

RACES = int(os.environ.get("KOERS_RACES", "12"))
SIX = ("a", "b", "c", "d", "e", "f")
LATE = {"window_closed", "not_in_this_step"}


@pytest.fixture
def table() -> Table:
    """Six people around one table."""
    return cast.seated(cast.organisation(), "MT", SIX)


def opened(table: Table, method: str, terms: Terms) -> Process:
    proposer = table.seat("a")
    draft = commands.draft_proposal(proposer, table.team, method, terms, "Titel", "Tekst.")
    return commands.open_process(proposer, draft.pk)


def clock_of(table: Table) -> Seat:
    """The seat of the clock."""
    seat = table.facilitator
    assert seat.stream
    return system(seat.stream, seat.home)


def closings(process: Process) -> list[Entry]:
    return list(Entry.objects.filter(deed="close_process", subject=process.code))


def at(moment: datetime, deed: Callable[[], Any]) -> Callable[[], Any]:
    """The deed as somebody does it whose clock stands at this moment."""

    def does() -> Any:
        with clock.at(moment):
            return deed()

    return does


def race(seed: int, deeds: list[Callable[[], Any]]) -> list[Any]:
    random.Random(seed).shuffle(deeds)
    answers = at_once(*deeds)
    faults = [one for one in raised(answers) if not isinstance(one, Refused)]
    assert not faults
    assert {one.code for one in raised(answers)} <= LATE | {"sealed_already", "window_still_open"}
    return answers


def counted_once(process: Process, acknowledged: list[int]) -> Process:
    """One outcome, of exactly what was acknowledged, that an export alone gives again."""
    process = Process.objects.get(pk=process.pk)
    assert len(closings(process)) == 1
    assert process.outcome is not None
    assert sorted(Response.objects.filter(process=process).values_list("member", flat=True)) == sorted(
        acknowledged
    )
    case = queries.case_of(process)
    assert len(case.counting) == len(acknowledged)
    return process


@pytest.mark.parametrize("method", ["consent", "majority"])
def test_never_a_response_after_closing_in_a_meeting(table: Table, method: str) -> None:
    seats = [table.seat(name) for name in SIX]
    choice, silence = ("no_objection", "needs_answer") if method == "consent" else ("for", "not_counted")
    for seed in range(RACES):
        process = opened(table, method, Terms(silence=silence, live=True))
        acknowledged: list[int] = []

        def respond(seat: Seat, pk: int = process.pk, to: list[int] = acknowledged) -> None:
            commands.respond(seat, pk, choice)
            to.append(seat.chair)

        deeds: list[Callable[[], Any]] = [partial(respond, seat) for seat in seats]
        deeds += [lambda pk=process.pk: commands.close_process(table.facilitator, pk)] * 2
        race(seed, deeds)
        process = counted_once(process, acknowledged)
        _recounts(table, process)


def test_a_response_in_the_last_moment_counts_or_is_refused_with_the_time(table: Table) -> None:
    seats, clockwork = [table.seat(name) for name in SIX], clock_of(table)
    for seed in range(RACES):
        process = opened(table, "majority", Terms(silence="not_counted"))
        end = process.over_at
        assert end is not None
        acknowledged: list[int] = []

        def respond(seat: Seat, pk: int = process.pk, to: list[int] = acknowledged) -> None:
            commands.respond(seat, pk, "for")
            to.append(seat.chair)

        just_before = end - timedelta(milliseconds=1)
        deeds = [at(just_before, partial(respond, seat)) for seat in seats[:5]]
        deeds += [at(end, partial(commands.close_process, clockwork, process.pk))] * 2
        answers = race(seed, deeds)
        refused = [one for one in raised(answers) if isinstance(one, Refused) and one.code == "window_closed"]
        assert all(one.facts == {"at": end} for one in refused)
        assert counted_once(process, acknowledged).ended == end


def test_a_secret_ballot_counts_what_was_acknowledged(table: Table) -> None:
    seats = [(table.seat(name), table.ballots[name]) for name in SIX]
    for seed in range(RACES):
        process = opened(table, "majority", Terms(silence="not_counted", secrecy="secret", live=True))
        acknowledged: list[int] = []

        def vote(seat: Seat, ballot: str, process: Process = process, to: list[int] = acknowledged) -> None:
            commands.cast_ballot(seat, process, "for", ballot)
            to.append(seat.chair)

        deeds: list[Callable[[], Any]] = [partial(vote, *one) for one in seats]
        deeds.append(partial(commands.close_process, table.facilitator, process.pk))
        race(seed, deeds)
        process.refresh_from_db()
        assert process.outcome["figures"]["present"] == len(acknowledged)
        if len(acknowledged) > processes.FEW:
            assert process.outcome["figures"]["counts"]["for"] == len(acknowledged)


def test_sealing_twice_and_editing_at_once_gives_one_decision_of_one_text(table: Table) -> None:
    proposer, clockwork = table.seat("a"), clock_of(table)
    for seed in range(RACES):
        process = opened(table, "majority", Terms(silence="not_counted", live=True))
        commands.respond(table.seat("b"), process.pk, "for")
        pk = process.pk
        deeds: list[Callable[[], Any]] = [
            partial(commands.edit_editorial, proposer, pk, "Titel", "Andere tekst."),
            partial(commands.close_process, table.facilitator, pk),
        ]
        race(seed, deeds)
        process.refresh_from_db()
        assert process.stage == "adopted"
        race(seed, [partial(records.seal_decision, clockwork, pk)] * 3)
        decision = Decision.objects.get(process=process)
        assert decision.text == process.versions.order_by("seq").last().text  # type: ignore[union-attr]
        _recounts(table, process)


def _recounts(table: Table, process: Process) -> None:
    if process.stage == "adopted":
        records.settle(table.facilitator, process, clock.now())
        decision = Decision.objects.get(process=process)
        assert recount(log.export_decision(table.facilitator, decision.pk)) == []
