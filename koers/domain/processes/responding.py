"""Answering: one's own response, one recorded for another, and the tap that confirms an earlier one."""

from dataclasses import replace
from datetime import datetime

from koers.domain import tables
from koers.domain.processes import consent, majority, opening, windows
from koers.domain.processes.case import Case, Objection, Response
from koers.domain.processes.checking import check, method
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def respond(
    case: Case,
    seat: Seat,
    now: datetime,
    choice: str,
    reason: str = "",
    *,
    role: str = "",
    criteria: tuple[str, ...] = (),
) -> Case:
    """Answer, or answer anew: the newest counts, the earlier ones stay as history."""
    check(case, "respond", seat, now)
    return _given(
        case, Response(seat.chair, choice, now, case.text.seq, case.sitting, reason), role, criteria
    )


def record_for(
    case: Case,
    seat: Seat,
    now: datetime,
    member: int,
    choice: str,
    reason: str = "",
    *,
    how: str = "",
    role: str = "",
    criteria: tuple[str, ...] = (),
) -> Case:
    """Write down what somebody else said, by phone for instance. They are told, and can change it."""
    check(case, "record_for", seat, now)
    if member == seat.chair or member not in {voter.member for voter in case.voters}:
        raise Refused("not_in_vote", "member")
    given = Response(
        member, choice, now, case.text.seq, case.sitting, reason, seat.chair, opening.words(how, "how")
    )
    return _given(case, given, role, criteria)


def confirm_response(case: Case, seat: Seat, now: datetime) -> Case:
    """The earlier response still holds, or what another recorded is right: one tap."""
    check(case, "confirm_response", seat, now)
    earlier = case.newest(seat.chair)
    if earlier is None or not waits_for_confirmation(case, earlier):
        raise Refused("nothing_to_confirm")
    again = replace(
        earlier, at=now, version=case.text.seq, sitting=case.sitting, confirms=True, recorded_by=None, how=""
    )
    return replace(case, responses=(*case.responses, again))


def waits_for_confirmation(case: Case, response: Response) -> bool:
    """It waits for a tap of its owner: another recorded it, or it was given before somebody was added."""
    if case.counts(response):
        return response.recorded_by is not None
    same_text = case.number_of(response.version) == case.version
    recounted = {sitting.number for sitting in case.sittings}
    return same_text and response.sitting < case.sitting and response.sitting not in recounted


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered now."""
    given: tuple[str, ...] = method(case).RESPONSES
    return majority.choices(case) if case.method == "majority" else given


def _given(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    if given.choice not in choices(case):
        raise Refused("choice_unknown", "choice")
    given = replace(given, reason=_reason(given))
    if case.method == "consent":
        case = _objected(case, given, role, criteria)
    return replace(case, responses=(*case.responses, given))


def _reason(given: Response) -> str:
    """Why. An objection, a concern and an advice are nothing without it."""
    if given.choice in ("objection", "concern", "advice"):
        return opening.words(given.reason, given.choice)
    tidied = tables.tidy(given.reason)
    if len(tidied) > opening.REASON_LIMIT:
        raise Refused("too_long", "reason", limit=opening.REASON_LIMIT, length=len(tidied))
    return tidied


def _objected(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """An objection stays until it is met, becomes a concern, or is set aside: no newer answer hides it."""
    own_open = [one for one in case.open_objections if one.member == given.member]
    if given.choice == "no_objection" and own_open:
        raise Refused("objection_open", number=own_open[0].number)
    if given.choice == "concern":
        return _turned(case, given.member)
    if given.choice != "objection":
        return case
    if not criteria or not set(criteria) <= set(consent.CRITERIA):
        raise Refused("criteria_missing", "criteria")
    number = len(case.objections) + 1
    fresh = Objection(
        number, given.member, given.reason, given.at, case.text.seq, tables.tidy(role), tuple(criteria)
    )
    return replace(case, objections=(*case.objections, fresh))


def _turned(case: Case, member: int) -> Case:
    turned = tuple(
        replace(one, concern=True) if one.member == member and one.open else one for one in case.objections
    )
    return replace(case, objections=turned)


def ask_full_window(case: Case, seat: Seat, now: datetime) -> Case:
    """Leave it open until its end, also when everybody has answered."""
    check(case, "ask_full_window", seat, now)
    assert case.window is not None
    return replace(case, window=replace(case.window, full=True))


def extend_once(case: Case, seat: Seat, now: datetime, days: int) -> Case:
    """More time, once."""
    check(case, "extend_once", seat, now)
    assert case.window is not None
    return replace(case, window=windows.extended(case.window, days))


def take_to_meeting(case: Case, seat: Seat, now: datetime) -> Case:
    """Better talked about: the window stops, and whoever leads closes it in the meeting."""
    check(case, "take_to_meeting", seat, now)
    assert case.window is not None
    return replace(case, window=replace(case.window, closes=None))
