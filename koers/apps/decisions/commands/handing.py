"""When whoever would decide after advice left the table: it is noted, and somebody takes over."""

from datetime import datetime

from django.utils import timezone

from koers.apps.decisions import grounds
from koers.apps.decisions.commands.doing import does
from koers.apps.decisions.models import Process
from koers.apps.people import queries as people
from koers.domain import processes
from koers.domain.processes import Case, Ground, Terms
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system


def hand_over_decision(seat: Seat, pk: int, member: int, why: str, key: str | None = None) -> None:
    """Let somebody else at the table decide, by the same role or mandate, because whoever would has left."""
    chair = people.table(seat).select_related("team__stream").filter(pk=member).first()
    if chair is None or not chair.taken:
        raise Refused("decider_missing", "member")
    theirs = people.seat_of(chair)

    def step(case: Case, now: datetime) -> Case:
        ground = _ground(theirs, case.terms, now)
        return processes.hand_over_decision(case, seat, now, chair.pk, ground, why)

    does(seat, "hand_over_decision", pk, step, member=member, private={"why": why}, key=key)


def _ground(seat: Seat, terms: Terms, now: datetime) -> Ground:
    """The role or mandate by which it is decided, as it is theirs; refused when it isn't."""
    try:
        ground = grounds.frozen(seat, terms, timezone.localdate(now)).ground
    except Refused:
        raise Refused("decider_without_ground", "member", ground=terms.ground.name) from None
    if ground.code and ground.standing not in (terms.ground.standing, "both"):
        raise Refused("decider_without_ground", "member", ground=terms.ground.name)
    return ground


def let_all_deciders_go() -> int:
    """Note of everything that is open who would decide after advice and left: the clock's own work."""
    over = ("draft", *processes.FINAL)
    here = Process.objects.filter(method="advice").exclude(stage__in=over).select_related("stream")
    return sum(let_decider_go(one, one.stream.parent_id) for one in here)


def let_decider_go(process: Process, home: int | None) -> bool:
    """Note that whoever would decide left, when they did so since it is theirs to decide."""
    clockwork, earlier = system(process.stream_id, home), process.the_handovers()
    since = earlier[-1].at if earlier else process.opened
    left = people.left_at(clockwork, process.proposer_id)
    if left is None or since is None or left < since:
        return False
    try:
        _leaves(clockwork, process)
    except Refused:
        return False  # noted already, or it is over
    return True


def _leaves(seat: Seat, process: Process) -> None:
    def step(case: Case, now: datetime) -> Case:
        return processes.decider_leaves(case, seat, now)

    does(seat, "decider_leaves", process.pk, step, member=process.proposer_id)
