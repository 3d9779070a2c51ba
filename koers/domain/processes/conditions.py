"""Who and when: the conditions that the rule tables name. Each refuses, or says nothing."""

from collections.abc import Callable
from datetime import datetime

from koers.domain.processes import candidacy, clock, resistance
from koers.domain.processes.case import Case, Objection
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat

Condition = Callable[[Case, Seat, datetime], None]


def elector(case: Case, seat: Seat, now: datetime) -> None:
    """Somebody of the electorate who is still at the table."""
    voter = case.person(seat.member)
    if voter is None or voter.status == "left" or voter.person != seat.person:
        raise Refused("joined_later")


def voter(case: Case, seat: Seat, now: datetime) -> None:
    """Somebody of V: of the electorate, not recused, still at the table."""
    elector(case, seat, now)
    not_recused(case, seat, now)


def not_recused(case: Case, seat: Seat, now: datetime) -> None:
    """Not somebody who stays out of it because of an interest."""
    found = case.person(seat.member)
    if found is not None and found.status == "recused":
        raise Refused("recused")


def proposer(case: Case, seat: Seat, now: datetime) -> None:
    """Whoever made the proposal. Nobody, once they left and until somebody took over."""
    if case.without_decider:
        raise Refused("decider_gone")
    if seat.member != case.proposer:
        raise Refused("not_yours", who=["proposer"], deed="")


def leads(case: Case, seat: Seat, now: datetime) -> None:
    """The facilitator, the process guardian, or whoever made the proposal."""
    if seat.member != case.proposer and not seat.has("facilitator", "guardian", "system"):
        raise Refused("not_yours", who=["facilitator", "guardian", "proposer"], deed="")


def guards(case: Case, seat: Seat, now: datetime) -> None:
    """The facilitator or the process guardian."""
    if not seat.has("facilitator", "guardian"):
        raise Refused("not_yours", who=["facilitator", "guardian"], deed="")


def takes_part(case: Case, seat: Seat, now: datetime) -> None:
    """Somebody of the electorate, or whoever leads it without deciding on it."""
    if not seat.has("facilitator", "guardian"):
        elector(case, seat, now)


def not_own_proposal(case: Case, seat: Seat, now: datetime) -> None:
    """Not whoever made the proposal."""
    if seat.member == case.proposer:
        raise Refused("own_proposal")


def window_open(case: Case, seat: Seat, now: datetime) -> None:
    """The window hasn't ended."""
    if case.outcome is not None:
        raise Refused("window_closed", at=case.outcome.at)
    if clock.over(case, now):
        raise Refused("window_closed", at=clock.ends(case))


def closable(case: Case, seat: Seat, now: datetime) -> None:
    """The window has ended; or it is a meeting, and whoever leads closes it."""
    if case.window is not None and case.window.closes is None and not seat.has("system"):
        leads(case, seat, now)
    elif not clock.over(case, now):
        raise Refused("window_still_open", at=clock.ends(case))


def by_name(case: Case, seat: Seat, now: datetime) -> None:
    """Only where answers carry a name."""
    if case.terms.secrecy == "secret":
        raise Refused("secret_ballot")


def secret(case: Case, seat: Seat, now: datetime) -> None:
    """Only where answers carry no name."""
    if case.terms.secrecy != "secret":
        raise Refused("named_ballot")


def in_window(case: Case, seat: Seat, now: datetime) -> None:
    """Only where a window runs, not in a meeting."""
    if case.window is None or case.window.closes is None:
        raise Refused("no_window")


def text_uncounted(case: Case, seat: Seat, now: datetime) -> None:
    """No vote on the newest text was counted yet."""
    if any(sitting.at >= case.text.at for sitting in case.sittings):
        raise Refused("text_counted")


def halfway(case: Case, seat: Seat, now: datetime) -> None:
    """Half of the window has passed."""
    middle = clock.halfway(case)
    if middle is None or now < middle:
        raise Refused("not_halfway")


def nominee_last(case: Case, seat: Seat, now: datetime) -> None:
    """Who is proposed for a role answers when all others have."""
    if candidacy.asked_last(case, seat.member):
        raise Refused("nominee_last")


def strong_resistance(case: Case, seat: Seat, now: datetime) -> None:
    """Who resists the leading option with 8 or more."""
    if seat.member not in resistance.strongly(case):
        raise Refused("resists_little")


CONDITIONS: dict[str, Condition] = {
    one.__name__: one
    for one in (
        elector, voter, not_recused, proposer, leads, guards, takes_part, not_own_proposal, window_open,
        closable, by_name, secret, in_window, halfway, text_uncounted, nominee_last, strong_resistance,
    )
}  # fmt: skip


def objection_at(case: Case, number: int) -> Objection:
    """The objection with this number."""
    found = next((one for one in case.objections if one.number == number), None)
    if found is None:
        raise NotHere
    return found
