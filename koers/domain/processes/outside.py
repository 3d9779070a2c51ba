"""Advice from outside the table: written down by the decider, and weighed like any other."""

from dataclasses import replace
from datetime import datetime

from koers.domain.processes import advice, opening
from koers.domain.processes.case import Case, Outside
from koers.domain.processes.checking import check, stage_after
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat

WHO_LIMIT = 80


def record_outside(case: Case, seat: Seat, now: datetime, who: str, part: str, text: str, how: str) -> Case:
    """Write down what somebody who isn't at this table advised: who, why them, what, and how they said it."""
    check(case, "record_outside", seat, now)
    if part not in advice.PARTS:
        raise Refused("part_missing", "part")
    one = Outside(
        len(case.outside) + 1,
        opening.words(who, "who", WHO_LIMIT),
        part,
        opening.words(text, "advice"),
        opening.words(how, "how"),
        seat.chair,
        now,
    )
    return replace(case, stage=stage_after(case, "record_outside"), outside=(*case.outside, one))


def weigh_outside(case: Case, seat: Seat, now: datetime, number: int, word: str, because: str) -> Case:
    """The decider writes what became of it: taken, partly, or not, and why."""
    check(case, "weigh_outside", seat, now)
    if number not in [one.number for one in case.outside]:
        raise NotHere
    if word not in advice.WORDS:
        raise Refused("weighing_missing", "word")
    said = opening.words(because, "because")
    weighed = tuple(
        replace(one, word=word, because=said) if one.number == number else one for one in case.outside
    )
    return replace(case, outside=weighed)
