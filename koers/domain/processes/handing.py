"""When whoever would decide after advice leaves the table: somebody takes over, or it lapses."""

from dataclasses import replace
from datetime import datetime

from koers.domain.processes import mandate, opening
from koers.domain.processes.case import Case, Ground, Handover
from koers.domain.processes.checking import check, stage_after
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def decider_leaves(case: Case, seat: Seat, now: datetime) -> Case:
    """Whoever would decide isn't at the table any more. Who leads has fourteen days to hand it over."""
    check(case, "decider_leaves", seat, now)
    if case.without_decider:
        raise Refused("decider_gone")
    gone = Handover(case.proposer, now)
    return replace(case, stage=stage_after(case, "decider_leaves"), handovers=(*case.handovers, gone))


def hand_over_decision(case: Case, seat: Seat, now: datetime, to: int, ground: Ground, why: str) -> Case:
    """Let somebody else at the table decide, by the same right, and say why them.

    Whoever was asked for advice doesn't advise any more once they decide. `ground` is the role or mandate
    as it is theirs today.
    """
    check(case, "hand_over_decision", seat, now)
    gone = case.without_decider
    if gone is None:
        raise Refused("decider_here", "member")
    mandate.check_ground(ground, case.method, mandate.day(case, now))
    taken = replace(gone, to=to, by=seat.chair, why=opening.words(why, "why"), at=now)
    electorate = tuple(
        replace(one, status="decides", since=now) if one.member == to else one for one in case.electorate
    )
    return replace(
        case,
        proposer=to,
        stage=stage_after(case, "hand_over_decision"),
        terms=replace(case.terms, ground=ground),
        electorate=electorate,
        handovers=(*case.handovers[:-1], taken),
    )
