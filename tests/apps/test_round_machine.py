"""A round under random deeds by random seats: after every step what must always hold, holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from koers.apps.actions import commands as actions
from koers.apps.actions.models import Action
from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask, Entry, Stream
from koers.apps.people import commands as people
from koers.apps.people import queries
from koers.apps.people.models import Member
from koers.apps.scans import commands
from koers.apps.scans import queries as reading
from koers.apps.scans.models import Round
from koers.domain import scans
from koers.domain.actions import Plan
from koers.domain.refusals import Refused
from tests import cast, rounds

pytestmark = pytest.mark.thorough

CHAIRS = st.integers(0, 5)
FIVE = st.sampled_from(scans.FIVE)
MODES = st.sampled_from(("by_name", "guessable", "confidential", "not_recorded"))
PAST = ("talking", "choosing", "agreeing", "agreed", "cancelled")


class RoundMachine(RuleBasedStateMachine):
    """One team, its rounds, and whoever sits down."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.table = cast.seated(cast.organisation(), "MT", ("a", "b", "c", "d", "e", "f"))
        self.lead = self.table.facilitator
        self.electorates: dict[int, list[int]] = {}
        self.closed: dict[int, tuple[Any, ...]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # --- who and what

    def chair(self, number: int) -> Member:
        chairs = list(queries.table(self.lead).select_related("team__stream"))
        return chairs[number % len(chairs)]

    def ballot(self, chair: Member) -> str:
        return self.table.ballots.get(f"{chair.pk}:{chair.person_id}") or self.table.ballots.get(
            chair.name, "-"
        )

    def current(self) -> Round | None:
        return Round.objects.filter(team=self.table.team).order_by("number").last()

    def does(self, deed: Any, *arguments: Any, **options: Any) -> bool:
        """Try it; a refusal is a fine answer, anything else a fault. Refused, nothing may be left behind."""
        try:
            with transaction.atomic():
                deed(*arguments, **options)
        except Refused:
            return False
        finally:
            readers.asks.catch_up(self.table.team.stream_id)
        return True

    # --- deeds

    @rule(mode=MODES, parts=st.booleans())
    def open(self, mode: str, parts: bool) -> None:
        self.does(commands.open_round, self.lead, self.table.team, mode, with_parts=parts)
        if scan := self.current():
            self.electorates.setdefault(scan.pk, scan.electorate)

    @rule(number=CHAIRS, step=st.integers(1, 5), why=st.sampled_from(("", "omdat")))
    def answer(self, number: int, step: int, why: str) -> None:
        chair = self.chair(number)
        if chair.taken and (scan := self.current()):
            given = rounds.dots(step, why)
            self.does(commands.answer, queries.seat_of(chair), scan, given, self.ballot(chair))

    @rule(step=st.integers(1, 5))
    def everybody_answers(self, step: int) -> None:
        for number in range(6):
            self.answer(number, step, "")

    @rule(number=CHAIRS, s=FIVE)
    def pick(self, number: int, s: str) -> None:
        chair = self.chair(number)
        if chair.taken and (scan := self.current()):
            self.does(commands.pick, queries.seat_of(chair), scan, s, self.ballot(chair))

    @precondition(lambda self: self.current())
    @rule(deed=st.sampled_from((commands.close_round, commands.open_choice, commands.close_choice)))
    def step(self, deed: Any) -> None:
        self.does(deed, self.lead, self.current().pk)

    @precondition(lambda self: self.current())
    @rule()
    def cancel(self) -> None:
        self.does(commands.cancel_round, self.lead, self.current().pk)

    @precondition(lambda self: self.current())
    @rule(s=FIVE)
    def talk(self, s: str) -> None:
        self.does(commands.talk_about, self.lead, self.current().pk, s)

    @precondition(lambda self: self.current())
    @rule(number=CHAIRS, s=FIVE)
    def note(self, number: int, s: str) -> None:
        self.does(commands.note_talk, queries.seat_of(self.chair(number)), self.current().pk, s, "genoteerd")

    @precondition(lambda self: self.current())
    @rule(s=FIVE, number=CHAIRS)
    def agree(self, s: str, number: int) -> None:
        plans = [Plan("Bel", self.chair(number).pk, timezone.localdate() + timedelta(days=3))] * 2
        self.does(actions.agree_actions, self.lead, self.current().pk, s, plans, "Rust")

    @rule()
    def make_room(self) -> None:
        for action in Action.objects.filter(outcome=""):
            self.does(actions.stop_action, self.lead, action.pk, "Genoeg")

    @rule(number=CHAIRS)
    def free(self, number: int) -> None:
        self.does(people.free_seat, self.lead, self.chair(number).pk)

    @rule(number=CHAIRS)
    def sit_down(self, number: int) -> None:
        chair = self.chair(number)
        door = people.invite(self.lead, self.table.team)

        def claim() -> None:
            name = chair.name or f"nieuw {chair.pk}"
            taken, secret = people.claim_seat(queries.guest_seat(door, None), door, chair.pk, name)
            self.table.ballots[f"{taken.pk}:{taken.person_id}"] = secret

        self.does(claim)

    @rule(seats=st.integers(2, 8))
    def set_table(self, seats: int) -> None:
        names = [chair.name for chair in queries.table(self.lead)]
        self.does(people.set_table, self.lead, self.table.team, (names + [""] * 8)[:seats])

    # --- what always holds

    @invariant()
    def the_electorate_is_frozen(self) -> None:
        for scan in Round.objects.filter(pk__in=self.electorates):
            assert scan.electorate == self.electorates[scan.pk]

    @invariant()
    def no_more_answers_than_seats(self) -> None:
        for scan in Round.objects.all():
            if scan.stage == "answering":
                assert scan.how_many() <= scan.seats
            assert scan.answered <= scan.seats
            assert all(sum(counts) <= scan.seats for counts in reading.results(scan).values())
            assert sum(scan.picks.values()) <= scan.seats

    @invariant()
    def at_most_one_round_takes_answers(self) -> None:
        assert Round.objects.filter(stage="answering").count() <= 1

    @invariant()
    def a_box_is_there_while_it_is_needed_and_no_longer(self) -> None:
        needed = set()
        for scan in Round.objects.all():
            if scan.stage == "answering" and scan.mode != "by_name":
                needed.add(f"box_{scan.box}")
            if scan.stage == "choosing":
                needed.add(f"box_{scan.pick_box}")
        there = {name for name in connection.introspection.table_names() if name.startswith("box_")}
        assert there == needed

    @invariant()
    def the_ledger_has_no_gaps(self) -> None:
        for stream in Stream.objects.all():
            seqs = list(Entry.objects.filter(stream=stream).order_by("seq").values_list("seq", flat=True))
            assert seqs == list(range(1, stream.head + 1))

    @invariant()
    def the_asks_are_those_of_the_stage(self) -> None:
        for scan in Round.objects.all():
            asked = Ask.objects.filter(subject=scan.code).values_list("deed", "member")
            by_deed = {deed: {m for d, m in asked if d == deed} for deed in ("answer", "pick")}
            answering = scan.stage == "answering" and scan.mode != "not_recorded"
            assert by_deed["answer"] == (set(scan.electorate) if answering else set())
            assert by_deed["pick"] == (set(scan.electorate) if scan.stage == "choosing" else set())

    @invariant()
    def what_was_counted_stays(self) -> None:
        for scan in Round.objects.filter(stage__in=PAST):
            counted = (scan.answered, scan.closed, sorted(reading.results(scan).items()))
            assert self.closed.setdefault(scan.pk, counted) == counted
            reading.outcome(scan)


@pytest.mark.fault
@pytest.mark.django_db
def test_a_round_keeps_its_promises_whatever_anybody_does() -> None:
    run_state_machine_as_test(
        RoundMachine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
