"""Answering: one's own response, one recorded for another, and the tap that confirms an earlier one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from koers.domain import tables
from koers.domain.processes import methods, opening, windows
from koers.domain.processes.case import Case, Response
from koers.domain.processes.checking import check
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
    values: Mapping[str, int] | None = None,
) -> Case:
    """Answer, or answer anew: the newest counts, the earlier ones stay as history."""
    check(case, "respond", seat, now)
    given = Response(seat.chair, choice, now, case.text.seq, case.sitting, reason, values=dict(values or {}))
    return _given(case, given, role, criteria)


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
    values: Mapping[str, int] | None = None,
) -> Case:
    """Write down what somebody else said, by phone for instance. They are told, and can change it."""
    check(case, "record_for", seat, now)
    if member == seat.chair or member not in {voter.member for voter in case.voters}:
        raise Refused("not_in_vote", "member")
    given = Response(
        member, choice, now, case.text.seq, case.sitting, reason, seat.chair, opening.words(how, "how"),
        values=dict(values or {}),
    )  # fmt: skip
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
    older = response.sitting < case.sitting and response.sitting not in recounted
    return same_text and older and response.choice in choices(case)


def as_seen(case: Case, seen: int | None) -> Case:
    """The case, when its text is the one that whoever answers had before them. None: nobody says."""
    if seen is not None and seen != case.version:
        raise Refused("text_moved_on", "choice", version=case.version)
    return case


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered now."""
    return methods.of(case).choices(case)


def _given(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    if given.choice not in choices(case):
        raise Refused("choice_unknown", "choice")
    given = replace(given, reason=_reason(case, given))
    case = methods.of(case).said(case, given, role, criteria)
    return replace(case, responses=(*case.responses, given))


def _reason(case: Case, given: Response) -> str:
    """Why. Some answers are nothing without it."""
    if given.choice in methods.of(case).REASONED:
        return opening.words(given.reason, given.choice)
    tidied = tables.tidy(given.reason)
    if len(tidied) > opening.REASON_LIMIT:
        raise Refused("too_long", "reason", limit=opening.REASON_LIMIT, length=len(tidied))
    return tidied


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
