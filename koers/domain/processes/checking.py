"""Whether a deed is possible now, for this seat: the step table and the rule table of the method."""

from datetime import datetime

from koers.domain.processes import methods
from koers.domain.processes.case import FINAL, Case
from koers.domain.processes.conditions import CONDITIONS
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def check(case: Case, deed: str, seat: Seat, now: datetime) -> None:
    """Refuse what the tables of the method don't allow now, for this seat.

    What is over refuses with its moment: a response that comes too late hears when it closed.
    """
    if case.stage in FINAL or deed in ("respond", "cast_ballot", "record_for", "confirm_response"):
        CONDITIONS["window_open"](case, seat, now)
    if (case.stage, deed) not in methods.of(case).STEPS:
        raise Refused("not_in_this_step", deed=deed, stage=case.stage)
    for name in methods.of(case).RULES[deed]:
        _named(name, case, deed, seat, now)


def _named(name: str, case: Case, deed: str, seat: Seat, now: datetime) -> None:
    try:
        CONDITIONS[name](case, seat, now)
    except Refused as refused:
        if refused.code == "not_yours":
            raise Refused("not_yours", deed=deed, who=refused.facts["who"]) from None
        raise


def stage_after(case: Case, deed: str, wanted: str | None = None) -> str:
    """The stage this deed leads to; `wanted` where the table gives several."""
    steps: tuple[str, ...] = methods.of(case).STEPS[case.stage, deed]
    if wanted is None:
        return steps[0]
    if wanted not in steps:
        raise LookupError(f"{deed} doesn't lead from {case.stage} to {wanted}")
    return wanted


def possible(case: Case, seat: Seat, now: datetime) -> list[str]:
    """Every deed of the method that this seat may do now, in the order of the table."""
    return [deed for deed in methods.of(case).RULES if _allows(case, deed, seat, now)]


def _allows(case: Case, deed: str, seat: Seat, now: datetime) -> bool:
    try:
        check(case, deed, seat, now)
    except Refused:
        return False
    return True
