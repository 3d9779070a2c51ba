"""The deeds of an advice process: naming who is asked, reminding them, weighing what they said, deciding."""

from dataclasses import replace
from datetime import datetime

from koers.domain.processes import advice, opening, windows
from koers.domain.processes.case import Case, Voter, Weighing
from koers.domain.processes.checking import check, stage_after
from koers.domain.processes.closing import ended
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

WHY_LIMIT = 200


def name_adviser(case: Case, seat: Seat, now: datetime, fresh: Voter) -> Case:
    """Add a name, with why. What others advised stays; who is new has at least two working days."""
    check(case, "name_adviser", seat, now)
    known = case.person(fresh.member)
    if fresh.member == case.proposer:
        raise Refused("own_advice", "member")
    if known is not None and known.status == "in":
        raise Refused("named_already", "member")
    if fresh.part not in advice.PARTS:
        raise Refused("part_missing", "part")
    named = replace(fresh, why=opening.words(fresh.why, "why", WHY_LIMIT), named_by=seat.member)
    if known is None:
        electorate = (*case.electorate, named)
    else:
        electorate = tuple(named if voter is known else voter for voter in case.electorate)
    stage = stage_after(case, "name_adviser")
    asked = replace(case, stage=stage, electorate=electorate)
    return longer(asked, now) if stage == "advising" else asked


def longer(case: Case, now: datetime) -> Case:
    """The window is open for at least two more working days, and ends no sooner than it would have."""
    assert case.window is not None
    return replace(case, window=windows.again(case.window, now, windows.DAYS_TO_ANSWER_AGAIN))


def remind_advisers(case: Case, seat: Seat, now: datetime) -> Case:
    """Half-way the window whoever hasn't answered hears of it once more."""
    check(case, "remind_advisers", seat, now)
    if not advice.unreminded(case):
        raise Refused("nobody_to_remind")
    return advice.reminded(case, now)


def weigh_advice(case: Case, seat: Seat, now: datetime, member: int, word: str, because: str) -> Case:
    """The decider writes what became of an advice: taken, partly, or not, and why."""
    check(case, "weigh_advice", seat, now)
    if member not in [one.member for one in advice.advice_given(case)]:
        raise Refused("no_advice_of", "member")
    if word not in advice.WORDS:
        raise Refused("weighing_missing", "word")
    one = Weighing(member, word, opening.words(because, "because"), now)
    others = [other for other in case.weighings if other.member != member]
    return replace(case, weighings=(*others, one))


def adapt_text(case: Case, seat: Seat, now: datetime, title: str, text: str) -> Case:
    """The decider writes what the decision has become. The advice stays, as given on the text before it."""
    check(case, "adapt_text", seat, now)
    fresh = opening.version(case.text.seq + 1, title, text, seat.chair, now)
    if (fresh.title, fresh.text) == (case.text.title, case.text.text):
        raise Refused("text_unchanged", "text")
    return replace(case, versions=(*case.versions, replace(fresh, material=False)))


def decide(case: Case, seat: Seat, now: datetime) -> Case:
    """The decider decides. Nobody else can, and nobody can hold it up."""
    check(case, "decide", seat, now)
    advice.check_advisers(case)
    if waiting := advice.waiting(case):
        raise Refused("not_weighed", count=waiting)
    came = advice.outcome(case, now)
    if came is None:
        raise Refused("not_reminded")
    return ended(case, "decide", came)
