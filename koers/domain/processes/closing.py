"""Closing: the outcome is computed once, from what was stored. Closing twice gives the same."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from koers.domain.processes import advice, clock, consent, majority, windows
from koers.domain.processes.case import Case, Outcome, Sitting
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
    return CLOSES[case.method](case, at, now)


def _by_majority(case: Case, at: datetime, now: datetime) -> Case:
    came = majority.outcome(case, at)
    if isinstance(came, Sitting):
        stage_after(case, "close_process", "voting")
        return _once_more(majority.next_sitting(case, came), now)
    return ended(case, "close_process", came)


def _by_consent(case: Case, at: datetime, now: datetime) -> Case:
    came = consent.outcome(case, at)
    if came is None:
        return replace(case, stage=stage_after(case, "close_process", "integrating"))
    return ended(case, "close_process", came)


def _by_advice(case: Case, at: datetime, now: datetime) -> Case:
    """The decider weighs. Who is silent and was never reminded is reminded first, and has two more days."""
    if not advice.unreminded(case):
        return replace(case, stage=stage_after(case, "close_process"))
    stage = stage_after(case, "close_process", "advising")
    return _once_more(replace(advice.reminded(case, now), stage=stage), now)


def _once_more(case: Case, now: datetime) -> Case:
    window = case.window
    if window is None or window.closes is None:
        return case
    return replace(case, window=windows.again(window, now, windows.DAYS_TO_ANSWER_AGAIN))


#: What the end of the window brings.
CLOSES: dict[str, Callable[[Case, datetime, datetime], Case]] = {
    "consent": _by_consent,
    "majority": _by_majority,
    "advice": _by_advice,
}


def ended(case: Case, deed: str, came: Outcome) -> Case:
    """The case with its one outcome."""
    if case.outcome is not None:
        raise Refused("window_closed", at=case.outcome.at)
    return replace(case, stage=stage_after(case, deed, came.status), outcome=came)


def withdraw_proposal(case: Case, seat: Seat, now: datetime) -> Case:
    """The proposer takes it back."""
    check(case, "withdraw_proposal", seat, now)
    return ended(case, "withdraw_proposal", Outcome("withdrawn", "by_proposer", now))
