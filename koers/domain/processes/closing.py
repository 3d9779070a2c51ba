"""Closing: the outcome is computed once, from what was stored. Closing twice gives the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from koers.domain.processes import clock, methods
from koers.domain.processes.case import Case, Outcome
from koers.domain.processes.checking import check, stage_after
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def close_process(case: Case, seat: Seat, now: datetime, ballots: Mapping[str, int] | None = None) -> Case:
    """What comes out. It holds at the window's end, however late somebody comes to close it.

    `ballots` is what lay in the box of a secret ballot.
    """
    check(case, "close_process", seat, now)
    at = min(clock.ends(case) or now, now)
    case = replace(case, ballots=ballots)
    came = methods.of(case).outcome(case, at)
    if isinstance(came, Outcome):
        return ended(case, "close_process", came)
    after = methods.of(case).goes_on(case, came, now)
    return replace(after, stage=stage_after(case, "close_process", after.stage))


def ended(case: Case, deed: str, came: Outcome) -> Case:
    """The case with its one outcome."""
    if case.outcome is not None:
        raise Refused("window_closed", at=case.outcome.at)
    return replace(case, stage=stage_after(case, deed, came.status), outcome=came)


def withdraw_proposal(case: Case, seat: Seat, now: datetime) -> Case:
    """The proposer takes it back."""
    check(case, "withdraw_proposal", seat, now)
    return ended(case, "withdraw_proposal", Outcome("withdrawn", "by_proposer", now))
