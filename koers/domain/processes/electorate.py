"""Who decides: frozen at opening. Who leaves, stays out because of an interest, is away, or is added."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from koers.domain.processes import clock, methods, opening, windows
from koers.domain.processes.case import ABSENCE, Case, Outcome, Recusal, Voter
from koers.domain.processes.checking import check, stage_after
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat


def leave_table(case: Case, seat: Seat, now: datetime, member: int, left: datetime | None = None) -> Case:
    """Somebody left the table: they leave n, and what they answered counts no more. Nothing re-opens.

    `left` is when they did, as far as it is known. Who left after the window's end is still of n.
    """
    check(case, "leave_table", seat, now)
    voter, end = case.person(member), clock.ends(case)
    if voter is None or voter.status in ("left", "decides"):
        raise NotHere
    if end is not None and end <= now and (left is None or left >= end):
        raise Refused("window_closed", at=end)
    gone = changed(case, member, status="left", since=_since(case, now))
    return somebody_left(gone, case, "leave_table", now, "nobody_left")


def _since(case: Case, now: datetime) -> datetime | None:
    """From when on the others are complete. When it is over already, this may not move its end."""
    end = clock.ends(case)
    if end is None or end > now:
        return now
    return end if case.window is not None and end == case.window.closes else None


def declare_interest(case: Case, seat: Seat, now: datetime, reason: str) -> Case:
    """Stay out of it oneself: neither deliberate nor answer."""
    check(case, "declare_interest", seat, now)
    out = _recused(case, seat.chair, opening.words(reason, "interest"), seat.chair, now)
    return somebody_left(out, case, "declare_interest", now, "all_recused")


def propose_recusal(case: Case, seat: Seat, now: datetime, member: int, reason: str) -> Case:
    """Say that somebody else has an interest in it. The others decide."""
    check(case, "propose_recusal", seat, now)
    person = case.person(member)
    if person is None or person.status != "in" or member == seat.chair:
        raise Refused("not_in_vote", "member")
    if _pending(case, member):
        raise Refused("recusal_asked_already")
    asked = Recusal(member, seat.chair, opening.words(reason, "interest"), now, (seat.chair,))
    return _settled(replace(case, recusals=(*case.recusals, asked)), case, "propose_recusal", asked, now)


def decide_recusal(case: Case, seat: Seat, now: datetime, member: int, *, agree: bool) -> Case:
    """One of the others says whether somebody stays out of it. More than half of the others decide."""
    check(case, "decide_recusal", seat, now)
    asked = _pending(case, member)
    if asked is None:
        raise NotHere
    if member == seat.chair:
        raise Refused("own_recusal")
    for_, against = (set(asked.agree) - {seat.chair}, set(asked.disagree) - {seat.chair})
    (for_ if agree else against).add(seat.chair)
    given = replace(asked, agree=tuple(sorted(for_)), disagree=tuple(sorted(against)))
    recusals = tuple(given if one is asked else one for one in case.recusals)
    return _settled(replace(case, recusals=recusals), case, "decide_recusal", given, now)


def _pending(case: Case, member: int) -> Recusal | None:
    return next((one for one in case.recusals if one.member == member and not one.decided), None)


def others(case: Case, member: int) -> list[int]:
    """Who decides on somebody's interest: the rest of V."""
    return [voter.member for voter in case.voters if voter.member != member]


def _settled(case: Case, before: Case, deed: str, asked: Recusal, now: datetime) -> Case:
    many = len(others(case, asked.member))
    yes, no = (len(set(said) & set(others(case, asked.member))) for said in (asked.agree, asked.disagree))
    decided = "recused" if 2 * yes > many else "stays" if 2 * no >= many else ""
    if not decided:
        return case
    recusals = tuple(replace(one, decided=decided) if one is asked else one for one in case.recusals)
    case = replace(case, recusals=recusals)
    if decided == "stays":
        return case
    out = _recused(case, asked.member, asked.reason, asked.by, now)
    return somebody_left(out, before, deed, now, "all_recused")


def _recused(case: Case, member: int, reason: str, by: int, now: datetime) -> Case:
    return changed(case, member, status="recused", since=now, reason=reason, by=by)


def changed(case: Case, member: int, **what: Any) -> Case:
    """The same electorate, with something changed about one of them."""
    electorate = tuple(
        replace(voter, **what) if voter.member == member else voter for voter in case.electorate
    )
    return replace(case, electorate=electorate)


def somebody_left(case: Case, before: Case, deed: str, now: datetime, code: str) -> Case:
    """When nobody of V is left, the body that the organisation's rules name decides.

    After advice one person decides: whoever is asked instead of who left, is asked by name.
    """
    if case.voters or case.method in methods.DECIDERS:
        return case
    stage = stage_after(before, deed, "escalated")
    reasons = {str(voter.member): voter.reason for voter in case.electorate if voter.reason}
    return replace(case, stage=stage, outcome=Outcome("escalated", code, now, {"reasons": reasons}))


def add_to_electorate(case: Case, seat: Seat, now: datetime, fresh: Voter) -> Case:
    """Somebody was forgotten: the same text, the window restarts, earlier responses wait for a tap."""
    check(case, "add_to_electorate", seat, now)
    known = case.person(fresh.member)
    if known is not None and known.status != "left":
        raise Refused("in_already", "member")
    fresh = replace(fresh, since=now)
    if known is None:
        electorate = (*case.electorate, fresh)
    else:
        electorate = tuple(fresh if voter is known else voter for voter in case.electorate)
    window = case.window
    if window is not None and window.closes is not None:
        window = windows.again(window, now, case.terms.days)
    return replace(case, electorate=electorate, sitting=case.sitting + 1, window=window)


def note_away(case: Case, seat: Seat, now: datetime, member: int, first: date, last: date) -> Case:
    """Somebody is away: the clock waits, at most ten working days in all."""
    check(case, "note_away", seat, now)
    voter, window = case.person(member), case.window
    if voter is None or voter.status != "in":
        raise NotHere
    assert window is not None
    return replace(case, window=windows.pausing(window, first, last))


def spare_away(case: Case, seat: Seat, now: datetime, member: int) -> Case:
    """Away longer than the clock waits: what the team chose for that, before it opened."""
    check(case, "spare_away", seat, now)
    voter = case.person(member)
    if voter is None or voter.status != "in":
        raise NotHere
    if case.terms.absence not in ABSENCE[:2]:
        raise Refused("asked_before", "member")
    return changed(case, member, away=case.terms.absence, since=now)
