"""Every process under random deeds by random seats: after each deed what must always hold, holds."""

from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from koers.domain import processes
from tests.walks import DEEDS, Walk, walk

pytestmark = pytest.mark.thorough


class ProcessMachine(RuleBasedStateMachine):
    """One process. Hypothesis chooses who does what when; `Walk` looks at the invariants after each deed."""

    method = ""
    one: Walk

    @initialize(seed=st.integers(0, 2**32))
    def drafted(self, seed: int) -> None:
        self.one = Walk(self.method, Random(seed))
        self.one.step("open_process", 1)

    @rule(deed=st.sampled_from(sorted(DEEDS)), who=st.integers(0, 9))
    def does(self, deed: str, who: int) -> None:
        self.one.step(deed, who)

    @rule(deed=st.sampled_from(("respond", "cast_ballot", "confirm_met")))
    def everybody_does(self, deed: str) -> None:
        for who in range(1, len(self.one.people) + 1):
            self.one.step(deed, who)

    @rule(minutes=st.sampled_from((1, 14, 15, 240, 1440, 7200)))
    def time_passes(self, minutes: int) -> None:
        self.one.pass_time(minutes)

    @rule()
    def the_clock_closes(self) -> None:
        self.one.step("close_process", 0)

    @invariant()
    def nothing_is_done_after_the_outcome(self) -> None:
        if hasattr(self, "one") and self.one.case.outcome:
            seats = [self.one.seat(who) for who in range(10)]
            assert not [seat for seat in seats if processes.possible(self.one.case, seat, self.one.now)]

    @invariant()
    def nobody_is_counted_twice_and_nobody_from_outside(self) -> None:
        if hasattr(self, "one"):
            case = self.one.case
            members = [response.member for response in case.counting]
            assert len(members) == len(set(members))
            assert set(members) <= {voter.member for voter in case.voters}


class ConsentMachine(ProcessMachine):
    """By consent."""

    method = "consent"


class MajorityMachine(ProcessMachine):
    """By majority."""

    method = "majority"


class AdviceMachine(ProcessMachine):
    """After advice."""

    method = "advice"


class MandateMachine(ProcessMachine):
    """By mandate."""

    method = "mandate"


class UrgentMachine(ProcessMachine):
    """An urgent action."""

    method = "urgent"


class ConsensusMachine(ProcessMachine):
    """By consensus."""

    method = "consensus"


class ElectionMachine(ProcessMachine):
    """Who is asked for a role."""

    method = "election"


class ResistanceMachine(ProcessMachine):
    """By least resistance."""

    method = "resistance"


class RankedMachine(ProcessMachine):
    """Ranked or scored."""

    method = "ranked"


MACHINES = [
    ConsentMachine, MajorityMachine, AdviceMachine, MandateMachine, UrgentMachine,
    ConsensusMachine, ElectionMachine, ResistanceMachine, RankedMachine,
]  # fmt: skip


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.method)
def test_a_process_keeps_its_promises_whatever_anybody_does(machine: type[ProcessMachine]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


WAYS = {
    "consent": {"adopted", "lapsed", "withdrawn", "escalated"},
    "majority": set(processes.FINAL) - {"escalated"},
    "advice": {"adopted", "withdrawn"},
    "mandate": {"adopted"},
    "urgent": {"adopted"},
    "consensus": {"adopted", "rejected", "lapsed", "withdrawn", "escalated"},
    "election": {"adopted", "rejected", "lapsed", "withdrawn"},
    "resistance": {"adopted", "rejected", "lapsed", "withdrawn"},
    "ranked": {"adopted", "rejected", "lapsed", "withdrawn"},
}


@pytest.mark.parametrize("method", WAYS)
def test_walks_end_in_every_way_a_process_can_end(method: str) -> None:
    ended = {walk(method, seed).ended.partition(":")[0] for seed in range(250)}
    assert ended >= WAYS[method]


@pytest.mark.parametrize(
    ("method", "seed", "rule"),
    [
        ("election", 1546, ""),  # stayed out in the very moment in which naming ended
        ("election", 755, ""),  # named somebody, left, and was added again later
        ("majority", 806, "run_off"),  # a repair that was voted on was called more than that
        ("majority", 4283, "run_off"),  # stayed out because of an interest, and left later
    ],
)
def test_an_earlier_vote_counts_again_also_where_people_came_and_went(
    method: str, seed: int, rule: str
) -> None:
    assert walk(method, seed, rule=rule).ended
